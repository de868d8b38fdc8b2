extension Span where Element == UInt8 {
  /// The index of the first `&`, `<`, `>`, `"` or `'` from `start` on; the count where there is none.
  public func firstHTMLSpecial(from start: Int) -> Int {
    unsafe withUnsafeBytes { bytes in
      var index = start
      // Eight bytes at a time: a byte of a difference is zero where the pattern's byte stands.
      while index + 8 <= bytes.count {
        let word = UInt64(
          littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        let found = Self.htmlSpecials(word)
        if found != 0 { return index + found.trailingZeroBitCount / 8 }
        index += 8
      }
      while index < bytes.count {
        switch unsafe bytes[index] {
        case 0x22, 0x26, 0x27, 0x3C, 0x3E: return index
        default: index += 1
        }
      }
      return bytes.count
    }
  }

  /// The index of the first byte from `start` on that HTML or typography may write otherwise: one of
  /// ``firstHTMLSpecial(from:)``, `-` or `.`; the count where there is none.
  public func firstTypographic(from start: Int) -> Int {
    unsafe withUnsafeBytes { bytes in
      var index = start
      while index + 8 <= bytes.count {
        let word = UInt64(
          littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        let found =
          Self.htmlSpecials(word) | Self.zeroBytes(word ^ Self.every(0x2D))
          | Self.zeroBytes(word ^ Self.every(0x2E))
        if found != 0 { return index + found.trailingZeroBitCount / 8 }
        index += 8
      }
      while index < bytes.count {
        switch unsafe bytes[index] {
        case 0x22, 0x26, 0x27, 0x2D, 0x2E, 0x3C, 0x3E: return index
        default: index += 1
        }
      }
      return bytes.count
    }
  }

  /// The highest bit of each byte that is special in HTML; bytes above the first one may be marked wrongly.
  @inline(__always)
  private static func htmlSpecials(_ word: UInt64) -> UInt64 {
    let quotes = zeroBytes(word ^ every(0x22))
    let ampersandOrQuote = zeroBytes((word & every(0xFE)) ^ every(0x26))
    let angles = zeroBytes((word & every(0xFD)) ^ every(0x3C))
    return quotes | ampersandOrQuote | angles
  }

  @inline(__always)
  private static func every(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }

  /// The highest bit of each byte that is zero; bytes above the first one may be marked wrongly.
  @inline(__always)
  private static func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- every(0x01)) & ~word & every(0x80)
  }
}
