/// Hashing of words in lower case: eight bytes at a time, the same on every machine, known to the program
/// that builds the lexicon.
enum ByteHash {
  static let first: UInt64 = 0x9E37_79B9_7F4A_7C15
  static let second: UInt64 = 0xD6E8_FEB8_6659_FD93

  /// Lower-cases the ASCII letters among eight bytes.
  @inline(__always)
  static func lowercased(_ chunk: UInt64) -> UInt64 {
    let low = chunk & 0x7F7F_7F7F_7F7F_7F7F
    let atLeastA = low &+ 0x3F3F_3F3F_3F3F_3F3F
    let aboveZ = low &+ 0x2525_2525_2525_2525
    let isUpper = ~chunk & 0x8080_8080_8080_8080 & (atLeastA ^ aboveZ)
    return chunk | (isUpper >> 2)
  }

  /// The hash of the bytes `range` in lower case.
  @inline(__always)
  static func word(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    precondition(range.lowerBound >= 0 && range.upperBound <= text.count)
    let raw = text.bytes
    var value = UInt64(truncatingIfNeeded: range.count) &* first
    var index = range.lowerBound
    while index &+ 8 <= range.upperBound {
      let chunk = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self).littleEndian
      value = (value ^ lowercased(chunk)) &* first
      value ^= value >> 32
      index &+= 8
    }
    if index < range.upperBound {
      var chunk: UInt64 = 0
      var shift: UInt64 = 0
      if index &+ 8 <= text.count {
        let kept = UInt64(range.upperBound &- index) &* 8
        chunk =
          unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self).littleEndian
          & ((1 &<< kept) &- 1)
      } else {
        while index < range.upperBound {
          chunk |= UInt64(text[index]) &<< shift
          shift &+= 8
          index &+= 1
        }
      }
      value = (value ^ lowercased(chunk)) &* first
      value ^= value >> 32
    }
    value = value &* second
    return value ^ (value >> 29)
  }

  /// The hash of up to eight bytes; `chunk` holds them in lower case and zeros.
  @inline(__always)
  static func word(lowercased chunk: UInt64, count: Int) -> UInt64 {
    var value = ((UInt64(truncatingIfNeeded: count) &* first) ^ chunk) &* first
    value ^= value >> 32
    value = value &* second
    return value ^ (value >> 29)
  }

  /// The hash of eight to fifteen bytes: the first eight in lower case, and the others with zeros behind them.
  @inline(__always)
  static func word(lowercased first: UInt64, _ rest: UInt64, count: Int) -> UInt64 {
    var value = ((UInt64(truncatingIfNeeded: count) &* Self.first) ^ first) &* Self.first
    value ^= value >> 32
    if count > 8 {
      value = (value ^ rest) &* Self.first
      value ^= value >> 32
    }
    value = value &* second
    return value ^ (value >> 29)
  }

  /// The hash of a phrase from that of its beginning and that of its next word.
  @inline(__always)
  static func phrase(_ beginning: UInt64, _ word: UInt64) -> UInt64 {
    (((beginning ^ (beginning >> 31)) &* second) ^ word) &* first
  }

  /// The hash of a string's words, as a word of one or a phrase of several.
  static func phrase(of text: String) -> UInt64 {
    let bytes = Array(text.utf8)
    var value: UInt64 = 0
    var isFirst = true
    var index = 0
    while index < bytes.count {
      while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
      let start = index
      while index < bytes.count, bytes[index] > 0x20 { index += 1 }
      guard start < index else { break }
      let hash = word(bytes.span, start..<index)
      value = isFirst ? hash : phrase(value, hash)
      isFirst = false
    }
    return value
  }
}
