import BroadsheetCore

extension RecordCache {
  /// A log is written anew once less than half of it is in use, if that is worth it.
  private static let worthwhile: Int64 = 4 << 20

  /// Opens the log for new records: behind what the index knows, or a new one where nothing of it is of use.
  func openLog() -> RecordLog {
    RecordLog(logPath(nextGeneration), length: stored == nil ? 0 : logLength)
  }

  /// Whether so much of the log is of no use any more that it is worth writing it anew.
  func shouldRenew(_ log: RecordLog, of articles: [KeptArticle]) -> Bool {
    let used = articles.reduce(Int64(0)) { $1.entry.offset >= 0 ? $0 + Int64($1.entry.length) : $0 }
    return log.length - used > max(used, Self.worthwhile)
  }

  /// Puts the index of `articles`. What cannot be written is not kept: the next build reads these sources again.
  ///
  /// - Parameter now: when the sources were listed, in nanoseconds since 1970.
  func save(_ articles: [KeptArticle], to log: RecordLog, now: Int64) {
    let kept = articles.filter { $0.entry.offset >= 0 }
    writeIndex(of: kept, generation: nextGeneration, length: log.length, now: now) { kept[$0].entry.offset }
  }

  /// The same with a new log, which holds nothing else; nothing may be appended to the old one then.
  func renew(_ articles: [KeptArticle], now: Int64) {
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
    var writer = BinaryWriter(capacity: articles.count * 256 + 256)
    writer.write(Self.magic)
    writer.write(key)
    writer.write(generation)
    writer.write(length)
    writer.write(UInt32(articles.count))
    for (index, article) in articles.enumerated() {
      article.entry.write(into: &writer, status: article.entry.status.settled(at: now), offset: offset(index))
    }
    guard (try? writer.seal(at: indexPath)) != nil else { return }
    let current = "records-\(generation)"
    for case let name? in (try? FileSystem.entries(of: state)) ?? []
    where name.hasPrefix("records-") && name != current {
      try? FileSystem.removeFile(state + "/" + name)
    }
  }
}
