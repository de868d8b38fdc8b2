/// A fast 128-bit fingerprint for noticing change. It is not cryptographic: nobody's safety rests on it.
///
/// Two lanes of 64×64→128-bit multiplications over 16 bytes at a time, in the manner of wyhash; the result
/// depends on the bytes alone, not on the machine.
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
      var a = seed ^ 0xA076_1D64_78BD_642F
      var b = seed ^ 0xE703_7ED1_A0B4_28DB
      var index = 0
      let count = raw.count
      let whole = count & ~15
      while index < whole, let start = raw.baseAddress {
        let x = unsafe UInt64(littleEndian: start.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        let y = unsafe UInt64(littleEndian: start.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self))
        let nextA = Self.mix(x ^ 0x8EBC_6AF0_9C88_C6E3, y ^ a)
        b = Self.mix(y ^ 0x5899_65CC_7537_4CC3, x ^ b)
        a = nextA
        index &+= 16
      }
      var tail: (UInt64, UInt64) = (0, 0)
      var shift: UInt64 = 0
      while index < count {
        let byte = UInt64(unsafe raw[index])
        if shift < 64 { tail.0 |= byte << shift } else { tail.1 |= byte << (shift - 64) }
        shift += 8
        index += 1
      }
      let length = UInt64(count)
      let high = Self.mix(tail.0 ^ 0x1D8E_4E27_C47D_124F ^ length, a ^ tail.1)
      let low = Self.mix(tail.1 ^ 0xEB44_ACCA_B455_D165 ^ b, b ^ tail.0 ^ length)
      return ContentHash(high: high ^ (low << 1), low: low ^ high)
    }
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
