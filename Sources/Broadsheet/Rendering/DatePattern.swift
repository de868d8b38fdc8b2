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
    let time = zone.civilTime(at: moment)
    var out = OutputBuffer(capacity: 64)
    let bytes = Array(pattern.utf8)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "'") {
        let end = bytes[(index + 1)...].firstIndex(of: byte) ?? bytes.count
        if end == index + 1 { out.append(byte) } else { out.append(bytes[index + 1..<end]) }
        index = min(end + 1, bytes.count)
        continue
      }
      guard Self.isLetter(byte) else {
        out.append(byte)
        index += 1
        continue
      }
      var end = index + 1
      while end < bytes.count, bytes[end] == byte { end += 1 }
      let field = String(decoding: bytes[index..<end], as: UTF8.self)
      guard append(field, time, moment, &out) else { return .failure(UnknownField(name: field)) }
      index = end
    }
    return .success(out.string())
  }

  struct UnknownField: Error { var name: String }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private func append(_ field: String, _ time: CivilTime, _ moment: Moment, _ out: inout OutputBuffer) -> Bool
  {
    switch field {
    case "d": out.append(decimal: time.date.day)
    case "dd": out.append(padded: time.date.day, 2)
    case "M": out.append(decimal: time.date.month)
    case "MM": out.append(padded: time.date.month, 2)
    case "MMM": out.append(string: names.shortMonth(time.date.month))
    case "MMMM": out.append(string: names.months[time.date.month - 1])
    case "yy": out.append(padded: time.date.year % 100, 2)
    case "yyyy": out.append(padded: time.date.year, 4)
    case "y": out.append(decimal: time.date.year)
    case "EEE": out.append(string: names.shortWeekday(time.date.weekday))
    case "EEEE": out.append(string: names.weekdays[time.date.weekday])
    case "H": out.append(decimal: time.hour)
    case "HH": out.append(padded: time.hour, 2)
    case "h": out.append(decimal: (time.hour + 11) % 12 + 1)
    case "hh": out.append(padded: (time.hour + 11) % 12 + 1, 2)
    case "mm": out.append(padded: time.minute, 2)
    case "ss": out.append(padded: time.second, 2)
    case "a": out.append(string: time.hour < 12 ? "am" : "pm")
    case "XXX":
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
