import BroadsheetCore

/// Reads what ``BinaryWriter`` wrote. What does not fit throws, and never crashes.
struct BinaryReader {
  /// The bytes are not what a writer of this version wrote.
  struct Damage: Error {}

  let bytes: StoredBytes
  private(set) var index: Int
  private let end: Int

  /// Reads a part of what is stored.
  init(_ bytes: StoredBytes, _ range: Range<Int>) throws(Damage) {
    guard range.lowerBound >= 0, range.upperBound <= bytes.count else { throw Damage() }
    self.bytes = bytes
    index = range.lowerBound
    end = range.upperBound
  }

  /// Checks the fingerprint at the end.
  init(sealed bytes: StoredBytes) throws(Damage) { try self.init(sealed: bytes, 0..<bytes.count) }

  /// Checks the fingerprint at the end of a part.
  init(sealed bytes: StoredBytes, _ range: Range<Int>) throws(Damage) {
    let hash = try Self.seal(of: bytes, range)
    let end = range.upperBound - 16
    guard hash == ContentHash(bytes.span.extracting(range.lowerBound..<end)) else { throw Damage() }
    try self.init(bytes, range.lowerBound..<end)
  }

  /// The fingerprint at the end, unchecked.
  static func seal(of bytes: StoredBytes) throws(Damage) -> ContentHash {
    try seal(of: bytes, 0..<bytes.count)
  }

  private static func seal(of bytes: StoredBytes, _ range: Range<Int>) throws(Damage) -> ContentHash {
    guard range.count >= 16, range.lowerBound >= 0, range.upperBound <= bytes.count else { throw Damage() }
    let end = range.upperBound - 16
    return ContentHash(high: bytes.load(UInt64.self, at: end), low: bytes.load(UInt64.self, at: end + 8))
  }

  /// Takes a part of so many bytes, to be read by itself.
  mutating func readPart(_ count: Int) throws(Damage) -> BinaryReader {
    let start = try take(count)
    return try BinaryReader(bytes, start..<start + count)
  }

  /// The same, `count` bytes further on.
  func skipping(_ count: Int) -> BinaryReader {
    var reader = self
    reader.index += count
    return reader
  }

  var isAtEnd: Bool { index == end }

  private mutating func take(_ count: Int) throws(Damage) -> Int {
    guard count >= 0, count <= end - index else { throw Damage() }
    defer { index += count }
    return index
  }

  mutating func readUInt8() throws(Damage) -> UInt8 { bytes.load(UInt8.self, at: try take(1)) }
  mutating func readUInt32() throws(Damage) -> UInt32 { bytes.load(UInt32.self, at: try take(4)) }
  mutating func readInt32() throws(Damage) -> Int32 { bytes.load(Int32.self, at: try take(4)) }
  mutating func readUInt64() throws(Damage) -> UInt64 { bytes.load(UInt64.self, at: try take(8)) }
  mutating func readInt64() throws(Damage) -> Int64 { bytes.load(Int64.self, at: try take(8)) }
  mutating func readBool() throws(Damage) -> Bool { try readUInt8() != 0 }

  mutating func readText() throws(Damage) -> String {
    let count = Int(try readUInt32())
    let start = try take(count)
    return bytes.text(start..<start + count)
  }

  mutating func readRange() throws(Damage) -> Range<Int> {
    let start = Int(try readUInt32())
    let end = Int(try readUInt32())
    guard start <= end else { throw Damage() }
    return start..<end
  }

  mutating func readHash() throws(Damage) -> ContentHash {
    ContentHash(high: try readUInt64(), low: try readUInt64())
  }

  mutating func readBytes() throws(Damage) -> ByteSlice {
    let count = Int(try readUInt32())
    let start = try take(count)
    return ByteSlice(bytes, start..<start + count)
  }

  mutating func readOptional<Element>(
    _ body: (inout BinaryReader) throws(Damage) -> Element
  ) throws(Damage) -> Element? { try readBool() ? try body(&self) : nil }

  mutating func readOptionalText() throws(Damage) -> String? {
    try readOptional { reader throws(Damage) in try reader.readText() }
  }

  mutating func readOptionalMoment() throws(Damage) -> Moment? {
    try readOptional { reader throws(Damage) in Moment(seconds: try reader.readInt64()) }
  }

  mutating func readList<Element>(
    _ body: (inout BinaryReader) throws(Damage) -> Element
  ) throws(Damage) -> [Element] {
    let count = Int(try readUInt32())
    // Each element has a byte at least, so that a damaged count cannot ask for all memory.
    guard count <= end - index else { throw Damage() }
    var list: [Element] = []
    list.reserveCapacity(count)
    for _ in 0..<count { list.append(try body(&self)) }
    return list
  }

  /// A list of numbers.
  mutating func readArray<Number: FixedWidthInteger & BitwiseCopyable>() throws(Damage) -> [Number] {
    let count = Int(try readUInt32())
    let size = MemoryLayout<Number>.size
    let (length, overflow) = count.multipliedReportingOverflow(by: size)
    guard !overflow else { throw Damage() }
    let start = try take(length)
    return bytes.numbers(start..<start + length)
  }

  mutating func readTexts() throws(Damage) -> [String] {
    try readList { reader throws(Damage) in try reader.readText() }
  }
}
