/// ASCII letters in a row, read eight at a time: what most words are.
struct LetterRun {
  /// How many letters.
  private(set) var count = 0
  /// Whether any of them is a small one.
  private(set) var hasSmalls = false
  /// Whether a capital stands after a small letter.
  private(set) var isMixed = false
  /// The first eight of them in lower case, and zeros.
  private var chunk: UInt64 = 0

  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// Reads the letters from `start` on; nil so near to the end of the text that eight bytes cannot be read.
  @inline(__always)
  init?(_ text: Span<UInt8>, at start: Int) {
    precondition(start >= 0)
    while true {
      guard start &+ count &+ 8 <= text.count else { return nil }
      let bytes = unsafe text.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: start &+ count, as: UInt64.self
      ).littleEndian
      let low = (bytes | 0x2020_2020_2020_2020) & ~Self.highs
      let atLeastA = low &+ 0x1F1F_1F1F_1F1F_1F1F
      let aboveZ = low &+ 0x0505_0505_0505_0505
      let letters = atLeastA & ~aboveZ & ~bytes & Self.highs
      let others = letters ^ Self.highs
      // The bits below the first byte that is no letter; all where there is none.
      let inside = letters & ((others & (0 &- others)) &- 1)
      // A small letter has the bit of 32, which comes to stand on the byte's highest.
      let smalls = inside & (bytes &<< 2)
      let capitals = inside ^ smalls
      if capitals != 0, hasSmalls || (smalls != 0 && capitals > smalls & (0 &- smalls)) { isMixed = true }
      if smalls != 0 { hasSmalls = true }
      let length = others.trailingZeroBitCount >> 3
      if count == 0 { chunk = length == 8 ? low : low & ((1 &<< UInt64(length &* 8)) &- 1) }
      count &+= length
      if length < 8 { return }
    }
  }

  /// The hash of the letters in lower case, which stand in `text` at `start`.
  @inline(__always)
  func hash(_ text: Span<UInt8>, at start: Int) -> UInt64 {
    count <= 8 ? ByteHash.word(lowercased: chunk, count: count) : ByteHash.word(text, start..<start &+ count)
  }
}
