import BroadsheetCore

extension Document {
  /// The text of some bytes, with line breaks and runs of spaces as one space.
  func string(_ range: Range<Int>) -> String {
    let bytes = prose.text.span
    let lower = max(0, range.lowerBound)
    let upper = min(range.upperBound, bytes.count)
    guard lower < upper else { return "" }
    // One allocation, or none for a short text; invalid UTF-8 is repaired.
    return unsafe String(unsafeUninitializedCapacity: upper - lower) { buffer in
      var count = 0
      var isSpaced = true
      for index in lower..<upper {
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
