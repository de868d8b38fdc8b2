import BroadsheetCore

/// What the last build wrote: the memory that lets the next one leave unchanged files alone and remove only
/// what is ours.
struct OutputManifest: Sendable {
  /// What is known of one file of the output.
  struct Entry: Sendable, Hashable, BitwiseCopyable {
    /// A fingerprint of its content.
    var content: ContentHash
    /// A fingerprint of all that it was made of; see ``Press/reads(of:_:)``.
    var reads: ContentHash
    /// What the file looked like right after it was written.
    var status: FileSystem.Status
  }

  /// A folder of the output that holds others.
  struct Folder: Sendable, Hashable {
    /// Where it lies below the output folder, which is the empty path.
    var path: String
    /// How many folders of ours are in it.
    var count: UInt32
  }

  private static let form = KeptTable.Form(magic: "broadsheet outputs 5", width: 10)

  /// In the order in which the outputs were planned.
  private var table: KeptTable?
  /// The folders that hold folders.
  private(set) var folders: [Folder] = []
  /// Whether every file is to be written anew, whatever is known of it.
  private var isForgotten = false
  /// The files by path: made when it is first asked for, since most builds plan the same files.
  private let index = OnceTable<PathIndex>(count: 1)

  private final class PathIndex: Sendable {
    let table: TextTable
    init(_ table: TextTable) { self.table = table }
  }

  /// Makes a manifest of nothing.
  init() {}

  private init?(_ table: KeptTable) {
    self.table = table
    do throws(BinaryReader.Damage) {
      var reader = try BinaryReader(table.head.owner, table.head.range)
      folders = try reader.readList { reader throws(BinaryReader.Damage) in
        Folder(path: try reader.readText(), count: try reader.readUInt32())
      }
      // A state that came from elsewhere must not name what is not ours.
      guard folders.allSatisfy({ $0.path.isEmpty || Emitter.isInside($0.path) }) else { return nil }
    } catch {
      return nil
    }
  }

  /// Reads the manifest; nil where there is none, or where it is damaged or of another version.
  static func read(_ path: String) -> OutputManifest? {
    KeptTable.read(path, form).flatMap { OutputManifest($0) }
  }

  /// How many files there are.
  var count: Int { table?.count ?? 0 }

  /// The fingerprint of the manifest that was written last as a whole; nil where there is none.
  var seal: ContentHash? { isForgotten ? nil : table?.seal }

  /// For each file whether it is none of `touched`.
  func untouched(_ touched: [Int]) -> [Bool] {
    var flags = [Bool](repeating: true, count: count)
    for position in touched { flags[position] = false }
    return flags
  }

  /// A fingerprint of what files that have changed since then were made of.
  var changedReads: ContentHash {
    var print = Fingerprint()
    for position in (table?.changed ?? []).sorted() {
      print.add(position)
      print.add(self[position].reads)
    }
    return print.value
  }

  /// What is known of a file by its position.
  subscript(position: Int) -> Entry {
    guard let table else { preconditionFailure("there is no file") }
    var entry = table.row(at: position) { Entry($0) }
    if isForgotten {
      entry.status.size = -1
      entry.reads = .zero
    }
    return entry
  }

  /// The path of a file by its position. A state that came from elsewhere must not name what is not ours: see
  /// ``Emitter/isInside(_:)``.
  func path(at position: Int) -> String { table?.text(at: position) { String(utf8: $0) } ?? "" }

  /// The paths of all files.
  var paths: TextList {
    var paths = TextList(capacity: count)
    for position in 0..<count { table?.text(at: position) { paths.append($0) } }
    return paths
  }

  /// What the system says now of a file by its position; nil where there is none.
  func status(at position: Int, in folder: OpenFolder) -> FileSystem.Status? {
    guard let table else { return nil }
    return table.text(at: position, isTerminated: true) { folder.status(ofTerminated: $0) }
  }

  /// The position of a path that most likely stands at `index`.
  func position(of path: Span<UInt8>, near index: Int) -> Int? {
    if let table, index < table.count, table.isText(path, at: index) { return index }
    return position(of: path)
  }

  /// The position of a path.
  func position(of path: Span<UInt8>) -> Int? {
    guard let table, table.count > 0 else { return nil }
    let index = self.index[0] ?? self.index.store(Self.index(of: table), at: 0)
    return index.table.find(ContentHash(path).low) { table.isText(path, at: $0) }
  }

  private static func index(of table: KeptTable) -> PathIndex {
    var positions = TextTable(capacity: table.count)
    for position in 0..<table.count {
      positions.insert(table.text(at: position) { ContentHash($0).low }, position)
    }
    return PathIndex(positions)
  }

