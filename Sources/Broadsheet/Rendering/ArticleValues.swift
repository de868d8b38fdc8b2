import BroadsheetCore
import BroadsheetTemplates

/// Makes the template values of articles and pages.
struct ArticleValues {
  let edition: Edition
  let sections: [Value]
  let tags: [Value]
  let authors: [Value]
  let entities: EntityValues
  /// What stands before the last of several names.
  private let and: String
  let shareByEmail: Value
  /// The direction of the site's language.
  private let direction: Value
  private static let nothing = Value(DataNode(.mapping([])))

  init(
    edition: Edition, sections: [Value], tags: [Value], authors: [Value], entities: EntityValues,
    labels: Labels
  ) {
    self.edition = edition
    self.sections = sections
    self.tags = tags
    self.authors = authors
    self.entities = entities
    and = " \(labels["and"]) "
    shareByEmail = .string(labels["share_email"])
    direction = .string(WritingDirection(language: edition.site.language).rawValue)
  }

  var site: SiteConfiguration { edition.site }

  /// An article or page as lists show it. Its record notes the day of its date, which ``SiteFilters`` group by.
  func listed(_ story: Edition.Story, _ links: ResolvedLinks) -> ListedStory {
    let record = story.record
    let section = story.section >= 0 ? sections[Int(story.section)] : .absent
    let kicker =
      record.fields.kicker ?? (story.section >= 0 ? edition.sections[Int(story.section)].title : nil)
    let url = site.url(story.address)
    let permalink = site.baseURL.absolute(url)
    let date = story.date?.rfc3339(in: site.zone)
    let updated = story.updated?.rfc3339(in: site.zone)
    let day = story.date.map { Int(site.zone.civilTime(at: $0).date.daysSinceEpoch) }
    let shown = Record.make(Shapes.listedArticle, note: day) { values in
      values.append(.string(story.title))
      values.append(.string(url))
      values.append(.string(permalink))
      values.append(.string(story.summary))
      values.append(.optional(record.fields.description))
      values.append(.optional(date))
      values.append(.optional(updated))
      values.append(section)
      values.append(.list(story.authors.map { authors[Int($0)] }))
      values.append(.string(byline(story)))
      values.append(.list(story.tags.map { tags[Int($0)] }))
      values.append(image(links.image))
      values.append(.string(story.kind.rawValue))
      values.append(.optional(kicker))
      values.append(series(story))
      values.append(.int(record.text.readingMinutes))
      values.append(.string(record.fields.language ?? site.language))
      values.append(.string(record.path))
      values.append(extra(record))
      values.append(.bool(record.fields.isPaid))
      values.append(
        record.fields.language.map { .string(WritingDirection(language: $0).rawValue) } ?? direction)
    }
    return ListedStory(record: shown, permalink: permalink, date: date, updated: updated)
  }

  private func extra(_ record: ArticleRecord) -> Value {
    record.fields.extra.isEmpty ? Self.nothing : Value(DataNode(.mapping(record.fields.extra)))
  }

  /// `A`, `A and B`, `A, B and C`.
  private func byline(_ story: Edition.Story) -> String {
    var text = ""
    for (position, index) in story.authors.enumerated() {
      if position > 0 { text += position == story.authors.count - 1 ? and : ", " }
      text += edition.authors[Int(index)].name
    }
    return text
  }

  private func image(_ image: ArticleImage?) -> Value {
    guard let image else { return .absent }
    return Shapes.image.record([
      .string(image.url), .string(image.alternative), .optional(image.size?.width),
      .optional(image.size?.height),
      .optional(image.caption), .optional(image.credit),
    ])
  }

  private func series(_ story: Edition.Story) -> Value {
    guard story.series >= 0 else { return .absent }
    let series = edition.series[Int(story.series)]
    return Shapes.seriesPart.record([
      .string(series.name), .string(series.slug), .string(site.url(series.address)),
      .optional(story.record.fields.seriesPart), .int(series.stories.count),
    ])
  }
}
