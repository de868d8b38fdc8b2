import BroadsheetCore

extension CodeLanguage {
  /// Whether a name is made of letters that may stand in front of a string.
  func isStringPrefix(_ code: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let count = stringPrefixes.utf8CodeUnitCount
    guard count > 0, range.count <= 2 else { return false }
    for index in range {
      var isLetter = false
      for position in 0..<count where stringPrefixes.byte(at: position) == code[index] { isLetter = true }
      if !isLetter { return false }
    }
    return true
  }

  /// Whether backslashes mean nothing in a string with this prefix.
  func isRaw(_ code: Span<UInt8>, _ range: Range<Int>) -> Bool {
    for index in range where code[index].asciiLowercased == UInt8(ascii: "r") { return true }
    return false
  }
}

extension CodeLexer {
  /// Reads a string at the index, if one begins there.
  mutating func readString(_ code: Span<UInt8>, into out: inout OutputBuffer) -> Bool {
    readString(code, from: index, isRaw: false, into: &out)
  }

  /// Reads a string at the index; its piece begins at `start`, where its prefix stands.
  mutating func readString(
    _ code: Span<UInt8>, from start: Int, isRaw: Bool, into out: inout OutputBuffer
  ) -> Bool {
    guard index < end else { return false }
    let byte = code[index]
    if byte == UInt8(ascii: "#") {
      guard language.hasHashedStrings, skipHashedString(code) else { return false }
    } else if byte == UInt8(ascii: "/"), language.hasRegularExpressions {
      guard skipExpression(code) else { return false }
    } else {
      guard language.firstStringBytes.contains(byte),
        let rule = language.strings.first(where: { starts(with: $0.open, code, at: index) })
      else { return false }
      if rule.isCharacter {
        if !skipCharacter(code) { return false }
      } else {
        skipString(rule, isRaw: isRaw, code)
      }
    }
    let isKey = language.keyMark != 0 && isKey(code)
    emit(isKey ? .attribute : .string, from: start, code, into: &out)
    isAfterKeyword = false
    return true
  }

  private mutating func skipString(_ rule: CodeLanguage.StringRule, isRaw: Bool, _ code: Span<UInt8>) {
    index += rule.open.utf8CodeUnitCount
    while index < end {
      let byte = code[index]
      if byte == 0x0A, !rule.spansLines { return }
      if starts(with: rule.interpolation, code, at: index) {
        skipInterpolation(rule, code)
      } else if byte == rule.escape, rule.escape != 0 {
        // In a raw string, a backslash still keeps a quotation mark from ending it.
        index += 1
        if index < end, code[index] != 0x0A || rule.spansLines,
          !isRaw || code[index] == rule.close.byte(at: 0)
        {
          index += 1
        }
      } else if starts(with: rule.close, code, at: index) {
        index += rule.close.utf8CodeUnitCount
        return
      } else {
        index += 1
      }
    }
  }

  /// Goes behind the bracket that closes a part of a string; without one, to the end of the line.
  private mutating func skipInterpolation(_ rule: CodeLanguage.StringRule, _ code: Span<UInt8>) {
    index += rule.interpolation.utf8CodeUnitCount
    let open = code[index - 1]
    let close = open == UInt8(ascii: "(") ? UInt8(ascii: ")") : UInt8(ascii: "}")
    var depth = 1
    while index < end, depth > 0, code[index] != 0x0A {
      if code[index] == open { depth += 1 }
      if code[index] == close { depth -= 1 }
      index += 1
    }
  }

  /// Goes behind `#"…"#` with any number of `#`.
  private mutating func skipHashedString(_ code: Span<UInt8>) -> Bool {
    var next = index
    while next < end, next - index < 16, code[next] == UInt8(ascii: "#") { next += 1 }
    let hashes = next - index
    guard next < end, code[next] == UInt8(ascii: "\"") else { return false }
    index = next + 1
    while let quote = code.extracting(index..<end).next(UInt8(ascii: "\""), from: 0) {
      index += quote + 1
      var closing = 0
      while closing < hashes, index < end, code[index] == UInt8(ascii: "#") {
        closing += 1
        index += 1
      }
      if closing == hashes { return true }
    }
    index = end
    return true
  }

  /// Goes behind `'c'` or `'\n'`; false where a quotation mark is something else.
  private mutating func skipCharacter(_ code: Span<UInt8>) -> Bool {
    var next = index + 1
    guard next < end, code[next] != UInt8(ascii: "'"), code[next] != 0x0A else { return false }
    if code[next] == UInt8(ascii: "\\") {
      next += 2
      while next < end, next - index < 14, code[next] != UInt8(ascii: "'"), code[next] != 0x0A { next += 1 }
    } else {
      next += 1
      while next < end, code[next] & 0xC0 == 0x80, next - index < 6 { next += 1 }
    }
    guard next < end, code[next] == UInt8(ascii: "'") else { return false }
    index = next + 1
    return true
  }

  /// Goes behind `/…/`, where a value may stand and its end is on the line.
  private mutating func skipExpression(_ code: Span<UInt8>) -> Bool {
    let mayStand =
      isAfterKeyword || lastByte == 0
      || !(lastByte.isASCIIAlphanumeric || lastByte == UInt8(ascii: ")") || lastByte == UInt8(ascii: "]")
        || lastByte == UInt8(ascii: "}") || lastByte == UInt8(ascii: "_") || lastByte == UInt8(ascii: "\"")
        || lastByte == UInt8(ascii: "'") || lastByte >= 0x80)
    guard mayStand, index >= noExpressionBefore else { return false }
    var next = index + 1
    var isInClass = false
    while next < end, code[next] != 0x0A {
      let byte = code[next]
      if byte == UInt8(ascii: "/"), !isInClass {
        index = next + 1
        while index < end, code[index].isASCIILetter { index += 1 }
        return true
      }
      if byte == UInt8(ascii: "[") { isInClass = true }
      if byte == UInt8(ascii: "]") { isInClass = false }
      next += byte == UInt8(ascii: "\\") && next + 1 < end && code[next + 1] != 0x0A ? 2 : 1
    }
    noExpressionBefore = next
    return false
  }
}
