import BroadsheetCore

/// Ranks phrases of up to four content words by where they first stand, how often, and how long they are.
struct KeyPhraseRanker {
  private var candidates = PhraseTable()
  /// The article's tags as phrases.
  private var tags = IndexTable()
  private var tagTokens: [Token] = []

  /// The best phrases of the document.
  mutating func rank(
    _ document: borrowing Document, _ knowledge: KnowledgeIndex, tags: [String] = [], limit: Int
  ) -> [KeyPhrase] {
    candidates.begin()
    Self.collect(document, into: &candidates)
    note(tags)
    score(document, knowledge)
    candidates.rankBest(limit * 4)
    return choose(document, limit)
  }

  /// Whether the token can be a part of a phrase.
  @inline(__always)
  private static func isContent(_ tokens: Span<Token>, _ index: Int) -> Bool {
    let token = tokens[index]
    guard token.kinds.contains(.part) else { return false }
    if token.isCapital || index == 0 { return true }
    // After “to”, “will” and “he” stands a verb, and before “the” often.
    let before = tokens[index - 1]
    guard before.word >= 0 else { return true }
    if before.kinds.contains(.verbLead) { return false }
    return index + 1 >= tokens.count || tokens[index + 1].word < 0
      || !tokens[index + 1].flags.contains(.determiner)
      || !before.flags.isDisjoint(with: [.determiner, .preposition])
  }

  private static func collect(_ document: borrowing Document, into candidates: inout PhraseTable) {
    let tokens = document.stream.tokens.span
    let words = document.stream.words.entries.span
    for block in document.roles.indices {
      switch document.roles[block] {
      case .body, .headline, .listItem, .takeaways, .heading: break
      default: continue
      }
      var start = max(document.openings[block], document.stream.blocks[block].lowerBound)
      let limit = document.stream.blocks[block].upperBound
      while start < limit {
        guard isContent(tokens, start) else {
          start += 1
          continue
        }
        var end = start + 1
        var next = end
        // A run of content words, which sentence ends and punctuation bound.
        while end < limit {
          guard isContent(tokens, end) else {
            next = end + 1
            break
          }
          next = end
          guard continues(tokens, end) else { break }
          end += 1
          next = end
        }
        // The phrase, and its endings: the head stands last.
        for length in 1...min(4, end - start) {
          let first = end - length
          var value = words[Int(tokens[first].word)].note.stem
          for token in first + 1..<max(end, first + 1) {
            value = ByteHash.phrase(value, words[Int(tokens[token].word)].note.stem)
          }
          candidates.note(value, first, length, isWhole: first == start)
        }
        start = next
      }
    }
  }

  /// Whether the token goes on with the phrase before it: not a new sentence, and no name after common words.
  @inline(__always)
  private static func continues(_ tokens: Span<Token>, _ index: Int) -> Bool {
    let token = tokens[index]
    return !token.shape.contains(.sentenceStart) && (!token.isCapital || tokens[index - 1].isCapital)
  }

  private mutating func note(_ tags: [String]) {
    self.tags.removeAll()
    for tag in tags { self.tags[Self.hash(of: tag, &tagTokens)] = 1 }
  }

  private mutating func score(_ document: borrowing Document, _ knowledge: KnowledgeIndex) {
    let tokens = document.stream.tokens.span
    let lengths: SIMD8<Float> = [0, 0.5, 1, 1, 0.7, 0, 0, 0]
    for index in candidates.all.indices {
      let candidate = candidates.all[index]
      guard candidate.wholes > 0 || candidate.count > 1 else { continue }
      let token = tokens[Int(candidate.first + candidate.length) - 1]
      // A phrase ends with a noun.
      if !token.isCapital, !token.kinds.isDisjoint(with: [.ing, .ed]) { continue }
      let position = 1 / (1 + Float(candidate.first) / 80)
      let frequency = Float(candidate.count)
      let weight = (0.4 + frequency / (frequency + 3)) * lengths[Int(candidate.length)]
      var score = Double(weight * (0.25 + position) * (candidate.wholes > 0 ? 1 : 0.7))
      // What the author or the site has chosen as a tag is a phrase for sure.
      if knowledge.isTag(candidate.hash) || tags[candidate.hash] != nil { score *= 1.6 }
      if score > 0 { candidates.rank(index, score) }
    }
  }

  /// The best phrases, none of which is a part of a better one.
  private func choose(_ document: borrowing Document, _ limit: Int) -> [KeyPhrase] {
    var result: [KeyPhrase] = []
    var chosen: [Range<Int>] = []
    result.reserveCapacity(limit)
    chosen.reserveCapacity(limit)
    let best = candidates.ranked.first?.score ?? 1
    for ranked in candidates.ranked.prefix(limit * 8) where result.count < limit {
      let candidate = candidates.all[Int(ranked.index)]
      let tokens = Int(candidate.first)..<Int(candidate.first + candidate.length)
      var isPart = false
      for other in chosen where overlaps(other, tokens, document) {
        isPart = true
        break
      }
      if isPart { continue }
      chosen.append(tokens)
      let span = document.span(tokens)
      result.append(
        KeyPhrase(text: document.string(span), score: ranked.score / max(best, 0.0001), span: span))
    }
    return result
  }

  /// Whether one phrase is a part of the other.
  private func overlaps(_ first: Range<Int>, _ second: Range<Int>, _ document: borrowing Document) -> Bool {
    let (short, long) = first.count <= second.count ? (first, second) : (second, first)
    var start = long.lowerBound
    while start + short.count <= long.upperBound {
      var length = 0
      while length < short.count,
        document.stem(start + length) == document.stem(short.lowerBound + length)
      {
        length += 1
      }
      if length == short.count { return true }
      start += 1
    }
    return false
  }
}

extension Document {
  /// The hash of a word without its plural.
  @inline(__always)
  fileprivate func stem(_ token: Int) -> UInt64 { stream.words[stream.tokens[token].word].note.stem }
}
