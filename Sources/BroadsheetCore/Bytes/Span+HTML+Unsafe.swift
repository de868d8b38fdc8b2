extension Span where Element == UInt8 {
  /// The index of the first `&`, `<`, `>`, `"` or `'` from `start` on; the count where there is none.
  func firstHTMLSpecial(from start: Int) -> Int {
    unsafe withUnsafeBytes { bytes in
      var index = start
      // Eight bytes at a time: a byte of a difference is zero where the pattern's byte stands.
      while index + 8 <= bytes.count {
        let word = UInt64(
          littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        let quotes = Self.zeroBytes(word ^ Self.every(0x22))
        let ampersandOrQuote = Self.zeroBytes((word & Self.every(0xFE)) ^ Self.every(0x26))
        let angles = Self.zeroBytes((word & Self.every(0xFD)) ^ Self.every(0x3C))
        let found = quotes | ampersandOrQuote | angles
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

  @inline(__always)
  private static func every(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }

  /// The highest bit of each byte that is zero; bytes above the first one may be marked wrongly.
  @inline(__always)
  private static func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- every(0x01)) & ~word & every(0x80)
  }
}
