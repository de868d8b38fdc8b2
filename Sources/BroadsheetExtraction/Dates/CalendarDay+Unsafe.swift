extension CalendarDay {
  /// `YYYY-MM-DD`
  var text: String {
    guard (0...9999).contains(year), (0...99).contains(month), (0...99).contains(day) else {
      return Self.padded(year, 4) + "-" + Self.padded(month, 2) + "-" + Self.padded(day, 2)
    }
    return unsafe String(unsafeUninitializedCapacity: 10) { bytes in
      Self.write(year / 100, to: bytes, at: 0)
      Self.write(year % 100, to: bytes, at: 2)
      bytes[4] = UInt8(ascii: "-")
      Self.write(month, to: bytes, at: 5)
      bytes[7] = UInt8(ascii: "-")
      Self.write(day, to: bytes, at: 8)
      return 10
    }
  }

  /// A number in decimal with leading zeros.
  static func padded(_ value: Int, _ width: Int) -> String {
    guard (0..<10_000_000_000).contains(value), width <= 10 else {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
    return unsafe String(unsafeUninitializedCapacity: 10) { bytes in
      var count = 1
      var limit = 10
      while value >= limit || count < width {
        count += 1
        limit *= 10
      }
      var rest = value
      for index in (0..<count).reversed() {
        bytes[index] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
      }
      return count
    }
  }

  /// Writes two digits.
  private static func write(_ value: Int, to bytes: UnsafeMutableBufferPointer<UInt8>, at index: Int) {
    unsafe bytes[index] = UInt8(ascii: "0") + UInt8(value / 10)
    unsafe bytes[index + 1] = UInt8(ascii: "0") + UInt8(value % 10)
  }
}
