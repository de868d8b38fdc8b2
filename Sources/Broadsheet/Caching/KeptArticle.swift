import BroadsheetCore

/// A record with what is known of its source. What lies in the log is taken from there when it is first asked for: a
/// build after an edit looks into few records, and no build needs all HTML at once. A class, so that sorting and
/// sharing moves references.
final class KeptArticle: Sendable {
  let entry: RecordEntry
  /// Where the record lies; nil where it could not be kept.
  private let stored: StoredRecords?
  private let made = OnceCell<ArticleRecord>()

  /// - Parameter record: the record; where it is `stored`, without its bodies.
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
    guard let html = stored.bodies(entry, ArticleRecord.readBodies) else { return (ArticleBody(), nil) }
    var feed = record.feedBody
    feed?.html = html.feed ?? .empty
    return (record.body(with: html.page), feed)
  }

  /// What the page of the article shows of these: its body, and the sentences with dates.
  var page: (body: ArticleBody, dates: [ArticleText.DatedSentence]) {
    let record = record
    guard let stored else { return (record.body, record.text.dates) }
    let page = stored.bodies(entry) { reader throws(BinaryReader.Damage) in
      let html = try ArticleRecord.readBodies(&reader).page
      return (record.body(with: html), try ArticleText.readDates(&reader))
    }
    return page ?? (ArticleBody(), [])
  }
}

extension ArticleRecord {
  /// What stands for a record that cannot be read.
  fileprivate static let none = ArticleRecord(
    path: "", contentPath: "", fields: ArticleFields(), text: ArticleText(), body: ArticleBody(),
    feedBody: nil,
    diagnostics: [])

  /// The same without its bodies' HTML and its dates, which lie elsewhere.
  var withoutBodies: ArticleRecord {
    var (text, feed) = (text, feedBody)
    text.dates = []
    feed?.html = .empty
    return ArticleRecord(
      path: path, contentPath: contentPath, fields: fields, text: text, body: body(with: .empty),
      feedBody: feed, diagnostics: diagnostics)
  }

  fileprivate func body(with html: ByteSlice) -> ArticleBody {
    var body = body
    body.html = html
    return body
  }
}
