/// Gathers a fingerprint of many values, one after the other; their order counts.
@frozen
public struct Fingerprint: Sendable {
  @usableFromInline var a: UInt64 = 0x9E37_79B9_7F4A_7C15
  @usableFromInline var b: UInt64 = 0xC2B2_AE3D_27D4_EB4F

  /// Begins with no value.
  @inlinable public init() {}

  /// Adds a number.
  @inlinable public mutating func add(_ word: UInt64) {
    let one = (a ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    let other = (b &+ word).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    a = one.high ^ one.low ^ other.high
    b = other.low ^ b ^ one.high
  }

  /// Adds a number.
  @inlinable public mutating func add(_ number: some BinaryInteger) {
    add(UInt64(truncatingIfNeeded: number))
  }

  /// Adds another fingerprint.
  @inlinable public mutating func add(_ hash: ContentHash) {
    add(hash.high)
    add(hash.low)
  }

  /// Adds text.
  public mutating func add(_ text: String) { add(ContentHash(text)) }

  /// Adds text or its absence.
  public mutating func add(_ text: String?) {
    add(text != nil)
    if let text { add(text) }
  }

  /// Adds a truth value.
  public mutating func add(_ flag: Bool) { add(UInt64(flag ? 1 : 2)) }

  /// Adds a point in time or its absence.
  public mutating func add(_ moment: Moment?) {
    add(moment != nil)
    if let moment { add(moment.seconds) }
  }

  /// The fingerprint of what was added so far.
  public var value: ContentHash { ContentHash(high: a, low: b) }
}
