import BroadsheetCore

/// What is known of a source and of the record that was made of it.
struct RecordEntry: Sendable, Hashable {
  /// The source's path below `Content/`.
  var contentPath: String
  /// The source as it was when it was read; of size -1 where it may have changed since without a trace.
  var status: FileSystem.Status
  /// A fingerprint of the source.
  var source: ContentHash
  /// A fingerprint of what pages of other articles may show of it.
  var face: ContentHash
  /// A fingerprint of what only its own page and its feeds show, but for their HTML.
  var inside: ContentHash
  /// A fingerprint of the HTML.
  var bodies: ContentHash
  /// Where the record begins in the log; -1 where it is not kept.
  var offset: Int64 = -1
  /// The lengths of its three parts.
  var faceLength: UInt32
  var insideLength: UInt32
  var bodiesLength: UInt32

  /// How much of the log it takes.
  var used: Int64 { offset >= 0 ? Int64(length) : 0 }

  /// A fingerprint of the record.
  var print: ContentHash {
    var print = Fingerprint()
    for hash in [face, inside, bodies] { print.add(hash) }
    return print.value
  }

  var length: Int { Int(faceLength) + Int(insideLength) + Int(bodiesLength) }
}

extension RecordEntry {
  /// That of the table in which entries are kept.
  static let form = KeptTable.Form(magic: "broadsheet records 2", width: 17)

  /// - Parameter word: gives the words of its row.
  init(contentPath: String, _ word: (Int) -> UInt64) {
    func hash(_ number: Int) -> ContentHash { ContentHash(high: word(number), low: word(number + 1)) }
    self.init(
      contentPath: contentPath, status: FileSystem.Status(words: 0, word), source: hash(7), face: hash(9),
      inside: hash(11), bodies: hash(13), offset: Self.offset(word),
      faceLength: UInt32(truncatingIfNeeded: word(15)),
      insideLength: UInt32(truncatingIfNeeded: word(15) >> 32),
      bodiesLength: UInt32(truncatingIfNeeded: word(16)))
  }

  /// Where the record of a row begins in the log.
  static func offset(_ word: (Int) -> UInt64) -> Int64 { Int64(bitPattern: word(6)) }

  /// The fingerprint of the source of a row.
  static func source(_ word: (Int) -> UInt64) -> ContentHash { ContentHash(high: word(7), low: word(8)) }

  /// How much of the log the record of a row takes.
  static func used(_ word: (Int) -> UInt64) -> Int64 {
    if offset(word) < 0 { return 0 }
    return Int64(UInt32(truncatingIfNeeded: word(15))) + Int64(word(15) >> 32)
      + Int64(UInt32(truncatingIfNeeded: word(16)))
  }

  /// Gives the words of its row, as it is but for what has become of the source or of the log.
  func eachWord(status: FileSystem.Status, offset: Int64, _ body: (UInt64) -> Void) {
    status.eachWord(body)
    body(UInt64(bitPattern: offset))
    for hash in [source, face, inside, bodies] {
      body(hash.high)
      body(hash.low)
    }
    body(UInt64(faceLength) | UInt64(insideLength) << 32)
    body(UInt64(bodiesLength))
  }

  private init(
    contentPath: String, status: FileSystem.Status, offset: Int64, _ reader: inout BinaryReader
  ) throws(BinaryReader.Damage) {
    self.init(
      contentPath: contentPath, status: status, source: try reader.readHash(), face: try reader.readHash(),
      inside: try reader.readHash(), bodies: try reader.readHash(), offset: offset,
      faceLength: try reader.readUInt32(), insideLength: try reader.readUInt32(),
      bodiesLength: try reader.readUInt32())
  }
}

/// What an edition keeps of the records that it was made of: rows of one length, so that those of unchanged records are
/// compared as they lie.
extension RecordEntry {
  private static let rowLength = 8 + 4 * 16 + 3 * 4

  func writeRow(into out: inout BinaryWriter) {
    out.write(offset)
    for hash in [source, face, inside, bodies] { out.write(hash) }
    for length in [faceLength, insideLength, bodiesLength] { out.write(length) }
  }

  /// The rows of so many articles.
  struct Rows {
    private let reader: BinaryReader

    init(_ count: Int, from reader: inout BinaryReader) throws(BinaryReader.Damage) {
      self.reader = try reader.readPart(count * RecordEntry.rowLength)
    }

    /// Whether a row is of the record at a place of the log, whatever has happened to its source since. The log is the
    /// same one: what lies at one place of it, and was made of one source, is one record.
    func isOfRecord(_ offset: Int64, _ source: ContentHash, at position: Int) -> Bool {
      let bytes = reader.bytes
      let row = reader.index + position * RecordEntry.rowLength
      return offset >= 0 && bytes.load(Int64.self, at: row) == offset
        && bytes.load(UInt64.self, at: row + 8) == source.high
        && bytes.load(UInt64.self, at: row + 16) == source.low
    }

    /// What a row says of the record that its article had.
    func entry(_ contentPath: String, at position: Int) throws(BinaryReader.Damage) -> RecordEntry {
      var row = reader.skipping(position * RecordEntry.rowLength)
      let offset = try row.readInt64()
      return try RecordEntry(contentPath: contentPath, status: .none, offset: offset, &row)
    }
  }
}
