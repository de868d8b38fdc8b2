#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Span where Element == UInt8 {
  /// The next place of a byte at or behind `start`, found as fast as the C library can.
  func next(_ byte: UInt8, from start: Int) -> Int? {
    guard start < count else { return nil }
    return unsafe withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress,
        let found = unsafe memchr(base + start, Int32(byte), buffer.count - start)
      else { return nil }
      return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
  }

  /// Whether a byte occurs.
  func has(_ byte: UInt8) -> Bool { next(byte, from: 0) != nil }

  /// Whether `www.` occurs.
  var hasDomainPrefix: Bool {
    var index = 0
    while let dot = next(UInt8(ascii: "."), from: index) {
      index = dot + 1
      let w = UInt8(ascii: "w")
      if dot >= 3, self[dot - 1] == w, self[dot - 2] == w, self[dot - 3] == w { return true }
    }
    return false
  }
}
