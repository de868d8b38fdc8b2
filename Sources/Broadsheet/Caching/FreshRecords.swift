import BroadsheetCore

/// New records on their way into the log. Those of several sources are appended together: a call of the system takes as
/// long as writing one of them.
struct FreshRecords: ~Copyable {
  private var writer = BinaryWriter(capacity: 1 << 18)
  private var waiting: [(place: Int, record: ArticleRecord, entry: RecordEntry)] = []

  /// From so many bytes on they should not wait for others.
  private static let enough = 1 << 20

  /// Whether it is time to append what waits.
  var isFull: Bool { writer.count > Self.enough }

  /// Takes the record of a source.
  ///
  /// - Parameters:
  ///   - source: a fingerprint of the file's bytes.
  ///   - place: is handed back with the article.
  mutating func add(_ record: ArticleRecord, of file: Scan.File, source: ContentHash, at place: Int) {
    let start = writer.count
    record.writeFace(into: &writer)
    let inside = writer.count
    record.writeInside(into: &writer)
    let bodies = writer.count
    record.writeBodies(into: &writer)
    let end = writer.count
    let entry = RecordEntry(
      contentPath: file.contentPath, status: file.status, source: source,
      face: writer.hash(start..<inside), inside: writer.hash(inside..<bodies),
      bodies: writer.hash(bodies..<end), offset: Int64(start), faceLength: UInt32(inside - start),
      insideLength: UInt32(bodies - inside), bodiesLength: UInt32(end - bodies))
    waiting.append((place, record, entry))
  }

  /// Appends what waits to the log, and gives the articles with their places. Where that cannot be written, they have all
  /// of their records in memory.
  mutating func append(to log: RecordLog?, _ take: (KeptArticle, Int) -> Void) {
    if waiting.isEmpty { return }
    let offset = log?.append(writer.out.span) ?? -1
    for (place, record, entry) in waiting {
      var entry = entry
      if offset >= 0, let stored = log?.stored {
        entry.offset += offset
        take(KeptArticle(record: record.withoutBodies, entry: entry, in: stored), place)
      } else {
        entry.offset = -1
        take(KeptArticle(record: record, entry: entry, in: nil), place)
      }
    }
    waiting.removeAll(keepingCapacity: true)
    writer.removeAll()
  }
}
