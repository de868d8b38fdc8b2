#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension String {
  /// The text of a range of the UTF-8, which begins and ends between scalars.
  func bytes(_ range: Range<Int>) -> String {
    var text = self
    return text.withUTF8 {
      unsafe String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self)
    }
  }

  /// The offset in UTF-8 at which `part` last occurs and ends before `end`.
  func lastOffset(of part: String, before end: Int) -> Int? {
    guard !part.isEmpty else { return nil }
    var text = self
    var part = part
    return text.withUTF8 { bytes -> Int? in
      part.withUTF8 { wanted -> Int? in
        guard let base = bytes.baseAddress, let key = wanted.baseAddress else { return nil }
        var index = end - wanted.count
        while index >= 0 {
          if unsafe base[index] == key[0], unsafe memcmp(base + index, key, wanted.count) == 0 {
            return index
          }
          index -= 1
        }
        return nil
      }
    }
  }

  /// The offset in UTF-8 at which `part` first occurs from `start` on; linear in the length of both.
  func firstOffset(of part: String, from start: Int = 0) -> Int? {
    var text = self
    var part = part
    return text.withUTF8 { bytes -> Int? in
      guard start <= bytes.count else { return nil }
      return part.withUTF8 { wanted -> Int? in
        if wanted.isEmpty { return start }
        guard bytes.count - start >= wanted.count else { return nil }
        // Short parts are compared at each place of their first byte; long ones need the linear search.
        return unsafe wanted.count <= 32
          ? Self.scan(bytes, wanted, from: start) : Self.linearScan(bytes, wanted, from: start)
      }
    }
  }

  private static func scan(
    _ bytes: UnsafeBufferPointer<UInt8>, _ wanted: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    guard let base = bytes.baseAddress, let key = wanted.baseAddress else { return nil }
    let last = bytes.count - wanted.count
    var index = start
    while index <= last {
      guard let found = unsafe memchr(base + index, Int32(key[0]), last - index + 1) else { return nil }
      index = unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
      if unsafe memcmp(base + index, key, wanted.count) == 0 { return index }
      index += 1
    }
    return nil
  }

  /// Knuth, Morris and Pratt's search.
  private static func linearScan(
    _ bytes: UnsafeBufferPointer<UInt8>, _ wanted: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    var borders = [Int](repeating: 0, count: wanted.count)
    var matched = 0
    for index in 1..<wanted.count {
      while matched > 0, unsafe wanted[index] != wanted[matched] { matched = borders[matched - 1] }
      if unsafe wanted[index] == wanted[matched] { matched += 1 }
      borders[index] = matched
    }
    matched = 0
    for index in start..<bytes.count {
      while matched > 0, unsafe bytes[index] != wanted[matched] { matched = borders[matched - 1] }
      if unsafe bytes[index] == wanted[matched] { matched += 1 }
      if matched == wanted.count { return index - matched + 1 }
    }
    return nil
  }
}
