import BroadsheetCore
import BroadsheetTemplates

/// The template values that many pages share, made once for an edition: the site, sections, terms, and every
/// article as lists show it.
struct SharedValues: Sendable {
  let site: Value
  let sections: [Value]
  let tags: [Value]
  let authors: [Value]
  let series: [Value]
  let entities: EntityValues
  let articles: ArticleValues
  let stories: StoryValues
  /// The three feeds of each section.
  let sectionFeeds: [Value]
  /// What the index of the archive is called.
  let archiveTitle: String
  /// What the index of entities is called.
  let entitiesTitle: String
  let dateNames: DateNames
  let homeCrumb: Crumb
  let sectionCrumbs: [Crumb]
  let archiveCrumb: Crumb
  let entitiesCrumb: Crumb

  init(
    _ edition: Edition, links: EditionLinks, authors details: [String: AuthorDetails], data: [DataNode.Entry],
    labels: Labels
  ) {
    let configuration = edition.site
    sections = edition.sections.map { section in
      Shapes.section.record([
        .string(section.title), .string(section.slug), .string(configuration.url(section.address)),
        .optional(section.description), .absent,
      ])
    }
    sectionFeeds = edition.sections.map { section in
      Self.feeds(
        title: "\(section.title) – \(configuration.title)", address: section.address, configuration)
    }
    archiveTitle = labels["indexes.archive"]
    entitiesTitle = labels["indexes.entities"]
    dateNames = DateNames(language: configuration.language)
    homeCrumb = Crumb(configuration.title, "/", configuration)
    sectionCrumbs = edition.sections.map { Crumb($0.title, $0.address, configuration) }
    archiveCrumb = Crumb(archiveTitle, "/archive/", configuration)
    entitiesCrumb = Crumb(entitiesTitle, Edition.entitiesAddress, configuration)
    tags = edition.tags.map { Self.term($0, configuration, role: nil) }
    authors = edition.authors.map { Self.term($0, configuration, role: details[$0.slug]?.role) }
    series = edition.series.map { Self.term($0, configuration, role: nil) }
    site = Self.site(edition, sections: sections, data: data)
    entities = EntityValues(edition: edition)
    let articles = ArticleValues(
      edition: edition, sections: sections, tags: tags, authors: authors, entities: entities, labels: labels)
    self.articles = articles
    stories = StoryValues(count: edition.stories.count) { index, json in
      json.member("url", configuration.permalink(edition.stories[index].address))
      json.member("name", edition.stories[index].title)
    } make: { index in
      articles.listed(edition.stories[index], links.stories[index])
    }
  }

  private static func term(_ term: Edition.Term, _ site: SiteConfiguration, role: String?) -> Value {
    Shapes.term.record([
      .string(term.name), .string(term.slug), .string(site.url(term.address)), .optional(role),
    ])
  }

  private static func site(_ edition: Edition, sections: [Value], data: [DataNode.Entry]) -> Value {
    let site = edition.site
    let year = edition.newestYear.map { Value.int($0) } ?? .absent
    var indexes: [(String, String)] = [("archive", "/archive/")]
    if !edition.tags.isEmpty { indexes.append(("topics", "/topics/")) }
    if !edition.authors.isEmpty { indexes.append(("authors", "/authors/")) }
    if edition.hasEntityIndex { indexes.append(("entities", Edition.entitiesAddress)) }
    return Shapes.site.record([
      .string(site.title), .optional(site.description), .optional(site.tagline),
      .string(site.baseURL.absolute),
      .string(site.baseURL.path), .string(site.language), .string(site.url("/")), .list(sections),
      .list(
        site.menu.map { item in
          Shapes.link.record([.string(item.title), .string(local(item.url, site))])
        }),
      .list(
        indexes.map { kind, address in
          Value.map([("kind", .string(kind)), ("url", .string(site.url(address)))])
        }),
      feeds(title: site.title, address: "/", site), logo(edition), .optional(site.copyright), year,
      Value(DataNode(.mapping(site.parameters))),
      Value(DataNode(.mapping(data))),
      .map([("light", palette(site.theme.light)), ("dark", palette(site.theme.dark))]),
      .string(WritingDirection(language: site.language).rawValue),
    ])
  }

  /// The logo with its size, where it is a file of the site.
  private static func logo(_ edition: Edition) -> Value {
    guard let address = edition.site.logo else { return .absent }
    let size = edition.logoSize
    return Shapes.image.record([
      .string(local(address, edition.site)), .string(edition.site.title), .optional(size?.width),
      .optional(size?.height), .absent, .absent,
    ])
  }

