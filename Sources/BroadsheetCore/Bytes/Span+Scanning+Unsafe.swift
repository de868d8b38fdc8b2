/// Eight bytes looked at as one word: a byte of the result has its highest bit set where the question's answer is yes.
/// Of the bytes that are marked, only the first is sure.
private enum Word {
  @inline(__always)
  static func every(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }

  /// Which bytes are zero.
  @inline(__always)
  static func zeros(_ word: UInt64) -> UInt64 { (word &- every(0x01)) & ~word & every(0x80) }

  /// Which bytes are control characters.
  @inline(__always)
  static func controls(_ word: UInt64) -> UInt64 { (word &- every(0x20)) & ~word & every(0x80) }

  /// Which bytes are `byte`.
  @inline(__always)
  static func matches(_ word: UInt64, _ byte: UInt64) -> UInt64 { zeros(word ^ every(byte)) }

  /// Which bytes are `byte` once the bits `mask` of each are all that counts.
  @inline(__always)
  static func matches(_ word: UInt64, _ byte: UInt64, mask: UInt64) -> UInt64 {
    zeros((word & every(mask)) ^ every(byte))
  }
}

extension Span where Element == UInt8 {
  /// The index of the first `&`, `<`, `>`, `"` or `'` from `start` on; the count where there is none.
  public func firstHTMLSpecial(from start: Int) -> Int {
    first(from: start) { word in
      Word.matches(word, 0x22) | Word.matches(word, 0x26, mask: 0xFE) | Word.matches(word, 0x3C, mask: 0xFD)
    } or: { byte in
      byte == 0x22 || byte & 0xFE == 0x26 || byte & 0xFD == 0x3C
    }
  }

  /// The index of the first byte that may not stand in XML as it is: as for HTML, control characters, and what
  /// U+FFFE and U+FFFF begin with.
  func firstXMLSpecial(from start: Int) -> Int {
    first(from: start) { word in
      Word.matches(word, 0x22) | Word.matches(word, 0x26, mask: 0xFE) | Word.matches(word, 0x3C, mask: 0xFD)
        | Word.controls(word) | Word.matches(word, 0xEF)
    } or: { byte in
      byte == 0x22 || byte & 0xFE == 0x26 || byte & 0xFD == 0x3C || byte < 0x20 || byte == 0xEF
    }
  }

  /// The index of the first byte that may not stand in a JSON string inside a page as it is: quotation marks,
  /// backslashes, `&`, `<`, `>`, control characters, and what U+2028 and U+2029 begin with.
  func firstJSONSpecial(from start: Int) -> Int {
    first(from: start) { word in
      Word.matches(word, 0x22, mask: 0xFB) | Word.matches(word, 0x3C, mask: 0xFD) | Word.matches(word, 0x5C)
        | Word.controls(word) | Word.matches(word, 0xE2)
    } or: { byte in
      byte & 0xFB == 0x22 || byte & 0xFD == 0x3C || byte == 0x5C || byte < 0x20 || byte == 0xE2
    }
  }

  /// The index of the first byte from `start` on that HTML or typography may write otherwise: one of
  /// ``firstHTMLSpecial(from:)``, `-` or `.`; the count where there is none.
  public func firstTypographic(from start: Int) -> Int {
    first(from: start) { word in
      Word.matches(word, 0x22) | Word.matches(word, 0x26, mask: 0xFE) | Word.matches(word, 0x3C, mask: 0xFD)
        | Word.matches(word, 0x2D) | Word.matches(word, 0x2E)
    } or: { byte in
      byte == 0x22 || byte & 0xFE == 0x26 || byte & 0xFD == 0x3C || byte == 0x2D || byte == 0x2E
    }
  }

  @inline(__always)
  private func first(
    from start: Int, in marks: (UInt64) -> UInt64, or isSpecial: (UInt8) -> Bool
  ) -> Int {
    unsafe withUnsafeBytes { bytes in
      var index = start
      while index + 8 <= bytes.count {
        let found = marks(
          UInt64(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)))
        if found != 0 { return index + found.trailingZeroBitCount / 8 }
        index += 8
      }
      if index < bytes.count, bytes.count >= 8 {
        // The last bytes are those of a word that begins before them; zeros follow them in it.
        let end = bytes.count - 8
        let word = UInt64(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: end, as: UInt64.self))
        let found = marks(word >> UInt64(8 * (index - end)))
        return found == 0 ? bytes.count : min(index + found.trailingZeroBitCount / 8, bytes.count)
      }
      while index < bytes.count, !isSpecial(unsafe bytes[index]) { index += 1 }
      return min(index, bytes.count)
    }
  }

  /// The index of the first byte from `start` on that is not ASCII; the count where there is none.
  fileprivate func firstBeyondASCII(from start: Int) -> Int {
    first(from: start) {
      $0 & Word.every(0x80)
    } or: {
      $0 >= 0x80
    }
  }

  /// The offset of the first byte that is not part of well-formed UTF-8 (Unicode 15, table 3-7); nil where all is.
  public var firstInvalidUTF8: Int? { firstInvalidUTF8(from: firstBeyondASCII(from: 0)) }

  /// The same, where `start` is the first byte that is not ASCII.
  fileprivate func firstInvalidUTF8(from start: Int) -> Int? {
    var index = start
    while index < count {
      let lead = self[index]
      let length =
        switch lead {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 0
        }
      guard length > 0, index + length <= count else { return index }
      let second = self[index + 1]
      let lowest: UInt8 = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80
      let highest: UInt8 = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF
      guard second >= lowest, second <= highest else { return index }
      if length > 2, self[index + 2] & 0xC0 != 0x80 { return index }
      if length > 3, self[index + 3] & 0xC0 != 0x80 { return index }
      index = firstBeyondASCII(from: index + length)
    }
    return nil
  }
}

extension String {
  /// Text from its UTF-8; what is not well-formed is repaired.
  ///
  /// The standard library's own check takes several times as long.
  public init(utf8 bytes: Span<UInt8>) {
    let ascii = bytes.firstBeyondASCII(from: 0)
    if bytes.firstInvalidUTF8(from: ascii) == nil {
      self.init(copying: unsafe UTF8Span(unchecked: bytes, isKnownASCII: ascii == bytes.count))
    } else {
      self = unsafe bytes.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
    }
  }
}
