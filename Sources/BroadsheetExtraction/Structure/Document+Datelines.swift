import BroadsheetCore

/// What a dateline's tokens are.
struct DatelineTokens {
  /// The place; empty where only a date stands.
  var place = 0..<0
  /// Day, month and year as far as given; 0 where not.
  var year = 0
  var month = 0
  var day = 0
  /// The agency; empty where none stands.
  var agency = 0..<0
  /// The token after it.
  var end = 0
  /// How sure we are.
  var confidence = 0.0
}

extension Document {
  /// Reads “LONDON, March 3 (Reuters) –” at the start of the first paragraphs.
  mutating func readDatelines(into metadata: inout ExtractedMetadata) {
    var seen = 0
    for index in roles.indices where !stream.blocks[index].isEmpty {
      seen += 1
      if seen > 6 { break }
      guard roles[index] == .body, let found = dateline(of: index) else { continue }
      let tokens = stream.blocks[index]
      let isAll = found.end == tokens.upperBound
      if isAll {
        roles[index] = .dateline
        metadata.pieces.append(StructuralPiece(kind: .dateline, blocks: index..<index + 1))
      }
      openings[index] = found.end
      let bytes = span(tokens.lowerBound..<max(found.end, tokens.lowerBound + 1))
      let date =
        found.year > 0 && found.month > 0 && found.day > 0
        ? CalendarDay(year: found.year, month: found.month, day: found.day).text : ""
      if !found.place.isEmpty || !found.agency.isEmpty, metadata.dateline == nil {
        let place = found.place.isEmpty ? "" : string(tokens: found.place)
        let isShouted = found.place.allSatisfy {
          !stream.tokens[$0].isWord || stream.tokens[$0].shape.contains(.allCapitals)
            || stream.tokens[$0].shape.contains(.dotted) || !stream.tokens[$0].isCapital
        }
        metadata.dateline = Extracted(
          Dateline(
            place: isShouted ? place.capitalisedWords : place, date: date,
            agency: found.agency.isEmpty ? "" : string(tokens: found.agency)),
          source: .structure, confidence: found.confidence, span: bytes)
      }
      if !date.isEmpty, metadata.published == nil {
        metadata.published = Extracted(date, source: .structure, confidence: isAll ? 0.9 : 0.85, span: bytes)
      }
      if !isAll { break }
    }
  }

  /// The dateline at the start of a block, if there is one.
  func dateline(of block: Int) -> DatelineTokens? {
    let range = stream.blocks[block]
    var result = DatelineTokens()
    var index = range.lowerBound
    let end = range.upperBound
    let tokens = stream.tokens
    guard index < end else { return nil }
    // A date of its own: “March 01, 2008”.
    if range.count <= 8 {
      var whole = DatelineTokens()
      let after = readDate(index, end, &whole)
      if after == end, whole.year > 0, whole.day > 0 {
        whole.end = end
        whole.confidence = 0.9
        return whole
      }
    }
    // An agency without a place: “(CNN) --”.
    if tokens[index].isMark(Mark.openParenthesis), index + 3 < end,
      tokens[index + 1].shape.contains(.allCapitals),
      tokens[index + 2].isMark(Mark.closeParenthesis), isDash(index + 3)
    {
      result.place = index..<index
      result.agency = index + 1..<index + 2
      result.end = index + 4
      result.confidence = 0.8
      return result
    }
    var isShouted = true
    var isPlace = false
    while index < end, index - range.lowerBound < 6, index == range.lowerBound || !startsLine(index) {
      let token = tokens[index]
      if token.isMark(Mark.slash) || (token.isMark(Mark.fullStop) && index > range.lowerBound) {
        index += 1
        continue
      }
      guard token.isWord, token.isCapital, !token.shape.contains(.possessive) else { break }
      let flags = stream.flags(index)
      if flags.contains(.month), index > range.lowerBound { break }
      if flags.contains(.weekday) { break }
      if !token.shape.contains(.allCapitals), !token.shape.contains(.dotted) { isShouted = false }
      if flags.contains(.place) || flags.contains(.phrase) { isPlace = true }
      index += 1
    }
    result.place = range.lowerBound..<index
    guard !result.place.isEmpty,
      tokens[range.lowerBound].end - tokens[range.lowerBound].start > 2 || index - range.lowerBound > 1
    else { return nil }
    if index + 1 < end, tokens[index].isMark(Mark.comma), tokens[index + 1].isCapital,
      stream.flags(index + 1).isDisjoint(with: [.month, .weekday])
    {
      var next = index + 1
      while next < end, next - index <= 3, tokens[next].isWord, tokens[next].isCapital,
        stream.flags(next).isDisjoint(with: [.month, .weekday])
      {
        next += 1
      }
      if next < end { index = next }
    }
    let beforeDate = index
    while index < end, tokens[index].isMark(Mark.comma) || tokens[index].isMark(Mark.colon) { index += 1 }
    let afterDate = readDate(index, end, &result)
    let hasDate = afterDate > index
    index = hasDate ? afterDate : beforeDate
    if index < end, tokens[index].isMark(Mark.comma) { index += 1 }
    if index < end, tokens[index].isMark(Mark.openParenthesis) {
      var close = index + 1
      while close < end, close - index < 8, !tokens[close].isMark(Mark.closeParenthesis) { close += 1 }
      if close < end, tokens[close].isMark(Mark.closeParenthesis), close > index + 1 {
        result.agency = index + 1..<close
        index = close + 1
      }
    } else if index + 1 < end, tokens[index].isWord, tokens[index].isCapital, isDash(index + 1),
      stream.flags(index).contains(.organisation)
    {
      result.agency = index..<index + 1
      index += 1
    }
    let hasAgency = !result.agency.isEmpty
    if index < end, isDash(index) {
      index += 1
      guard isShouted && (isPlace || hasDate || hasAgency) || isPlace && hasAgency || isPlace && hasDate
      else { return nil }
    } else {
      guard index == end, isPlace || isShouted, hasDate || hasAgency else { return nil }
    }
    result.end = index
    result.confidence = isPlace ? (isShouted ? 0.95 : 0.85) : 0.7
    return result
  }

