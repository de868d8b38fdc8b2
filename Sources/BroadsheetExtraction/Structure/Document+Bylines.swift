import BroadsheetCore

extension Document {
  /// Reads “By Jane Doe and John Roe, Reuters” near the start, and “(Reporting by Jane Doe; …)” near the end.
  mutating func readBylines(_ rules: LanguageRules, into metadata: inout ExtractedMetadata) {
    var seen = 0
    for index in roles.indices where !stream.blocks[index].isEmpty {
      seen += 1
      if seen > 5 { break }
      guard roles[index] == .body, let names = bylineNames(index, rules), !names.isEmpty else { continue }
      roles[index] = .byline
      metadata.pieces.append(StructuralPiece(kind: .byline, blocks: index..<index + 1))
      metadata.byline += names
    }
    var index = roles.count
    var left = 3
    while index > 0, left > 0 {
      index -= 1
      guard !stream.blocks[index].isEmpty else { continue }
      left -= 1
      guard roles[index] == .body else { continue }
      let names = creditNames(index, rules)
      guard let names else { continue }
      roles[index] = .byline
      metadata.pieces.append(StructuralPiece(kind: .byline, blocks: index..<index + 1))
      if metadata.byline.isEmpty { metadata.byline = names }
    }
  }

  private func bylineNames(_ block: Int, _ rules: LanguageRules) -> [Extracted<String>]? {
    let tokens = stream.blocks[block]
    guard tokens.count >= 2, tokens.count <= 30, prose.blocks[block].quoteDepth == 0 else { return nil }
    var start = tokens.lowerBound
    var skip = begins(tokens, rules.byline)
    guard skip > 0, stream.tokens[start].isCapital else { return nil }
    start += skip
    if start < tokens.upperBound, stream.tokens[start].isMark(Mark.colon) { start += 1 }
    skip = names(start..<tokens.upperBound, rules).1
    let (people, end) = names(start..<tokens.upperBound, rules)
    guard !people.isEmpty else { return nil }
    // What is left may be a short credit, but not the rest of a sentence.
    if tokens.upperBound - end > 8 || endsSentence(block) && tokens.upperBound - end > 1 { return nil }
    if stream.flags(end).contains(.finiteVerb) { return nil }
    if people.contains(where: { $0.isEmpty }) { return nil }
    return people.map { authorName($0, confidence: 0.95) }
  }

  private func creditNames(_ block: Int, _ rules: LanguageRules) -> [Extracted<String>]? {
    let tokens = stream.blocks[block]
    guard tokens.count <= 60 else { return nil }
    var start = tokens.lowerBound
    if start < tokens.upperBound, stream.tokens[start].isMark(Mark.openParenthesis) { start += 1 }
    let skip = begins(start..<tokens.upperBound, rules.reportingBy)
    guard skip > 0 else { return nil }
    let (people, _) = names(start + skip..<tokens.upperBound, rules)
    return people.map { authorName($0, confidence: 0.7) }
  }

  private func authorName(_ tokens: Range<Int>, confidence: Double) -> Extracted<String> {
    let isShouted = tokens.allSatisfy {
      stream.tokens[$0].shape.contains(.allCapitals) || stream.tokens[$0].word < 0
        || stream.tokens[$0].shape.contains(.dotted)
    }
    let text = string(tokens: tokens)
    return Extracted(
      isShouted ? text.capitalisedWords : text, source: .structure,
      confidence: isShouted ? confidence - 0.1 : confidence,
      span: span(tokens))
  }

  /// The names at the start of `range`, and where they end.
  private func names(_ range: Range<Int>, _ rules: LanguageRules) -> ([Range<Int>], Int) {
    var result: [Range<Int>] = []
    var index = range.lowerBound
    while index < range.upperBound, result.count < 8 {
      let start = index
      var isCredit = false
      while index < range.upperBound, index == start || !startsLine(index) {
        let token = stream.tokens[index]
        guard token.isWord, !token.shape.contains(.possessive) else { break }
        if rules.conjunctions.contains(token.hash) { break }
        if rules.credits.contains(token.hash) { isCredit = true }
        let flags = stream.flags(index)
        if !token.isCapital,
          !(flags.contains(.connector) && index > start && !isCredit && !flags.contains(.function))
        {
          break
        }
        index += 1
      }
      let count = index - start
      if isCredit || count == 0 || count > 5 || (count == 1 && !result.isEmpty) {
        // “By Reuters” and “By the Associated Press” name no one else.
        if result.isEmpty, isCredit, count > 0 { return ([start..<index], index) }
        return (result, start)
      }
      if count == 1, result.isEmpty, !stream.flags(start).contains(.firstName),
        !stream.flags(start).contains(.organisation)
      {
        return (result, start)
      }
      result.append(start..<index)
      while index < range.upperBound,
        stream.tokens[index].isMark(Mark.comma) || rules.conjunctions.contains(stream.tokens[index].hash)
          || stream.tokens[index].isMark(Mark.ampersand)
      {
        index += 1
      }
      if index < range.upperBound, stream.tokens[index].word < 0 { break }
    }
    return (result, index)
  }
}

extension String {
  /// The words with a capital and then small letters; ASCII letters only.
  var capitalisedWords: String {
    var bytes = Array(utf8)
    var isInside = false
    for index in bytes.indices {
      if bytes[index].isASCIICapital, isInside { bytes[index] |= 0x20 }
      if bytes[index] == UInt8(ascii: "'") { continue }
      isInside = bytes[index].isWordByte
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
