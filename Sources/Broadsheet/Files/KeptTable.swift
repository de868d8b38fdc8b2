import BroadsheetCore

/// Texts with numbers, as they are kept between builds: rows of so many words each that are read where they lie in the
/// file, so that who needs few of them takes none apart.
///
/// Two files. One holds all rows, sealed by a fingerprint. The other, beside it, holds the rows that have changed since,
/// and names the first by its seal: a build that changes few rows writes only those. A class, since any number of tasks
/// look at it, and copies of its parts would be counted.
final class KeptTable: Sendable {
  /// What it is of, and how many words a row has.
  struct Form: Sendable {
    var magic: String
    var width: Int
  }

  private let form: Form
  private let bytes: StoredBytes
  /// The fingerprint of the table without what has changed since.
  let seal: ContentHash
  /// How many rows there are.
  let count: Int
  /// Where the ends of the texts, the texts and the rows begin.
  private let ends: Int
  private let texts: Int
  private let rows: Int
  /// What its owner has put before the rows.
  let head: ByteSlice
  /// Rows that have changed since all were written.
  private let changes: [Int: [UInt64]]

  /// Where the changes of the table at `path` are.
  static func changesPath(_ path: String) -> String { path + "-changes" }

  /// Reads a table; nil where there is none, or where it is damaged or of another form.
  static func read(_ path: String, _ form: Form) -> KeptTable? {
    guard let bytes = StoredBytes(mapping: path), let table = KeptTable(bytes, form) else { return nil }
    return StoredBytes(mapping: changesPath(path)).flatMap { try? table.taking($0) } ?? table
  }

  /// Takes a table apart as far as needed to find its rows.
  fileprivate init?(_ bytes: StoredBytes, _ form: Form) {
    do throws(BinaryReader.Damage) {
      var reader = try BinaryReader(sealed: bytes)
      guard try reader.readText() == form.magic else { return nil }
      let head = try reader.readBytes()
      let (count, length) = (Int(try reader.readUInt32()), Int(try reader.readUInt32()))
      let ends = reader.index
      let (texts, rows) = (ends + count * 4, ends + count * 4 + length)
      _ = try reader.readPart(count * 4 + length + count * form.width * 8)
      guard reader.isAtEnd else { return nil }
      // Each text is closed by a zero.
      var last = 0
      for index in 0..<count {
        let end = Int(bytes.load(UInt32.self, at: ends + index * 4))
        guard end > last, end <= length, bytes.load(UInt8.self, at: texts + end - 1) == 0 else { return nil }
        last = end
      }
      (self.form, self.bytes, seal) = (form, bytes, try BinaryReader.seal(of: bytes))
      (self.count, self.ends, self.texts, self.rows) = (count, ends, texts, rows)
      (self.head, changes) = (head, [:])
    } catch {
      return nil
    }
  }

  private init(_ table: KeptTable, head: ByteSlice, changes: [Int: [UInt64]]) {
    (form, bytes, seal) = (table.form, table.bytes, table.seal)
    (count, ends, texts, rows) = (table.count, table.ends, table.texts, table.rows)
    (self.head, self.changes) = (head, changes)
  }

  private func taking(_ changes: StoredBytes) throws(BinaryReader.Damage) -> KeptTable {
    var reader = try BinaryReader(sealed: changes)
    guard try reader.readHash() == seal else { return self }
    let head = try reader.readBytes()
    var rows: [Int: [UInt64]] = [:]
    for _ in 0..<(try reader.readUInt32()) {
      let index = Int(try reader.readUInt32())
      let row: [UInt64] = try reader.readArray()
      guard index < count, row.count == form.width else { throw BinaryReader.Damage() }
      rows[index] = row
    }
    return KeptTable(self, head: head, changes: rows)
  }

  /// The rows that have changed since all were written.
  var changed: [Int] { Array(changes.keys) }

  /// The same table with other rows in the place of some.
  func replacing(_ rows: [Int: [UInt64]]) -> KeptTable {
    KeptTable(self, head: head, changes: changes.merging(rows) { $1 })
  }

  /// Where the text of a row lies, with the zero behind it.
  private func place(of index: Int) -> Range<Int> {
    precondition(index >= 0 && index < count)
    let start = index == 0 ? 0 : Int(bytes.load(UInt32.self, at: ends + (index - 1) * 4))
    let end = Int(bytes.load(UInt32.self, at: ends + index * 4))
    return texts + start..<texts + end
  }

  /// What `body` makes of the text of a row.
  ///
  /// - Parameter isTerminated: whether the zero behind it is given, too.
  func text<Result>(at index: Int, isTerminated: Bool = false, _ body: (Span<UInt8>) -> Result) -> Result {
    let (bytes, place) = (bytes, place(of: index))
    let span = bytes.span
    return body(span.extracting(isTerminated ? place : place.dropLast()))
  }

  /// Whether bytes are the text of a row.
  func isText(_ bytes: Span<UInt8>, at index: Int) -> Bool { text(at: index) { bytes.isSame(as: $0) } }

  /// What `make` makes of the words of a row, which it takes by their numbers.
  func row<Made>(at index: Int, _ make: (_ word: (Int) -> UInt64) -> Made) -> Made {
    precondition(index >= 0 && index < count)
    if !changes.isEmpty, let row = changes[index] { return make { row[$0] } }
    let start = rows + index * form.width * 8
    return make { bytes.load(UInt64.self, at: start + $0 * 8) }
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
  ///   - row: gives a changed row as it is to be kept.
  func writeChanges(
    to path: String, head: borrowing BinaryWriter, _ row: (Int) -> [UInt64]
  ) throws(FileSystem.Failure) {
    var out = BinaryWriter(capacity: changes.count * (form.width * 8 + 8) + head.count + 64)
    out.write(seal)
    out.write(head)
    out.write(UInt32(changes.count))
    for index in changes.keys.sorted() {
      out.write(UInt32(index))
      out.write(row(index))
    }
    try out.seal(at: Self.changesPath(path))
  }

  /// A table on its way to the disk: the texts stand before the rows, so that these can be written again when they have
  /// changed.
  struct Writer: ~Copyable {
    private let form: Form
    private var out: BinaryWriter
    private let before: Int

    /// - Parameter head: what its owner puts before the rows.
    init(_ texts: TextList, _ form: Form, head: borrowing BinaryWriter) {
      self.form = form
      out = BinaryWriter(capacity: texts.count * (form.width * 8 + 4) + texts.bytes.count + head.count + 256)
      out.write(form.magic)
      out.write(head)
      out.write(UInt32(texts.count))
      out.write(UInt32(texts.bytes.count))
      for end in texts.ends { out.write(end) }
      out.append(texts.bytes)
      before = out.count
    }

    /// Writes the table to `path`.
    ///
    /// - Parameter row: writes the words of each row.
    mutating func write(
      to path: String, count: Int, _ row: (Int, inout BinaryWriter) -> Void
    ) throws(FileSystem.Failure) {
      out.truncate(to: before)
      for index in 0..<count { row(index, &out) }
      try out.seal(at: path)
      try? FileSystem.removeFile(changesPath(path))
    }

    /// The table that was written last.
    consuming func table() -> KeptTable? {
      let form = form
      return KeptTable(out.bytes(), form)
    }
  }
}
