import BroadsheetCore
import Synchronization

/// The end of a log, of records first of all, to which any number of tasks append at once.
///
/// What a build that was killed had appended is in no index, and is written over.
final class RecordLog: Sendable {
  private let file: FileSystem.AppendedFile?
  private let end: Atomic<Int64>
  /// What was appended, to read it again; nil where the log could not be opened.
  let stored: StoredRecords?

  /// Opens a log to append behind `length`; where it cannot be opened, nothing is kept.
  init(_ path: String, length: Int64) {
    file = try? FileSystem.AppendedFile(path, length: length)
    end = Atomic(length)
    stored = file.map { StoredRecords($0) }
  }

  /// How long the log is.
  var length: Int64 { end.load(ordering: .relaxed) }

  /// Writes bytes over what is there; says whether it could.
  func write(_ bytes: Span<UInt8>, at offset: Int64) -> Bool { file?.write(bytes, at: offset) ?? false }

  /// Appends bytes and says where; -1 where they could not be written.
  func append(_ bytes: Span<UInt8>) -> Int64 {
    guard let file else { return -1 }
    let offset = end.add(Int64(bytes.count), ordering: .relaxed).oldValue
    return file.write(bytes, at: offset) ? offset : -1
  }
}
