import BroadsheetCore

/// The edition of the last good build that organised one, as it is kept for the next process: one that finds few
/// articles changed, and none of them moved, goes on from it instead of organising all of them again.
///
/// One file, replaced as a whole: where its index is, parts that tasks write and read side by side, and the index, sealed
/// by a fingerprint, with the places and fingerprints of the parts. It is not written again after such a build: what
/// it says holds for the records that it was made of, and these stay in the log. So each build compares with them.
struct KeptEdition: Sendable {
  private static let magic = "broadsheet edition 2"
  /// So many items are read and written at a time.
  private static let chunk = 512

  var edition: Edition
  var links: EditionLinks
  /// What was said of all these.
  var diagnostics: [Diagnostic]

  /// What a part of the file holds.
  private enum Kind: Sendable {
    case stories, links, entities, table(LinkTable.Part), phrases
  }

  /// A list of which a task writes a part at a time, and which a task reads as a whole: what is put together of parts
  /// would be copied.
  private struct List: Sendable {
    var kind: Kind
    var count: Int

    /// The items that each part holds.
    var parts: [Range<Int>] {
      stride(from: 0, to: count, by: chunk).map { $0..<min(count, $0 + chunk) }
    }
  }

  /// The lists of an edition; what takes longest to read comes first.
  private static func lists(stories: Int, entities: Int) -> [List] {
    [
      List(kind: .stories, count: stories), List(kind: .links, count: stories),
      List(kind: .entities, count: entities),
    ] + LinkTable.Part.allCases.map { List(kind: .table($0), count: 1) } + [List(kind: .phrases, count: 1)]
  }

  /// What a task has read.
  private enum Found: Sendable {
    case stories([Edition.Story])
    case links([ResolvedLinks])
    case entities([Edition.Entity])
    case table(LinkTable.Part, LinkTable)
    case phrases(PhraseCounts)
  }

  /// How long what stands before the parts is.
  private static let start: Int64 = 8

  private static func path(_ state: String) -> String { state + "/edition" }

  /// Forgets what is kept in `state`.
  static func discard(_ state: String) { try? FileSystem.removeFile(path(state)) }

