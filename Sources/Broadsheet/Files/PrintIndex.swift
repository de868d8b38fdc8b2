import BroadsheetCore

/// Values by fingerprint, in the order in which they were entered: where nobody asks for the text again.
struct PrintIndex<Value: FixedWidthInteger & BitwiseCopyable & Sendable>: Sendable {
  /// The upper halves of the fingerprints; the table holds the lower ones.
  private var highs: [UInt64] = []
  private(set) var values: [Value] = []
  private var table = TextTable()

  init() {}

  var count: Int { values.count }

  subscript(_ print: ContentHash) -> Value? { position(of: print).map { values[$0] } }

  private func position(of print: ContentHash) -> Int? { table.find(print.low) { highs[$0] == print.high } }

  /// Enters a value, unless there is one under this fingerprint: then its position is given, and nothing changes.
  @discardableResult
  mutating func insert(_ value: Value, for print: ContentHash) -> Int? {
    if let found = position(of: print) { return found }
    table.insert(print.low, count)
    highs.append(print.high)
    values.append(value)
    return nil
  }

  /// Puts another value in the place of one.
  mutating func replace(at position: Int, with value: Value) { values[position] = value }

  func write(into out: inout BinaryWriter) {
    out.write(highs)
    out.write(values)
    table.write(into: &out)
  }

  init(from reader: inout BinaryReader) throws(BinaryReader.Damage) {
    highs = try reader.readArray()
    values = try reader.readArray()
    table = try TextTable(from: &reader)
    // What looks a fingerprint up trusts these.
    guard highs.count == values.count, table.count == values.count, table.holds(values.count) else {
      throw BinaryReader.Damage()
    }
  }
}
