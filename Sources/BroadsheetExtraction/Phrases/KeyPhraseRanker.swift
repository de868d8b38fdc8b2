import BroadsheetCore

/// Ranks phrases of up to four content words by where they first stand, how often, and how long they are.
struct KeyPhraseRanker {
  private var candidates = PhraseTable()
  /// What is the same wherever a distinct word stands.
  private var words: [WordNote] = []
  /// The article's tags as phrases.
  private var tags = IndexTable()
  private var tagTokens: [Token] = []

  /// A distinct word's part in phrases.
  private struct WordNote {
    /// The hash without the plural; 0 until it is asked for.
    var stem: UInt64 = 0
    /// Whether it ends like an adverb.
    var isAdverb = false
  }

  /// What a part of a phrase never is.
  private static let noPart: LexicalFlags = [.function, .weekday, .pronoun, .titleAbbreviation, .number]
  /// What is none in small letters.
  private static let noCommonNoun: LexicalFlags = [.finiteVerb, .speechVerb, .timeUnit]

  /// The best phrases of the document.
  mutating func rank(
    _ document: borrowing Document, _ rules: LanguageRules, _ knowledge: KnowledgeIndex, tags: [String] = [],
    limit: Int
  ) -> [KeyPhrase] {
    words.removeAll(keepingCapacity: true)
    words.append(contentsOf: repeatElement(WordNote(), count: document.stream.words.count))
    candidates.begin()
    Self.collect(document, rules, &words, into: &candidates)
    note(tags)
    Self.score(&candidates.all, self.tags, document, knowledge)
    candidates.keepBest(limit * 4)
    candidates.sort()
    return choose(document, limit)
  }

  /// Whether the token can be a part of a phrase; its word's note is there from then on.
  @inline(__always)
  private static func isContent(
    _ tokens: Span<Token>, _ index: Int, _ text: Span<UInt8>, _ rules: LanguageRules,
    _ words: inout MutableSpan<WordNote>
  ) -> Bool {
    let token = tokens[index]
    guard token.isWord, !token.shape.contains(.possessive), token.end - token.start > 1,
      token.flags.isDisjoint(with: Self.noPart),
      token.flags.isDisjoint(with: token.isCapital ? .month : Self.noCommonNoun)
    else { return false }
    let word = Int(token.word)
    if words[word].stem == 0 {
      words[word] = WordNote(stem: stem(token, text), isAdverb: text.ends(token, "ly"))
    }
    if token.isCapital { return true }
    guard !words[word].isAdverb else { return false }
    guard index > 0 else { return true }
    // After “to”, “will” and “he” stands a verb, and before “the” often.
    let before = tokens[index - 1]
    guard before.word >= 0 else { return true }
    if rules.verbLeads.contains(before.hash) { return false }
    return index + 1 >= tokens.count || tokens[index + 1].word < 0
      || !tokens[index + 1].flags.contains(.determiner)
      || !before.flags.isDisjoint(with: [.determiner, .preposition])
  }

  private static func collect(
    _ document: borrowing Document, _ rules: LanguageRules, _ words: inout [WordNote],
    into candidates: inout PhraseTable
  ) {
    let tokens = document.stream.tokens.span
    let text = document.prose.text.span
    var words = words.mutableSpan
    for block in document.roles.indices {
      switch document.roles[block] {
      case .body, .headline, .listItem, .takeaways, .heading: break
      default: continue
      }
      var start = max(document.openings[block], document.stream.blocks[block].lowerBound)
      let limit = document.stream.blocks[block].upperBound
      while start < limit {
        guard isContent(tokens, start, text, rules, &words) else {
          start += 1
          continue
        }
        var end = start + 1
        var next = end
        // A run of content words, which sentence ends and punctuation bound.
        while end < limit {
          guard isContent(tokens, end, text, rules, &words) else {
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
          var value = words[Int(tokens[first].word)].stem
          for token in first + 1..<max(end, first + 1) {
            value = ByteHash.phrase(value, words[Int(tokens[token].word)].stem)
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

  private static func score(
    _ all: inout [PhraseTable.Candidate], _ tags: IndexTable, _ document: borrowing Document,
    _ knowledge: KnowledgeIndex
  ) {
    let tokens = document.stream.tokens.span
    let text = document.prose.text.span
    let lengths: SIMD8<Float> = [0, 0.5, 1, 1, 0.7, 0, 0, 0]
    var all = all.mutableSpan
    for index in all.indices {
      let candidate = all[index]
      guard candidate.wholes > 0 || candidate.count > 1 else { continue }
      let token = tokens[Int(candidate.first + candidate.length) - 1]
      // A phrase ends with a noun.
      if !token.isCapital, text.ends(token, "ing") || text.ends(token, "ed") { continue }
      let position = 1 / (1 + Float(candidate.first) / 80)
      let frequency = Float(candidate.count)
      let weight = (0.4 + frequency / (frequency + 3)) * lengths[Int(candidate.length)]
      var score = Double(weight * (0.25 + position) * (candidate.wholes > 0 ? 1 : 0.7))
      // What the author or the site has chosen as a tag is a phrase for sure.
      if knowledge.isTag(candidate.hash) || tags[candidate.hash] != nil { score *= 1.6 }
      all[index].score = score
    }
  }

  /// The best phrases, none of which is a part of a better one.
  private mutating func choose(_ document: borrowing Document, _ limit: Int) -> [KeyPhrase] {
    var result: [KeyPhrase] = []
    var chosen: [Range<Int>] = []
    result.reserveCapacity(limit)
    chosen.reserveCapacity(limit)
    let best = candidates.all.first?.score ?? 1
    for candidate in candidates.all.prefix(limit * 8) where result.count < limit && candidate.score > 0 {
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
        KeyPhrase(text: document.string(span), score: candidate.score / max(best, 0.0001), span: span))
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
        words[Int(document.stream.tokens[start + length].word)].stem
          == words[Int(document.stream.tokens[short.lowerBound + length].word)].stem
      {
        length += 1
      }
      if length == short.count { return true }
      start += 1
    }
    return false
  }
}
