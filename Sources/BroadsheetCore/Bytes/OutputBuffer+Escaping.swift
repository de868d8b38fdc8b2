extension OutputBuffer {
  /// Appends text with `<`, `>`, `&`, `"` and `'` as entities, as Jinja2's autoescaping does: safe in HTML
  /// text, in quoted attributes, and in XML.
  public mutating func append(htmlEscaped text: Span<UInt8>) {
    var start = 0
    var index = text.firstHTMLSpecial(from: 0)
    while index < text.count {
      append(text, start..<index)
      switch text[index] {
      case UInt8(ascii: "&"): append("&amp;")
      case UInt8(ascii: "<"): append("&lt;")
      case UInt8(ascii: ">"): append("&gt;")
      case UInt8(ascii: "\""): append("&#34;")
      default: append("&#39;")
      }
      start = index + 1
      index = text.firstHTMLSpecial(from: start)
    }
    append(text, start..<text.count)
  }

  /// Appends the UTF-8 of a string with the entities of ``append(htmlEscaped:)-(Span<UInt8>)``.
  public mutating func append(htmlEscaped text: String) { append(htmlEscaped: text.utf8.span) }

  /// Appends text for an XML document: entities as in HTML, and without the control characters that
  /// XML 1.0 forbids (section 2.2), nor U+FFFE and U+FFFF.
  public mutating func append(xmlEscaped text: Span<UInt8>) {
    var start = 0
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D {
        append(htmlEscaped: text.extracting(start..<index))
        start = index + 1
      } else if byte == 0xEF, index + 2 < text.count, text[index + 1] == 0xBF, text[index + 2] >= 0xBE {
        append(htmlEscaped: text.extracting(start..<index))
        start = index + 3
        index += 2
      }
      index += 1
    }
    append(htmlEscaped: text.extracting(start..<text.count))
  }

  /// Appends the UTF-8 of a string as ``append(xmlEscaped:)-(Span<UInt8>)`` does.
  public mutating func append(xmlEscaped text: String) { append(xmlEscaped: text.utf8.span) }

  /// Appends the inside of a JSON string (RFC 8259), with `<`, `>`, `&`, U+2028 and U+2029 as `\u` escapes,
  /// so that no value can close a `<script>` element.
  public mutating func append(jsonEscaped text: Span<UInt8>) {
    var start = 0
    var index = 0
    let hex: StaticString = "0123456789abcdef"
    while index < text.count {
      let byte = text[index]
      if byte >= 0x20, byte < 0x80, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"),
        byte != UInt8(ascii: "<"), byte != UInt8(ascii: ">"), byte != UInt8(ascii: "&")
      {
        index += 1
        continue
      }
      if byte >= 0x80 {
        guard byte == 0xE2, index + 2 < text.count, text[index + 1] == 0x80, text[index + 2] | 1 == 0xA9
        else {
          index += 1
          continue
        }
        append(text, start..<index)
        append(text[index + 2] == 0xA8 ? "\\u2028" : "\\u2029")
        index += 3
        start = index
        continue
      }
      append(text, start..<index)
      switch byte {
      case UInt8(ascii: "\""): append("\\\"")
      case UInt8(ascii: "\\"): append("\\\\")
      case 0x0A: append("\\n")
      case 0x0D: append("\\r")
      case 0x09: append("\\t")
      default:
        append("\\u00")
        append(hex.byte(at: Int(byte >> 4)))
        append(hex.byte(at: Int(byte & 15)))
      }
      index += 1
      start = index
    }
    append(text, start..<text.count)
  }

  /// Appends a JSON string with its quotation marks.
  public mutating func append(jsonString text: String) {
    append(UInt8(ascii: "\""))
    append(jsonEscaped: text.utf8.span)
    append(UInt8(ascii: "\""))
  }

  /// Appends an address with what RFC 3986 forbids percent-encoded; `%` that begins an escape stays.
  public mutating func append(urlEncoded text: Span<UInt8>) {
    let hex: StaticString = "0123456789ABCDEF"
    var start = 0
    for index in 0..<text.count {
      let byte = text[index]
      if byte.isAllowedInAddress { continue }
      append(text, start..<index)
      append(UInt8(ascii: "%"))
      append(hex.byte(at: Int(byte >> 4)))
      append(hex.byte(at: Int(byte & 15)))
      start = index + 1
    }
    append(text, start..<text.count)
  }
}

extension UInt8 {
  /// Whether RFC 3986 lets this byte stand in an address as it is (`%` included).
  @inlinable public var isAllowedInAddress: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: ":"),
      UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: "@"), UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "'"),
      UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: ","),
      UInt8(ascii: ";"), UInt8(ascii: "="), UInt8(ascii: "%"):
      true
    default: false
    }
  }
}
