import BroadsheetCore
import BroadsheetTemplates

/// Makes the template values of people, organisations, places and other names, and of the dates in articles.
struct EntityValues: Sendable {
  let edition: Edition
  /// Each entity as articles show it that say nothing of its role; its address has the base path, or is on another
  /// host. Its record notes in which list of an article it stands.
  private let names: Memo<Record>
  /// Those of the site's language.
  private let dateNames: DateNames

  init(edition: Edition) {
    self.edition = edition
    dateNames = DateNames(language: edition.site.language)
    names = Memo(count: edition.entities.count) { index in
      let address = edition.entities[index].address.map { SharedValues.local($0, edition.site) }
      return Record.make(
        Shapes.name, [.string(edition.entities[index].name), .optional(address), .absent],
        note: Self.list(of: edition.entities[index].kind))
    }
  }

  private var site: SiteConfiguration { edition.site }
  /// So many names of each kind an article shows.
  private static let mostNames = 12

  /// The people, organisations and places in a story: lists of `{name, url?, role?}`, the most relevant first.
  func names(in story: Edition.Story) -> [Value] {
    let record = story.record
    var lists: [[Value]] = [[], [], []]
    for appearance in story.appearances {
      // By index: a name is large, and copying it costs more than this.
      let name = Int(appearance.name)
      let entity = Int(appearance.entity)
      let list =
        entity >= 0
        ? names.look(at: entity) { $0.note } : Self.list(of: EntityKind(record.text.names[name].type))
      guard let list, lists[list].count < Self.mostNames else { continue }
      if lists[list].isEmpty { lists[list].reserveCapacity(Self.mostNames) }
      let role = Value.optional(record.text.names[name].roles.first)
      if entity < 0 {
        lists[list].append(Shapes.name.record([.string(record.text.names[name].name), .absent, role]))
      } else {
        lists[list].append(
          names.look(at: entity) { known in
            role.isUndefined ? .record(known) : Shapes.name.record([known[0], known[1], role])
          })
      }
    }
    return lists.map { .list($0) }
  }

  /// In which of an article's lists of names one of a kind stands: people, organisations, places; nil for none.
  private static func list(of kind: EntityKind) -> Int? {
    switch kind {
    case .person: 0
    case .organisation: 1
    case .place: 2
    case .product, .work, .event, .other: nil
    }
  }

  /// The address of an entity's page.
  func url(_ entity: Int) -> Value { names[entity][1] }

  /// An entity as its page shows it; what its articles say of it is on the first page of the list only.
  func full(_ index: Int, isFirst: Bool, listed: StoryValues) -> Value {
    let entity = edition.entities[index]
    let roles: [Value] = (isFirst ? entity.roles : []).map { role in
      Shapes.role.record([.string(role.text), listed[Int(role.story)]])
    }
    let companions: [Value] = (isFirst ? entity.companions : []).compactMap { companion in
      // Those without an address have no page.
      names.look(at: Int(companion.entity)) { other in
        other[1].isUndefined ? nil : Shapes.companion.record([other[0], other[1], .int(companion.count)])
      }
    }
    return Shapes.entity.record([
      .string(entity.name), .string(entity.kind.rawValue), .string(entity.slug), url(index),
      .optional(entity.details?.description), .list(roles),
      .strings(entity.details?.sameAs ?? []), .list(companions),
    ])
  }

  // A timeline of one date is none, and a long one is not read.
  private static let fewestDates = 2
  private static let mostDates = 8

  /// The dates in a story with their sentences, oldest first; not that of the story itself, and none where its author
  /// made a timeline.
  func timeline(of story: Edition.Story, _ dates: [ArticleText.DatedSentence]) -> Value {
    let record = story.record
    if record.body.blocks.contains(where: { $0.name == "timeline" }) { return Self.noEvents }
    let own = story.date.map { site.zone.civilTime(at: $0).date }
    var events: [(date: Int, period: Edition.Period)] = []
    for index in dates.indices {
      guard events.count < Self.mostDates, let period = Self.period(dates[index].value), !period.holds(own),
        !events.contains(where: { Self.isSame(dates[$0.date].sentence, dates[index].sentence) })
      else { continue }
      events.append((index, period))
    }
    guard events.count >= Self.fewestDates else { return Self.noEvents }
    let names = record.fields.language.map { DateNames(language: $0) } ?? dateNames
    // In the order of time; of equal dates, in that of the text.
    events.sort { a, b in
      let (one, two) = (a.period.key, b.period.key)
      return one != two ? one < two : a.date < b.date
    }
    return .list(
      events.map { event in
        Shapes.event.record([
          .string(Self.text(event.period)), .string(names.label(event.period)),
          .string(dates[event.date].sentence),
        ])
      })
  }

  private static let noEvents = Value.list([])

  /// Whether two texts are the same; most differ in length, for which nobody looks at them.
  private static func isSame(_ one: String, _ other: String) -> Bool {
    one.utf8.count == other.utf8.count && one == other
  }

  /// `2026`, `2026-03` or `2026-03-18`, and with a time the day; nil for a quarter, a week or a season.
  static func period(_ value: String) -> Edition.Period? {
    let bytes = value.utf8.span
    let end = bytes.next(UInt8(ascii: "T"), from: 0) ?? bytes.count
    var index = 0
    guard let year = number(bytes, &index, to: end), index == 4, year > 0 else { return nil }
    var month: Int?
    var day: Int?
    if index < end {
      index += 1
      month = number(bytes, &index, to: end)
      guard let month, (1...12).contains(month) else { return nil }
      if index < end {
        index += 1
        day = number(bytes, &index, to: end)
        guard let day, (1...31).contains(day), index == end else { return nil }
      }
    }
    return Edition.Period(year: year, month: month, day: day, stories: 0..<0)
  }

  /// The number that stands at an index, up to a hyphen or the end.
  private static func number(_ bytes: Span<UInt8>, _ index: inout Int, to end: Int) -> Int? {
    let start = index
    var value = 0
    while index < end, bytes[index] != UInt8(ascii: "-") {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]), index - start < 9 else {
        return nil
      }
      value = value * 10 + Int(bytes[index] - UInt8(ascii: "0"))
      index += 1
    }
    return index > start ? value : nil
  }

  private static func text(_ period: Edition.Period) -> String {
    var text = OutputBuffer(capacity: 64)
    text.append(padded: period.year, 4)
    if let month = period.month {
      text.append("-")
      text.append(padded: month, 2)
    }
    if let day = period.day {
      text.append("-")
      text.append(padded: day, 2)
    }
    return text.string()
  }
}

extension Edition.Period {
  /// What sorts periods: a year stands before its months, and these before their days.
  fileprivate var key: Int { (year * 16 + (month ?? 0)) * 32 + (day ?? 0) }

  /// Whether a day lies in it.
  fileprivate func holds(_ date: CivilDate?) -> Bool {
    guard let date, year == date.year else { return false }
    return (month ?? date.month) == date.month && (day ?? date.day) == date.day
  }
}
