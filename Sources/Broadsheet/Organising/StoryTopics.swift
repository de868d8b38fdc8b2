import BroadsheetCore

/// The topics, authors and series of an edition, and those of each story.
struct StoryTopics: Sendable {
  /// As indices into the lists; -1 for no series.
  struct OfStory: Sendable {
    var tags: [Int32]
    var authors: [Int32]
    var series: Int32
  }

  var tags: [Edition.Term]
  var authors: [Edition.Term]
  var series: [Edition.Term]
  private(set) var ofStory: [OfStory] = []

  /// So many topics an article gets of its key phrases.
  private static let foundTopics = 3

  /// - Parameter knownAuthors: what the site's data say of authors, by slug.
  init(_ edition: Edition, knownAuthors: [String: AuthorDetails]) {
    let chosen = Self.chosenTopics(edition)
    var tags = TermBuilder(root: "/topics/")
    var authors = TermBuilder(root: "/authors/")
    var series = TermBuilder(root: "/series/")
    ofStory.reserveCapacity(edition.stories.count)
    for index in edition.stories.indices {
      let record = edition.stories[index].article.record
      let topics = Self.topics(of: record, chosen: chosen)
      let names = record.fields.authors.isEmpty ? record.text.byline : record.fields.authors
      ofStory.append(
        OfStory(
          tags: topics.names.compactMap { tags.add($0, story: index, isWritten: topics.isWritten) },
          // An article may name an author by the slug of `Data/authors.yaml`.
          authors: names.compactMap { name in
            let known = knownAuthors.isEmpty ? nil : knownAuthors[TermBuilder.slug(name)]
            return authors.add(known?.name ?? name, story: index)
          },
          series: record.fields.series.flatMap { series.add($0, story: index) } ?? -1))
    }
    (self.tags, self.authors, self.series) = (tags.finish(), authors.finish(), series.finish())
  }

  /// The slugs of all topics that authors have made, where some article has none and may want them.
  private static func chosenTopics(_ edition: Edition) -> Set<String> {
    let isWanted = edition.stories.indices.contains {
      edition.stories[$0].article.record.fields.tags.isEmpty
    }
    if !isWanted { return [] }
    var written = TextIndex<Void>()
    for index in edition.stories.indices {
      for tag in edition.stories[index].article.record.fields.tags { written.insert((), for: tag) }
    }
    return Set(written.keys.map(TermBuilder.slug))
  }

  /// The topics of an article: what its author wrote; where that is nothing, those of its key phrases that other
  /// authors have made topics of.
  private static func topics(of record: ArticleRecord, chosen: Set<String>) -> (
    names: [String], isWritten: Bool
  ) {
    if !record.fields.tags.isEmpty { return (record.fields.tags, true) }
    let found = record.text.keyPhrases.filter { chosen.contains(TermBuilder.slug($0)) }
    return (Array(found.prefix(foundTopics)), false)
  }
}
