import BroadsheetCore

/// What the links, images and see-also lines of all articles and pages lead to.
struct EditionLinks: Sendable {
  var stories: KeptList<ResolvedLinks> = []
  var pages: KeptList<ResolvedLinks> = []
  /// Those of the sections' own texts.
  var sections: KeptList<ResolvedLinks> = []

  /// Those of an article or a page; nil for a file.
  subscript(target: LinkTable.Target) -> ResolvedLinks? {
    switch target {
    case .story(let index): stories[Int(index)]
    case .page(let index): pages[Int(index)]
    case .asset: nil
    }
  }

  /// So many articles are named of those that link to one: the newest.
  private static let mentions = 10

  /// Turns the links between articles round. Articles come newest first, and so do those that link to one.
  mutating func findMentions() {
    for index in stories.indices { stories[index].mentions = [] }
    for index in stories.indices {
      for target in stories[index].targets where target != Int32(index) {
        guard stories[Int(target)].mentions.count < Self.mentions else { continue }
        stories[Int(target)].mentions.append(Int32(index))
      }
    }
  }
}

extension BuildRun {
  mutating func resolveLinks(_ edition: Edition) async -> EditionLinks {
    let resolution = LinkResolution(edition: edition)
    var links = EditionLinks()
    // By index: a story and its links have a dozen references each.
    let stories = await Parallel.map(edition.stories.count, jobs: jobs, start: {}) { range, _ in
      range.map { resolution.resolve(edition.stories[$0].article.record) }
    }
    links.stories = KeptList(stories.flatMap { $0 })
    links.pages = KeptList(
      edition.pages.indices.map { resolution.resolve(edition.pages[$0].article.record) })
    links.sections = KeptList(
      edition.sections.map { section in
        section.record.map { resolution.resolve($0) } ?? ResolvedLinks()
      })
    var problems: [LinkProblem] = []
    for list in [links.stories, links.pages, links.sections] {
      for index in list.indices { problems += list[index].problems }
    }
    add(LinkProblem.diagnostics(problems, in: edition))
    links.findMentions()
    return links
  }
}
