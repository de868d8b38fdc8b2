/// A fast 128-bit fingerprint for noticing change. It is not cryptographic: nobody's safety rests on it.
///
/// One 64×64→128-bit multiplication for 16 bytes, in four lanes that do not wait for each other; the result depends on
/// the bytes alone, not on the machine.
@frozen
public struct ContentHash: Hashable, Sendable, Comparable {
  /// The upper half.
  public var high: UInt64
  /// The lower half.
  public var low: UInt64

  /// Of nothing in particular.
  public static let zero = ContentHash(high: 0, low: 0)

  /// Makes a hash from its stored halves.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Fingerprints bytes.
  public init(_ bytes: Span<UInt8>, seed: UInt64 = 0) {
    self = unsafe bytes.withUnsafeBytes { raw in
      var state = Lane(seed ^ 0xA076_1D64_78BD_642F, seed ^ 0xE703_7ED1_A0B4_28DB)
      let count = raw.count
      if let start = raw.baseAddress, count > 16 {
        var index = 0
        if count >= 128 {
          var second = Lane(0x8EBC_6AF0_9C88_C6E3, 0x5899_65CC_7537_4CC3)
          var third = Lane(0x1D8E_4E27_C47D_124F, 0xEB44_ACCA_B455_D165)
          var fourth = Lane(0x9E37_79B9_7F4A_7C15, 0xC2B2_AE3D_27D4_EB4F)
          while index < count &- 64 {
            unsafe state.add(start, index)
            unsafe second.add(start, index &+ 16)
            unsafe third.add(start, index &+ 32)
            unsafe fourth.add(start, index &+ 48)
            index &+= 64
          }
          state.add(second.a, second.b)
          state.add(third.a, third.b)
          state.add(fourth.a, fourth.b)
        }
        while index < count &- 16 {
          unsafe state.add(start, index)
          index &+= 16
        }
        // The last bytes, of which the ones before may have been seen.
        unsafe state.add(start, count &- 16)
      } else {
        let (low, high) = unsafe Self.words(of: raw)
        state.add(low, high)
      }
      let length = UInt64(count)
      return ContentHash(
        high: Self.mix(state.a ^ 0x8EBC_6AF0_9C88_C6E3, state.b ^ 0x5899_65CC_7537_4CC3 ^ length),
        low: Self.mix(state.a ^ 0x1D8E_4E27_C47D_124F ^ length, state.b ^ 0xEB44_ACCA_B455_D165))
    }
  }

  /// What 16 bytes after each other are gathered in.
  private struct Lane {
    var a: UInt64
    var b: UInt64

    @inline(__always)
    init(_ a: UInt64, _ b: UInt64) { (self.a, self.b) = (a, b) }

    /// Adds two words. They stay in the state beside the product, which is nothing where one factor is.
    @inline(__always)
    mutating func add(_ x: UInt64, _ y: UInt64) {
      let product = (x ^ a).multipliedFullWidth(by: y ^ b)
      a = product.low ^ y
      b = product.high ^ x
    }

    /// Adds 16 bytes.
    @inline(__always)
    mutating func add(_ start: UnsafeRawPointer, _ index: Int) {
      unsafe add(ContentHash.word(start, index), ContentHash.word(start, index &+ 8))
    }
  }

  @inline(__always)
  private static func word(_ start: UnsafeRawPointer, _ index: Int) -> UInt64 {
    unsafe UInt64(littleEndian: start.loadUnaligned(fromByteOffset: index, as: UInt64.self))
  }

  /// Up to 16 bytes as two words: the first ones and the last ones, which may be the same.
  @inline(__always)
  private static func words(of bytes: UnsafeRawBufferPointer) -> (UInt64, UInt64) {
    let count = bytes.count
    guard let start = bytes.baseAddress, count > 0 else { return (0, 0) }
    if count >= 8 { return unsafe (word(start, 0), word(start, count &- 8)) }
    if count >= 4 {
      return unsafe (
        UInt64(UInt32(littleEndian: start.loadUnaligned(as: UInt32.self))),
        UInt64(UInt32(littleEndian: start.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)))
      )
    }
    return unsafe (UInt64(bytes[0]) | UInt64(bytes[count / 2]) << 8, UInt64(bytes[count &- 1]))
  }

  /// Fingerprints the UTF-8 of a string.
  public init(_ text: String, seed: UInt64 = 0) { self.init(text.utf8.span, seed: seed) }

  private static func mix(_ x: UInt64, _ y: UInt64) -> UInt64 {
    let product = x.multipliedFullWidth(by: y)
    return product.high ^ product.low
  }

  /// Orders by value, for stable listings.
  public static func < (lhs: ContentHash, rhs: ContentHash) -> Bool {
    (lhs.high, lhs.low) < (rhs.high, rhs.low)
  }

  /// Thirty-two hexadecimal digits.
  public var hexadecimal: String {
    func digits(_ value: UInt64) -> String {
      let text = String(value, radix: 16)
      return String(repeating: "0", count: 16 - text.utf8.count) + text
    }
    return digits(high) + digits(low)
  }
}
