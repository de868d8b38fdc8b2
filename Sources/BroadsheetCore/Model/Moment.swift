/// A point in time, in whole seconds since 1970-01-01T00:00:00Z (proleptic Gregorian, no leap seconds).
public struct Moment: Hashable, Sendable, Comparable {
  /// Seconds since 1970-01-01T00:00:00Z.
  public var seconds: Int64

  /// Makes a moment from seconds since 1970-01-01T00:00:00Z.
  public init(seconds: Int64) { self.seconds = seconds }

  /// Orders by time.
  public static func < (lhs: Moment, rhs: Moment) -> Bool { lhs.seconds < rhs.seconds }

  /// Reads a date as newsrooms write it: RFC 3339 (`2026-03-01T09:30:00+01:00`, `…Z`), the same without
  /// zone, without seconds, with a blank for the `T`, or a plain date. What names no zone is meant in `zone`.
  /// Years 1 to 9999; nil for anything else, impossible dates such as 30 February included.
  public init?(parsing text: String, zone: ZoneRules) {
    var scanner = DateScanner(text.utf8.span)
    guard let year = scanner.digits(4), scanner.take(UInt8(ascii: "-")), let month = scanner.digits(2),
      scanner.take(UInt8(ascii: "-")), let day = scanner.digits(2), year >= 1, (1...12).contains(month),
      day >= 1, day <= CivilDate.days(inMonth: month, year: year)
    else { return nil }
    let days = CivilDate(year: year, month: month, day: day).daysSinceEpoch
    if scanner.isAtEnd {
      self = zone.moment(localSeconds: days * 86_400)
      return
    }
    guard scanner.takeAny(UInt8(ascii: "T"), UInt8(ascii: "t")) || scanner.take(UInt8(ascii: " ")) else {
      return nil
    }
    guard let hour = scanner.digits(2), scanner.take(UInt8(ascii: ":")), let minute = scanner.digits(2),
      hour < 24, minute < 60
    else { return nil }
    var second = 0
    if scanner.take(UInt8(ascii: ":")) {
      guard let value = scanner.digits(2), value <= 60 else { return nil }
      second = min(value, 59)
      if scanner.take(UInt8(ascii: ".")) { guard scanner.skipDigits() else { return nil } }
    }
    let local = days * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    _ = scanner.take(UInt8(ascii: " "))
    if scanner.isAtEnd {
      self = zone.moment(localSeconds: local)
    } else if scanner.takeAny(UInt8(ascii: "Z"), UInt8(ascii: "z")) {
      guard scanner.isAtEnd else { return nil }
      seconds = local
    } else {
      let isWest = scanner.take(UInt8(ascii: "-"))
      guard isWest || scanner.take(UInt8(ascii: "+")), let hours = scanner.digits(2), hours < 24 else {
        return nil
      }
      _ = scanner.take(UInt8(ascii: ":"))
      let minutes = scanner.isAtEnd ? 0 : scanner.digits(2) ?? 99
      guard minutes < 60, scanner.isAtEnd else { return nil }
      let offset = Int64(hours * 3600 + minutes * 60)
      seconds = local + (isWest ? offset : -offset)
    }
  }

  /// `2026-03-01T09:30:00+01:00` (RFC 3339) in `zone`; `Z` where the offset is zero.
  public func rfc3339(in zone: ZoneRules) -> String {
    var out = OutputBuffer(capacity: 64)
    out.append(rfc3339: self, in: zone)
    return out.string()
  }

  /// `Sun, 01 Mar 2026 09:30:00 +0100` (RFC 822 with a year of four digits, as RSS wants it) in `zone`.
  public func rfc822(in zone: ZoneRules) -> String {
    let offset = zone.offset(at: self)
    let parts = CivilTime(localSeconds: seconds + Int64(offset))
    var out = OutputBuffer(capacity: 64)
    out.append(string: Self.weekdays[parts.date.weekday])
    out.append(", ")
    out.append(padded: parts.date.day, 2)
    out.append(UInt8(ascii: " "))
    out.append(string: Self.months[parts.date.month - 1])
    out.append(UInt8(ascii: " "))
    out.append(padded: parts.date.year, 4)
    out.append(UInt8(ascii: " "))
    out.append(timeOfDay: parts)
    out.append(UInt8(ascii: " "))
    out.append(offset: offset, colon: false)
    return out.string()
  }

  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}

extension OutputBuffer {
  /// Appends a moment as ``Moment/rfc3339(in:)`` writes it.
  public mutating func append(rfc3339 moment: Moment, in zone: ZoneRules) {
    let offset = zone.offset(at: moment)
    let parts = CivilTime(localSeconds: moment.seconds + Int64(offset))
    append(padded: parts.date.year, 4)
    append(UInt8(ascii: "-"))
    append(padded: parts.date.month, 2)
    append(UInt8(ascii: "-"))
    append(padded: parts.date.day, 2)
    append(UInt8(ascii: "T"))
    append(timeOfDay: parts)
    if offset == 0 { append(UInt8(ascii: "Z")) } else { append(offset: offset, colon: true) }
  }

  /// Appends a number with zeros in front of it up to `width` digits.
  public mutating func append(padded value: Int, _ width: Int) {
    if width == 2, value >= 0, value < 100 {
      append(UInt8(48 + value / 10))
      return append(UInt8(48 + value % 10))
    }
    var limit = 10
    for _ in 1..<width { limit *= 10 }
    while limit > 10, value < limit / 10 {
      append(UInt8(ascii: "0"))
      limit /= 10
    }
    append(decimal: value)
  }

  /// Appends `09:30:00`.
  fileprivate mutating func append(timeOfDay time: CivilTime) {
    append(padded: time.hour, 2)
    append(UInt8(ascii: ":"))
    append(padded: time.minute, 2)
    append(UInt8(ascii: ":"))
    append(padded: time.second, 2)
  }

  /// Appends an offset from UTC, `+01:00` or `+0100`.
  public mutating func append(offset: Int, colon: Bool) {
    append(offset < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
    append(padded: abs(offset) / 3600, 2)
    if colon { append(UInt8(ascii: ":")) }
    append(padded: abs(offset) / 60 % 60, 2)
  }
}

extension String {
  /// A number that is not negative, with zeros in front of it up to `width` digits.
  public init(padded value: Int, width: Int) {
    var out = OutputBuffer(capacity: 64)
    out.append(padded: value, width)
    self = out.string()
  }
}

/// Reads digits and signs of a date from the front.
private struct DateScanner: ~Escapable {
  private let bytes: Span<UInt8>
  private var index = 0

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>) { self.bytes = bytes }

  var isAtEnd: Bool { index == bytes.count }

  mutating func take(_ byte: UInt8) -> Bool {
    guard index < bytes.count, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  mutating func takeAny(_ one: UInt8, _ other: UInt8) -> Bool { take(one) || take(other) }

  mutating func digits(_ count: Int) -> Int? {
    guard index + count <= bytes.count else { return nil }
    var value = 0
    for offset in index..<index + count {
      let byte = bytes[offset]
      guard byte >= 48, byte <= 57 else { return nil }
      value = value * 10 + Int(byte - 48)
    }
    index += count
    return value
  }

  mutating func skipDigits() -> Bool {
    let start = index
    while index < bytes.count, bytes[index] >= 48, bytes[index] <= 57 { index += 1 }
    return index > start
  }
}
