import BroadsheetCore

/// Finds positions by text: open addressing over fingerprints, for tables of a hundred thousand addresses where
/// a dictionary of strings costs ten times as much.
struct TextTable: Sendable {
  /// For each slot the fingerprint of its text.
  private var hashes: [UInt64]
  /// For each slot one more than the position; 0 where the slot is free.
  private var positions: [UInt32]
  private var mask: Int { positions.count - 1 }
  private(set) var count = 0

  /// Makes room for `capacity` texts.
  init(capacity: Int = 16) {
    var size = 32
    while size < capacity * 2 { size *= 2 }
    hashes = [UInt64](repeating: 0, count: size)
    positions = [UInt32](repeating: 0, count: size)
  }

  static func hash(_ text: String) -> UInt64 { ContentHash(text).low }

  /// The position of a text, of those with its fingerprint the first that `matches`.
  func find(_ hash: UInt64, _ matches: (Int) -> Bool) -> Int? {
    var index = Int(truncatingIfNeeded: hash) & mask
    while positions[index] != 0 {
      if hashes[index] == hash {
        let position = Int(positions[index] - 1)
        if matches(position) { return position }
      }
      index = (index + 1) & mask
    }
    return nil
  }

  /// Enters a text that is not in the table yet.
  mutating func insert(_ hash: UInt64, _ position: Int) {
    if (count + 1) * 2 > positions.count { grow() }
    place(hash, UInt32(position + 1))
    count += 1
  }

  private mutating func place(_ hash: UInt64, _ position: UInt32) {
    var index = Int(truncatingIfNeeded: hash) & mask
    while positions[index] != 0 { index = (index + 1) & mask }
    hashes[index] = hash
    positions[index] = position
  }

  private mutating func grow() {
    let (oldHashes, oldPositions) = (hashes, positions)
    hashes = [UInt64](repeating: 0, count: oldHashes.count * 2)
    positions = [UInt32](repeating: 0, count: oldPositions.count * 2)
    for index in oldPositions.indices where oldPositions[index] != 0 {
      place(oldHashes[index], oldPositions[index])
    }
  }
}

extension TextTable {
  /// How many bytes it takes where it is kept.
  var storedSize: Int { 12 * positions.count + 16 }

  func write(into out: inout BinaryWriter) {
    out.write(hashes)
    out.write(positions)
    out.write(UInt32(count))
  }

  init(from reader: inout BinaryReader) throws(BinaryReader.Damage) {
    hashes = try reader.readArray()
    positions = try reader.readArray()
    count = Int(try reader.readUInt32())
    // A search ends at a free slot, and finds its first slot by a mask.
    guard hashes.count == positions.count, positions.count.nonzeroBitCount == 1, count * 2 <= positions.count
    else { throw BinaryReader.Damage() }
  }

  /// Whether all positions are below `end`.
  func holds(_ end: Int) -> Bool {
    positions.allSatisfy { $0 <= end } && positions.count(where: { $0 != 0 }) == count
  }
}
