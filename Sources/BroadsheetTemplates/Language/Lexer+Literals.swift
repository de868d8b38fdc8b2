extension Lexer {
  mutating func scanName() throws(SyntaxError) -> Token {
    let start = position
    var isASCII = true
    while position < source.count {
      let byte = source[position]
      guard byte == UInt8(ascii: "_") || byte.isASCIILetter || (byte >= 48 && byte <= 57) || byte >= 0x80
      else {
        break
      }
      if byte >= 0x80 {
        isASCII = false
        if Whitespace.skip(source, position) > position { break }
      }
      position += 1
    }
    let text = String(decoding: source[start..<position], as: UTF8.self)
    if !isASCII {
      for (index, scalar) in text.unicodeScalars.enumerated() {
        let isValid =
          index == 0 ? scalar == "_" || scalar.properties.isXIDStart : scalar.properties.isXIDContinue
        if !isValid {
          throw SyntaxError("`\(text)` is not a name", at: start, length: position - start)
        }
      }
    }
    return Token(kind: .name, offset: start, length: position - start, text: text)
  }

  /// A run of digits with single underscores between them.
  private func digits(_ start: Int, _ isDigit: (UInt8) -> Bool) -> Int {
    var index = start
    while index < source.count {
      if isDigit(source[index]) {
        index += 1
      } else if source[index] == UInt8(ascii: "_"), index > start, index + 1 < source.count,
        isDigit(source[index + 1])
      {
        index += 2
      } else {
        break
      }
    }
    return index
  }

  mutating func scanNumber() throws(SyntaxError) -> Token {
    let start = position
    let isDecimal: (UInt8) -> Bool = { $0 >= 48 && $0 <= 57 }
    var end = digits(start, isDecimal)
    var isFloat = false
    if start == 0 || source[start - 1] != UInt8(ascii: ".") {
      if byte(end) == UInt8(ascii: "."), isDecimal(byte(end + 1)) {
        end = digits(end + 1, isDecimal)
        isFloat = true
      }
      if byte(end) | 0x20 == UInt8(ascii: "e") {
        var exponent = end + 1
        if byte(exponent) == UInt8(ascii: "+") || byte(exponent) == UInt8(ascii: "-") { exponent += 1 }
        if isDecimal(byte(exponent)) {
          end = digits(exponent, isDecimal)
          isFloat = true
        }
      }
    }
    if isFloat {
      position = end
      let text = source[start..<end].filter { $0 != UInt8(ascii: "_") }
      return token(start, .double(Double(String(decoding: text, as: UTF8.self)) ?? .infinity))
    }
    var radix = 10
    var body = start
    if source[start] == UInt8(ascii: "0") {
      let isDigit: ((UInt8) -> Bool)? =
        switch byte(start + 1) | 0x20 {
        case UInt8(ascii: "x"): { isDecimal($0) || ($0 | 0x20 >= 97 && $0 | 0x20 <= 102) }
        case UInt8(ascii: "o"): { $0 >= 48 && $0 <= 55 }
        case UInt8(ascii: "b"): { $0 == 48 || $0 == 49 }
        default: nil
        }
      if let isDigit {
        let first = byte(start + 2) == UInt8(ascii: "_") ? start + 3 : start + 2
        let last = digits(first, isDigit)
        if last > first {
          radix =
            byte(start + 1) | 0x20 == UInt8(ascii: "x")
            ? 16 : byte(start + 1) | 0x20 == UInt8(ascii: "o") ? 8 : 2
          body = first
          end = last
        }
      }
      if radix == 10 { end = digits(start) { $0 == 48 } }
    }
    position = end
    let text = String(decoding: source[body..<end].filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
    guard let number = Int(text, radix: radix) else {
      throw SyntaxError(
        "the number \(text) is too large", at: start, length: end - start,
        help: "whole numbers have 64 bits; write a decimal point for a larger one")
    }
    return token(start, .int(number))
  }

  private func token(_ start: Int, _ value: Value) -> Token {
    Token(kind: .number, offset: start, length: position - start, value: value)
  }

  mutating func scanString(quote: UInt8) throws(SyntaxError) -> Token {
    let start = position
    position += 1
    var bytes: [UInt8] = []
    while position < source.count {
      let byte = source[position]
      position += 1
      if byte == quote {
        let text = String(decoding: bytes, as: UTF8.self)
        return Token(kind: .string, offset: start, length: position - start, text: text)
      }
      if byte == UInt8(ascii: "\\"), position < source.count {
        try scanEscape(&bytes)
      } else {
        bytes.append(byte)
      }
    }
    throw SyntaxError(
      "the string is not closed", at: start, length: 1, help: "close it with `\(Unicode.Scalar(quote))`")
  }

  /// Resolves one escape as Python's string literals do; unknown ones stay as they are.
  private mutating func scanEscape(_ bytes: inout [UInt8]) throws(SyntaxError) {
    let start = position - 1
    let byte = source[position]
    position += 1
    switch byte {
    case UInt8(ascii: "n"): bytes.append(0x0A)
    case UInt8(ascii: "t"): bytes.append(0x09)
    case UInt8(ascii: "r"): bytes.append(0x0D)
    case UInt8(ascii: "a"): bytes.append(0x07)
    case UInt8(ascii: "b"): bytes.append(0x08)
    case UInt8(ascii: "f"): bytes.append(0x0C)
    case UInt8(ascii: "v"): bytes.append(0x0B)
    case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): bytes.append(byte)
    case 0x0A: break
    case UInt8(ascii: "x"): try scanHexadecimal(start, count: 2, &bytes)
    case UInt8(ascii: "u"): try scanHexadecimal(start, count: 4, &bytes)
    case UInt8(ascii: "U"): try scanHexadecimal(start, count: 8, &bytes)
    case 48...55:
      var value = UInt32(byte - 48)
      var count = 1
      while count < 3, self.byte(position) >= 48, self.byte(position) <= 55 {
        value = value * 8 + UInt32(source[position] - 48)
        position += 1
        count += 1
      }
      append(value, &bytes)
    default:
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
    }
  }

  private mutating func scanHexadecimal(
    _ start: Int, count: Int, _ bytes: inout [UInt8]
  ) throws(SyntaxError) {
    var value: UInt32 = 0
    for _ in 0..<count {
      guard let digit = Self.hexadecimalValue(byte(position)) else {
        throw SyntaxError(
          "the escape needs \(count) hexadecimal digits", at: start, length: position - start)
      }
      value = value << 4 | digit
      position += 1
    }
    guard Unicode.Scalar(value) != nil else {
      throw SyntaxError("the escape names no Unicode character", at: start, length: position - start)
    }
    append(value, &bytes)
  }

  private static func hexadecimalValue(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 48...57: UInt32(byte - 48)
    case 65...70: UInt32(byte - 55)
    case 97...102: UInt32(byte - 87)
    default: nil
    }
  }

  private func append(_ value: UInt32, _ bytes: inout [UInt8]) {
    if let scalar = Unicode.Scalar(value) { bytes += Array(String(scalar).utf8) }
  }
}
