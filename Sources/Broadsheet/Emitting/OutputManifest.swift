import BroadsheetCore

/// What the last build wrote: the memory that lets the next one leave unchanged files alone and remove only
/// what is ours.
struct OutputManifest: Sendable {
  /// One file of the output.
  struct Entry: Sendable, Hashable {
    var hash: ContentHash
    /// What the file looked like right after it was written.
    var status: FileSystem.Status
  }

  private static let magic = "broadsheet outputs 1"
  var entries: [String: Entry] = [:]

  /// Reads the manifest; nil where there is none, or where it is damaged or of another version.
  static func read(_ path: String) -> OutputManifest? {
    guard let bytes = try? FileSystem.read(path), var reader = BinaryReader(sealed: bytes),
      reader.readText() == magic, let count = reader.readUInt32()
    else { return nil }
    var manifest = OutputManifest()
    manifest.entries.reserveCapacity(Int(count))
    for _ in 0..<count {
      guard let name = reader.readText(), let hash = reader.readHash(), let size = reader.readInt64(),
        let modified = reader.readInt64(), let changed = reader.readInt64(), let inode = reader.readUInt64(),
        let device = reader.readUInt64()
      else { return nil }
      guard Emitter.isInside(name) else { return nil }
      let status = FileSystem.Status(
        kind: .file, size: size, modified: modified, changed: changed, inode: inode, device: device)
      // A state that came from elsewhere must not name what is not ours.
      guard Emitter.isInside(name) else { return nil }
      manifest.entries[name] = Entry(hash: hash, status: status)
    }
    return reader.isAtEnd ? manifest : nil
  }

  func write(_ path: String) throws(FileSystem.Failure) {
    var writer = BinaryWriter(capacity: entries.count * 128 + 64)
    writer.write(Self.magic)
    writer.write(UInt32(entries.count))
    for (name, entry) in entries.sorted(by: { FileSystem.precedes($0.key, $1.key) }) {
      writer.write(name)
      writer.write(entry.hash)
      writer.write(entry.status.size)
      writer.write(entry.status.modified)
      writer.write(entry.status.changed)
      writer.write(entry.status.inode)
      writer.write(entry.status.device)
    }
    try writer.seal(at: path)
  }
}
