import BroadsheetCore

/// Texts with numbers, as they are kept between builds: rows of `width` words that are read where they lie in the file,
/// so that who needs few of them takes none apart.
///
/// Two files. One holds all rows, sealed by a fingerprint. The other, beside it, holds the rows that have changed since,
/// and names the first by its seal: a build that changes few rows writes only those.
struct KeptTable<let width: Int>: Sendable {
  typealias Row = InlineArray<width, UInt64>

  private let bytes: StoredBytes
  private let seal: ContentHash
  /// How many rows there are.
  let count: Int
  /// Where the ends of the texts, the texts and the rows begin.
  private let ends: Int
  private let texts: Int
  private let rows: Int
  /// What its owner has put before the rows.
  private(set) var head: ByteSlice
  /// Rows that have changed since all were written.
  private(set) var changes: [Int: Row] = [:]

  private static var rowLength: Int { width * 8 }
  private static func changesPath(_ path: String) -> String { path + "-changes" }

  /// Reads a table; nil where there is none, or where it is damaged or of another kind.
  static func read(_ path: String, magic: String) -> KeptTable? {
    guard let bytes = StoredBytes(mapping: path), var table = KeptTable(bytes, magic: magic) else {
      return nil
    }
    if let changes = StoredBytes(mapping: changesPath(path)) { try? table.take(changes) }
    return table
  }

  /// Takes a table apart as far as needed to find its rows.
  fileprivate init?(_ bytes: StoredBytes, magic: String) {
    self.bytes = bytes
    do throws(BinaryReader.Damage) {
      var reader = try BinaryReader(sealed: bytes)
      seal = try BinaryReader.seal(of: bytes)
      guard try reader.readText() == magic else { return nil }
      head = try reader.readBytes()
      let (count, length) = (Int(try reader.readUInt32()), Int(try reader.readUInt32()))
      self.count = count
      ends = reader.index
      _ = try reader.readPart(count * 4)
      texts = reader.index
      _ = try reader.readPart(length)
      rows = reader.index
      _ = try reader.readPart(count * Self.rowLength)
      guard reader.isAtEnd else { return nil }
      // Each text is closed by a zero.
      var last = 0
      for index in 0..<count {
        let end = Int(bytes.load(UInt32.self, at: ends + index * 4))
        guard end > last, end <= length, bytes.load(UInt8.self, at: texts + end - 1) == 0 else { return nil }
        last = end
      }
    } catch {
      return nil
    }
  }

  private mutating func take(_ changes: StoredBytes) throws(BinaryReader.Damage) {
    var reader = try BinaryReader(sealed: changes)
    guard try reader.readHash() == seal else { return }
    let head = try reader.readBytes()
    var rows: [Int: Row] = [:]
    for _ in 0..<(try reader.readUInt32()) {
      let index = Int(try reader.readUInt32())
      guard index < count else { throw BinaryReader.Damage() }
      var row = Row(repeating: 0)
      for word in row.indices { row[word] = try reader.readUInt64() }
      rows[index] = row
    }
    (self.head, self.changes) = (head, rows)
  }

  /// The text of a row with the zero behind it.
  @_lifetime(borrow self)
  borrowing func terminatedText(at index: Int) -> Span<UInt8> {
    precondition(index >= 0 && index < count)
    let start = index == 0 ? 0 : Int(bytes.load(UInt32.self, at: ends + (index - 1) * 4))
    let end = Int(bytes.load(UInt32.self, at: ends + index * 4))
    return bytes.span.extracting(texts + start..<texts + end)
  }

  /// The text of a row.
  @_lifetime(borrow self)
  borrowing func text(at index: Int) -> Span<UInt8> {
    let text = terminatedText(at: index)
    return text.extracting(0..<text.count - 1)
  }

  /// The numbers of a row.
  subscript(index: Int) -> Row {
    get {
      precondition(index >= 0 && index < count)
      if !changes.isEmpty, let row = changes[index] { return row }
      let start = rows + index * Self.rowLength
      return Row { bytes.load(UInt64.self, at: start + $0 * 8) }
    }
    set { changes[index] = newValue }
  }

  /// Whether what lies at `path` is this table, so that changes of it may be written beside it.
  func isWhole(at path: String) -> Bool {
    guard let bytes = StoredBytes(mapping: path) else { return false }
    return (try? BinaryReader.seal(of: bytes)) == seal
  }

  /// Whether so many changes more are few enough to be written by themselves.
  func takes(_ count: Int) -> Bool { changes.count + count <= 256 + self.count / 16 }

  /// Writes what has changed since all rows were written to `path`.
  ///
  /// - Parameters:
  ///   - head: what its owner puts before the rows.
  ///   - row: a changed row as it is to be kept.
  func writeChanges(
    to path: String, head: borrowing BinaryWriter, _ row: (Row) -> Row = { $0 }
  ) throws(FileSystem.Failure) {
    var out = BinaryWriter(capacity: changes.count * (Self.rowLength + 4) + head.count + 64)
    out.write(seal)
    out.write(head)
    out.write(UInt32(changes.count))
    for (index, words) in changes.sorted(by: { $0.key < $1.key }) {
      out.write(UInt32(index))
      let words = row(words)
      for word in words.indices { out.write(words[word]) }
    }
    try out.seal(at: Self.changesPath(path))
  }
}

extension KeptTable {
  /// A table on its way to the disk: the texts stand before the rows, so that these can be written again when they have
  /// changed.
  struct Writer: ~Copyable {
    private let magic: String
    private var out: BinaryWriter
    private let before: Int

    /// - Parameter head: what its owner puts before the rows.
    init(_ texts: some Collection<String>, magic: String, head: borrowing BinaryWriter) {
      self.magic = magic
      out = BinaryWriter(capacity: texts.count * (width * 8 + 64) + head.count + 256)
      out.write(magic)
      out.write(head)
      out.write(UInt32(texts.count))
      var end = 0
      out.write(UInt32(texts.reduce(0) { $0 + $1.utf8.count + 1 }))
      for text in texts {
        end += text.utf8.count + 1
        out.write(UInt32(end))
      }
      for text in texts { out.writeTerminated(text) }
      before = out.count
    }

    /// Writes the table to `path`.
    ///
    /// - Parameter row: gives each row.
    mutating func write(to path: String, count: Int, _ row: (Int) -> Row) throws(FileSystem.Failure) {
      out.truncate(to: before)
      for index in 0..<count {
        let words = row(index)
        for word in words.indices { out.write(words[word]) }
      }
      try out.seal(at: path)
      try? FileSystem.removeFile(changesPath(path))
    }

    /// The table that was written last.
    consuming func table() -> KeptTable? { KeptTable(StoredBytes(out.out.span), magic: magic) }
  }
}
