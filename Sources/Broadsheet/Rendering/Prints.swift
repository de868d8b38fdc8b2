import BroadsheetCore

/// Fingerprints of the parts that outputs are made of, computed once for an edition.
struct Prints: Sendable {
  /// What every page reads: the program, the settings, the data, the theme, the menu of sections.
  let common: ContentHash
  let sections: [ContentHash]
  let tags: [ContentHash]
  let authors: [ContentHash]
  let series: [ContentHash]
  let entities: [ContentHash]
  /// What lists show of each article.
  let stories: [ContentHash]
  /// What sitemaps say of all pages.
  let addresses: ContentHash
  /// All of the above: what a template's query may read.
  let everything: ContentHash

  /// So many stories are taken at a time: the fingerprints depend on it, as they must not on the number of tasks.
  private static let chunk = 1024

  /// - Parameters:
  ///   - settings: a fingerprint of the program, the settings and the data.
  ///   - theme: a fingerprint of the theme.
  init(_ edition: Edition, links: EditionLinks, settings: ContentHash, theme: ContentHash, jobs: Int) async {
    sections = edition.sections.map { section in
      var print = Fingerprint()
      print.add(section.title)
      print.add(section.slug)
      print.add(section.description)
      return print.value
    }
    tags = edition.tags.map { Self.term($0) }
    authors = edition.authors.map { Self.term($0) }
    series = edition.series.map { Self.term($0, count: $0.stories.count) }
    entities = edition.entities.map { entity in
      var print = Fingerprint()
      print.add(entity.name)
      print.add(entity.kind.rawValue)
      print.add(entity.address)
      return print.value
    }
    var common = Fingerprint()
    common.add(settings)
    common.add(theme)
    // The masthead of every page has the logo with its size.
    let logo = edition.logoSize
    common.add(logo?.width ?? 0)
    common.add(logo?.height ?? 0)
    for section in sections { common.add(section) }
    common.add(edition.tags.isEmpty)
    common.add(edition.authors.isEmpty)
    common.add(edition.hasEntityIndex)
    common.add(edition.newestYear ?? 0)
    self.common = common.value

    let parts = await Parallel.map(edition.stories.count, chunk: Self.chunk, jobs: jobs, start: {}) {
      [sections, tags, authors, series] range, _ in
      var addresses = Fingerprint()
      var stories: [ContentHash] = []
      stories.reserveCapacity(range.count)
      // By index: a story is large, and copying it costs more than this.
      for index in range {
        let address = ContentHash(edition.stories[index].address)
        Self.add(edition.stories[index], address, to: &addresses)
        var print = Fingerprint()
        print.add(edition.stories[index].article.entry.face)
        print.add(address)
        print.add(sections[Int(edition.stories[index].section)])
        for tag in edition.stories[index].tags { print.add(tags[Int(tag)]) }
        for author in edition.stories[index].authors { print.add(authors[Int(author)]) }
        let part = Int(edition.stories[index].series)
        if part >= 0 { print.add(series[part]) }
        print.add(links.stories[index].image)
        stories.append(print.value)
      }
      return (stories: stories, addresses: addresses.value)
    }
    let stories = parts.flatMap(\.stories)
    var addresses = Fingerprint()
    for part in parts { addresses.add(part.addresses) }
    for page in edition.pages { Self.add(page, ContentHash(page.address), to: &addresses) }
    for print in series { addresses.add(print) }
    // Lists are as new as their first article.
    let lists = zip(sections, edition.sections.map(\.stories.first))
    let terms = zip(tags + authors, (edition.tags + edition.authors).map(\.stories.first))
    for (print, first) in Array(lists) + Array(terms) {
      addresses.add(print)
      addresses.add(first.flatMap { edition.stories[Int($0)].date })
    }
    for (print, entity) in zip(entities, edition.entities) where entity.hasOwnPage {
      addresses.add(print)
      addresses.add(entity.stories.first.flatMap { edition.stories[Int($0)].date })
    }
    self.stories = stories
    self.addresses = addresses.value
    var everything = Fingerprint()
    everything.add(self.common)
    everything.add(self.addresses)
    for story in stories { everything.add(story) }
    self.everything = everything.value
  }

  private static func term(_ term: Edition.Term, count: Int = 0) -> ContentHash {
    var print = Fingerprint()
    print.add(term.name)
    print.add(term.address)
    print.add(count)
    return print.value
  }

  private static func add(_ story: Edition.Story, _ address: ContentHash, to print: inout Fingerprint) {
    print.add(address)
    print.add(story.date)
    print.add(story.updated)
    print.add(story.hasCanonical)
  }
}
