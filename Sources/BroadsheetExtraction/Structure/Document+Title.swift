import BroadsheetCore

extension Document {
  /// The longest title that is made, in characters.
  static let longestTitle = 120

  /// The title that the text itself gives: its headline, or else its first sentence without what can be missed.
  func title(_ rules: LanguageRules) -> Extracted<String>? {
    for index in roles.indices where roles[index] == .headline {
      let bytes = prose.blocks[index].range
      let whole = string(bytes)
      guard !whole.isEmpty else { continue }
      let isHeading = prose.blocks[index].kind == .heading
      let text =
        whole.scalarCount <= Self.longestTitle
        ? whole : shortened([stream.blocks[index]], rules, limit: Self.longestTitle)
      return Extracted(text, source: .structure, confidence: isHeading ? 1 : 0.85, span: bytes)
    }
    guard let lead = leadSentence() else { return nil }
    return leadTitle(lead, rules)
  }

  /// The first sentence of the matter, without a dateline; nil without matter.
  func leadSentence() -> Range<Int>? {
    var fallback: Range<Int>?
    for index in roles.indices where roles[index] == .body || roles[index] == .listItem {
      for sentence in stream.sentences[stream.blockSentences[index]] {
        let first = max(Int(sentence.first), openings[index])
        guard first < Int(sentence.end) else { continue }
        let range = first..<Int(sentence.end)
        if roles[index] == .body, range.count >= 5 { return range }
        if fallback == nil { fallback = range }
      }
    }
    return fallback
  }

  private func leadTitle(_ sentence: Range<Int>, _ rules: LanguageRules) -> Extracted<String>? {
    var end = sentence.upperBound
    while end > sentence.lowerBound, isTrailing(end - 1) { end -= 1 }
    guard end > sentence.lowerBound else { return nil }
    let pieces = withoutApposition(sentence.lowerBound..<end, rules)
    let text = shortened(pieces, rules, limit: Self.longestTitle)
    guard !text.isEmpty else { return nil }
    return Extracted(text, source: .structure, confidence: 0.6, span: span(sentence.lowerBound..<end))
  }

  private func isTrailing(_ index: Int) -> Bool {
    let token = stream.tokens[index]
    guard token.word < 0 else { return false }
    switch token.hash {
    case Mark.fullStop, Mark.comma, Mark.semicolon, Mark.colon, Mark.dash, Mark.ellipsis: return true
    default: return false
    }
  }

  /// The sentence without “, the … research organization,” between its subject and its verb.
  private func withoutApposition(_ range: Range<Int>, _ rules: LanguageRules) -> [Range<Int>] {
    var comma = range.lowerBound
    while comma < range.upperBound, !stream.tokens[comma].isMark(Mark.comma) {
      if stream.flags(comma).contains(.finiteVerb) { return [range] }
      comma += 1
    }
    guard comma > range.lowerBound, comma - range.lowerBound <= 12, comma + 2 < range.upperBound else {
      return [range]
    }
    // An adverbial such as “In June,” is no subject.
    guard stream.flags(range.lowerBound).isDisjoint(with: [.preposition, .subordinator]) else {
      return [range]
    }
    let opener = stream.tokens[comma + 1]
    let opensApposition =
      rules.appositionOpeners.contains(opener.hash) || opener.shape.contains(.number)
      || isParticiple(comma + 1)
    guard opensApposition else { return [range] }
    var close = comma + 2
    while close + 1 < range.upperBound {
      if stream.tokens[close].isMark(Mark.comma), isFiniteVerb(close + 1) {
        return [range.lowerBound..<comma, close + 1..<range.upperBound]
      }
      close += 1
    }
    return [range]
  }

  private func isFiniteVerb(_ index: Int) -> Bool {
    let token = stream.tokens[index]
    guard token.isWord, !token.isCapital else { return false }
    let flags = stream.flags(index)
    if flags.contains(.finiteVerb) { return true }
    if flags.contains(.function) {
      return false
    }
    return ends(token, "ed")
  }

  private func isParticiple(_ index: Int) -> Bool {
    let token = stream.tokens[index]
    guard token.isWord, !token.isCapital, token.end - token.start > 4 else { return false }
    return ends(token, "ed") || ends(token, "ing")
  }

  /// Whether the token ends in these small letters.
  @inline(__always)
  func ends(_ token: Token, _ suffix: StaticString) -> Bool { prose.text.span.ends(token, suffix) }

