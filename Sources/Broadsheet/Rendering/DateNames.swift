import BroadsheetCore

/// The names of months and days of the week in a language, and how it writes a month with its year.
struct DateNames: Sendable {
  let months: [String]
  let weekdays: [String]
  /// The first three letters of each.
  let shortMonths: [String]
  let shortWeekdays: [String]
  private let monthYear: (month: String, day: String)

  /// Names by the language's first part (`de` of `de-AT`); English where it is not known.
  init(language: String) {
    let key = language.lowercased().prefix { $0 != "-" }
    let names = Self.table[String(key)] ?? Self.english
    months = names.months.split(separator: " ").map(String.init)
    weekdays = names.weekdays.split(separator: " ").map(String.init)
    shortMonths = months.map { String($0.prefix(3)) }
    shortWeekdays = weekdays.map { String($0.prefix(3)) }
    monthYear = (names.month, names.day)
  }

  /// `2026`, `March 2026` or `1 March 2026`.
  func label(_ period: Edition.Period) -> String {
    guard let month = period.month else { return String(period.year) }
    let pattern = period.day == nil ? monthYear.month : monthYear.day
    return pattern.replacing("{d}", with: String(period.day ?? 1)).replacing("{m}", with: months[month - 1])
      .replacing("{y}", with: String(period.year))
  }

  private typealias Names = (months: String, weekdays: String, month: String, day: String)

  private static let english: Names = (
    "January February March April May June July August September October November December",
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday", "{m} {y}", "{d} {m} {y}"
  )

  private static let table: [String: Names] = [
    "en": english,
    "de": (
      "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
      "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag", "{m} {y}", "{d}. {m} {y}"
    ),
    "fr": (
      "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
      "lundi mardi mercredi jeudi vendredi samedi dimanche", "{m} {y}", "{d} {m} {y}"
    ),
    "es": (
      "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
      "lunes martes miércoles jueves viernes sábado domingo", "{m} de {y}", "{d} de {m} de {y}"
    ),
    "it": (
      "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
      "lunedì martedì mercoledì giovedì venerdì sabato domenica", "{m} {y}", "{d} {m} {y}"
    ),
    "nl": (
      "januari februari maart april mei juni juli augustus september oktober november december",
      "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag", "{m} {y}", "{d} {m} {y}"
    ),
    "pt": (
      "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
      "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo", "{m} de {y}",
      "{d} de {m} de {y}"
    ),
    "sv": (
      "januari februari mars april maj juni juli augusti september oktober november december",
      "måndag tisdag onsdag torsdag fredag lördag söndag", "{m} {y}", "{d} {m} {y}"
    ),
  ]
}
