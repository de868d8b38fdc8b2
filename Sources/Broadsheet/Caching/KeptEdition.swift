import BroadsheetCore
import Synchronization

/// The edition of the last good build that organised one, as it is kept for the next process: one that finds few
/// articles changed, and none of them moved, goes on from it instead of organising all of them again.
///
/// One file, replaced as a whole: where its index is, parts that tasks write and check side by side, and the index, sealed
/// by a fingerprint, with the places and fingerprints of the parts. Stories, links and entities are taken from where they
/// lie, each when it is first asked for. The file is not written again after such a build: what
/// it says holds for the records that it was made of, and these stay in the log. So each build compares with them.
struct KeptEdition: Sendable {
  static let magic = "broadsheet edition 3"
  /// So many items a part has.
  static let chunk = 512

  var edition: Edition
  var links: EditionLinks
  /// What was said of all these.
  var diagnostics: [Diagnostic]
  /// What it was made of.
  var base: Base

  /// The edition as it lies in the file, whatever has changed since.
  final class Base: Sendable {
    /// A fingerprint of all of it.
    let seal: ContentHash
    private let damage = Atomic(false)

    init(seal: ContentHash) { self.seal = seal }

    /// Whether something in it was not what a writer of this version writes, though its fingerprint was right.
    var isDamaged: Bool { damage.load(ordering: .relaxed) }

    func noteDamage() { damage.store(true, ordering: .relaxed) }
  }

  /// What a part of the file holds.
  enum Kind: Sendable {
    case stories, links, entities, table(LinkTable.Part), phrases
  }

  /// A list of which a task writes a part at a time.
  struct List: Sendable {
    var kind: Kind
    var count: Int

    /// The items that each part holds.
    var parts: [Range<Int>] {
      stride(from: 0, to: count, by: chunk).map { $0..<min(count, $0 + chunk) }
    }
  }

  /// The lists of an edition.
  static func lists(stories: Int, entities: Int) -> [List] {
    [
      List(kind: .stories, count: stories), List(kind: .links, count: stories),
      List(kind: .entities, count: entities),
    ] + LinkTable.Part.allCases.map { List(kind: .table($0), count: 1) } + [List(kind: .phrases, count: 1)]
  }

  /// How long what stands before the parts is.
  static let start: Int64 = 8

  static func path(_ state: String) -> String { state + "/edition" }

  /// Forgets what is kept in `state`.
  static func discard(_ state: String) { try? FileSystem.removeFile(path(state)) }

  /// The edition that was kept under `key`; nil where there is none.
  ///
  /// - Parameter changed: gives the article that it was made of in the place of one that has changed since, whose position
  ///   and whose former entry it gets.
  static func read(
    _ state: String, key: ContentHash, site: Site, records: Records, content: String, jobs: Int,
    changed: (Int, RecordEntry) -> KeptArticle
  ) async -> KeptEdition? {
    guard let bytes = StoredBytes(mapping: path(state)) else { return nil }
    do throws(BinaryReader.Damage) {
      var head = try BinaryReader(bytes, 0..<min(Int(start), bytes.count))
      let index = Int(try head.readInt64())
      guard index >= 0, index <= bytes.count else { return nil }
      var reader = try BinaryReader(sealed: bytes, index..<bytes.count)
      guard try reader.readText() == magic, try reader.readHash() == key else { return nil }
      guard try reader.readUInt32() == UInt32(records.articles.count) else { return nil }
      let bases = try RecordEntry.Rows(records.articles.count, from: &reader)
      var articles = records.articles
      for position in records.changed(since: bases) {
        let path = records.articles[position].entry.contentPath
        articles.replace(at: position, with: changed(position, try bases.entry(path, at: position)))
      }
      var kept = KeptEdition(
        edition: try Edition(
          smallPartsFrom: &reader, site: site.configuration, articles: articles, indexes: records.sections,
          content: content),
        links: EditionLinks(), diagnostics: [], base: Base(seal: try BinaryReader.seal(of: bytes)))
      let readLinks = { (reader: inout BinaryReader) throws(BinaryReader.Damage) in
        try ResolvedLinks(from: &reader)
      }
      kept.links.pages = KeptList(try reader.readList(readLinks))
      kept.links.sections = KeptList(try reader.readList(readLinks))
      kept.diagnostics = try reader.readList { reader throws(BinaryReader.Damage) in
        try Diagnostic(from: &reader)
      }
      let (stories, entities) = (Int(try reader.readUInt32()), Int(try reader.readUInt32()))
      guard stories <= articles.count, entities <= bytes.count else { return nil }
      let base = kept.base
      let parts = try reader.readList { reader throws(BinaryReader.Damage) in
        let offset = Int(try reader.readInt64())
        let length = Int(try reader.readUInt32())
        guard offset >= 0, offset <= index, length <= index - offset else { throw BinaryReader.Damage() }
        return Part(
          bytes: ByteSlice(bytes, offset..<offset + length), print: try reader.readHash(), base: base)
      }
      let lists = lists(stories: stories, entities: entities)
      guard reader.isAtEnd, parts.count == lists.reduce(0, { $0 + $1.parts.count }) else { return nil }
      let isWhole = await Parallel.map(parts.count, chunk: 4, jobs: jobs, start: {}) { range, _ in
        range.allSatisfy { parts[$0].isWhole }
      }
      guard isWhole.allSatisfy({ $0 }) else { return nil }
      kept.take(lists, parts, articles, site.entities)
      return kept
    } catch {
      return nil
    }
  }

  /// Takes over the lists, whose parts are whole.
  private mutating func take(
    _ lists: [List], _ parts: [Part], _ articles: KeptList<KeptArticle>, _ details: [String: EntityDetails]
  ) {
    var tables: [LinkTable.Part: Part] = [:]
    var first = 0
    for list in lists {
      let own = Array(parts[first..<first + list.parts.count])
      first += own.count
      switch list.kind {
      case .stories:
        // What is damaged is never shown; it only has to lead to nothing that is not there.
        edition.stories = Part.list(own, list.count) {
          var story = Edition.Story(
            article: articles[0], address: "/", kind: .article, title: "", summary: "")
          story.section = 0
          return story
        } read: { reader throws(BinaryReader.Damage) in
          try Edition.Story(from: &reader, articles: articles)
        }
      case .links:
        links.stories = Part.list(own, list.count) {
          ResolvedLinks()
        } read: { reader throws(BinaryReader.Damage) in
          try ResolvedLinks(from: &reader)
        }
      case .entities:
        edition.entities = Part.list(own, list.count) {
          Edition.Entity(name: "", kind: .person, slug: "")
        } read: { reader throws(BinaryReader.Damage) in
          try Edition.Entity(from: &reader, known: details)
        }
      case .table(let part): tables[part] = own[0]
      case .phrases:
        edition.phrases = PhraseCounts(
          own[0].kept(PrintIndex()) { reader throws(BinaryReader.Damage) in try PrintIndex(from: &reader) })
      }
    }
    edition.links = LinkTable(tables)
  }
}