  /// Keeps an edition; one that cannot be written is not kept.
  ///
  /// - Parameter key: a fingerprint of all that it depends on besides the articles' texts.
  static func write(_ whole: WholeEdition, key: ContentHash, to state: String, jobs: Int) async {
    // Without the records that it was made of, nobody could go on from it.
    guard whole.records.articles.allSatisfy({ $0.entry.offset >= 0 }) else { return discard(state) }
    let edition = whole.edition
    var positions: [ObjectIdentifier: Int] = [:]
    positions.reserveCapacity(whole.records.articles.count)
    for (index, article) in whole.records.articles.enumerated() {
      positions[ObjectIdentifier(article)] = index
    }
    func position(_ story: Edition.Story) -> Int { positions[ObjectIdentifier(story.article)] ?? -1 }
    let ofStory = edition.stories.indices.map { position(edition.stories[$0]) }

    var out = BinaryWriter(capacity: 1 << 20)
    out.write(magic)
    out.write(key)
    out.write(UInt32(whole.records.articles.count))
    for article in whole.records.articles { article.entry.writeRow(into: &out) }
    edition.writeSmallParts(
      into: &out, positions: edition.pages.map(position), indexes: whole.records.sections)
    out.write(whole.links.pages) { out, links in links.write(into: &out) }
    out.write(whole.links.sections) { out, links in links.write(into: &out) }
    out.write(whole.diagnostics) { out, diagnostic in diagnostic.write(into: &out) }

    let chunks = lists(stories: edition.stories.count, entities: edition.entities.count).flatMap { list in
      list.parts.map { (kind: list.kind, range: $0) }
    }
    out.write(UInt32(edition.stories.count))
    out.write(UInt32(edition.entities.count))
    let links = whole.links.stories
    let path = path(state)
    let log = RecordLog(path + ".new", length: start)
    let parts = await Parallel.map(chunks.count, chunk: 1, jobs: jobs, start: {}) { number, _ in
      let (kind, range) = chunks[number.lowerBound]
      var part = BinaryWriter(capacity: 1 << 18)
      switch kind {
      case .stories:
        part.write(UInt32(range.count))
        for item in range { edition.stories[item].write(into: &part, position: ofStory[item]) }
      case .links: part.write(Array(links[range])) { $1.write(into: &$0) }
      case .entities: part.write(Array(edition.entities[range])) { $1.write(into: &$0) }
      case .table(let index):
        // Large, and written when the build holds the most: none of it should be there twice.
        part.reserve(edition.links.storedSize(of: index))
        edition.links.write(index, into: &part)
      case .phrases: edition.phrases.write(into: &part)
      }
      return (offset: log.append(part.out.span), length: part.count, print: part.hash())
    }
    out.write(parts) { out, part in
      out.write(part.offset)
      out.write(UInt32(part.length))
      out.write(part.print)
    }
    out.write(out.hash())
    var head = BinaryWriter(capacity: Int(start))
    head.write(log.append(out.out.span))
    let isWhole = parts.allSatisfy { $0.offset >= 0 } && log.write(head.out.span, at: 0)
    if !isWhole || (try? FileSystem.move(path + ".new", to: path)) == nil {
      try? FileSystem.removeFile(path + ".new")
    }
  }

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
      for (position, article) in records.articles.enumerated()
      where !bases.isOfRecord(article.entry.offset, article.entry.source, at: position) {
        articles[position] = changed(position, try bases.entry(article.entry.contentPath, at: position))
      }
      var kept = KeptEdition(
        edition: try Edition(
          smallPartsFrom: &reader, site: site.configuration, articles: articles, indexes: records.sections,
          content: content),
        links: EditionLinks(), diagnostics: [])
      let readLinks = { (reader: inout BinaryReader) throws(BinaryReader.Damage) in
        try ResolvedLinks(from: &reader)
      }
      kept.links.pages = try reader.readList(readLinks)
      kept.links.sections = try reader.readList(readLinks)
      kept.diagnostics = try reader.readList { reader throws(BinaryReader.Damage) in
        try Diagnostic(from: &reader)
      }
      let (stories, entities) = (Int(try reader.readUInt32()), Int(try reader.readUInt32()))
      guard stories <= articles.count, entities <= bytes.count else { return nil }
      let lists = lists(stories: stories, entities: entities)
      let slices = try reader.readList { reader throws(BinaryReader.Damage) in
        let offset = Int(try reader.readInt64())
        let length = Int(try reader.readUInt32())
        guard offset >= 0, offset <= index, length <= index - offset else { throw BinaryReader.Damage() }
        return Slice(bytes: ByteSlice(bytes, offset..<offset + length), print: try reader.readHash())
      }
      guard reader.isAtEnd, slices.count == lists.reduce(0, { $0 + $1.parts.count }) else { return nil }
      let (made, details) = (articles, site.entities)
      let found = await Parallel.map(lists.count, chunk: 1, jobs: jobs, start: {}) { range, _ -> Found? in
        let number = range.lowerBound
        let first = lists[..<number].reduce(0) { $0 + $1.parts.count }
        return try? read(
          lists[number], slices[first..<first + lists[number].parts.count], made, details)
      }
      for list in found {
        switch list {
        case .stories(let stories): kept.edition.stories = stories
        case .links(let links): kept.links.stories = links
        case .entities(let entities): kept.edition.entities = entities
        case .table(let part, let table): kept.edition.links.take(part, of: table)
        case .phrases(let phrases): kept.edition.phrases = phrases
        case nil: return nil
        }
      }
      return kept
    } catch {
      return nil
    }
  }

  /// A part as it lies in the file, with its fingerprint.
  private struct Slice: Sendable {
    var bytes: ByteSlice
    var print: ContentHash

    /// Reads it, if it is what was written.
    func reader() throws(BinaryReader.Damage) -> BinaryReader {
      guard ContentHash(bytes.span) == print else { throw BinaryReader.Damage() }
      return try BinaryReader(bytes.owner, bytes.range)
    }
  }

  /// - Parameter slices: the list's parts.
  private static func read(
    _ list: List, _ slices: ArraySlice<Slice>, _ articles: [KeptArticle], _ details: [String: EntityDetails]
  ) throws(BinaryReader.Damage) -> Found {
    func items<Item>(
      _ item: (inout BinaryReader) throws(BinaryReader.Damage) -> Item
    ) throws(BinaryReader.Damage) -> [Item] {
      var items: [Item] = []
      items.reserveCapacity(list.count)
      for slice in slices {
        var reader = try slice.reader()
        try reader.readList(into: &items, item)
      }
      guard items.count == list.count else { throw BinaryReader.Damage() }
      return items
    }
    func single() throws(BinaryReader.Damage) -> BinaryReader {
      guard let slice = slices.first else { throw BinaryReader.Damage() }
      return try slice.reader()
    }
    switch list.kind {
    case .stories:
      return .stories(
        try items { reader throws(BinaryReader.Damage) in
          try Edition.Story(from: &reader, articles: articles)
        })
    case .links:
      return .links(try items { reader throws(BinaryReader.Damage) in try ResolvedLinks(from: &reader) })
    case .entities:
      return .entities(
        try items { reader throws(BinaryReader.Damage) in try Edition.Entity(from: &reader, known: details) })
    case .table(let part):
      var reader = try single()
      return .table(part, try LinkTable(part, from: &reader))
    case .phrases:
      var reader = try single()
      return .phrases(try PhraseCounts(from: &reader))
    }
  }
}