  /// Whether these are the files of outputs, in the same order.
  func isOf(_ outputs: OutputPlan, jobs: Int) async -> Bool {
    guard let table, table.count == outputs.count, !isForgotten else { return false }
    let parts = await Parallel.map(table.count, jobs: jobs, start: {}) { range, _ in
      range.allSatisfy { index in
        table.text(at: index) { SafeAddress.isOutputPath($0, of: outputs[index].address.utf8.span) }
      }
    }
    return parts.allSatisfy { $0 }
  }

  /// The same, but nothing is known of any content: every file is written anew.
  func forgettingContents() -> OutputManifest {
    var manifest = self
    manifest.isForgotten = true
    return manifest
  }

  /// Whether so many changes are few enough to be written by themselves.
  func takes(_ count: Int) -> Bool { table?.takes(count) ?? false }

  /// The same files with what is known of some of them now.
  func replacing(_ changes: [(position: Int, entry: Entry)]) -> OutputManifest {
    var manifest = self
    manifest.isForgotten = false
    let rows = changes.map { ($0.position, $0.entry.row) }
    manifest.table = table?.replacing(Dictionary(rows) { $1 })
    return manifest
  }

  /// Writes what has changed since the whole manifest was written; `now`, in nanoseconds since 1970, tells which files
  /// were written just before.
  func writeChanges(to path: String, now: Int64) throws(FileSystem.Failure) {
    try table?.writeChanges(to: path, head: Self.head(folders)) { self[$0].settled(at: now).row }
  }

  /// A manifest on its way to the disk.
  struct Writer: ~Copyable {
    private var table: KeptTable.Writer

    /// - Parameters:
    ///   - paths: of different files.
    ///   - folders: those above them; see ``OutputManifest/folders(above:)``.
    init(_ paths: TextList, _ folders: [Folder]) {
      table = KeptTable.Writer(paths, form, head: head(folders))
    }

    /// Writes the manifest of these files; `now`, in nanoseconds since 1970, tells which were written just before.
    mutating func write(_ entries: [Entry], to path: String, now: Int64) throws(FileSystem.Failure) {
      try table.write(to: path, count: entries.count) { index, out in
        entries[index].settled(at: now).eachWord { out.write($0) }
      }
    }

    /// The manifest that was written last, with what is known of files that were written just before.
    consuming func manifest(_ entries: [Entry]) -> OutputManifest {
      guard let table = table.table(), let manifest = OutputManifest(table) else { return OutputManifest() }
      let unsettled = entries.indices.filter { manifest[$0] != entries[$0] }
      return manifest.replacing(unsettled.map { ($0, entries[$0]) })
    }
  }

  private static func head(_ folders: [Folder]) -> BinaryWriter {
    var out = BinaryWriter(capacity: folders.count * 48 + 64)
    out.write(folders) { out, folder in
      out.write(folder.path)
      out.write(folder.count)
    }
    return out
  }

  /// The folders above files that hold folders.
  static func folders(above paths: TextList) -> [Folder] {
    var counts = TextIndex<UInt32>()
    /// Counts a folder in the one above it, if it is new; gives its place.
    func place(of folder: Span<UInt8>) -> Int {
      if let known = counts.insert(0, for: folder) { return known }
      let new = counts.count - 1
      guard !folder.isEmpty else { return new }
      let above = place(of: folder.folder)
      counts.replace(at: above, with: counts.values[above] + 1)
      return new
    }
    for index in 0..<paths.count { _ = place(of: paths.text(at: index).folder) }
    return zip(counts.keys, counts.values).filter { $1 > 0 }.map { Folder(path: $0, count: $1) }
  }
}

extension OutputManifest.Entry {
  fileprivate init(_ word: (Int) -> UInt64) {
    content = ContentHash(high: word(0), low: word(1))
    reads = ContentHash(high: word(2), low: word(3))
    status = FileSystem.Status(words: 4, word)
  }

  /// Gives the words under which it is kept, one after the other.
  fileprivate func eachWord(_ body: (UInt64) -> Void) {
    body(content.high)
    body(content.low)
    body(reads.high)
    body(reads.low)
    status.eachWord(body)
  }

  fileprivate var row: [UInt64] {
    var row: [UInt64] = []
    eachWord { row.append($0) }
    return row
  }

  fileprivate func settled(at now: Int64) -> Self {
    var entry = self
    entry.status = status.settled(at: now)
    return entry
  }
}
