import BroadsheetCore
import BroadsheetTemplates

extension Press {
  /// What a page's template is given besides `site`.
  struct PageContent {
    var kind: String
    var title: String
    var description: String?
    var language: String
    var articles: [Value] = []
    var pagination: Value = .absent
    var front: Value = .absent
    var items: Value = .absent
    var crumbs: [(title: String, address: String)] = []
    var feeds: Value = .list([])
    var structuredData: [String] = []
    var image: ArticleImage?
    var properties: [(String, String)] = []
    var isIndexed = true
    var canonical: String?
    /// `article`, `section`, `topic`, … by the name that templates use.
    var variables: [(String, Value)] = []
  }

  /// Renders one HTML page.
  func writePage(
    _ output: PlannedOutput, _ template: String, into out: inout OutputBuffer
  ) throws(Diagnostic) {
    let content = try content(of: output)
    var context: [String: Value] = ["site": values.site, "page": page(content, output)]
    for (name, value) in content.variables { context[name] = value }
    do throws(Diagnostic) {
      try theme.environment.render(template, context: context, into: &out)
    } catch {
      var diagnostic = error
      let file = source(of: output)
      diagnostic.chain.append(.init(role: "while rendering", location: SourceLocation(file: file)))
      throw diagnostic
    }
  }

  private func source(of output: PlannedOutput) -> String {
    switch output.kind {
    case .story(let index): edition.stories[Int(index)].record.path
    case .page(let index): edition.pages[Int(index)].record.path
    default: output.path
    }
  }

  private func page(_ content: PageContent, _ output: PlannedOutput) -> Value {
    let site = edition.site
    var structured = content.structuredData
    if content.crumbs.count > 1 { structured.append(structuredData.breadcrumbs(content.crumbs)) }
    let json =
      structured.isEmpty
      ? nil : structured.count == 1 ? structured[0] : "[\(structured.joined(separator: ","))]"
    return Shapes.page.record([
      .string(content.kind), .string(content.title), .string(site.url(output.address)),
      .string(content.canonical ?? site.permalink(output.address)), .optional(content.description),
      .string(content.language),
      .list(
        content.crumbs.map { Shapes.link.record([.string($0.title), .string(site.url($0.address))]) }),
      content.feeds, json.map { .markup($0) } ?? .absent, openGraph(content, output),
      .string(content.isIndexed ? "max-image-preview:large" : "noindex"), .list(content.articles),
      content.pagination, content.front, content.items,
    ])
  }

  private static let openGraphTypes = ["article": "article", "author": "profile"]

  /// Open Graph's properties; Twitter's card reads them too.
  private func openGraph(_ content: PageContent, _ output: PlannedOutput) -> Value {
    let site = edition.site
    guard content.isIndexed else { return .list([]) }
    var properties: [(String, String)] = [
      ("og:title", content.title), ("og:type", Self.openGraphTypes[content.kind] ?? "website"),
      ("og:url", site.permalink(output.address)), ("og:site_name", site.title),
      ("og:locale", content.language.replacing("-", with: "_")),
    ]
    if let description = content.description { properties.append(("og:description", description)) }
    let fallback = site.image.map { $0.contains("://") ? $0 : site.permalink($0) }
    if let url = content.image?.permalink ?? fallback {
      properties.append(("og:image", url))
      if let image = content.image {
        if !image.alternative.isEmpty { properties.append(("og:image:alt", image.alternative)) }
        if let size = image.size {
          properties.append(("og:image:width", String(size.width)))
          properties.append(("og:image:height", String(size.height)))
        }
      }
    }
    let isLarge = content.image?.size.map { $0.width >= 1200 } ?? false
    properties.append(("twitter:card", isLarge ? "summary_large_image" : "summary"))
    return .list(
      (properties + content.properties).map { Shapes.property.record([.string($0.0), .string($0.1)]) })
  }

