import BroadsheetCore

extension Prose {
  /// The text of some bytes, with line breaks and runs of spaces as one space.
  public func string(_ range: Range<Int>) -> String {
    let lower = max(0, range.lowerBound)
    let upper = min(range.upperBound, text.count)
    guard lower < upper else { return "" }
    let bytes = text.span.extracting(lower..<upper)
    // One allocation, or none for a short text; invalid UTF-8 is repaired.
    if bytes.isFolded {
      return unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
    return unsafe String(unsafeUninitializedCapacity: upper - lower) { buffer in
      var count = 0
      var isSpaced = true
      for index in 0..<bytes.count {
        let byte = bytes[index]
        if byte > 0x20 {
          buffer[count] = byte
          count += 1
          isSpaced = false
        } else if !isSpaced {
          buffer[count] = 0x20
          count += 1
          isSpaced = true
        }
      }
      return isSpaced && count > 0 ? count - 1 : count
    }
  }
}

extension Span where Element == UInt8 {
  /// Whether single spaces between other bytes are the only white space.
  fileprivate var isFolded: Bool {
    guard self[0] > 0x20, self[count - 1] > 0x20 else { return false }
    var index = 0
    // Eight bytes at a time, the last of which is the first of the next ones, so that no two spaces are missed.
    while index + 8 <= count {
      let word = unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
      let controls = (word &- 0x2020_2020_2020_2020) & ~word & 0x8080_8080_8080_8080
      let others = word ^ 0x2020_2020_2020_2020
      let low = (others & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7F7F_7F7F_7F7F_7F7F
      let spaces = ~(low | others) & 0x8080_8080_8080_8080
      if controls | (spaces & (spaces >> 8)) != 0 { return false }
      index += 7
    }
    while index + 1 < count {
      if self[index] < 0x20 || (self[index] == 0x20 && self[index + 1] == 0x20) { return false }
      index += 1
    }
    return true
  }
}
