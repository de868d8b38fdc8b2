/// A day of the proleptic Gregorian calendar.
struct CalendarDay: Equatable, Sendable {
  var year: Int
  var month: Int
  var day: Int

  init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Days since 1970-01-01, after Howard Hinnant's `days_from_civil`.
  var number: Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The day of this number, after Howard Hinnant's `civil_from_days`.
  init(number: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// The day of the week, Monday 1 to Sunday 7.
  var weekday: Int { ((number + 3) % 7 + 7) % 7 + 1 }

  /// Reads `YYYY-MM-DD` at the start of the bytes, whatever follows.
  init?(iso bytes: Span<UInt8>, _ range: Range<Int>) {
    guard range.count >= 10, range.upperBound <= bytes.count else { return nil }
    var values = (0, 0, 0)
    for offset in 0..<10 {
      let byte = bytes[range.lowerBound + offset]
      if offset == 4 || offset == 7 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard byte.isASCIIDigit else { return nil }
      let digit = Int(byte & 15)
      if offset < 4 {
        values.0 = values.0 * 10 + digit
      } else if offset < 7 {
        values.1 = values.1 * 10 + digit
      } else {
        values.2 = values.2 * 10 + digit
      }
    }
    guard values.0 >= 1, values.1 >= 1, values.1 <= 12, values.2 >= 1, values.2 <= 31 else { return nil }
    (year, month, day) = values
  }

  /// Reads `YYYY-MM-DD` at the start of a string.
  init?(_ text: String) {
    let bytes = text.utf8.span
    self.init(iso: bytes, 0..<bytes.count)
  }

  /// The month that the first three letters name in English.
  static func month(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int? {
    switch (first | 0x20, second | 0x20, third | 0x20) {
    case (0x6A, 0x61, 0x6E): 1
    case (0x66, 0x65, 0x62): 2
    case (0x6D, 0x61, 0x72): 3
    case (0x61, 0x70, 0x72): 4
    case (0x6D, 0x61, 0x79): 5
    case (0x6A, 0x75, 0x6E): 6
    case (0x6A, 0x75, 0x6C): 7
    case (0x61, 0x75, 0x67): 8
    case (0x73, 0x65, 0x70): 9
    case (0x6F, 0x63, 0x74): 10
    case (0x6E, 0x6F, 0x76): 11
    case (0x64, 0x65, 0x63): 12
    default: nil
    }
  }
}
