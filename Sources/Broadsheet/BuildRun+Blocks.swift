import BroadsheetCore
import BroadsheetTemplates

extension BuildRun {
  /// What the blocks of all bodies look like, in parallel; the links with them.
  mutating func renderBlocks(
    of edition: Edition, _ links: EditionLinks, _ theme: Theme, site: Value
  ) async -> EditionLinks {
    // A block that is unknown or misused has been reported.
    guard !hasFailed else { return links }
    let renderer = BlockRenderer(environment: theme.environment, site: edition.site, siteValue: site)
    var links = links
    links.stories = await renderBlocks(
      edition.stories.map { ($0.record, $0.address) }, links.stories, renderer)
    links.pages = await renderBlocks(edition.pages.map { ($0.record, $0.address) }, links.pages, renderer)
    links.sections = await renderBlocks(
      edition.sections.map { ($0.record, $0.address) }, links.sections, renderer)
    return links
  }

  private mutating func renderBlocks(
    _ bodies: [(record: ArticleRecord?, address: String)], _ links: [ResolvedLinks],
    _ renderer: BlockRenderer
  ) async -> [ResolvedLinks] {
    let indices = bodies.indices.filter { !(bodies[$0].record?.body.blocks.isEmpty ?? true) }
    guard !indices.isEmpty else { return links }
    typealias Rendered = (page: [ArticleBody.Piece], feed: [ArticleBody.Piece], diagnostics: [Diagnostic])
    let rendered = await Parallel.map(indices.count, jobs: jobs, start: {}) { range, _ in
      range.map { number -> Rendered in
        let (record, address) = bodies[indices[number]]
        guard let record else { return ([], [], []) }
        let values = links[indices[number]]
        var target = BlockRenderer.Target(
          permalink: renderer.site.permalink(address), file: record.path, isFeed: false)
        var diagnostics: [Diagnostic] = []
        let page = renderer.pieces(of: record.body, values: values.values, for: target, &diagnostics)
        guard diagnostics.isEmpty else { return (page, [], diagnostics) }
        target.isFeed = true
        let feed = renderer.pieces(
          of: record.feedBody ?? record.body,
          values: record.feedBody == nil ? values.values : values.feedValues, for: target, &diagnostics)
        return (page, feed, diagnostics)
      }
    }
    var links = links
    for (index, result) in zip(indices, rendered.joined()) {
      links[index].blocks = result.page
      links[index].feedBlocks = result.feed
      add(result.diagnostics)
    }
    return links
  }
}
