/// Decodes character references. The names are cmark's: each is looked up once by letting cmark parse it.
struct EntityTable {
  private var known: [[UInt8]: [UInt8]?] = [:]

  /// Decodes the reference at `start`, where `&` stands.
  mutating func decode(_ text: Span<UInt8>, at start: Int) -> (bytes: [UInt8], end: Int)? {
    var index = start + 1
    guard index < text.count else { return nil }
    if text[index] == UInt8(ascii: "#") { return Self.decodeNumber(text, start) }
    while index < text.count, index - start <= 32, text[index].isASCIIAlphanumeric { index += 1 }
    guard index > start + 2, index < text.count, text[index] == UInt8(ascii: ";") else { return nil }
    var name: [UInt8] = []
    for position in start...index { name.append(text[position]) }
    if let value = known[name] { return value.map { ($0, index + 1) } }
    let value = Self.lookUp(name)
    known[name] = .some(value)
    return value.map { ($0, index + 1) }
  }

  private static func lookUp(_ name: [UInt8]) -> [UInt8]? {
    let tree = MarkdownDocument.parse(name.span)
    defer { tree.free() }
    guard let text = tree.firstChild?.firstChild else { return nil }
    let value = text.withLiteral { literal in InlineParser.bytes(literal, 0..<literal.count) }
    return value == name ? nil : value
  }

  private static func decodeNumber(_ text: Span<UInt8>, _ start: Int) -> (bytes: [UInt8], end: Int)? {
    var index = start + 2
    var value: UInt32 = 0
    let isHexadecimal = index < text.count && text[index] | 0x20 == UInt8(ascii: "x")
    if isHexadecimal { index += 1 }
    let digits = index
    while index < text.count, index - digits <= 8 {
      guard let digit = text[index].hexadecimalValue, isHexadecimal || digit < 10 else { break }
      value = min(value * (isHexadecimal ? 16 : 10) + UInt32(digit), 0x110000)
      index += 1
    }
    guard index > digits, index - digits <= (isHexadecimal ? 6 : 7), index < text.count,
      text[index] == UInt8(ascii: ";")
    else { return nil }
    let scalar = value == 0 ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}"
    return (Array(String(Character(scalar)).utf8), index + 1)
  }

  /// The text with its character references decoded.
  mutating func unescapingEntities(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(UInt8(ascii: "&")) else { return text }
    var result: [UInt8] = []
    var index = 0
    while index < text.count {
      if text[index] == UInt8(ascii: "&"), let entity = decode(text.span, at: index) {
        result += entity.bytes
        index = entity.end
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result
  }

  /// An address without surrounding white space, its character references and escapes resolved.
  mutating func cleanAddress(_ text: [UInt8]) -> [UInt8] {
    let range = text.span.trimmedRange
    return Self.unescapingBackslashes(unescapingEntities(Array(text[range])))
  }

  /// A title without its quotation marks, its character references and escapes resolved.
  mutating func cleanTitle(_ text: [UInt8]) -> [UInt8] {
    guard text.count >= 2 else { return [] }
    return Self.unescapingBackslashes(unescapingEntities(Array(text[1..<text.count - 1])))
  }

  private static func unescapingBackslashes(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(UInt8(ascii: "\\")) else { return text }
    var result: [UInt8] = []
    var index = 0
    while index < text.count {
      if text[index] == UInt8(ascii: "\\"), index + 1 < text.count, text[index + 1].isASCIIPunctuation {
        index += 1
      }
      result.append(text[index])
      index += 1
    }
    return result
  }
}
