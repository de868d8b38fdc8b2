import BroadsheetCore

extension KeptEdition {
  /// Keeps an edition, and gives the fingerprint that seals it; one that cannot be written is not kept.
  ///
  /// - Parameter key: a fingerprint of all that it depends on besides the articles' texts.
  static func write(_ whole: WholeEdition, key: ContentHash, to state: String, jobs: Int) async
    -> ContentHash?
  {
    // Without the records that it was made of, nobody could go on from it.
    guard whole.records.articles.allSatisfy({ $0.entry.offset >= 0 }) else {
      discard(state)
      return nil
    }
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
    out.write(Array(whole.links.pages)) { out, links in links.write(into: &out) }
    out.write(Array(whole.links.sections)) { out, links in links.write(into: &out) }
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
        part.write(items: range) { edition.stories[$0].write(into: &$1, position: ofStory[$0]) }
      case .links: part.write(items: range) { links[$0].write(into: &$1) }
      case .entities: part.write(items: range) { edition.entities[$0].write(into: &$1) }
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
    let seal = out.hash()
    out.write(seal)
    var head = BinaryWriter(capacity: Int(start))
    head.write(log.append(out.out.span))
    let isWhole = parts.allSatisfy { $0.offset >= 0 } && log.write(head.out.span, at: 0)
    if !isWhole || (try? FileSystem.move(path + ".new", to: path)) == nil {
      try? FileSystem.removeFile(path + ".new")
      return nil
    }
    return seal
  }
}

extension BinaryWriter {
  /// Writes items so that each is found by its number.
  fileprivate mutating func write(items: Range<Int>, _ item: (Int, inout BinaryWriter) -> Void) {
    var rows = BinaryWriter(capacity: 1 << 18)
    write(UInt32(items.count))
    for index in items {
      item(index, &rows)
      write(UInt32(rows.count))
    }
    append(rows)
  }
}
