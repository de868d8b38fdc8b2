extension OutputBuffer {
  /// Appends text with `<`, `>`, `&`, `"` and `'` as entities, as Jinja2's autoescaping does: safe in HTML
  /// text, in quoted attributes, and in XML.
  public mutating func append(htmlEscaped text: Span<UInt8>) {
    var start = 0
    var index = text.firstHTMLSpecial(from: 0)
    while index < text.count {
      append(text, start..<index)
      append(entityFor: text[index])
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
    var index = text.firstXMLSpecial(from: 0)
    while index < text.count {
      var length = 1
      switch text[index] {
      case 0x09, 0x0A, 0x0D: length = 0
      case 0xEF:
        let isForbidden = index + 2 < text.count && text[index + 1] == 0xBF && text[index + 2] >= 0xBE
        length = isForbidden ? 3 : 0
      default: break
      }
      if length == 0 {
        index = text.firstXMLSpecial(from: index + 1)
        continue
      }
      append(text, start..<index)
      append(entityFor: text[index])
      start = index + length
      index = text.firstXMLSpecial(from: start)
    }
    append(text, start..<text.count)
  }

  /// Appends the entity of a character that has one, and nothing for any other.
  private mutating func append(entityFor byte: UInt8) {
    switch byte {
    case UInt8(ascii: "&"): append("&amp;")
    case UInt8(ascii: "<"): append("&lt;")
    case UInt8(ascii: ">"): append("&gt;")
    case UInt8(ascii: "\""): append("&#34;")
    case UInt8(ascii: "'"): append("&#39;")
    default: break
    }
  }

  /// Appends the UTF-8 of a string as ``append(xmlEscaped:)-(Span<UInt8>)`` does.
  public mutating func append(xmlEscaped text: String) { append(xmlEscaped: text.utf8.span) }

  /// Appends the inside of a JSON string (RFC 8259), with `<`, `>`, `&`, U+2028 and U+2029 as `\u` escapes,
  /// so that no value can close a `<script>` element.
  public mutating func append(jsonEscaped text: Span<UInt8>) {
    var start = 0
    var index = text.firstJSONSpecial(from: 0)
    while index < text.count {
      var length = 1
      if text[index] == 0xE2 {
        guard index + 2 < text.count, text[index + 1] == 0x80, text[index + 2] | 1 == 0xA9 else {
          index = text.firstJSONSpecial(from: index + 1)
          continue
        }
        length = 3
      }
      append(text, start..<index)
      if length == 3 {
        append(text[index + 2] == 0xA8 ? "\\u2028" : "\\u2029")
      } else {
        append(jsonEscapeOf: text[index])
      }
      start = index + length
      index = text.firstJSONSpecial(from: start)
    }
    append(text, start..<text.count)
  }

  private mutating func append(jsonEscapeOf byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): append("\\\"")
    case UInt8(ascii: "\\"): append("\\\\")
    case 0x0A: append("\\n")
    case 0x0D: append("\\r")
    case 0x09: append("\\t")
    default:
      let hex: StaticString = "0123456789abcdef"
      append("\\u00")
      append(hex.byte(at: Int(byte >> 4)))
      append(hex.byte(at: Int(byte & 15)))
    }
  }

  /// Appends a JSON string with its quotation marks.
  public mutating func append(jsonString text: Span<UInt8>) {
    append(UInt8(ascii: "\""))
    append(jsonEscaped: text)
    append(UInt8(ascii: "\""))
  }

  /// Appends a JSON string with its quotation marks.
  public mutating func append(jsonString text: String) { append(jsonString: text.utf8.span) }

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
    // A bit for each character of ASCII: letters, digits and `-._~:/?#[]@!$&'()*+,;=%`.
    let low: UInt64 = 0xAFFF_FFFA_0000_0000
    let high: UInt64 = 0x47FF_FFFE_AFFF_FFFF
    return self < 0x80 && (self < 64 ? low : high) >> UInt64(self & 63) & 1 == 1
  }
}
