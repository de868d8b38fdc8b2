extension CalendarDay {
  /// The day so many days later.
  func adding(days: Int) -> CalendarDay { CalendarDay(number: number + days) }

  /// The month so many months later, as year and month.
  func adding(months: Int) -> (year: Int, month: Int) {
    let total = year * 12 + month - 1 + months
    return (total >= 0 ? total / 12 : (total - 11) / 12, ((total % 12) + 12) % 12 + 1)
  }

  /// The ISO 8601 week as `YYYY-Wnn`.
  var week: String {
    let thursday = adding(days: 4 - weekday)
    let first = CalendarDay(year: thursday.year, month: 1, day: 1).number
    return Self.padded(thursday.year, 4) + "-W" + Self.padded((thursday.number - first) / 7 + 1, 2)
  }

  /// The quarter from 1.
  var quarter: Int { (month - 1) / 3 + 1 }

  /// The fourth Thursday of November.
  static func thanksgiving(_ year: Int) -> CalendarDay {
    let first = CalendarDay(year: year, month: 11, day: 1)
    return first.adding(days: (4 - first.weekday + 7) % 7 + 21)
  }
}
