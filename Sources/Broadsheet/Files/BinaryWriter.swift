import BroadsheetCore

/// Writes the compact, little-endian form in which state is kept between builds.
struct BinaryWriter: ~Copyable {
  private(set) var out: OutputBuffer

  init(capacity: Int = 65_536) { out = OutputBuffer(capacity: capacity) }

  var count: Int { out.count }

  /// Makes room for `count` bytes more.
  mutating func reserve(_ count: Int) { out.reserve(count) }

  mutating func removeAll() { out.removeAll() }

  /// Drops all bytes from `count` on.
  mutating func truncate(to count: Int) { out.truncate(to: count) }

  mutating func write(_ value: some FixedWidthInteger & UnsignedInteger & BitwiseCopyable) {
    out.append(littleEndian: value)
  }

  /// A list of numbers, as it lies in memory.
  mutating func write<Number: FixedWidthInteger & BitwiseCopyable>(_ numbers: [Number]) {
    write(UInt32(numbers.count))
    append(numbers)
  }

  /// Numbers, as they lie in memory.
  mutating func append<Number: FixedWidthInteger & BitwiseCopyable>(_ numbers: [Number]) {
    out.reserve(numbers.count * MemoryLayout<Number>.size)
    for number in numbers { out.append(littleEndian: number) }
  }

  mutating func write(_ value: Int64) { write(UInt64(bitPattern: value)) }

  mutating func write(_ value: Int32) { write(UInt32(bitPattern: value)) }

  mutating func write(_ value: Bool) { out.append(value ? 1 : 0) }

  mutating func write(_ text: String) {
    write(UInt32(text.utf8.count))
    out.append(string: text)
  }

  /// Bytes as they are.
  mutating func append(_ bytes: [UInt8]) { out.append(bytes) }

  /// What another writer holds.
  mutating func append(_ other: borrowing BinaryWriter) { out.append(other.out.span) }

  /// What another writer holds, with its length.
  mutating func write(_ other: borrowing BinaryWriter) {
    write(UInt32(other.count))
    out.append(other.out.span)
  }

  mutating func write(_ range: Range<Int>) {
    write(UInt32(range.lowerBound))
    write(UInt32(range.upperBound))
  }

  mutating func write(_ hash: ContentHash) {
    write(hash.high)
    write(hash.low)
  }

  mutating func write(_ bytes: ByteSlice) {
    write(UInt32(bytes.count))
    out.append(bytes.span)
  }

  mutating func write<Element>(_ value: Element?, _ body: (inout BinaryWriter, Element) -> Void) {
    write(value != nil)
    if let value { body(&self, value) }
  }

  mutating func write(_ text: String?) { write(text) { $0.write($1) } }

  mutating func write(_ moment: Moment?) { write(moment) { $0.write($1.seconds) } }

  mutating func write<Element>(_ list: [Element], _ body: (inout BinaryWriter, Element) -> Void) {
    write(UInt32(list.count))
    for element in list { body(&self, element) }
  }

  mutating func write(_ list: [String]) { write(list) { $0.write($1) } }

  mutating func write(_ list: ArraySlice<String>) {
    write(UInt32(list.count))
    for text in list { write(text) }
  }

  /// What was written, taken over.
  consuming func bytes() -> StoredBytes { StoredBytes(out) }

  /// A fingerprint of what was written.
  borrowing func hash() -> ContentHash { ContentHash(out.span) }

  /// A fingerprint of a part of what was written.
  borrowing func hash(_ range: Range<Int>) -> ContentHash { ContentHash(out.span.extracting(range)) }

  /// Puts the file at `path` in one step, closed by a fingerprint of all that stands before it.
  mutating func seal(at path: String) throws(FileSystem.Failure) {
    write(hash())
    try FileSystem.replace(path, out.span)
  }
}
