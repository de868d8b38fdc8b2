import BroadsheetCore
import BroadsheetTemplates

extension Press {
  /// What a page's template is given besides `site`. It is moved, not copied: it has many references.
  struct PageContent: ~Copyable {
    var kind: String
    var title: String
    var description: String?
    var language: String
    var articles: [Value] = []
    var pagination: Value = .absent
    var front: Value = .absent
    var items: Value = .absent
    var crumbs: [Crumb] = []
    var feeds = noFeeds
    var structuredData: [StructuredData.Graph] = []
    var image: ArticleImage?
    /// Properties of Open Graph that only pages of this kind have.
    var properties: [Value] = []
    var isIndexed = true
    var canonical: String?
    /// `article`, `section`, `topic`, …
    private(set) var variables = [Value](repeating: .absent, count: PageVariable.allCases.count)

    private static let noFeeds = Value.list([])

    subscript(variable: PageVariable) -> Value {
      get { variables[variable.rawValue] }
      set { variables[variable.rawValue] = newValue }
    }
  }

  /// Renders one HTML page.
  func writePage(
    _ output: PlannedOutput, _ template: String, into out: inout OutputBuffer
  ) throws(Diagnostic) {
    var content = try content(of: output)
    content[.page] = page(content, output)
    content[.site] = values.site
    let context = Record.make(Shapes.variables) { values in
      for value in content.variables { values.append(value) }
    }
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
    case .story(let index): edition.stories[Int(index)].article.record.path
    case .page(let index): edition.pages[Int(index)].article.record.path
    default: output.path
    }
  }

  private func page(_ content: borrowing PageContent, _ output: PlannedOutput) -> Value {
    let site = edition.site
    let url = site.url(output.address)
    let permalink = site.baseURL.absolute(url)
    return Shapes.page.record([
      .string(content.kind), .string(content.title), .string(url),
      .string(content.canonical ?? permalink), .optional(content.description),
      .string(content.language),
      .list(content.crumbs.map(\.link)),
      content.feeds, structuredData(content), openGraph.properties(of: content, permalink: permalink),
      content.isIndexed ? Self.indexed : Self.notIndexed, .list(content.articles),
      content.pagination, content.front, content.items,
    ])
  }

  private static let indexed = Value.string("max-image-preview:large")
  private static let notIndexed = Value.string("noindex")

  /// A page's JSON-LD: an object, or a list of several.
  private func structuredData(_ content: borrowing PageContent) -> Value {
    var graphs = content.structuredData
    if content.crumbs.count > 1 { graphs.append(structuredData.breadcrumbs(content.crumbs)) }
    if graphs.isEmpty { return .absent }
    var json = JSONWriter(capacity: 4096)
    if graphs.count == 1 {
      graphs[0](&json)
    } else {
      json.array { list in for graph in graphs { graph(&list) } }
    }
    return .markup(json.string())
  }

  /// Chooses what a page of each kind shows.
  func content(of output: PlannedOutput) throws(Diagnostic) -> PageContent {
    switch output.kind {
    case .story(let index): try article(Int(index))
    case .page(let index): try page(Int(index))
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

  private func article(_ index: Int) throws(Diagnostic) -> PageContent {
    let story = edition.stories[index]
    let own = values.stories.listed(index)
    var content = try text(story, own, links.stories[index], kind: "article")
    content.structuredData =
      [structuredData.article(story, own, image: content.image)] + structuredData.claims(story, own)
    content.crumbs = [
      values.homeCrumb, values.sectionCrumbs[Int(story.section)],
      Crumb(story.title, story.address, edition.site),
    ]
    content[.section] = values.sections[Int(story.section)]
    content.feeds = values.sectionFeeds[Int(story.section)]
    content.properties = openGraph.properties(of: story, own)
    return content
  }

  private func page(_ index: Int) throws(Diagnostic) -> PageContent {
    let page = edition.pages[index]
    let own = values.articles.listed(page, links.pages[index])
    var content = try text(page, own, links.pages[index], kind: "page")
    content.structuredData = [structuredData.plainPage(page, own)]
    content.crumbs = [values.homeCrumb, Crumb(page.title, page.address, edition.site)]
    return content
  }

  /// What articles and plain pages have in common.
  private func text(
    _ story: Edition.Story, _ own: ListedStory, _ links: ResolvedLinks, kind: String
  ) throws(Diagnostic) -> PageContent {
    var content = plain(kind: kind, title: story.title)
    let record = story.record
    if let language = record.fields.language { content.language = language }
    content.description = story.summary.isEmpty ? nil : story.summary
    content.image = links.image
    content.canonical = record.fields.canonical
    content[.article] = try values.articles.full(
      story, links, own: own, listed: values.stories, blocks: blocks)
    return content
  }
}
