#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Span where Element == UInt8 {
  /// The next place of a byte at or behind `start`, found as fast as the C library can.
  public func next(_ byte: UInt8, from start: Int) -> Int? {
    guard start < count else { return nil }
    return unsafe withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress,
        let found = unsafe memchr(base + start, Int32(byte), buffer.count - start)
      else { return nil }
      return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
  }

  /// Whether a byte occurs.
  public func has(_ byte: UInt8) -> Bool { next(byte, from: 0) != nil }

  /// How many bytes from `start` on are those of `other` from `otherStart` on.
  public func commonLength(from start: Int, with other: Span<UInt8>, from otherStart: Int) -> Int {
    let limit = Swift.min(count - start, other.count - otherStart)
    precondition(start >= 0 && otherStart >= 0)
    var length = 0
    // Eight bytes at a time: the lowest bit of the difference tells the first byte that differs.
    while length + 8 <= limit {
      let word = unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: start + length, as: UInt64.self)
      let mate = unsafe other.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: otherStart + length, as: UInt64.self)
      let difference = UInt64(littleEndian: word ^ mate)
      if difference != 0 { return length + difference.trailingZeroBitCount / 8 }
      length += 8
    }
    while length < limit, self[start + length] == other[otherStart + length] { length += 1 }
    return length
  }
}

extension [UInt8] {
  /// Appends a run of bytes.
  public mutating func append(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}
