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

  /// Whether both are of one record, whatever has happened to the source since.
  func isSameRecord(as other: RecordEntry) -> Bool {
    offset == other.offset && offset >= 0 && contentPath == other.contentPath && source == other.source
      && face == other.face && inside == other.inside && bodies == other.bodies
  }

  var length: Int { Int(faceLength) + Int(insideLength) + Int(bodiesLength) }

  func write(into out: inout BinaryWriter) {
    out.write(contentPath)
    status.write(into: &out)
    for hash in [source, face, inside, bodies] { out.write(hash) }
    out.write(offset)
    for length in [faceLength, insideLength, bodiesLength] { out.write(length) }
  }
}

extension RecordEntry {
  init(from reader: inout BinaryReader) throws(BinaryReader.Damage) {
    self.init(
      contentPath: try reader.readText(), status: try FileSystem.Status(from: &reader),
      source: try reader.readHash(), face: try reader.readHash(), inside: try reader.readHash(),
      bodies: try reader.readHash(), offset: try reader.readInt64(), faceLength: try reader.readUInt32(),
      insideLength: try reader.readUInt32(), bodiesLength: try reader.readUInt32())
  }
}