  private static func palette(_ palette: ThemeSettings.Palette) -> Value {
    .map(palette.named.map { ($0.name, .string($0.colour.description)) })
  }

  /// An address that a site writes in its settings or data: below its base path, or of another host.
  static func local(_ address: String, _ site: SiteConfiguration) -> String {
    address.hasPrefix("/") && !address.hasPrefix("//") ? site.url(address) : address
  }

  /// The three feeds of a topic, an author or a series.
  static func feeds(of term: Edition.Term, _ site: SiteConfiguration) -> Value {
    if site.termFeeds == .none { return .list([]) }
    return feeds(title: "\(term.name) – \(site.title)", address: term.address, site)
  }

  /// The three feeds of a page.
  static func feeds(title: String, address: String, _ site: SiteConfiguration) -> Value {
    .list(
      Feed.allCases.map { feed in
        Shapes.feed.record([
          .string(title), .string(site.url(address + feed.fileName)), .string(feed.mediaType),
        ])
      })
  }
}

extension Edition {
  /// The size of the logo, where it is a file of the site.
  var logoSize: ImageSize? {
    guard let address = site.logo else { return nil }
    return assets.first { $0.address == address }?.size
  }
}

/// The variables of a page's template, each of which only some kinds of page have, besides `site` and `page`.
enum PageVariable: Int, CaseIterable {
  case site, page, article, section, topic, author, series, archive, entity
}

/// The fields of the records that templates see; the reference documents each.
enum Shapes {
  static let variables = Shape(PageVariable.allCases.map { String(describing: $0) }, label: "page")
  static let site = Shape(
    [
      "title", "description", "tagline", "base_url", "base_path", "language", "home_url", "sections", "menu",
      "indexes", "feeds", "logo", "copyright", "year", "params", "data", "theme", "direction",
    ], label: "site")
  static let section = Shape(["title", "slug", "url", "description", "body"], label: "section")
  static let term = Shape(["name", "slug", "url", "role"], label: "term")
  static let link = Shape(["title", "url"], label: "link")
  static let feed = Shape(["title", "url", "type"], label: "feed")
  static let image = Shape(["url", "alt", "width", "height", "caption", "credit"], label: "image")
  static let seriesPart = Shape(["title", "slug", "url", "part", "count"], label: "series")
  static let listedArticle = Shape(
    [
      "title", "url", "permalink", "summary", "description", "date", "updated", "section", "authors",
      "byline",
      "tags", "image", "kind", "kicker", "series", "reading_minutes", "language", "path",
      "extra", "paid", "direction",
    ], label: "article")
  static let article = Shape(
    listedArticle.names + [
      "word_count", "body", "toc", "takeaways", "see_also", "corrections", "previous", "next", "related",
      "mentioned_by",
      "dateline",
      "share",
      "people", "organisations", "places", "timeline",
    ], label: "article")
  static let page = Shape(
    [
      "kind", "title", "url", "permalink", "description", "language", "breadcrumbs", "feeds",
      "structured_data",
      "open_graph", "robots", "articles", "pagination", "front", "items",
    ], label: "page")
  static let pagination = Shape(
    ["number", "count", "previous_url", "next_url", "pages"], label: "pagination")
  static let pageLink = Shape(["number", "url", "current"], label: "page link")
  static let property = Shape(["property", "content", "attribute"], label: "property")
  static let author = Shape(["name", "slug", "url", "role", "bio", "image", "same_as"], label: "author")
  static let entity = Shape(
    ["name", "type", "slug", "url", "description", "roles", "same_as", "appears_with"], label: "entity")
  static let name = Shape(["name", "url", "role"], label: "name")
  static let role = Shape(["text", "source"], label: "role")
  static let companion = Shape(["name", "url", "count"], label: "name")
  static let event = Shape(["date", "label", "text"], label: "event")
  static let archive = Shape(["level", "label", "url", "children"], label: "archive")
  static let block = Shape(
    [
      "name", "label", "id", "classes", "attributes", "body", "text", "date", "items", "frame", "permalink",
      "feed",
    ], label: "block")
  static let blockItem = Shape(["label", "body", "text", "date"], label: "item")
  static let heading = Shape(["id", "text", "level"], label: "heading")
  static let pointer = Shape(["text", "title", "url"], label: "link")
  static let correction = Shape(["date", "text"], label: "correction")
  static let count = Shape(["name", "label", "slug", "url", "count"], label: "item")
}

extension Shape {
  @inline(__always)
  func record<let count: Int>(_ values: consuming InlineArray<count, Value>) -> Value {
    .record(Record.make(self, values))
  }
}
