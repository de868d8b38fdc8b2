import BroadsheetCore

/// A record with what is known of its source. What lies in the log is taken from there when it is first asked for: a
/// build after an edit looks into few records, and no build needs all HTML at once. A class, so that sorting and
/// sharing moves references.
final class KeptArticle: Sendable {
  let entry: RecordEntry
  /// Where the record lies; nil where it could not be kept.
  private let stored: StoredRecords?
  private let made = OnceCell<ArticleRecord>()

  /// - Parameter record: the record; where it is `stored`, without its HTML.
  init(record: ArticleRecord, entry: RecordEntry, in stored: StoredRecords?) {
    self.entry = entry
    self.stored = stored
    _ = made.store(record)
  }

  init(_ entry: RecordEntry, in stored: StoredRecords) {
    self.entry = entry
    self.stored = stored
  }

  /// The record; its bodies may be without their HTML. Where it turns out to be damaged, it is one without text, and
  /// ``StoredRecords/isDamaged`` is set: then nothing that was made of it may be put in place.
  var record: ArticleRecord {
    if let record = made.value { return record }
    return made.store(stored?.record(entry) ?? .none)
  }

  /// Copies the record to the end of another log and says where it is there; -1 where that fails.
  func copy(to log: RecordLog) -> Int64 {
    stored?.bytes(of: entry).map { log.append($0.span) } ?? -1
  }

  /// The bodies of the record with their HTML: that of the page, and that for feeds where it differs.
  var bodies: (page: ArticleBody, feed: ArticleBody?) {
    let record = record
    guard let stored else { return (record.body, record.feedBody) }
    guard let html = stored.bodies(entry) else { return (ArticleBody(), nil) }
    var (page, feed) = (record.body, record.feedBody)
    page.html = html.page
    feed?.html = html.feed ?? .empty
    return (page, feed)
  }
}

extension ArticleRecord {
  /// What stands for a record that cannot be read.
  fileprivate static let none = ArticleRecord(
    path: "", contentPath: "", fields: ArticleFields(), text: ArticleText(), body: ArticleBody(),
    feedBody: nil,
    diagnostics: [])

  /// The same without its HTML, which lies elsewhere.
  var withoutHTML: ArticleRecord {
    var (page, feed) = (body, feedBody)
    page.html = .empty
    feed?.html = .empty
    return ArticleRecord(
      path: path, contentPath: contentPath, fields: fields, text: text, body: page, feedBody: feed,
      diagnostics: diagnostics)
  }
}
