import BroadsheetCore

extension OutputBuffer {
  /// Appends text with `"`, `&`, `<` and `>` as entities: the escaping of CommonMark's reference
  /// implementations.
  mutating func append(markupEscaped text: Span<UInt8>) {
    var start = 0
    var index = text.firstHTMLSpecial(from: 0)
    let count = text.count
    while index < count {
      let entity: StaticString
      switch text[index] {
      case UInt8(ascii: "\""): entity = "&quot;"
      case UInt8(ascii: "&"): entity = "&amp;"
      case UInt8(ascii: "<"): entity = "&lt;"
      case UInt8(ascii: ">"): entity = "&gt;"
      default: entity = "'"
      }
      append(text, start..<index)
      append(entity)
      start = index + 1
      index = text.firstHTMLSpecial(from: start)
    }
    append(text, start..<count)
  }

  /// Appends an address for a quoted attribute, with unsafe bytes percent-encoded, as the reference
  /// implementations do; escapes that are there stay.
  mutating func append(address: Span<UInt8>) {
    let hex: StaticString = "0123456789ABCDEF"
    var start = 0
    let count = address.count
    for index in 0..<count {
      let byte = address[index]
      if byte.isSafeInAttributeAddress { continue }
      append(address, start..<index)
      start = index + 1
      switch byte {
      case UInt8(ascii: "&"): append("&amp;")
      case UInt8(ascii: "'"): append("&#x27;")
      default:
        append(UInt8(ascii: "%"))
        append(hex.byte(at: Int(byte >> 4)))
        append(hex.byte(at: Int(byte & 15)))
      }
    }
    append(address, start..<count)
  }

  /// Appends the bytes of an address as ``append(address:)-(Span<UInt8>)`` does.
  mutating func append(address: [UInt8]) { append(address: address.span) }

  /// Whether the last byte after `start` is a line break, or nothing was written since.
  func isAtLineStart(since start: Int) -> Bool { count == start || span[count - 1] == 0x0A }

  /// Begins a new line unless one has just begun.
  mutating func beginLine(since start: Int) {
    if !isAtLineStart(since: start) { append(0x0A) }
  }
}

extension UInt8 {
  /// Whether cmark writes this byte into an attribute's address as it is.
  var isSafeInAttributeAddress: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "!"),
      UInt8(ascii: "*"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: "%"),
      UInt8(ascii: "#"), UInt8(ascii: "@"), UInt8(ascii: "?"), UInt8(ascii: "="), UInt8(ascii: ";"),
      UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "$"), UInt8(ascii: "~"):
      true
    default: false
    }
  }

  /// A letter of ASCII.
  var isASCIILetter: Bool { (self | 0x20) >= UInt8(ascii: "a") && (self | 0x20) <= UInt8(ascii: "z") }
  /// A digit of ASCII.
  var isASCIIDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
  /// A letter or a digit of ASCII.
  var isASCIIAlphanumeric: Bool { isASCIILetter || isASCIIDigit }
  /// Space, tab, line feed, vertical tab, form feed or carriage return.
  var isMarkdownSpace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }
  /// A line ending.
  var isLineEnding: Bool { self == 0x0A || self == 0x0D }
  /// ASCII punctuation, which a backslash can escape.
  var isASCIIPunctuation: Bool {
    (self >= 0x21 && self <= 0x2F) || (self >= 0x3A && self <= 0x40) || (self >= 0x5B && self <= 0x60)
      || (self >= 0x7B && self <= 0x7E)
  }
  /// The letter in lower case; other bytes as they are.
  var asciiLowercased: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
}
