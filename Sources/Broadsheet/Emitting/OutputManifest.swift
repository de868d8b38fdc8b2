import BroadsheetCore

/// What the last build wrote: the memory that lets the next one leave unchanged files alone and remove only
/// what is ours.
struct OutputManifest: Sendable {
  /// One file of the output.
  struct Entry: Sendable, Hashable {
    /// Where it lies below the output folder.
    var path: String
    /// A fingerprint of its content.
    var content: ContentHash
    /// A fingerprint of all that it was made of; see ``Press/reads(of:)``.
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

  fileprivate static let magic = "broadsheet outputs 4"
  /// In the order in which the outputs were planned.
  private(set) var entries: [Entry] = []
  /// The folders that hold folders.
  private(set) var folders: [Folder] = []
  private var table = TextTable()

  init() {}

  /// Makes a manifest of entries with different paths.
  init(_ entries: [Entry]) { self.init(entries, folders: Self.folders(above: entries)) }

  private init(_ entries: [Entry], folders: [Folder]) {
    self.entries = entries
    self.folders = folders
    table = TextTable(capacity: entries.count)
    for (index, entry) in entries.enumerated() { table.insert(TextTable.hash(entry.path), index) }
  }

  private static func folders(above entries: [Entry]) -> [Folder] {
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
    for entry in entries { _ = place(of: entry.path.utf8.span.folder) }
    return zip(counts.keys, counts.values).filter { $1 > 0 }.map { Folder(path: $0, count: $1) }
  }

  subscript(_ path: String) -> Entry? {
    table.find(TextTable.hash(path)) { entries[$0].path == path }.map { entries[$0] }
  }

  /// The entry of a path that most likely stands at `index`.
  func entry(_ path: String, near index: Int) -> Entry? {
    entries.indices.contains(index) && entries[index].path == path ? entries[index] : self[path]
  }

  /// The same files with what is known of them now; the entries' paths may be others.
  func replacing(_ entries: [Entry]) -> OutputManifest {
    guard hasPaths(entries.lazy.map(\.path)) else { return OutputManifest(entries) }
    var manifest = self
    manifest.entries = entries
    return manifest
  }

  /// Whether these are the same files in the same order.
  func hasPaths(_ paths: some Collection<String>) -> Bool {
    entries.count == paths.count && zip(entries.indices, paths).allSatisfy { entries[$0].path == $1 }
  }

  /// Reads the manifest; nil where there is none, or where it is damaged or of another version.
  static func read(_ path: String) -> OutputManifest? {
    guard let bytes = StoredBytes(mapping: path) else { return nil }
    do throws(BinaryReader.Damage) {
      var reader = try BinaryReader(sealed: bytes)
      guard try reader.readText() == magic else { return nil }
      var entries = try reader.readList { reader throws(BinaryReader.Damage) in
        let entry = Entry(
          path: try reader.readText(), content: try reader.readHash(), reads: try reader.readHash(),
          status: .none)
        // A state that came from elsewhere must not name what is not ours.
        guard Emitter.isInside(entry.path) else { throw BinaryReader.Damage() }
        return entry
      }
      let folders = try reader.readList { reader throws(BinaryReader.Damage) in
        Folder(path: try reader.readText(), count: try reader.readUInt32())
      }
      guard folders.allSatisfy({ $0.path.isEmpty || Emitter.isInside($0.path) }) else {
        throw BinaryReader.Damage()
      }
      for index in entries.indices { entries[index].status = try FileSystem.Status(from: &reader) }
      return reader.isAtEnd ? OutputManifest(entries, folders: folders) : nil
    } catch {
      return nil
    }
  }

  /// The same, but nothing is known of any content: every file is written anew.
  func forgettingContents() -> OutputManifest {
    OutputManifest(
      entries.map { entry in
        var entry = entry
        entry.status.size = -1
        entry.reads = .zero
        return entry
      }, folders: folders)
  }

  /// A manifest on its way to the disk: the files stand first, and what they look like behind all of them, so that it
  /// can be written again when that has changed.
  struct Writer: ~Copyable {
    private var out: BinaryWriter
    private let files: Int

    init(_ manifest: OutputManifest) {
      out = BinaryWriter(capacity: manifest.entries.count * 160 + 64)
      out.write(OutputManifest.magic)
      out.write(manifest.entries) { out, entry in
        out.write(entry.path)
        out.write(entry.content)
        out.write(entry.reads)
      }
      out.write(manifest.folders) { out, folder in
        out.write(folder.path)
        out.write(folder.count)
      }
      files = out.count
    }

    /// Writes the manifest of the same files; `now`, in nanoseconds since 1970, tells which were written just before.
    mutating func write(_ entries: [Entry], to path: String, now: Int64) throws(FileSystem.Failure) {
      out.truncate(to: files)
      for index in entries.indices { entries[index].status.settled(at: now).write(into: &out) }
      try out.seal(at: path)
    }
  }
}
