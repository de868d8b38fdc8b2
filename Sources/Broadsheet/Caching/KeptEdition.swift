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
  private enum Kind {
    case stories, links, entities, table, phrases
  }

  /// A part of the file that a task writes and reads by itself.
  private struct Part: Sendable {
    var kind: Kind
    var range: Range<Int>
  }

  /// The parts of an edition, in their order.
  private static func parts(stories: Int, entities: Int) -> [Part] {
    let lists = [(Kind.stories, stories), (.links, stories), (.entities, entities)]
    return lists.flatMap { kind, count in
      stride(from: 0, to: count, by: chunk).map { Part(kind: kind, range: $0..<min(count, $0 + chunk)) }
    } + LinkTable.Part.allCases.indices.map { Part(kind: .table, range: $0..<$0 + 1) }
      + [Part(kind: .phrases, range: 0..<0)]
  }

  /// What tasks read side by side.
  private struct Lists: Sendable {
    let stories: SharedArray<Edition.Story>
    let links: SharedArray<ResolvedLinks>
    let entities: SharedArray<Edition.Entity>
  }

  /// What a task has read besides lists.
  private enum Found: Sendable {
    case list
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

    let chunks = parts(stories: edition.stories.count, entities: edition.entities.count)
    out.write(UInt32(edition.stories.count))
    out.write(UInt32(edition.entities.count))
    let links = whole.links.stories
    let path = path(state)
    let log = RecordLog(path + ".new", length: start)
    let parts = await Parallel.map(chunks.count, chunk: 1, jobs: jobs, start: {}) { number, _ in
      let (kind, range) = (chunks[number.lowerBound].kind, chunks[number.lowerBound].range)
      var part = BinaryWriter(capacity: 1 << 18)
      switch kind {
      case .stories:
        part.write(UInt32(range.count))
        for item in range { edition.stories[item].write(into: &part, position: ofStory[item]) }
      case .links: part.write(Array(links[range])) { $1.write(into: &$0) }
      case .entities: part.write(Array(edition.entities[range])) { $1.write(into: &$0) }
      case .table:
        let index = LinkTable.Part.allCases[range.lowerBound]
        // Large, and written when the build holds the most: none of it should be there twice.
        part.reserve(edition.links.storedSize(of: index))
        part.write(index.rawValue)
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
      where try !bases.isOfRecord(article.entry, at: position) {
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
      let parts = parts(stories: stories, entities: entities)
      let slices = try reader.readList { reader throws(BinaryReader.Damage) in
        let offset = Int(try reader.readInt64())
        let length = Int(try reader.readUInt32())
        guard offset >= 0, offset <= index, length <= index - offset else { throw BinaryReader.Damage() }
        return (bytes: ByteSlice(bytes, offset..<offset + length), print: try reader.readHash())
      }
      guard reader.isAtEnd, slices.count == parts.count else { return nil }
      let (made, details) = (articles, site.entities)
      let lists = Lists(
        stories: SharedArray(count: stories), links: SharedArray(count: stories),
        entities: SharedArray(count: entities))
      let found = await Parallel.map(slices.count, chunk: 1, jobs: jobs, start: {}) { range, _ -> Found? in
        let slice = slices[range.lowerBound]
        guard ContentHash(slice.bytes.span) == slice.print else { return nil }
        return try? read(parts[range.lowerBound], slice.bytes, into: lists, made, details)
      }
      for part in found {
        switch part {
        case .list: break
        case .table(let part, let table): kept.edition.links.take(part, of: table)
        case .phrases(let phrases): kept.edition.phrases = phrases
        case nil: return nil
        }
      }
      guard let stories = lists.stories.take(), let links = lists.links.take(),
        let entities = lists.entities.take()
      else { return nil }
      kept.edition.stories = stories
      kept.links.stories = links
      kept.edition.entities = entities
      return kept
    } catch {
      return nil
    }
  }

  private static func read(
    _ part: Part, _ bytes: ByteSlice, into lists: Lists, _ articles: [KeptArticle],
    _ details: [String: EntityDetails]
  ) throws(BinaryReader.Damage) -> Found {
    var reader = try BinaryReader(bytes.owner, bytes.range)
    switch part.kind {
    case .stories:
      try lists.stories.fill(part.range) { places throws(BinaryReader.Damage) in
        try reader.readList(into: &places) { reader throws(BinaryReader.Damage) in
          try Edition.Story(from: &reader, articles: articles)
        }
      }
    case .links:
      try lists.links.fill(part.range) { places throws(BinaryReader.Damage) in
        try reader.readList(into: &places) { reader throws(BinaryReader.Damage) in
          try ResolvedLinks(from: &reader)
        }
      }
    case .entities:
      try lists.entities.fill(part.range) { places throws(BinaryReader.Damage) in
        try reader.readList(into: &places) { reader throws(BinaryReader.Damage) in
          try Edition.Entity(from: &reader, known: details)
        }
      }
    case .table:
      guard let index = LinkTable.Part(rawValue: try reader.readUInt8()) else { throw BinaryReader.Damage() }
      return .table(index, try LinkTable(index, from: &reader))
    case .phrases: return .phrases(try PhraseCounts(from: &reader))
    }
    return .list
  }
}
