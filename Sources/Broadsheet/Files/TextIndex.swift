import BroadsheetCore

/// Values by text, in the order in which they were entered.
///
/// The texts lie in one run of bytes: a hundred thousand of them are no hundred thousand objects, and what is kept
/// between builds is read back as it lies.
struct TextIndex<Value: Sendable>: Sendable {
  private var bytes: [UInt8] = []
  /// Where each text ends in `bytes`.
  private var ends: [UInt32] = []
  private(set) var values: [Value] = []
  private var table = TextTable()

  init() {}

  var count: Int { values.count }
  var isEmpty: Bool { values.isEmpty }

  /// The texts, each as a string of its own.
  var keys: [String] { (0..<count).map { String(decoding: bytes[range($0)], as: UTF8.self) } }

  mutating func reserve(_ count: Int) {
    ends.reserveCapacity(count)
    values.reserveCapacity(count)
    if isEmpty { table = TextTable(capacity: count) }
  }

  private func range(_ position: Int) -> Range<Int> {
    (position == 0 ? 0 : Int(ends[position - 1]))..<Int(ends[position])
  }

  /// The bytes of a text.
  @_lifetime(borrow self)
  borrowing func key(at position: Int) -> Span<UInt8> { bytes.span.extracting(range(position)) }

  /// The position of a text.
  func position(of key: String) -> Int? { position(of: key.utf8.span) }

  subscript(_ key: String) -> Value? { position(of: key).map { values[$0] } }

  /// The position of the text whose bytes these are.
  func position(of key: Span<UInt8>) -> Int? { position(of: key, hash: ContentHash(key).low) }

  private func position(of key: Span<UInt8>, hash: UInt64) -> Int? {
    table.find(hash) { key.isSame(as: bytes.span.extracting(range($0))) }
  }

  /// Enters a value, unless there is one under this key: then its position is given, and nothing changes.
  @discardableResult
  mutating func insert(_ value: Value, for key: String) -> Int? { insert(value, for: key.utf8.span) }

  /// The same for the bytes of a text.
  mutating func insert(_ value: Value, for key: Span<UInt8>) -> Int? {
    let hash = ContentHash(key).low
    if let found = position(of: key, hash: hash) { return found }
    table.insert(hash, count)
    bytes.append(key)
    ends.append(UInt32(bytes.count))
    values.append(value)
    return nil
  }

  /// Puts another value in the place of one.
  mutating func replace(at position: Int, with value: Value) { values[position] = value }
}

extension TextIndex {
  /// How many bytes it takes where it is kept, if each value takes four.
  var storedSize: Int { bytes.count + 8 * count + table.storedSize + 64 }

  func write(into out: inout BinaryWriter, _ body: (inout BinaryWriter, Value) -> Void) {
    out.write(bytes)
    out.write(ends)
    out.write(values, body)
    table.write(into: &out)
  }

  init(
    from reader: inout BinaryReader, _ body: (inout BinaryReader) throws(BinaryReader.Damage) -> Value
  ) throws(BinaryReader.Damage) {
    bytes = try reader.readArray()
    ends = try reader.readArray()
    values = try reader.readList(body)
    table = try TextTable(from: &reader)
    // What looks a text up trusts these.
    guard ends.count == values.count, table.count == values.count, table.holds(values.count),
      zip(ends, ends.dropFirst()).allSatisfy({ $0 <= $1 }), Int(ends.last ?? 0) == bytes.count
    else { throw BinaryReader.Damage() }
  }
}
