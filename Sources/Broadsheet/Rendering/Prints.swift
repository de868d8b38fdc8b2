import BroadsheetCore

/// Fingerprints of the parts that outputs are made of: computed once for an edition, or those of entities and articles
/// when they are asked for, where few are.
struct Prints: Sendable {
  /// What every page reads: the program, the settings, the data, the theme, the menu of sections.
  let common: ContentHash
  let sections: [ContentHash]
  let tags: [ContentHash]
  let authors: [ContentHash]
  let series: [ContentHash]
  /// Those of all entities and articles; empty where they are made when they are asked for.
  private var entities: [ContentHash] = []
  private var stories: [ContentHash] = []
  private let edition: Edition
  private let links: KeptList<ResolvedLinks>
  private var all: Memo<All>

  /// What is made of all articles.
  private final class All: Sendable {
    let addresses: ContentHash
    let everything: ContentHash

    init(addresses: ContentHash, everything: ContentHash) {
      (self.addresses, self.everything) = (addresses, everything)
    }
  }

  /// So many stories are taken at a time: the fingerprints depend on it, as they must not on the number of tasks.
  private static let chunk = 1024

  /// Those of parts of which there are few.
  ///
  /// - Parameters:
  ///   - settings: a fingerprint of the program, the settings and the data.
  ///   - theme: a fingerprint of the theme.
  init(_ edition: Edition, links: EditionLinks, settings: ContentHash, theme: ContentHash) {
    (self.edition, self.links) = (edition, links.stories)
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
    all = Memo(count: 1) { _ in All(addresses: .zero, everything: .zero) }
    let few = self
    all = Memo(count: 1) { _ in
      few.all(
        stride(from: 0, to: edition.stories.count, by: Self.chunk).map { few.part($0, edition.stories.count) }
      )
    }
  }

  /// All of them, made by so many tasks.
  static func all(
    _ edition: Edition, links: EditionLinks, settings: ContentHash, theme: ContentHash, jobs: Int
  ) async -> Prints {
    var prints = Prints(edition, links: links, settings: settings, theme: theme)
    let few = prints
    let parts = await Parallel.map(edition.stories.count, chunk: chunk, jobs: jobs, start: {}) { range, _ in
      few.part(range.lowerBound, range.upperBound)
    }
    prints.entities = edition.entities.indices.map { few.makeEntity($0) }
    prints.stories = parts.flatMap(\.stories)
    let all = prints.all(parts)
    prints.all = Memo(count: 1) { _ in all }
    return prints
  }

  /// What sitemaps say of all pages.
  var addresses: ContentHash { all[0].addresses }
  /// All there is: what a template's query may read.
  var everything: ContentHash { all[0].everything }

  /// What lists show of an article.
  func story(_ index: Int) -> ContentHash { stories.isEmpty ? makeStory(index) : stories[index] }

  /// What all pages say of an entity.
  func entity(_ index: Int) -> ContentHash { entities.isEmpty ? makeEntity(index) : entities[index] }

  private func makeEntity(_ index: Int) -> ContentHash {
    var print = Fingerprint()
    print.add(edition.entities[index].name)
    print.add(edition.entities[index].kind.rawValue)
    print.add(edition.entities[index].address)
    return print.value
  }

  private func makeStory(_ index: Int) -> ContentHash {
    makeStory(index, ContentHash(edition.stories[index].address))
  }

  /// By index: a story is large, and copying it costs more than this.
  private func makeStory(_ index: Int, _ address: ContentHash) -> ContentHash {
    var print = Fingerprint()
    print.add(edition.stories[index].article.entry.face)
    print.add(address)
    print.add(sections[Int(edition.stories[index].section)])
    for tag in edition.stories[index].tags { print.add(tags[Int(tag)]) }
    for author in edition.stories[index].authors { print.add(authors[Int(author)]) }
    let part = Int(edition.stories[index].series)
    if part >= 0 { print.add(series[part]) }
    print.add(links[index].image)
    return print.value
  }

  /// The fingerprints of a chunk of stories, and of what sitemaps say of them.
  private func part(_ start: Int, _ end: Int) -> (stories: [ContentHash], addresses: ContentHash) {
    var addresses = Fingerprint()
    var stories: [ContentHash] = []
    stories.reserveCapacity(Self.chunk)
    for index in start..<min(end, start + Self.chunk) {
      let address = ContentHash(edition.stories[index].address)
      Self.add(edition.stories[index], address, to: &addresses)
      stories.append(makeStory(index, address))
    }
    return (stories, addresses.value)
  }

  /// - Parameter parts: those of all stories.
  private func all(_ parts: [(stories: [ContentHash], addresses: ContentHash)]) -> All {
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
    for index in edition.entities.indices where edition.entities[index].hasOwnPage {
      addresses.add(entity(index))
      addresses.add(edition.entities[index].stories.first.flatMap { edition.stories[Int($0)].date })
    }
    var everything = Fingerprint()
    everything.add(common)
    everything.add(addresses.value)
    for part in parts { for story in part.stories { everything.add(story) } }
    return All(addresses: addresses.value, everything: everything.value)
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