  /// Chooses what a page of each kind shows.
  func content(of output: PlannedOutput) throws(Diagnostic) -> PageContent {
    switch output.kind {
    case .story(let index): try article(edition.stories[Int(index)], links.stories[Int(index)], isPage: false)
    case .page(let index): try article(edition.pages[Int(index)], links.pages[Int(index)], isPage: true)
    case .section(let index, let number): try section(Int(index), number)
    case .topic(let index, let number): topic(Int(index), number)
    case .author(let index, let number): author(Int(index), number)
    case .series(let index): series(Int(index))
    case .entity(let index, let number): entity(Int(index), number)
    case .entities: entityIndex()
    case .topics: index(of: edition.tags, kind: "topics", address: "/topics/")
    case .authors: index(of: edition.authors, kind: "authors", address: "/authors/")
    case .archive: archive(nil)
    case .year(let index): archive(edition.years[Int(index)])
    case .month(let index): archive(edition.months[Int(index)])
    case .day(let index): archive(edition.days[Int(index)])
    case .notFound: plain(kind: "not_found", title: labels["not_found"], isIndexed: false)
    default: home()
    }
  }

  func plain(kind: String, title: String, isIndexed: Bool = true) -> PageContent {
    PageContent(
      kind: kind, title: title, language: edition.site.language, isIndexed: isIndexed)
  }

  private func home() -> PageContent {
    let site = edition.site
    var content = plain(kind: "home", title: site.title)
    content.description = site.description ?? site.tagline
    content.feeds = SharedValues.feeds(title: site.title, address: "/", site)
    content.structuredData = [structuredData.home()]
    content.image = front.lead.flatMap { links.stories[Int($0)].image }
    func listed(_ indices: [Int32]) -> Value { .list(indices.map { values.stories[Int($0)] }) }
    content.front = .map([
      ("lead", front.lead.map { values.stories[Int($0)] } ?? .absent), ("seconds", listed(front.seconds)),
      ("newest", .optional(edition.newest?.rfc3339(in: site.zone))),
      ("latest", listed(front.latest)),
      (
        "blocks",
        .list(
          front.blocks.map { block in
            .map([
              ("section", values.sections[Int(block.section)]), ("lead", values.stories[Int(block.lead)]),
              ("articles", listed(block.stories)),
            ])
          })
      ),
    ])
    content.articles = edition.stories.indices.prefix(site.pageSize).map { values.stories[$0] }
    return content
  }

  private func article(_ story: Edition.Story, _ links: ResolvedLinks, isPage: Bool) throws(Diagnostic)
    -> PageContent
  {
    let site = edition.site
    let fields = story.record.fields
    var content = plain(
      kind: isPage ? "page" : "article",
      title: story.title)
    content.language = fields.language ?? site.language
    content.description = story.summary.isEmpty ? nil : story.summary
    content.image = links.image
    content.canonical = fields.canonical
    content.variables = [
      ("article", try articles.full(story, links, listed: values.stories, blocks: blocks))
    ]
    content.crumbs = [(site.title, "/")]
    if isPage {
      content.structuredData = [structuredData.plainPage(story)]
    } else {
      content.structuredData =
        [structuredData.article(story, image: links.image)] + structuredData.claims(story)
      let section = edition.sections[Int(story.section)]
      content.crumbs.append((section.title, section.address))
      content.variables.append(("section", values.sections[Int(story.section)]))
      content.feeds = SharedValues.feeds(
        title: "\(section.title) – \(site.title)", address: section.address, site)
      if let date = story.date {
        content.properties.append(("article:published_time", date.rfc3339(in: site.zone)))
      }
      if let date = story.updated {
        content.properties.append(("article:modified_time", date.rfc3339(in: site.zone)))
      }
      content.properties.append(("article:section", section.title))
      for tag in story.tags { content.properties.append(("article:tag", edition.tags[Int(tag)].name)) }
      for author in story.authors {
        content.properties.append(("article:author", site.permalink(edition.authors[Int(author)].address)))
      }
    }
    content.crumbs.append((story.title, story.address))
    return content
  }
}
