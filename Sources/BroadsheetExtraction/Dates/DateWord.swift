/// A length of time as TIMEX3 writes it.
enum TimeUnit: UInt8, Sendable {
  case second, minute, hour, day, weekend, week, fortnight, month, quarter, year, decade, century, millennium

  /// The letter after the number of a period; hours and less need a `T` before the number.
  var letter: String {
    switch self {
    case .second: "S"
    case .minute: "M"
    case .hour: "H"
    case .day: "D"
    case .weekend: "WE"
    case .week, .fortnight: "W"
    case .month: "M"
    case .quarter: "Q"
    case .year: "Y"
    case .decade: "DE"
    case .century: "CE"
    case .millennium: "MI"
    }
  }

  /// Whether it is shorter than a day.
  var isClock: Bool { self == .second || self == .minute || self == .hour }
}

/// What a word means in an expression of time.
enum DateWord: Sendable {
  case month(Int)
  case weekday(Int)
  case unit(TimeUnit, isPlural: Bool)
  case cardinal(Int)
  case ordinal(Int)
  /// “few”, “several”
  case some
  /// “spring” and so on, as TIMEX3 writes it.
  case season(StaticString)
  /// “morning” and so on, as TIMEX3 writes it.
  case dayPart(StaticString)
  /// “today” is 0, “yesterday” -1.
  case day(Int)
  /// “last” is -1, “this” 0, “next” 1.
  case direction(Int)
  /// “ago”, “earlier”: -1; “later”: 1.
  case distance(Int)
  case present, past, future
  case every
  /// “annual”
  case frequency(TimeUnit)
  /// “early”, “mid”, “late”
  case part
  case half
  case noon, midnight
  /// “third-quarter”
  case quarter(Int)
  /// “year-earlier”
  case yearEarlier
  /// “year-end”
  case yearEnd
  /// “term”
  case term
  /// “period”
  case period
  /// A feast with a fixed day.
  case feast(month: Int, day: Int)
  case thanksgiving
}
