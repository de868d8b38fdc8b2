import BroadsheetCore

extension RecordCache {
  /// A log is written anew once less than half of it is in use, if that is worth it.
  private static let worthwhile: Int64 = 4 << 20

  /// Opens the log for new records: behind what the index knows, or a new one where nothing of it is of use.
  func openLog() -> RecordLog {
    RecordLog(logPath(nextGeneration), length: stored == nil ? 0 : logLength)
  }

  /// Whether so much of the log is of no use any more that it is worth writing it anew.
  ///
  /// - Parameter used: how much of it is.
  func shouldRenew(_ log: RecordLog, used: Int64) -> Bool {
    log.length - used > max(used, Self.worthwhile)
  }

  /// Puts the index of `articles`. What cannot be written is not kept: the next build reads these sources again.
  ///
  /// - Parameters:
  ///   - fresh: where those stand that may not be as the index says; nil where all of them may not.
  ///   - now: when the sources were listed, in nanoseconds since 1970.
  func save(_ articles: KeptList<KeptArticle>, fresh: Set<Int>?, to log: RecordLog, now: Int64) {
    if saveChanges(articles, fresh ?? Set(articles.indices), to: log, now: now) { return }
    let kept = articles.filter { $0.entry.offset >= 0 }
    writeIndex(of: kept, generation: nextGeneration, length: log.length, now: now) { kept[$0].entry.offset }
  }

  /// Saves what has changed of the sources that are known; false where there are others, or too much has changed.
  private func saveChanges(
    _ articles: KeptList<KeptArticle>, _ fresh: Set<Int>, to log: RecordLog, now: Int64
  ) -> Bool {
    guard let index, index.count == articles.count, index.isWhole(at: indexPath) else { return false }
    var rows: [Int: [UInt64]] = [:]
    for position in fresh {
      // What lies at one place of the log is one record.
      let isKnown = index.row(at: position) { word in
        RecordEntry.offset(word) == articles[position].entry.offset
          && FileSystem.Status(words: 0, word) == articles[position].entry.status
      }
      if articles[position].entry.offset < 0 { return false }
      if !isKnown { rows[position] = [] }
    }
    guard index.takes(rows.count) else { return false }
    let head = head(generation: nextGeneration, length: log.length)
    return
      (try? index.replacing(rows).writeChanges(to: indexPath, head: head) { position in
        var row: [UInt64] = []
        let entry = articles[position].entry
        entry.eachWord(status: entry.status.settled(at: now), offset: entry.offset) { row.append($0) }
        return row
      }) != nil
  }

  /// The same with a new log, which holds nothing else; nothing may be appended to the old one then.
  func renew(_ articles: KeptList<KeptArticle>, now: Int64) {
    let generation = nextGeneration &+ 1
    let log = RecordLog(logPath(generation), length: 0)
    let copies = articles.filter { $0.entry.offset >= 0 }.map { ($0, $0.copy(to: log)) }
    let kept = copies.filter { $0.1 >= 0 }
    writeIndex(of: kept.map(\.0), generation: generation, length: log.length, now: now) { kept[$0].1 }
  }

  /// Writes the index, and removes logs that it does not name.
  private func writeIndex(
    of articles: [KeptArticle], generation: UInt32, length: Int64, now: Int64, _ offset: (Int) -> Int64
  ) {
    var paths = TextList(capacity: articles.count)
    for article in articles { paths.append(article.entry.contentPath) }
    var writer = KeptTable.Writer(
      paths, RecordEntry.form, head: head(generation: generation, length: length))
    let isWritten: Void? = try? writer.write(to: indexPath, count: articles.count) { index, out in
      let entry = articles[index].entry
      entry.eachWord(status: entry.status.settled(at: now), offset: offset(index)) { out.write($0) }
    }
    guard isWritten != nil else { return }
    let current = [logPath(generation), KeptTable.changesPath(indexPath)]
    for case let name? in (try? FileSystem.entries(of: state)) ?? []
    where name.hasPrefix("records-") && !current.contains(state + "/" + name) {
      try? FileSystem.removeFile(state + "/" + name)
    }
  }

  private func head(generation: UInt32, length: Int64) -> BinaryWriter {
    var head = BinaryWriter(capacity: 64)
    head.write(key)
    head.write(generation)
    head.write(length)
    return head
  }
}
