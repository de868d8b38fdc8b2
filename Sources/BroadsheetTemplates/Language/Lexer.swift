/// Splits a template into tokens, with Jinja2's delimiters and whitespace control.
///
/// The source is normalised first (one kind of line ending, one trailing line ending dropped), and all
/// offsets are into that.
struct Lexer {
  let source: [UInt8]
  let options: LexerOptions
  private(set) var tokens: [Token] = []
  var position = 0
  /// Whether the text before `position` ended a line, for `lstrip`.
  private var lineStarting = true

  private init(source: [UInt8], options: LexerOptions) {
    self.source = source
    self.options = options
  }

  /// The tokens of a normalised source, closed by an end token.
  static func tokens(of source: [UInt8], options: LexerOptions) throws(SyntaxError) -> [Token] {
    var lexer = Lexer(source: source, options: options)
    try lexer.scanText()
    lexer.tokens.append(Token(kind: .end, offset: source.count, length: 0))
    return lexer.tokens
  }

  /// One kind of line ending, and no line ending at the very end.
  static func normalise(_ source: [UInt8], keepTrailingNewline: Bool) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(source.count)
    var index = 0
    if source.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    while index < source.count {
      let byte = source[index]
      if byte == 0x0D {
        out.append(0x0A)
        if index + 1 < source.count, source[index + 1] == 0x0A { index += 1 }
      } else {
        out.append(byte)
      }
      index += 1
    }
    if !keepTrailingNewline, out.last == 0x0A { out.removeLast() }
    return out
  }

  func at(_ text: StaticString, _ index: Int) -> Bool {
    let count = text.utf8CodeUnitCount
    guard index + count <= source.count else { return false }
    return text.withUTF8Buffer { bytes in
      for offset in 0..<count where source[index + offset] != bytes[offset] { return false }
      return true
    }
  }

  func byte(_ index: Int) -> UInt8 { index < source.count ? source[index] : 0 }

  // MARK: Text

  private mutating func scanText() throws(SyntaxError) {
    while position < source.count {
      let start = position
      var open = start
      while open < source.count {
        if source[open] == UInt8(ascii: "{") {
          let next = byte(open + 1)
          if next == UInt8(ascii: "%") || next == UInt8(ascii: "{") || next == UInt8(ascii: "#") { break }
        }
        open += 1
      }
      guard open < source.count else {
        appendText(start, source.count)
        position = source.count
        return
      }
      let kind = source[open + 1]
      var sign = byte(open + 2)
      if sign != UInt8(ascii: "-"), sign != UInt8(ascii: "+") { sign = 0 }
      position = open + 2 + (sign == 0 ? 0 : 1)
      appendText(start, trimmedEnd(start, open, sign: sign, isVariable: kind == UInt8(ascii: "{")))
      switch kind {
      case UInt8(ascii: "#"): try scanComment(from: open)
      case UInt8(ascii: "{"): try scanCode(from: open, begin: .variableBegin, end: .variableEnd)
      default:
        if let body = rawBody(position) {
          try scanRaw(from: open, body: body)
        } else {
          try scanCode(from: open, begin: .blockBegin, end: .blockEnd)
        }
      }
      lineStarting = position > 0 && source[position - 1] == 0x0A
    }
  }

  private mutating func appendText(_ start: Int, _ end: Int) {
    if end > start { tokens.append(Token(kind: .data, offset: start, length: end - start)) }
  }

  /// Where the text before a tag ends, after what its sign or `lstrip` takes away.
  private func trimmedEnd(_ start: Int, _ end: Int, sign: UInt8, isVariable: Bool) -> Int {
    if sign == UInt8(ascii: "-") { return Whitespace.end(of: source, start, end) }
    guard sign == 0, options.lstripBlocks, !isVariable else { return end }
    var lineStart = end
    while lineStart > start, source[lineStart - 1] != 0x0A {
      guard source[lineStart - 1].isASCIIWhitespace else { return end }
      lineStart -= 1
    }
    return lineStart > start || lineStarting ? lineStart : end
  }

  /// Skips what follows a closing delimiter: all white space after `-`, one line ending with `trim`.
  private mutating func skipAfterEnd(sign: UInt8, isVariable: Bool) {
    if sign == UInt8(ascii: "-") {
      position = Whitespace.skip(source, position)
    } else if sign != UInt8(ascii: "+"), options.trimBlocks, !isVariable, byte(position) == 0x0A {
      position += 1
    }
  }

  private mutating func scanComment(from open: Int) throws(SyntaxError) {
    let body = position
    while position < source.count, !at("#}", position) { position += 1 }
    guard position < source.count else {
      throw SyntaxError("the comment is not closed", at: open, length: 2, help: "close it with `#}`")
    }
    let sign = position > body ? source[position - 1] : 0
    position += 2
    skipAfterEnd(sign: sign, isVariable: false)
  }

  // MARK: Raw

  /// Where the text of a `raw` block begins, if the tag whose inside begins at `index` is one.
  private func rawBody(_ index: Int) -> Int? {
    var index = Whitespace.skip(source, index)
    guard at("raw", index) else { return nil }
    index = Whitespace.skip(source, index + 3)
    if at("-%}", index) { return Whitespace.skip(source, index + 3) }
    return at("%}", index) ? index + 2 : nil
  }

  private mutating func scanRaw(from open: Int, body: Int) throws(SyntaxError) {
    lineStarting = false
    var search = body
    while search < source.count {
      if at("{%", search) {
        var index = search + 2
        var sign = byte(index)
        if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { index += 1 } else { sign = 0 }
        index = Whitespace.skip(source, index)
        if at("endraw", index) {
          index = Whitespace.skip(source, index + 6)
          let closing = byte(index)
          if closing == UInt8(ascii: "-") || closing == UInt8(ascii: "+") { index += 1 }
          if at("%}", index) {
            appendText(body, trimmedEnd(body, search, sign: sign, isVariable: false))
            position = index + 2
            return skipAfterEnd(sign: closing, isVariable: false)
          }
        }
      }
      search += 1
    }
    throw SyntaxError(
      "the raw block is not closed", at: open, length: body - open, help: "close it with `{% endraw %}`")
  }

  // MARK: Code

  private mutating func scanCode(
    from open: Int, begin: Token.Kind, end: Token.Kind
  ) throws(SyntaxError) {
    tokens.append(Token(kind: begin, offset: open, length: 2))
    let closing = UInt8(ascii: end == .variableEnd ? "}" : "%")
    var balance: [UInt8] = []
    while position < source.count {
      let byte = source[position]
      if balance.isEmpty {
        let hasSign =
          byte == UInt8(ascii: "-") || (byte == UInt8(ascii: "+") && end == .blockEnd)
        let mark = position + (hasSign ? 1 : 0)
        if self.byte(mark) == closing, self.byte(mark + 1) == UInt8(ascii: "}") {
          tokens.append(Token(kind: end, offset: mark, length: 2))
          position = mark + 2
          return skipAfterEnd(sign: hasSign ? byte : 0, isVariable: end == .variableEnd)
        }
      }
      if byte.isASCIIWhitespace {
        position += 1
      } else if byte >= 48, byte <= 57 {
        tokens.append(try scanNumber())
      } else if byte == UInt8(ascii: "_") || byte.isASCIILetter || byte >= 0x80 {
        let skipped = Whitespace.skip(source, position)
        if skipped > position {
          position = skipped
        } else {
          tokens.append(try scanName())
        }
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        tokens.append(try scanString(quote: byte))
      } else {
        try scanOperator(&balance)
      }
    }
    throw SyntaxError(
      begin == .variableBegin ? "the print tag is not closed" : "the tag is not closed", at: open,
      length: 2, help: "close it with `\(end.rawValue)`")
  }

  private mutating func scanOperator(_ balance: inout [UInt8]) throws(SyntaxError) {
    let start = position
    guard let (kind, length) = operatorKind() else {
      let character = String(decoding: source[start..<Whitespace.scalarEnd(source, start)], as: UTF8.self)
      throw SyntaxError("unexpected character `\(character)`", at: start)
    }
    switch kind {
    case .leftBrace: balance.append(UInt8(ascii: "}"))
    case .leftParenthesis: balance.append(UInt8(ascii: ")"))
    case .leftBracket: balance.append(UInt8(ascii: "]"))
    case .rightBrace, .rightParenthesis, .rightBracket:
      guard let expected = balance.popLast() else {
        throw SyntaxError("unexpected `\(kind.rawValue)`", at: start)
      }
      if expected != source[start] {
        throw SyntaxError(
          "unexpected `\(kind.rawValue)`, expected `\(Unicode.Scalar(expected))`", at: start)
      }
    default: break
    }
    tokens.append(Token(kind: kind, offset: start, length: length))
    position += length
  }

  private func operatorKind() -> (Token.Kind, Int)? {
    let next = byte(position + 1)
    switch source[position] {
    case UInt8(ascii: "+"): return (.add, 1)
    case UInt8(ascii: "-"): return (.subtract, 1)
    case UInt8(ascii: "/"): return next == UInt8(ascii: "/") ? (.floorDivide, 2) : (.divide, 1)
    case UInt8(ascii: "*"): return next == UInt8(ascii: "*") ? (.power, 2) : (.multiply, 1)
    case UInt8(ascii: "%"): return (.modulo, 1)
    case UInt8(ascii: "~"): return (.tilde, 1)
    case UInt8(ascii: "["): return (.leftBracket, 1)
    case UInt8(ascii: "]"): return (.rightBracket, 1)
    case UInt8(ascii: "("): return (.leftParenthesis, 1)
    case UInt8(ascii: ")"): return (.rightParenthesis, 1)
    case UInt8(ascii: "{"): return (.leftBrace, 1)
    case UInt8(ascii: "}"): return (.rightBrace, 1)
    case UInt8(ascii: "="): return next == UInt8(ascii: "=") ? (.equal, 2) : (.assign, 1)
    case UInt8(ascii: "!"): return next == UInt8(ascii: "=") ? (.notEqual, 2) : nil
    case UInt8(ascii: ">"): return next == UInt8(ascii: "=") ? (.greaterOrEqual, 2) : (.greater, 1)
    case UInt8(ascii: "<"): return next == UInt8(ascii: "=") ? (.lessOrEqual, 2) : (.less, 1)
    case UInt8(ascii: "."): return (.dot, 1)
    case UInt8(ascii: ":"): return (.colon, 1)
    case UInt8(ascii: "|"): return (.pipe, 1)
    case UInt8(ascii: ","): return (.comma, 1)
    case UInt8(ascii: ";"): return (.semicolon, 1)
    default: return nil
    }
  }
}

/// How the lexer treats white space around tags.
struct LexerOptions: Hashable, Sendable {
  var trimBlocks = false
  var lstripBlocks = false
  var keepTrailingNewline = false
}
