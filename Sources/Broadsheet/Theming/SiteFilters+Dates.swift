import BroadsheetCore
import BroadsheetTemplates

extension SiteFilters {
  func registerDates(in builder: inout TemplateEnvironment.Builder) {
    let pattern = DatePattern(zone: site.zone, names: DateNames(language: site.language))
    builder.addFilter(
      "date", signature: "pattern='d MMMM yyyy'",
      summary: "Prints a date by a pattern, in the site's time zone.",
      example: "{{ article.date | date('d MMMM yyyy') }}"
    ) { call throws(TemplateError) in
      let moment = try Self.moment(call.value, pattern.zone)
      let text = try call.arguments.string(0, default: "d MMMM yyyy")
      switch pattern.format(moment, text) {
      case .success(let text): return .string(text)
      case .failure(let field):
        throw TemplateError(
          .templateArguments, "`\(field.name)` is not a field of a date",
          help: Suggestion.help(for: field.name, in: DatePattern.fields)
            ?? "known are \(DatePattern.fields.joined(separator: ", "))")
      }
    }
    builder.addFilter(
      "group_by_date", signature: "pattern='MMMM yyyy'",
      summary: "Groups articles by their date: a list of `label` and `items`, in the order of the articles.",
      example: "{% for group in page.articles | group_by_date('MMMM yyyy') %}{{ group.label }}{% endfor %}"
    ) { call throws(TemplateError) in
      let text = try call.arguments.string(0, default: "MMMM yyyy")
      return .list(try Self.groups(of: try Self.items(call.value), by: text, pattern))
    }
  }

  private static let groupShape = Shape(["label", "items"], label: "group")

  /// Neighbours whose date gives the same text, as records of that text and the items.
  private static func groups(
    of items: [Value], by text: String, _ pattern: DatePattern
  ) throws(TemplateError) -> [Value] {
    let precision = DatePattern.precision(of: text)
    var groups: [Value] = []
    var start = 0
    var label = ""
    // What the last date was formatted for: most neighbours are of one day, or of one month.
    var last: CivilDate?
    func close(at end: Int) {
      if end > start {
        groups.append(.record(Record.make(groupShape, [.string(label), .list(Array(items[start..<end]))])))
      }
      start = end
    }
    for index in items.indices {
      var next = ""
      if precision != .moment, let day = try day(of: items[index], pattern.zone) {
        if let last, day.isSame(last, precision) { continue }
        last = day
        if case .success(let text) = pattern.format(day, text) { next = text }
      } else {
        last = nil
        if precision == .moment, let date = field(items[index], "date"),
          case .success(let text) = pattern.format(try moment(date, pattern.zone), text)
        {
          next = text
        }
      }
      if next != label { close(at: index) }
      label = next
    }
    close(at: items.count)
    return groups
  }

  /// The day of an article's date, which it notes as lists show it; nil where it has none.
  private static func day(of item: Value, _ zone: ZoneRules) throws(TemplateError) -> CivilDate? {
    if case .record(let record) = item, record.isOf(Shapes.listedArticle) {
      return record.note.map { CivilDate(daysSinceEpoch: Int64($0)) }
    }
    guard let date = field(item, "date") else { return nil }
    return zone.civilTime(at: try moment(date, zone)).date
  }

  private static func moment(_ value: Value, _ zone: ZoneRules) throws(TemplateError) -> Moment {
    guard let text = value.text, let moment = Moment(parsing: text, zone: zone) else {
      throw TemplateError(
        .templateType, "a date is expected, such as 2026-03-01 or 2026-03-01T09:30:00Z",
        help: "test it first: `{% if article.date is defined %}`")
    }
    return moment
  }
}

extension CivilDate {
  fileprivate func isSame(_ other: CivilDate, _ precision: DatePattern.Precision) -> Bool {
    year == other.year && month == other.month && (precision == .month || day == other.day)
  }
}
