import BroadsheetCore

/// Prints a moment by a pattern of Unicode's date fields: `d MMMM yyyy`, `EEE, dd MMM`, `HH:mm`.
///
/// Known are `d dd M MM MMM MMMM yy yyyy EEE EEEE H HH h mm ss a XXX`; text between apostrophes and
/// everything that is no letter stands as it is. `iso` and `rfc822` are names of whole patterns.
struct DatePattern {
  let zone: ZoneRules
  let names: DateNames

  /// Nil for a pattern with an unknown field, which is given back.
  func format(_ moment: Moment, _ pattern: String) -> Result<String, UnknownField> {
    if pattern == "iso" { return .success(moment.rfc3339(in: zone)) }
    if pattern == "rfc822" { return .success(moment.rfc822(in: zone)) }
    return format(zone.civilTime(at: moment), moment, pattern)
  }

  /// Prints a day by a pattern that shows nothing more precise.
  func format(_ day: CivilDate, _ pattern: String) -> Result<String, UnknownField> {
    let seconds = day.daysSinceEpoch * 86_400
    return format(CivilTime(localSeconds: seconds), Moment(seconds: seconds), pattern)
  }

  private func format(
    _ time: CivilTime, _ moment: Moment, _ pattern: String
  ) -> Result<String, UnknownField> {
    var out = OutputBuffer(capacity: 64)
    let bytes = pattern.utf8.span
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let end = Self.end(ofPartAt: index, in: bytes)
      if byte == UInt8(ascii: "'") {
        let close = end > index + 1 && bytes[end - 1] == byte ? end - 1 : end
        if close == index + 1 { out.append(byte) } else { out.append(bytes, index + 1..<close) }
      } else if !Self.isLetter(byte) {
        out.append(byte)
      } else if !append(Unicode.Scalar(byte), end - index, time, moment, &out) {
        return .failure(
          UnknownField(name: String(repeating: String(Unicode.Scalar(byte)), count: end - index)))
      }
      index = end
    }
    return .success(out.string())
  }

  struct UnknownField: Error { var name: String }

  /// What the text of a date changes with.
  enum Precision { case month, day, moment }

  /// How precise a date a pattern shows.
  static func precision(of pattern: String) -> Precision {
    if pattern == "iso" || pattern == "rfc822" { return .moment }
    let bytes = pattern.utf8.span
    var precision = Precision.month
    var index = 0
    while index < bytes.count {
      switch Unicode.Scalar(bytes[index]) {
      case "H", "h", "m", "s", "a", "X": return .moment
      case "d", "E": precision = .day
      default: break
      }
      index = end(ofPartAt: index, in: bytes)
    }
    return precision
  }

  /// Where the field, the quoted text or the other character that begins at an index ends.
  private static func end(ofPartAt start: Int, in bytes: Span<UInt8>) -> Int {
    let byte = bytes[start]
    var end = start + 1
    if byte == UInt8(ascii: "'") {
      while end < bytes.count, bytes[end] != byte { end += 1 }
      return min(end + 1, bytes.count)
    }
    if isLetter(byte) { while end < bytes.count, bytes[end] == byte { end += 1 } }
    return end
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private func append(
    _ letter: Unicode.Scalar, _ count: Int, _ time: CivilTime, _ moment: Moment, _ out: inout OutputBuffer
  ) -> Bool {
    switch (letter, count) {
    case ("d", 1): out.append(decimal: time.date.day)
    case ("d", 2): out.append(padded: time.date.day, 2)
    case ("M", 1): out.append(decimal: time.date.month)
    case ("M", 2): out.append(padded: time.date.month, 2)
    case ("M", 3): out.append(string: names.shortMonths[time.date.month - 1])
    case ("M", 4): out.append(string: names.months[time.date.month - 1])
    case ("y", 2): out.append(padded: time.date.year % 100, 2)
    case ("y", 4): out.append(padded: time.date.year, 4)
    case ("y", 1): out.append(decimal: time.date.year)
    case ("E", 3): out.append(string: names.shortWeekdays[time.date.weekday])
    case ("E", 4): out.append(string: names.weekdays[time.date.weekday])
    case ("H", 1): out.append(decimal: time.hour)
    case ("H", 2): out.append(padded: time.hour, 2)
    case ("h", 1): out.append(decimal: (time.hour + 11) % 12 + 1)
    case ("h", 2): out.append(padded: (time.hour + 11) % 12 + 1, 2)
    case ("m", 2): out.append(padded: time.minute, 2)
    case ("s", 2): out.append(padded: time.second, 2)
    case ("a", 1): out.append(string: time.hour < 12 ? "am" : "pm")
    case ("X", 3):
      let offset = zone.offset(at: moment)
      if offset == 0 { out.append("Z") } else { out.append(offset: offset, colon: true) }
    default: return false
    }
    return true
  }

  /// The fields that are known.
  static let fields = [
    "d", "dd", "M", "MM", "MMM", "MMMM", "yy", "yyyy", "EEE", "EEEE", "H", "HH", "h", "hh", "mm", "ss", "a",
    "XXX",
  ]
}
