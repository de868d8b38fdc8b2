import BroadsheetCore
import BroadsheetTemplates

/// Makes the template values of articles and pages.
struct ArticleValues {
  let edition: Edition
  let sections: [Value]
  let tags: [Value]
  let authors: [Value]
  let labels: Labels
  let entities: EntityValues

  var site: SiteConfiguration { edition.site }

  /// An article as lists show it.
  func listed(_ story: Edition.Story, _ links: ResolvedLinks) -> Value {
    Shapes.listedArticle.record(fields(story, links))
  }

  /// The fields that lists and the article's own page share, in the order of ``Shapes/listedArticle``.
  func fields(_ story: Edition.Story, _ links: ResolvedLinks) -> [Value] {
    let record = story.record
    let names = story.authors.map { edition.authors[Int($0)].name }
    let section = story.section >= 0 ? sections[Int(story.section)] : .absent
    let kicker =
      record.fields.kicker ?? (story.section >= 0 ? edition.sections[Int(story.section)].title : nil)
    return [
      .string(story.title), .string(site.url(story.address)), .string(site.permalink(story.address)),
      .string(story.summary), .optional(record.fields.description),
      .optional(story.date?.rfc3339(in: site.zone)), .optional(story.updated?.rfc3339(in: site.zone)),
      section,
      .list(story.authors.map { authors[Int($0)] }), .string(byline(names)),
      .list(story.tags.map { tags[Int($0)] }), image(links.image), .string(story.kind.rawValue),
      .optional(kicker), series(story), .int(record.text.readingMinutes), .int(record.text.words),
      .string(record.fields.language ?? site.language), .string(record.path),
      Value(DataNode(.mapping(record.fields.extra))), .bool(record.fields.isPaid),
      .string(WritingDirection(language: record.fields.language ?? site.language).rawValue),
    ]
  }

  /// `A`, `A and B`, `A, B and C`.
  private func byline(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " \(labels["and"]) " + last
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
