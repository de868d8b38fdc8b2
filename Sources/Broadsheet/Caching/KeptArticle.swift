import BroadsheetCore
import Synchronization

/// A record with what is known of its source. One that was kept is taken apart when it is first asked for: a build
/// after an edit looks into few. A class, so that sorting and sharing moves references.
final class KeptArticle: Sendable {
  let entry: RecordEntry
  /// Where the record lies; nil where it was made by this process.
  private let stored: StoredRecords?
  private let made = AtomicLazyReference<ArticleRecord>()

  init(record: ArticleRecord, entry: RecordEntry) {
    self.entry = entry
    stored = nil
    _ = made.storeIfNil(record)
  }

  init(_ entry: RecordEntry, in stored: StoredRecords) {
    self.entry = entry
    self.stored = stored
  }

  /// The record. Where it turns out to be damaged, it is one without text, and ``StoredRecords/isDamaged`` is set:
  /// then nothing that was made of it may be written.
  var record: ArticleRecord {
    if let record = made.load() { return record }
    return made.storeIfNil(stored?.record(entry) ?? .none)
  }

  /// Whether the HTML is what was written. Asked before it is used, since most is not: a build renders few
  /// pages, and the log has many megabytes.
  var isSound: Bool { stored?.hasSoundBodies(entry) ?? true }
}

extension ArticleRecord {
  /// What stands for a record that cannot be read.
  fileprivate static let none = ArticleRecord(
    path: "", contentPath: "", fields: ArticleFields(), text: ArticleText(), body: ArticleBody(), feedBody: nil,
    diagnostics: [])
}
