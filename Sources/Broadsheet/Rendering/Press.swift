import BroadsheetCore
import BroadsheetTemplates

/// Everything that rendering reads: the edition, its links, the theme, and the values that many pages share,
/// made once. It never changes, so that any number of tasks may render at once.
final class Press: Sendable {
  let edition: Edition
  let links: EditionLinks
  let theme: Theme
  let values: SharedValues
  let authors: [String: AuthorDetails]
  let labels: Labels
  let front: FrontPage
  let outputs: OutputPlan
  let structuredData: StructuredData
  let openGraph: OpenGraph
  let blocks: BlockRenderer
  let feeds: FeedWriter
  let sitemap: SitemapWriter
  let prints: Prints
  /// Whether the template of articles may ask for any article there is.
  let articlesMayQuery: Bool

  init(
    _ edition: Edition, _ links: EditionLinks, _ theme: Theme, outputs: OutputPlan, prints: Prints,
    values: SharedValues, labels: Labels, authors: [String: AuthorDetails], front: FrontPage
  ) {
    self.edition = edition
    self.links = links
    self.theme = theme
    self.values = values
    self.authors = authors
    self.labels = labels
    self.front = front
    articlesMayQuery = theme.queries.contains("article.html")
    self.outputs = outputs
    self.prints = prints
    structuredData = StructuredData(edition: edition, stories: values.stories)
    openGraph = OpenGraph(edition: edition)
    blocks = BlockRenderer(
      environment: theme.environment, site: edition.site, siteValue: values.site)
    feeds = FeedWriter(
      edition: edition, links: links.stories, stories: values.stories, blocks: blocks,
      correctionLabel: labels["correction"])
    sitemap = SitemapWriter(edition: edition)
  }

  /// Articles that ask for a template which the theme does not have.
  func unknownLayouts() -> [Diagnostic] {
    [edition.stories, edition.pages].flatMap { list in
      list.indices.filter { list[$0].layout != nil }.map { list[$0] }
    }.compactMap { story in
      guard let layout = story.layout else { return nil }
      let name = Self.templateName(layout)
      if theme.environment.hasTemplate(name) { return nil }
      return Diagnostic(
        .unknownTemplate, "there is no template `\(name)`",
        at: SourceLocation(file: story.record.path, line: story.record.fields.lines["layout"] ?? 0),
        help: Suggestion.help(for: name, in: theme.environment.templateNames))
    }
  }

  /// `essay` and `essay.html` are the same layout.
  static func templateName(_ layout: String) -> String {
    layout.hasSuffix(".html") ? layout : layout + ".html"
  }

  /// Writes one output into `out`. Files that are copied are written too, so that all outputs are alike.
  func write(_ output: PlannedOutput, into out: inout OutputBuffer) throws(Diagnostic) {
    switch output.kind {
    case .feed(let format, .site): try feeds.write(format, of: siteFeed, into: &out)
    case .feed(let format, .section(let index)):
      try feeds.write(format, of: feed(ofSection: index), into: &out)
    case .feed(let format, .topic(let index)):
      try feeds.write(format, of: feed(of: edition.tags[Int(index)]), into: &out)
    case .feed(let format, .author(let index)):
      let author = edition.authors[Int(index)]
      try feeds.write(format, of: feed(of: author, description: authors[author.slug]?.bio), into: &out)
    case .feed(let format, .series(let index)):
      try feeds.write(format, of: feed(of: edition.series[Int(index)]), into: &out)
    case .sitemap(let part): writeSitemap(part, into: &out)
    case .sitemapIndex: sitemap.writeIndex(parts: SitemapWriter.parts(edition), into: &out)
    case .newsSitemap: sitemap.writeNews(into: &out)
    case .robots: writeRobots(into: &out)
    case .noJekyll: break
    case .manifest: writeManifest(into: &out)
    case .securityText:
      if let contact = edition.site.securityContact { writeSecurityText(contact, into: &out) }
    case .asset(let index): try copy(edition.assets[Int(index)], into: &out)
    case .themeAsset(let index): out.append(theme.assets[Int(index)].bytes)
    case .redirect(let index): try writeRedirect(edition.redirects[Int(index)], into: &out)
    default: if let template = template(of: output.kind) { try writePage(output, template, into: &out) }
    }
  }

  private var siteFeed: FeedWriter.Subject {
    FeedWriter.Subject(
      title: edition.site.title,
      description: edition.site.description ?? edition.site.tagline ?? edition.site.title,
      address: "/",
      stories: Array(edition.stories.indices.prefix(edition.site.feedItems).map(Int32.init))[...])
  }

  private func feed(ofSection index: Int32) -> FeedWriter.Subject {
    let section = edition.sections[Int(index)]
    return FeedWriter.Subject(
      title: "\(section.title) – \(edition.site.title)", description: section.description ?? section.title,
      address: section.address, stories: section.stories[...])
  }

  private func feed(of term: Edition.Term, description: String? = nil) -> FeedWriter.Subject {
    // A series lists its parts in their order; its feed has the newest first, as every feed has.
    FeedWriter.Subject(
      title: "\(term.name) – \(edition.site.title)", description: description ?? term.name,
      address: term.address, stories: term.stories.sorted()[...],
      isFull: edition.site.termFeeds == .full)
  }

  private func writeSitemap(_ part: Int?, into out: inout OutputBuffer) {
    let entries = sitemap.entries
    guard let part else { return sitemap.write(entries[...], into: &out) }
    let start = (part - 1) * SitemapWriter.largest
    sitemap.write(entries[start..<min(entries.count, start + SitemapWriter.largest)], into: &out)
  }

  /// Crawlers that collect text to train models, by the names that their makers publish.
  private static let trainingCrawlers = [
    "GPTBot", "ClaudeBot", "anthropic-ai", "CCBot", "Google-Extended", "Applebot-Extended", "Bytespider",
    "Meta-ExternalAgent", "cohere-ai",
  ]

  private func writeRobots(into out: inout OutputBuffer) {
    if edition.site.trainingCrawlers == .deny {
      for name in Self.trainingCrawlers {
        out.append("User-agent: ")
        out.append(string: name)
        out.append("\n")
      }
      out.append("Disallow: /\n\n")
    }
    out.append("User-agent: *\nDisallow:\n\n")
    for name in ["/sitemap.xml", "/sitemap-news.xml"] {
      out.append("Sitemap: ")
      out.append(string: edition.site.permalink(name))
      out.append("\n")
    }
  }

  private func copy(_ asset: Edition.Asset, into out: inout OutputBuffer) throws(Diagnostic) {
    do throws(FileSystem.Failure) { out.append(try FileSystem.read(asset.location)) } catch {
      throw Diagnostic(
        .unreadableFile, "the file cannot be read: \(error.reason)",
        at: SourceLocation(file: "Content/" + asset.contentPath))
    }
  }

  private func writeRedirect(_ redirect: Edition.Redirect, into out: inout OutputBuffer) throws(Diagnostic) {
    let site = edition.site
    try theme.environment.render(
      "redirect.html",
      context: [
        "site": values.site, "target": .string(site.url(redirect.target)),
        "target_permalink": .string(site.permalink(redirect.target)),
      ],
      into: &out)
  }
}
