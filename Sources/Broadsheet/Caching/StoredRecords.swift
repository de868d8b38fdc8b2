import BroadsheetCore
import Synchronization

/// The log of records, mapped.
final class StoredRecords: Sendable {
  private let log: StoredBytes
  private let damage = Atomic(false)

  /// Maps a log of `length` bytes or more; nil where there is none.
  init?(_ path: String, length: Int64) {
    guard let log = StoredBytes(mapping: path), log.count >= length else { return nil }
    self.log = log
  }

  /// Whether a record that was asked for was not what was written.
  var isDamaged: Bool { damage.load(ordering: .relaxed) }

  /// The record of an entry; nil where it is damaged.
  func record(_ entry: RecordEntry) -> ArticleRecord? {
    if let start = start(entry), let record = record(entry, at: start) { return record }
    damage.store(true, ordering: .relaxed)
    return nil
  }

  /// Whether the HTML of an entry is what was written.
  func hasSoundBodies(_ entry: RecordEntry) -> Bool {
    guard let start = start(entry) else { return false }
    let end = start + entry.length
    let log = log
    return ContentHash(log.span.extracting(end - Int(entry.bodiesLength)..<end)) == entry.bodies
  }

  private func start(_ entry: RecordEntry) -> Int? {
    guard entry.offset >= 0, entry.offset <= log.count, entry.length <= log.count - Int(entry.offset) else {
      return nil
    }
    return Int(entry.offset)
  }

  private func record(_ entry: RecordEntry, at start: Int) -> ArticleRecord? {
    let inside = start + Int(entry.faceLength)
    let bodies = inside + Int(entry.insideLength)
    let end = bodies + Int(entry.bodiesLength)
    let log = log
    guard ContentHash(log.span.extracting(start..<inside)) == entry.face,
      ContentHash(log.span.extracting(inside..<bodies)) == entry.inside
    else { return nil }
    do throws(BinaryReader.Damage) {
      var faceReader = try BinaryReader(log, start..<inside)
      var insideReader = try BinaryReader(log, inside..<bodies)
      var bodyReader = try BinaryReader(log, bodies..<end)
      return try ArticleRecord(face: &faceReader, inside: &insideReader, bodies: &bodyReader)
    } catch {
      return nil
    }
  }
}
