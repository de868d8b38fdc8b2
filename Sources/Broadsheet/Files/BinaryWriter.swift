import BroadsheetCore

/// Writes the compact, little-endian form in which state is kept between builds.
struct BinaryWriter: ~Copyable {
  private(set) var out: OutputBuffer

  init(capacity: Int = 65_536) { out = OutputBuffer(capacity: capacity) }

  mutating func write(_ value: some FixedWidthInteger & UnsignedInteger) {
    var rest = value.littleEndian
    for _ in 0..<(value.bitWidth / 8) {
      out.append(UInt8(truncatingIfNeeded: rest))
      rest = value.bitWidth > 8 ? rest >> 8 : 0
    }
  }

  mutating func write(_ value: Int64) { write(UInt64(bitPattern: value)) }

  mutating func write(_ text: String) {
    write(UInt32(text.utf8.count))
    out.append(string: text)
  }

  mutating func write(_ hash: ContentHash) {
    write(hash.high)
    write(hash.low)
  }

  /// Puts the file at `path` in one step, closed by a fingerprint of all that stands before it.
  consuming func seal(at path: String) throws(FileSystem.Failure) {
    let hash = ContentHash(out.span)
    write(hash)
    try FileSystem.replace(path, out.span)
  }
}

/// Reads what ``BinaryWriter`` wrote; whatever does not fit is nil, never a crash.
struct BinaryReader {
  private let bytes: [UInt8]
  private var index = 0
  private let end: Int

  /// Checks the fingerprint at the end.
  init?(sealed bytes: [UInt8]) {
    guard bytes.count >= 16 else { return nil }
    let end = bytes.count - 16
    self.bytes = bytes
    self.end = end
    index = end
    guard let high = read64(limit: bytes.count), let low = read64(limit: bytes.count),
      ContentHash(high: high, low: low) == ContentHash(bytes.span.extracting(0..<end))
    else { return nil }
    index = 0
  }

  private mutating func read64(limit: Int) -> UInt64? {
    guard index + 8 <= limit else { return nil }
    var value: UInt64 = 0
    for offset in 0..<8 { value |= UInt64(bytes[index + offset]) << UInt64(8 * offset) }
    index += 8
    return value
  }

  var isAtEnd: Bool { index == end }

  mutating func readUInt64() -> UInt64? { read64(limit: end) }
  mutating func readInt64() -> Int64? { readUInt64().map { Int64(bitPattern: $0) } }

  mutating func readUInt32() -> UInt32? {
    guard index + 4 <= end else { return nil }
    defer { index += 4 }
    return (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[index + $1]) << UInt32(8 * $1) }
  }

  mutating func readText() -> String? {
    guard let count = readUInt32(), index + Int(count) <= end else { return nil }
    defer { index += Int(count) }
    return String(decoding: bytes[index..<index + Int(count)], as: UTF8.self)
  }

  mutating func readHash() -> ContentHash? {
    guard let high = readUInt64(), let low = readUInt64() else { return nil }
    return ContentHash(high: high, low: low)
  }
}
