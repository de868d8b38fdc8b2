/// One to fifteen ASCII letters, none but the first a capital, with a space behind them: what most words are, read at once.
struct ShortWord {
  /// How many letters.
  let count: Int
  /// Whether the first is a capital.
  let isCapital: Bool
  /// The hash of the letters in lower case.
  let hash: UInt64

  private static let blank: UInt64 = 0x2020_2020_2020_2020
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// Reads the word at `start`; nil where another one stands there, or so near to the end of the text that sixteen bytes
  /// cannot be read.
  @inline(__always)
  init?(_ text: Span<UInt8>, at start: Int) {
    guard start >= 0, start &+ 16 <= text.count else { return nil }
    let bytes = unsafe text.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: start, as: UInt64.self)
      .littleEndian
    isCapital = bytes & 0x20 == 0
    let end = Self.end(bytes)
    if end != 0 {
      let inside = (end &>> 7) &- 1
      let shift = UInt64(truncatingIfNeeded: end.trailingZeroBitCount &- 7)
      guard inside != 0, UInt8(truncatingIfNeeded: bytes &>> shift) == 0x20,
        ~bytes & Self.blank & inside & ~0x20 == 0
      else { return nil }
      count = Int(truncatingIfNeeded: shift &>> 3)
      hash = ByteHash.word(lowercased: (bytes | Self.blank) & inside, count: count)
      return
    }
    let more = unsafe text.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: start &+ 8, as: UInt64.self)
      .littleEndian
    let next = Self.end(more)
    let inside = (next &>> 7) &- 1
    let shift = UInt64(truncatingIfNeeded: next.trailingZeroBitCount &- 7)
    guard next != 0, UInt8(truncatingIfNeeded: more &>> shift) == 0x20,
      (~bytes & ~0x20 | ~more & inside) & Self.blank == 0
    else { return nil }
    count = 8 &+ Int(truncatingIfNeeded: shift &>> 3)
    hash = ByteHash.word(lowercased: bytes | Self.blank, (more | Self.blank) & inside, count: count)
  }

  /// The highest bit of the first byte that is no letter; 0 where all are.
  @inline(__always)
  private static func end(_ bytes: UInt64) -> UInt64 {
    let low = (bytes | blank) & ~highs
    let others = ~((low &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(low &+ 0x0505_0505_0505_0505) & ~bytes) & highs
    return others & (0 &- others)
  }
}
