import BroadsheetCore

extension RecordCache {
  /// A log is written anew once less than half of it is in use, if that is worth it.
  private static let worthwhile: Int64 = 4 << 20

  /// Opens the log for new records: behind what the index knows, or a new one where nothing of it is of use.
  func openLog() -> RecordLog {
    RecordLog(logPath(nextGeneration), length: stored == nil ? 0 : logLength)
  }

  /// Puts the index of `articles`, and removes logs that it does not name. What cannot be written is not kept:
  /// the next build reads these sources again.
  ///
  /// - Parameter now: when the sources were listed, in nanoseconds since 1970.
  /// - Returns: whether the log goes on; else it was written anew, and nothing may be appended to this one.
  func save(_ articles: [KeptArticle], to log: RecordLog, now: Int64) -> Bool {
    var kept = articles.map(\.entry).filter { $0.offset >= 0 }
    for index in kept.indices { kept[index].status = kept[index].status.settled(at: now) }
    var number = nextGeneration
    var length = log.length
    let used = kept.reduce(Int64(0)) { $0 + Int64($1.length) }
    if length - used > max(used, Self.worthwhile) {
      number = number &+ 1
      let fresh = RecordLog(logPath(number), length: 0)
      for (index, article) in articles.filter({ $0.entry.offset >= 0 }).enumerated() {
        kept[index].offset = article.copy(to: fresh)
      }
      kept.removeAll { $0.offset < 0 }
      length = fresh.length
    }
    var writer = BinaryWriter(capacity: kept.count * 256 + 256)
    writer.write(Self.magic)
    writer.write(key)
    writer.write(number)
    writer.write(length)
    writer.write(kept) { out, entry in entry.write(into: &out) }
    guard (try? writer.seal(at: indexPath)) != nil else { return number == nextGeneration }
    let current = "records-\(number)"
    for case let name? in (try? FileSystem.entries(of: state)) ?? []
    where name.hasPrefix("records-") && name != current {
      try? FileSystem.removeFile(state + "/" + name)
    }
    return number == nextGeneration
  }
}