  private func isDash(_ index: Int) -> Bool {
    let token = stream.tokens[index]
    guard token.word < 0 else { return false }
    return token.hash == Mark.dash || token.hash == Mark.underscore
      || token.hash == Mark.hyphen && token.shape.contains(.spaced)
  }

  /// Reads a date at `index`; returns where it ends, or `index`.
  func readDate(_ index: Int, _ end: Int, _ result: inout DatelineTokens) -> Int {
    var next = index
    if next < end, stream.flags(next).contains(.weekday) {
      next += 1
      if next < end, stream.tokens[next].isMark(Mark.comma) { next += 1 }
      if next >= end { return next }
    }
    guard next < end else { return index }
    let token = stream.tokens[next]
    if token.shape.contains(.number), let day = CalendarDay(iso: prose.text.span, token.range) {
      (result.year, result.month, result.day) = (day.year, day.month, day.day)
      return next + 1
    }
    if let month = monthNumber(next) {
      result.month = month
      next += 1
      if next < end, stream.tokens[next].isMark(Mark.fullStop) { next += 1 }
      guard next < end, let day = number(next), day >= 1, day <= 31 else { return index }
      result.day = day
      next += 1
      return readYear(next, end, &result)
    }
    if let day = number(next), day >= 1, day <= 31, next + 1 < end, let month = monthNumber(next + 1) {
      result.day = day
      result.month = month
      return readYear(next + 2, end, &result)
    }
    return next > index && stream.flags(next - 1).contains(.weekday) ? next : index
  }

  private func readYear(_ index: Int, _ end: Int, _ result: inout DatelineTokens) -> Int {
    var next = index
    if next < end, stream.tokens[next].isMark(Mark.comma) { next += 1 }
    guard next < end, let year = number(next), year >= 1000, year <= 2999 else { return index }
    result.year = year
    return next + 1
  }

  /// The month that the token names, from 1.
  func monthNumber(_ index: Int) -> Int? {
    guard stream.flags(index).contains(.month), stream.tokens[index].isCapital else { return nil }
    let start = Int(stream.tokens[index].start)
    guard start + 3 <= prose.text.count else { return nil }
    return CalendarDay.month(prose.text[start], prose.text[start + 1], prose.text[start + 2])
  }

  /// The whole number that the token writes in digits, “3rd” and “01” included.
  func number(_ index: Int) -> Int? {
    let token = stream.tokens[index]
    guard token.shape.contains(.number) else { return nil }
    var value = 0
    var digits = 0
    for offset in token.range {
      let byte = prose.text[offset]
      guard byte.isASCIIDigit else { break }
      value = value * 10 + Int(byte & 15)
      digits += 1
      if digits > 9 { return nil }
    }
    let rest = Int(token.end - token.start) - digits
    guard rest == 0 || rest == 2 && prose.text[Int(token.end) - 1].isASCIILetter else { return nil }
    return value
  }
}
