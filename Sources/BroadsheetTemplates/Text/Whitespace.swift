/// White space as Python sees it: `str.isspace`, `\s`.
enum Whitespace {
  /// Where the white space that begins at `index` ends.
  static func skip(_ bytes: [UInt8], _ index: Int) -> Int {
    var index = index
    while index < bytes.count {
      if bytes[index] < 0x80 {
        guard bytes[index].isASCIIWhitespace else { break }
        index += 1
      } else {
        let length = wide(bytes, index)
        if length == 0 { break }
        index += length
      }
    }
    return index
  }

  /// Where `bytes[start..<end]` ends without the white space at its end.
  static func end(of bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
    var end = end
    while end > start {
      if bytes[end - 1] < 0x80 {
        guard bytes[end - 1].isASCIIWhitespace else { break }
        end -= 1
      } else {
        var first = end - 1
        while first > start, bytes[first] & 0xC0 == 0x80 { first -= 1 }
        guard wide(bytes, first) == end - first else { break }
        end = first
      }
    }
    return end
  }

  /// The length of the white-space character beyond ASCII at `index`, 0 if it is none.
  private static func wide(_ bytes: [UInt8], _ index: Int) -> Int {
    guard index + 1 < bytes.count else { return 0 }
    if bytes[index] == 0xC2 { return bytes[index + 1] == 0x85 || bytes[index + 1] == 0xA0 ? 2 : 0 }
    guard index + 2 < bytes.count else { return 0 }
    let third = bytes[index + 2]
    switch (bytes[index], bytes[index + 1]) {
    case (0xE1, 0x9A): return third == 0x80 ? 3 : 0
    case (0xE2, 0x80): return third <= 0x8A || third == 0xA8 || third == 0xA9 || third == 0xAF ? 3 : 0
    case (0xE2, 0x81): return third == 0x9F ? 3 : 0
    case (0xE3, 0x80): return third == 0x80 ? 3 : 0
    default: return 0
    }
  }

  /// Where the word that begins at `index` ends.
  static func wordEnd(_ bytes: [UInt8], _ index: Int) -> Int {
    var index = index
    while index < bytes.count {
      if bytes[index] < 0x80 ? bytes[index].isASCIIWhitespace : wide(bytes, index) > 0 { break }
      index += 1
    }
    return index
  }

  /// The length of the line ending at `index`, by Python's `splitlines`; 0 if there is none.
  static func lineBreak(_ bytes: [UInt8], _ index: Int) -> Int {
    switch bytes[index] {
    case 0x0D: return index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
    case 0x0A...0x0C, 0x1C...0x1E: return 1
    case 0xC2: return index + 1 < bytes.count && bytes[index + 1] == 0x85 ? 2 : 0
    case 0xE2:
      guard index + 2 < bytes.count, bytes[index + 1] == 0x80 else { return 0 }
      return bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9 ? 3 : 0
    default: return 0
    }
  }

  /// Where the scalar that begins at `index` ends.
  static func scalarEnd(_ bytes: [UInt8], _ index: Int) -> Int {
    var end = index + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }
}

extension UInt8 {
  /// Python's ASCII white space: space, the controls 9 to 13, and the separators 28 to 31.
  var isASCIIWhitespace: Bool {
    self == 0x20 || (self >= 0x09 && self <= 0x0D) || (self >= 0x1C && self <= 0x1F)
  }
  var isASCIILetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }
}

extension Unicode.Scalar {
  /// Python's `str.isspace` for one scalar.
  var isPythonWhitespace: Bool {
    if value < 0x80 { return UInt8(value).isASCIIWhitespace }
    switch value {
    case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return true
    default: return false
    }
  }
}
