import BroadsheetCore

/// Reading markup as text.
enum Markup {
  /// The text without comments and tags, with entities resolved and white space collapsed.
  static func strippingTags(_ markup: String) -> String {
    var text = removing("<!--", to: "-->", in: markup)
    text = removing("<", to: ">", in: text)
    return unescaped(text.splitOnWhitespace(limit: -1).joined(separator: " "))
  }

  private static func removing(_ open: String, to close: String, in text: String) -> String {
    var out = ""
    var start = 0
    // Removing a part may bring the halves of a delimiter together; what is left is looked at from there.
    while let found = text.firstOffset(of: open, from: start),
      let end = text.firstOffset(of: close, from: found)
    {
      out += text.bytes(start..<found)
      start = end + close.utf8.count
    }
    return start == 0 ? text : out + text.bytes(start..<text.utf8.count)
  }

  /// The text with the entities of HTML that are common in text resolved, and all numeric ones.
  static func unescaped(_ text: String) -> String {
    guard text.firstOffset(of: "&") != nil else { return text }
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "&"), let (resolved, end) = entity(bytes, index + 1) {
        out += Array(resolved.utf8)
        index = end
      } else {
        out.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func entity(_ bytes: [UInt8], _ start: Int) -> (String, Int)? {
    guard start < bytes.count else { return nil }
    var end = start
    if bytes[start] == UInt8(ascii: "#") {
      end += 1
      var radix = 10
      if end < bytes.count, bytes[end] | 0x20 == UInt8(ascii: "x") {
        radix = 16
        end += 1
      }
      let digits = end
      while end < bytes.count, end < digits + 8, isDigit(bytes[end], radix) { end += 1 }
      guard end > digits else { return nil }
      let number = UInt32(String(decoding: bytes[digits..<end], as: UTF8.self), radix: radix) ?? 0xFFFD
      if end < bytes.count, bytes[end] == UInt8(ascii: ";") { end += 1 }
      let scalar = number == 0 ? "\u{FFFD}" : Unicode.Scalar(number) ?? "\u{FFFD}"
      return (String(scalar), end)
    }
    while end < bytes.count, end < start + 12, bytes[end].isASCIILetter || isDigit(bytes[end], 10) {
      end += 1
    }
    let name = String(decoding: bytes[start..<end], as: UTF8.self)
    guard let text = entities[name] else { return nil }
    if end < bytes.count, bytes[end] == UInt8(ascii: ";") { return (text, end + 1) }
    return ["amp", "lt", "gt", "quot", "nbsp", "copy", "reg"].contains(name) ? (text, end) : nil
  }

  private static func isDigit(_ byte: UInt8, _ radix: Int) -> Bool {
    (byte >= 48 && byte <= 57) || (radix == 16 && byte | 0x20 >= 97 && byte | 0x20 <= 102)
  }

  private static let entities: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "copy": "©", "reg": "®",
    "trade": "™", "hellip": "…", "mdash": "—", "ndash": "–", "lsquo": "‘", "rsquo": "’", "ldquo": "“",
    "rdquo": "”", "sbquo": "‚", "bdquo": "„", "laquo": "«", "raquo": "»", "lsaquo": "‹", "rsaquo": "›",
    "bull": "•", "middot": "·", "deg": "°", "plusmn": "±", "times": "×", "divide": "÷", "frac12": "½",
    "frac14": "¼", "frac34": "¾", "euro": "€", "pound": "£", "yen": "¥", "cent": "¢", "sect": "§",
    "para": "¶",
    "shy": "\u{AD}", "zwj": "\u{200D}", "zwnj": "\u{200C}", "thinsp": "\u{2009}", "ensp": "\u{2002}",
    "emsp": "\u{2003}", "auml": "ä", "ouml": "ö", "uuml": "ü", "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü",
    "szlig": "ß", "eacute": "é", "egrave": "è", "ecirc": "ê", "agrave": "à", "aacute": "á", "acirc": "â",
    "ccedil": "ç", "ntilde": "ñ", "oslash": "ø", "aring": "å", "aelig": "æ", "iacute": "í", "oacute": "ó",
    "uacute": "ú", "larr": "←", "rarr": "→", "uarr": "↑", "darr": "↓", "dagger": "†", "permil": "‰",
    "minus": "−", "ne": "≠", "le": "≤", "ge": "≥", "infin": "∞", "iexcl": "¡", "iquest": "¿",
  ]
}
