import BroadsheetCore

extension FileSystem.Status {
  /// How long a file system may take to tell one moment from the next, in nanoseconds.
  private static let tick: Int64 = 50_000_000
  /// The same where times have whole seconds only, as on FAT.
  private static let coarseTick: Int64 = 2_500_000_000

  /// The same, if any later change of the file will show in it; else of size -1, which no file has: a file that
  /// was changed just before `now` (nanoseconds since 1970) can be changed again within the same tick.
  func settled(at now: Int64) -> FileSystem.Status {
    let isCoarse = modified % 1_000_000_000 == 0 && changed % 1_000_000_000 == 0
    guard max(modified, changed) > now - (isCoarse ? Self.coarseTick : Self.tick) else { return self }
    var copy = self
    copy.size = -1
    return copy
  }

  /// Gives the words under which it is kept in a table, one after the other.
  func eachWord(_ body: (UInt64) -> Void) {
    body(UInt64(kind.rawValue))
    body(UInt64(bitPattern: size))
    body(UInt64(bitPattern: modified))
    body(UInt64(bitPattern: changed))
    body(inode)
    body(device)
  }

  /// What the words from `start` on say; a kind that there is not is none.
  init(words start: Int, _ word: (Int) -> UInt64) {
    self.init(
      kind: FileSystem.Kind(rawValue: UInt8(truncatingIfNeeded: word(start))) ?? .other,
      size: Int64(bitPattern: word(start + 1)), modified: Int64(bitPattern: word(start + 2)),
      changed: Int64(bitPattern: word(start + 3)), inode: word(start + 4), device: word(start + 5))
  }

  func write(into out: inout BinaryWriter) {
    out.write(kind.rawValue)
    for number in [size, modified, changed] { out.write(number) }
    out.write(inode)
    out.write(device)
  }

  init(from reader: inout BinaryReader) throws(BinaryReader.Damage) {
    guard let kind = FileSystem.Kind(rawValue: try reader.readUInt8()) else { throw BinaryReader.Damage() }
    self.init(
      kind: kind, size: try reader.readInt64(), modified: try reader.readInt64(),
      changed: try reader.readInt64(), inode: try reader.readUInt64(), device: try reader.readUInt64())
  }
}

extension Fingerprint {
  /// Adds all that tells of a change of a file.
  mutating func add(_ status: FileSystem.Status) {
    for number in [status.size, status.modified, status.changed] { add(number) }
    add(status.inode)
    add(status.device)
  }
}
