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
    self = Self.languages[String(key)] ?? Self.english
  }

  private init(_ months: String, _ weekdays: String, _ monthYear: String, _ dayMonthYear: String) {
    self.months = months.split(separator: " ").map(String.init)
    self.weekdays = weekdays.split(separator: " ").map(String.init)
    shortMonths = self.months.map { String($0.prefix(3)) }
    shortWeekdays = self.weekdays.map { String($0.prefix(3)) }
    self.monthYear = (monthYear, dayMonthYear)
  }

  /// `2026`, `March 2026` or `1 March 2026`.
  func label(_ period: Edition.Period) -> String {
    guard let month = period.month else { return String(period.year) }
    var out = OutputBuffer(capacity: 64)
    var isField = false
    for byte in (period.day == nil ? monthYear.month : monthYear.day).utf8 {
      switch byte {
      case UInt8(ascii: "{"): isField = true
      case UInt8(ascii: "}"): isField = false
      case UInt8(ascii: "d") where isField: out.append(decimal: period.day ?? 1)
      case UInt8(ascii: "m") where isField: out.append(string: months[month - 1])
      case UInt8(ascii: "y") where isField: out.append(decimal: period.year)
      default: out.append(byte)
      }
    }
    return out.string()
  }

  private static let english = DateNames(
    "January February March April May June July August September October November December",
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday", "{m} {y}", "{d} {m} {y}"
  )

  private static let languages: [String: DateNames] = [
    "en": english,
    "de": DateNames(
      "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
      "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag", "{m} {y}", "{d}. {m} {y}"
    ),
    "fr": DateNames(
      "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
      "lundi mardi mercredi jeudi vendredi samedi dimanche", "{m} {y}", "{d} {m} {y}"
    ),
    "es": DateNames(
      "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
      "lunes martes miércoles jueves viernes sábado domingo", "{m} de {y}", "{d} de {m} de {y}"
    ),
    "it": DateNames(
      "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
      "lunedì martedì mercoledì giovedì venerdì sabato domenica", "{m} {y}", "{d} {m} {y}"
    ),
    "nl": DateNames(
      "januari februari maart april mei juni juli augustus september oktober november december",
      "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag", "{m} {y}", "{d} {m} {y}"
    ),
    "pt": DateNames(
      "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
      "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo", "{m} de {y}",
      "{d} de {m} de {y}"
    ),
    "sv": DateNames(
      "januari februari mars april maj juni juli augusti september oktober november december",
      "måndag tisdag onsdag torsdag fredag lördag söndag", "{m} {y}", "{d} {m} {y}"
    ),
  ]
}
