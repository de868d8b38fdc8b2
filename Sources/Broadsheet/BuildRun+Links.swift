import BroadsheetCore

/// What the links, images and see-also lines of all articles and pages lead to.
struct EditionLinks: Sendable {
  var stories: [ResolvedLinks] = []
  var pages: [ResolvedLinks] = []
  /// Those of the sections' own texts.
  var sections: [ResolvedLinks] = []

  /// So many articles are named of those that link to one: the newest.
  private static let mentions = 10

  /// Turns the links between articles round. Articles come newest first, and so do those that link to one.
  mutating func findMentions() {
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
    let stories = edition.stories.count
    let resolved = await Parallel.map(stories + edition.pages.count, jobs: jobs, start: {}) { range, _ in
      range.map {
        resolution.resolve(($0 < stories ? edition.stories[$0] : edition.pages[$0 - stories]).record)
      }
    }.flatMap { $0 }
    let sections = edition.sections.map { section in
      section.record.map { resolution.resolve($0) } ?? ResolvedLinks()
    }
    add(LinkProblem.diagnostics((resolved + sections).flatMap(\.problems), in: edition))
    var links = EditionLinks(
      stories: Array(resolved.prefix(stories)), pages: Array(resolved.dropFirst(stories)),
      sections: sections)
    links.findMentions()
    return links
  }
}
