import BroadsheetCore

/// Languages in which the beginning of a line says what it is.
extension CodeLexer {
  /// Reads a list of changes.
  mutating func runDiff(_ code: Span<UInt8>, into out: inout OutputBuffer) {
    while index < end {
      let start = index
      let token = diffToken(code)
      skipLine(code)
      if token != .plain { emit(token, from: start, code, into: &out) }
      if index < end { index += 1 }
    }
  }

  private func diffToken(_ code: Span<UInt8>) -> CodeToken {
    if starts(with: "+++ ", code, at: index) || starts(with: "--- ", code, at: index)
      || starts(with: "diff ", code, at: index) || starts(with: "index ", code, at: index)
    {
      return .heading
    }
    switch code[index] {
    case UInt8(ascii: "+"), UInt8(ascii: ">"): return .inserted
    case UInt8(ascii: "-"), UInt8(ascii: "<"): return .deleted
    case UInt8(ascii: "@"): return .subheading
    default: return .plain
    }
  }

  /// Reads YAML: keys, and values one line each.
  mutating func runYAML(_ code: Span<UInt8>, into out: inout OutputBuffer) {
    while index < end {
      while index < end, code[index] == 0x20 || code[index] == UInt8(ascii: "-") { index += 1 }
      if let colon = yamlKeyEnd(code) {
        let start = index
        index = colon
        emit(.attribute, from: start, code, into: &out)
        index += 1
      }
      readYAMLValue(code, into: &out)
      if index < end { index += 1 }
    }
  }

  /// Where the key at the index ends: at a colon with white space behind it.
  private func yamlKeyEnd(_ code: Span<UInt8>) -> Int? {
    guard index < end, code[index] != UInt8(ascii: "#"), code[index] != UInt8(ascii: "[") else { return nil }
    var next = index
    let quote = code[index]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      next += 1
      while next < end, code[next] != quote, code[next] != 0x0A { next += 1 }
    }
    while next < end, code[next] != 0x0A {
      if code[next] == UInt8(ascii: ":"), next + 1 == end || code[next + 1].isMarkdownSpace {
        return next > index ? next : nil
      }
      if code[next] == UInt8(ascii: "#"), next > index, code[next - 1] == 0x20 { return nil }
      next += 1
    }
    return nil
  }

  private mutating func readYAMLValue(_ code: Span<UInt8>, into out: inout OutputBuffer) {
    while index < end, code[index] != 0x0A {
      let byte = code[index]
      let start = index
      let beginsWord = index == 0 || !language.isNameByte(code[index - 1])
      if byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*") || byte == UInt8(ascii: "!"), beginsWord {
        index += 1
        while index < end, language.isNameByte(code[index]) { index += 1 }
        emit(byte == UInt8(ascii: "!") ? .type : .variable, from: start, code, into: &out)
      } else if byte == UInt8(ascii: "\""), readString(code, into: &out) {
        continue
      } else if byte == UInt8(ascii: "'"), beginsWord, readString(code, into: &out) {
        continue
      } else if byte == UInt8(ascii: "#"), readComment(code, into: &out) {
        continue
      } else if byte.isASCIIDigit, beginsWord {
        readNumber(code, into: &out)
      } else if byte.isASCIILetter, beginsWord {
        readName(code, into: &out)
      } else {
        index += 1
      }
    }
  }

  /// Reads CSS: selectors outside and properties inside braces.
  mutating func runStyle(_ code: Span<UInt8>, into out: inout OutputBuffer) {
    var depth = 0
    var isValue = false
    while index < end {
      let byte = code[index]
      let start = index
      let next = index + 1 < end ? code[index + 1] : 0
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: ";") {
        if byte == UInt8(ascii: "{") { depth += 1 }
        if byte == UInt8(ascii: "}") { depth = max(depth - 1, 0) }
        isValue = false
        index += 1
      } else if byte == UInt8(ascii: ":"), depth > 0 {
        isValue = true
        index += 1
      } else if byte == UInt8(ascii: "@") || byte == UInt8(ascii: "!"), next.isASCIILetter {
        index += 1
        skipStyleName(code)
        emit(.keyword, from: start, code, into: &out)
      } else if byte == UInt8(ascii: "#") || byte == UInt8(ascii: "."), language.isNameByte(next),
        !isValue || byte == UInt8(ascii: "#")
      {
        index += 1
        skipStyleName(code)
        emit(isValue ? .number : .selector, from: start, code, into: &out)
      } else if byte.isASCIIDigit || (byte == UInt8(ascii: "-") && next.isASCIIDigit) {
        index += 1
        while index < end, code[index].isASCIIAlphanumeric || code[index] == UInt8(ascii: ".") { index += 1 }
        if index < end, code[index] == UInt8(ascii: "%") { index += 1 }
        emit(.number, from: start, code, into: &out)
      } else if byte.isASCIILetter || byte == UInt8(ascii: "-") {
        skipStyleName(code)
        let token: CodeToken =
          starts(with: "--", code, at: start)
          ? .variable
          : index < end && code[index] == UInt8(ascii: "(")
            ? .function : depth > 0 && !isValue ? .attribute : depth == 0 ? .tag : .plain
        if token != .plain { emit(token, from: start, code, into: &out) }
      } else if !readComment(code, into: &out), !readString(code, into: &out) {
        index += 1
      }
    }
  }

  private mutating func skipStyleName(_ code: Span<UInt8>) {
    while index < end, language.isNameByte(code[index]) { index += 1 }
  }
}
