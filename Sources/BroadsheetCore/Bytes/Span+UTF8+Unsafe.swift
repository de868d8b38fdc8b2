extension Span where Element == UInt8 {
  /// The offset of the first byte that is not part of well-formed UTF-8 (Unicode 15, table 3-7); nil where all are.
  public var firstInvalidUTF8: Int? {
    var index = nextBeyondASCII(from: 0)
    while index < count {
      let byte = self[index]
      let length =
        byte >= 0xC2 && byte <= 0xDF
        ? 2 : byte >= 0xE0 && byte <= 0xEF ? 3 : byte >= 0xF0 && byte <= 0xF4 ? 4 : 0
      guard length > 0, index + length <= count else { return index }
      let second = self[index + 1]
      let lowest: UInt8 = byte == 0xE0 ? 0xA0 : byte == 0xF0 ? 0x90 : 0x80
      let highest: UInt8 = byte == 0xED ? 0x9F : byte == 0xF4 ? 0x8F : 0xBF
      guard second >= lowest, second <= highest else { return index }
      for offset in 2..<length where self[index + offset] & 0xC0 != 0x80 { return index }
      index = nextBeyondASCII(from: index + length)
    }
    return nil
  }

  /// The next byte at or behind `start` that is not ASCII; the count where there is none.
  @inline(__always)
  private func nextBeyondASCII(from start: Int) -> Int {
    var index = start
    while index + 8 <= count {
      let word = unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
      let high = word.littleEndian & 0x8080_8080_8080_8080
      if high != 0 { return index + high.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < count, self[index] < 0x80 { index += 1 }
    return index
  }
}
