import BroadsheetCore
import BroadsheetTemplates

/// Makes the properties of Open Graph; Twitter's card reads them too. What many pages say alike is made once.
final class OpenGraph: Sendable {
  private let edition: Edition
  private let siteName: Value
  private let locale: Value
  private let sections: [Value]
  private let tags: Memo<Record>
  private let authors: Memo<Record>

  init(edition: Edition) {
    self.edition = edition
    let site = edition.site
    siteName = Self.property("og:site_name", site.title)
    locale = Self.locale(site.language)
    sections = edition.sections.map { Self.property("article:section", $0.title) }
    tags = Memo(count: edition.tags.count) { Self.record("article:tag", edition.tags[$0].name) }
    authors = Memo(count: edition.authors.count) { index in
      Self.record("article:author", site.permalink(edition.authors[index].address))
    }
  }

  private static func record(
    _ name: String, _ content: String, attribute: Value = openGraphName
  ) -> Record {
    Record.make(Shapes.property, [.string(name), .string(content), attribute])
  }

  // Open Graph is RDFa; Twitter's properties are plain HTML.
  private static let openGraphName = Value.string("property")
  private static let twitterName = Value.string("name")

  private static func property(_ name: String, _ content: String) -> Value { .record(record(name, content)) }

  private static func locale(_ language: String) -> Value {
    property("og:locale", language.replacing("-", with: "_"))
  }

  private static let article = property("og:type", "article")
  private static let profile = property("og:type", "profile")
  private static let website = property("og:type", "website")
  private static let summary = Value.record(record("twitter:card", "summary", attribute: twitterName))
  private static let largeImage = Value.record(
    record("twitter:card", "summary_large_image", attribute: twitterName))

  /// All properties of a page.
  func properties(of content: borrowing Press.PageContent, permalink: String) -> Value {
    let site = edition.site
    guard content.isIndexed else { return .list([]) }
    var properties: [Value] = []
    properties.reserveCapacity(12 + content.properties.count)
    properties.append(Self.property("og:title", content.title))
    switch content.kind {
    case "article": properties.append(Self.article)
    case "author": properties.append(Self.profile)
    default: properties.append(Self.website)
    }
    properties.append(Self.property("og:url", permalink))
    properties.append(siteName)
    properties.append(content.language == site.language ? locale : Self.locale(content.language))
    if let description = content.description {
      properties.append(Self.property("og:description", description))
    }
    if let image = content.image {
      properties.append(Self.property("og:image", image.permalink))
      if !image.alternative.isEmpty {
        properties.append(Self.property("og:image:alt", image.alternative))
      }
      if let size = image.size {
        properties.append(Self.property("og:image:width", String(size.width)))
        properties.append(Self.property("og:image:height", String(size.height)))
      }
    } else if let url = site.image {
      properties.append(Self.property("og:image", url.contains("://") ? url : site.permalink(url)))
    }
    let isLarge = content.image?.size.map { $0.width >= 1200 } ?? false
    properties.append(isLarge ? Self.largeImage : Self.summary)
    properties += content.properties
    return .list(properties)
  }

  /// What only an article's page has.
  func properties(of story: Edition.Story, _ own: ListedStory) -> [Value] {
    var properties: [Value] = []
    properties.reserveCapacity(story.tags.count + story.authors.count + 3)
    if let date = own.date { properties.append(Self.property("article:published_time", date)) }
    if let date = own.updated { properties.append(Self.property("article:modified_time", date)) }
    properties.append(sections[Int(story.section)])
    for tag in story.tags { properties.append(.record(tags[Int(tag)])) }
    for author in story.authors { properties.append(.record(authors[Int(author)])) }
    return properties
  }
}
