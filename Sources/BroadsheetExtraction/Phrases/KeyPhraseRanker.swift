import BroadsheetCore

/// Ranks phrases of up to four content words by where they first stand, how often, and how long they are.
struct KeyPhraseRanker {
  /// A phrase that was found.
  struct Candidate {
    var hash: UInt64
    var first: Int32
    var count: Int32
    var length: Int32
    /// How often it is all of its run.
    var wholes: Int32
    var score: Double
  }

  private var candidates: [Candidate] = []
  private var slots: [UInt64] = Array(repeating: 0, count: 1 << 12)
  private var epoch: UInt32 = 0
  /// What is the same wherever a distinct word stands.
  private var words: [WordNote] = []
  /// The article's tags as phrases.
  private var tags = IndexTable()
  private var tagStream = TokenStream()

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
    _ document: Document, _ rules: LanguageRules, _ knowledge: KnowledgeIndex, tags: [String] = [], limit: Int
  ) -> [KeyPhrase] {
    collect(document, rules)
    note(tags)
    score(document, knowledge)
    keepBest(limit * 4)
    candidates.sort { ($1.score, $0.first) < ($0.score, $1.first) }
    return choose(document, limit)
  }

  /// Whether the token can be a part of a phrase; its word's note is there from then on.
  @inline(__always)
  private mutating func isContent(_ document: Document, _ index: Int, _ rules: LanguageRules) -> Bool {
    let token = document.stream.tokens[index]
    guard token.isWord, !token.shape.contains(.possessive), token.end - token.start > 1,
      token.flags.isDisjoint(with: Self.noPart),
      token.flags.isDisjoint(with: token.isCapital ? .month : Self.noCommonNoun)
    else { return false }
    let word = Int(token.word)
    if words[word].stem == 0 { describe(token, document) }
    if token.isCapital { return true }
    guard !words[word].isAdverb else { return false }
    guard index > 0 else { return true }
    // After “to”, “will” and “he” stands a verb, and before “the” often.
    let before = document.stream.tokens[index - 1]
    guard before.word >= 0 else { return true }
    if rules.verbLeads.contains(before.hash) { return false }
    return index + 1 >= document.stream.tokens.count || document.stream.tokens[index + 1].word < 0
      || !document.stream.flags(index + 1).contains(.determiner)
      || !document.stream.flags(index - 1).isDisjoint(with: [.determiner, .preposition])
  }

  private mutating func describe(_ token: Token, _ document: Document) {
    words[Int(token.word)] = WordNote(
      stem: Self.stem(token, document.prose.text.span), isAdverb: document.ends(token, "ly"))
  }

  private mutating func collect(_ document: Document, _ rules: LanguageRules) {
    candidates.removeAll(keepingCapacity: true)
    epoch &+= 1
    if epoch == 0 || slots.count > 1 << 18 {
      slots = Array(repeating: 0, count: 1 << 12)
      epoch = 1
    }
    words.removeAll(keepingCapacity: true)
    words.append(contentsOf: repeatElement(WordNote(), count: document.stream.words.entries.count))
    for block in document.roles.indices {
      switch document.roles[block] {
      case .body, .headline, .listItem, .takeaways, .heading: break
      default: continue
      }
      let range =
        max(
          document.openings[block], document.stream.blocks[block].lowerBound)..<max(
          document.openings[block], document.stream.blocks[block].upperBound)
      var start = range.lowerBound
      while start < range.upperBound {
        guard isContent(document, start, rules) else {
          start += 1
          continue
        }
        var end = start + 1
        var next = end
        // A run of content words, which sentence ends and punctuation bound.
        while end < range.upperBound {
          guard isContent(document, end, rules) else {
            next = end + 1
            break
          }
          next = end
          guard continues(document, end) else { break }
          end += 1
          next = end
        }
        // The phrase, and its endings: the head stands last.
        for length in 1...min(4, end - start) {
          let first = end - length
          var value = words[Int(document.stream.tokens[first].word)].stem
          for token in first + 1..<max(end, first + 1) {
            value = ByteHash.phrase(value, words[Int(document.stream.tokens[token].word)].stem)
          }
          note(value, first, length, isWhole: first == start)
        }
        start = next
      }
    }
  }

  /// Whether the token goes on with the phrase before it: not a new sentence, and no name after common words.
  private func continues(_ document: Document, _ index: Int) -> Bool {
    let token = document.stream.tokens[index]
    return !token.shape.contains(.sentenceStart)
      && (!token.isCapital || document.stream.tokens[index - 1].isCapital)
  }

  private mutating func note(_ hash: UInt64, _ first: Int, _ length: Int, isWhole: Bool) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash >> 7) & mask
    while UInt32(truncatingIfNeeded: slots[slot] >> 32) == epoch {
      let index = Int(slots[slot] & 0xFFFF_FFFF)
      if candidates[index].hash == hash {
        candidates[index].count += 1
        if isWhole { candidates[index].wholes += 1 }
        return
      }
      slot = (slot + 1) & mask
    }
    slots[slot] = UInt64(epoch) << 32 | UInt64(candidates.count)
    candidates.append(
      Candidate(
        hash: hash, first: Int32(first), count: 1, length: Int32(length), wholes: isWhole ? 1 : 0,
        score: 0))
    if candidates.count * 2 > slots.count { grow() }
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for (index, candidate) in candidates.enumerated() {
      var slot = Int(truncatingIfNeeded: candidate.hash >> 7) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt64(epoch) << 32 | UInt64(index)
    }
  }

  private mutating func note(_ tags: [String]) {
    self.tags.removeAll()
    for tag in tags { self.tags[Self.hash(of: tag, &tagStream)] = 1 }
  }

  private mutating func score(_ document: Document, _ knowledge: KnowledgeIndex) {
    for index in candidates.indices {
      let candidate = candidates[index]
      guard candidate.wholes > 0 || candidate.count > 1 else { continue }
      let last = Int(candidate.first + candidate.length) - 1
      let token = document.stream.tokens[last]
      // A phrase ends with a noun.
      if !token.isCapital, document.ends(token, "ing") || document.ends(token, "ed") { continue }
      let position = 1 / (1 + Float(candidate.first) / 80)
      let lengths: SIMD8<Float> = [0, 0.5, 1, 1, 0.7, 0, 0, 0]
      let frequency = Float(candidate.count)
      let weight = (0.4 + frequency / (frequency + 3)) * lengths[Int(candidate.length)]
      candidates[index].score = Double(weight * (0.25 + position) * (candidate.wholes > 0 ? 1 : 0.7))
      // What the author or the site has chosen as a tag is a phrase for sure.
      if knowledge.isTag(candidate.hash) || tags[candidate.hash] != nil { candidates[index].score *= 1.6 }
    }
  }

  /// Drops all candidates but about the best `count`, in one pass: those in the lower parts of the scores' range.
  private mutating func keepBest(_ count: Int) {
    var best = 0.0
    for candidate in candidates where candidate.score > best { best = candidate.score }
    guard best > 0 else { return candidates.removeAll(keepingCapacity: true) }
    var histogram = InlineArray<64, Int>(repeating: 0)
    for candidate in candidates where candidate.score > 0 {
      histogram[min(63, Int(candidate.score / best * 64))] += 1
    }
    var level = 63
    var kept = histogram[63]
    while level > 0, kept < count {
      level -= 1
      kept += histogram[level]
    }
    candidates.removeAll { $0.score <= 0 || min(63, Int($0.score / best * 64)) < level }
  }

  /// The best phrases, none of which is a part of a better one.
  private mutating func choose(_ document: Document, _ limit: Int) -> [KeyPhrase] {
    var result: [KeyPhrase] = []
    var chosen: [Range<Int>] = []
    result.reserveCapacity(limit)
    chosen.reserveCapacity(limit)
    let best = candidates.first?.score ?? 1
    for candidate in candidates.prefix(limit * 8) where result.count < limit && candidate.score > 0 {
      let tokens = Int(candidate.first)..<Int(candidate.first + candidate.length)
      if chosen.contains(where: { overlaps($0, tokens, document) }) { continue }
      chosen.append(tokens)
      let span = document.span(tokens)
      result.append(
        KeyPhrase(text: document.string(span), score: candidate.score / max(best, 0.0001), span: span))
    }
    return result
  }

  /// Whether one phrase is a part of the other.
  private func overlaps(_ first: Range<Int>, _ second: Range<Int>, _ document: Document) -> Bool {
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
