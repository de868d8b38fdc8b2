import BroadsheetCore
import Synchronization

/// The log of records, to read. It is not mapped: what is looked at once need not stay in memory.
final class StoredRecords: Sendable {
  private let file: FileSystem.AppendedFile
  private let damage = Atomic(false)

  init(_ file: FileSystem.AppendedFile) { self.file = file }

  /// Opens a log of `length` bytes or more; nil where there is none.
  convenience init?(_ path: String, length: Int64) {
    guard let file = try? FileSystem.AppendedFile(reading: path), file.length >= length else { return nil }
    self.init(file)
  }

  /// Whether a record that was asked for was not what was written.
  var isDamaged: Bool { damage.load(ordering: .relaxed) }

  /// The record of an entry without its bodies; nil where it is damaged.
  func record(_ entry: RecordEntry) -> ArticleRecord? {
    let face = Int(entry.faceLength)
    let length = face + Int(entry.insideLength)
    guard let bytes = read(length, at: entry.offset),
      ContentHash(bytes.span.extracting(0..<face)) == entry.face,
      ContentHash(bytes.span.extracting(face..<length)) == entry.inside
    else { return damaged() }
    do throws(BinaryReader.Damage) {
      var faceReader = try BinaryReader(bytes, 0..<face)
      var insideReader = try BinaryReader(bytes, face..<length)
      return try ArticleRecord(face: &faceReader, inside: &insideReader)
    } catch {
      return damaged()
    }
  }

  /// The bodies of an entry; nil where they are damaged.
  func bodies<Result>(
    _ entry: RecordEntry, _ read: (inout BinaryReader) throws(BinaryReader.Damage) -> Result
  ) -> Result? {
    let before = Int64(entry.faceLength) + Int64(entry.insideLength)
    guard let bytes = self.read(Int(entry.bodiesLength), at: entry.offset + before),
      ContentHash(bytes.span) == entry.bodies
    else { return damaged() }
    do throws(BinaryReader.Damage) {
      var reader = try BinaryReader(bytes, 0..<bytes.count)
      return try read(&reader)
    } catch {
      return damaged()
    }
  }

  /// All that is kept of an entry, whether or not it is damaged.
  func bytes(of entry: RecordEntry) -> StoredBytes? { read(entry.length, at: entry.offset) }

  private func read(_ count: Int, at offset: Int64) -> StoredBytes? {
    offset >= 0 ? file.read(count, at: offset) : nil
  }

  private func damaged<Result>() -> Result? {
    damage.store(true, ordering: .relaxed)
    return nil
  }
}