  /// The pieces as one line of at most `limit` characters, cut where a clause or phrase begins.
  func shortened(_ pieces: [Range<Int>], _ rules: LanguageRules, limit: Int) -> String {
    let whole = joined(pieces)
    if whole.scalarCount <= limit { return whole }
    // Candidate cuts, with how good they are: before a clause after a comma, before a conjunction, before a phrase.
    var best: (quality: Int, pieces: [Range<Int>])?
    var length = 0
    var kept: [Range<Int>] = []
    search: for piece in pieces {
      for index in piece {
        length += scalars(index) + (stream.tokens[index].shape.contains(.spaced) ? 1 : 0)
        if length > limit + 1 { break search }
        guard length >= limit / 3, index + 1 < piece.upperBound else { continue }
        let next = stream.tokens[index + 1]
        var quality = 0
        var end = index + 1
        if stream.tokens[index].isMark(Mark.comma) || stream.tokens[index].isMark(Mark.semicolon)
          || stream.tokens[index].isMark(Mark.dash)
        {
          quality = 3
          end = index
        } else if next.word >= 0, rules.cuts.contains(next.hash) {
          quality = stream.flags(index + 1).contains(.subordinator) ? 2 : 1
        } else {
          continue
        }
        guard let clean = withoutDangling(kept + [piece.lowerBound..<end], rules) else { continue }
        // Longer is better within a quality; a better cut may be a third shorter.
        let score = quality * limit / 6 + length
        if best == nil || score >= best?.quality ?? 0 { best = (score, clean) }
      }
      kept.append(piece)
    }
    if let best { return joined(best.pieces) }
    return cutAtWord(pieces, rules, limit: limit)
  }

  private func cutAtWord(_ pieces: [Range<Int>], _ rules: LanguageRules, limit: Int) -> String {
    var length = 0
    var kept: [Range<Int>] = []
    for piece in pieces {
      for index in piece {
        length += scalars(index) + (stream.tokens[index].shape.contains(.spaced) ? 1 : 0)
        if length > limit - 1 {
          if index > piece.lowerBound { kept.append(piece.lowerBound..<index) }
          guard let clean = withoutDangling(kept, rules) else {
            // One word longer than a title can be.
            return String(string(span(piece)).unicodeScalars.prefix(limit - 1)) + "…"
          }
          return joined(clean)
        }
      }
      kept.append(piece)
    }
    return joined(kept)
  }

  /// The pieces without trailing marks and words that need another after them; nil if nothing is left.
  private func withoutDangling(_ pieces: [Range<Int>], _ rules: LanguageRules) -> [Range<Int>]? {
    var pieces = pieces
    while let last = pieces.last {
      var end = last.upperBound
      while end > last.lowerBound,
        isTrailing(end - 1) || rules.dangling.contains(stream.tokens[end - 1].hash)
          || stream.tokens[end - 1].isMark(Mark.openParenthesis)
          || stream.tokens[end - 1].word < 0 && stream.tokens[end - 1].shape.contains(.opens)
      {
        end -= 1
      }
      if end > last.lowerBound {
        pieces[pieces.count - 1] = last.lowerBound..<end
        return balanced(pieces) ? pieces : nil
      }
      pieces.removeLast()
    }
    return nil
  }

  /// Whether quotation marks and parentheses are closed.
  private func balanced(_ pieces: [Range<Int>]) -> Bool {
    var quotations = 0
    var parentheses = 0
    for piece in pieces {
      for index in piece where stream.tokens[index].word < 0 {
        switch stream.tokens[index].hash {
        case Mark.quotation: quotations += stream.tokens[index].shape.contains(.opens) ? 1 : -1
        case Mark.openParenthesis: parentheses += 1
        case Mark.closeParenthesis: parentheses -= 1
        default: break
        }
      }
    }
    return quotations == 0 && parentheses == 0
  }

  private func joined(_ pieces: [Range<Int>]) -> String {
    var result = ""
    for piece in pieces where !piece.isEmpty {
      if !result.isEmpty { result += " " }
      result += string(tokens: piece)
    }
    return result
  }

  /// How many characters the token has.
  private func scalars(_ index: Int) -> Int {
    var count = 0
    for offset in stream.tokens[index].range where prose.text[offset] & 0xC0 != 0x80 { count += 1 }
    return count
  }
}

extension String {
  /// How many Unicode scalars it has, by its bytes: `unicodeScalars.count` decodes them.
  var scalarCount: Int {
    var count = 0
    for byte in utf8 where byte & 0xC0 != 0x80 { count += 1 }
    return count
  }
}

extension Span where Element == UInt8 {
  /// Whether the token of this text ends in these small letters.
  @inline(__always)
  func ends(_ token: Token, _ suffix: StaticString) -> Bool {
    let count = suffix.utf8CodeUnitCount
    let start = Int(token.end) - count
    guard start > Int(token.start) else { return false }
    for offset in 0..<count where self[start + offset] | 0x20 != suffix.byte(at: offset) { return false }
    return true
  }
}
