import BroadsheetCore

/// The records of earlier builds.
///
/// Two files: an index, replaced as a whole, and a log of records, only ever appended to. The index
/// is sealed by a fingerprint, and so is each record; what is damaged, of another version, of another program
/// or of other settings counts as none. Nothing in them names a place on this machine, so they may be saved
/// and restored; they may be deleted at any time.
struct RecordCache: Sendable {
  /// The folder of the state.
  let state: String
  /// What records depend on besides their source.
  let key: ContentHash
  /// What is known of each source, in the order of their paths' bytes; nil where nothing is, or other sources are to be
  /// kept.
  private(set) var index: KeptTable?
  /// The log; nil where there is none to read.
  private(set) var stored: StoredRecords?
  /// How much of the log the index knows.
  private(set) var logLength: Int64 = 0
  /// The number in the log's name.
  private(set) var generation: UInt32 = 0

  /// The number in the name of the log that this build appends to.
  var nextGeneration: UInt32 { stored == nil ? generation &+ 1 : generation }

  var indexPath: String { state + "/records" }
  func logPath(_ generation: UInt32) -> String { state + "/records-\(generation)" }

  /// Forgets what is kept in `state`.
  static func discard(_ state: String) {
    try? FileSystem.removeFile(state + "/records")
    KeptEdition.discard(state)
  }

  /// Opens what is kept in `state`; records made with another `key` are none.
  init(_ state: String, key: ContentHash) {
    self.state = state
    self.key = key
    guard let index = KeptTable.read(indexPath, RecordEntry.form) else { return }
    do throws(BinaryReader.Damage) {
      var reader = try BinaryReader(index.head.owner, index.head.range)
      let isSame = try reader.readHash() == key
      generation = try reader.readUInt32()
      let length = try reader.readInt64()
      guard isSame, let stored = StoredRecords(logPath(generation), length: length) else { return }
      (self.index, self.stored, logLength) = (index, stored, length)
    } catch {}
  }

  /// How many sources are known.
  var count: Int { index?.count ?? 0 }

  /// How much of the log the known records take.
  var used: Int64 { (0..<count).reduce(0) { $0 + used(at: $1) } }

  /// The same for the one at a position.
  func used(at position: Int) -> Int64 { index?.row(at: position) { RecordEntry.used($0) } ?? 0 }

  /// The positions of files that are not as what is kept at their positions says; nil where that is of other files.
  func changed(_ files: [Scan.File], in range: Range<Int>) -> [Int]? {
    guard let index, range.upperBound <= index.count else { return nil }
    var changed: [Int] = []
    // By index: copying a file counts references.
    for position in range {
      guard index.isText(files[position].contentPath.utf8.span, at: position) else { return nil }
      let isSame = index.row(at: position) { word in
        RecordEntry.offset(word) >= 0 && FileSystem.Status(words: 0, word) == files[position].status
      }
      if !isSame { changed.append(position) }
    }
    return changed
  }

  /// The same for other sources than those that are known.
  var withoutIndex: RecordCache {
    var cache = self
    cache.index = nil
    return cache
  }

  /// Whether the entry at a position is of a source before `path`.
  func isBefore(_ path: String, at position: Int) -> Bool {
    index?.text(at: position) { path.utf8.span.isAfter($0) } ?? false
  }

  /// The entry at a position, if it is that of `path`.
  func entry(_ path: String, at position: Int) -> RecordEntry? {
    guard let index, position < index.count, index.isText(path.utf8.span, at: position) else {
      return nil
    }
    return index.row(at: position) { RecordEntry(contentPath: path, $0) }
  }

  /// The position of the first entry whose path is not before `path`.
  func position(of path: String) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isBefore(path, at: middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The article of an entry, with the status that its source has now; nil where nothing of it is kept.
  func article(_ entry: RecordEntry, status: FileSystem.Status) -> KeptArticle? {
    guard let stored, entry.offset >= 0 else { return nil }
    var entry = entry
    entry.status = status
    return KeptArticle(entry, in: stored)
  }
}
