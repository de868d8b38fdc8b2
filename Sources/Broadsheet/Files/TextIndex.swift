import BroadsheetCore

/// Values by text, in the order in which they were entered.
struct TextIndex<Value: Sendable>: Sendable {
  private(set) var keys: [String] = []
  private(set) var values: [Value] = []
  private var table = TextTable()

  init() {}

  mutating func reserve(_ count: Int) {
    keys.reserveCapacity(count)
    values.reserveCapacity(count)
    if keys.isEmpty { table = TextTable(capacity: count) }
  }

  /// The position of a text.
  func position(of key: String) -> Int? { table.find(TextTable.hash(key)) { keys[$0] == key } }

  subscript(_ key: String) -> Value? { position(of: key).map { values[$0] } }

  /// The position of the key whose bytes these are.
  func position(of key: Span<UInt8>) -> Int? {
    table.find(ContentHash(key).low) { position in
      let bytes = keys[position].utf8.span
      guard bytes.count == key.count else { return false }
      for index in 0..<key.count where bytes[index] != key[index] { return false }
      return true
    }
  }

  /// Enters a value, unless there is one under this key: then its position is given, and nothing changes.
  @discardableResult
  mutating func insert(_ value: Value, for key: String) -> Int? {
    let hash = TextTable.hash(key)
    if let found = table.find(hash, { keys[$0] == key }) { return found }
    table.insert(hash, keys.count)
    keys.append(key)
    values.append(value)
    return nil
  }

  /// Puts another value in the place of one.
  mutating func replace(at position: Int, with value: Value) { values[position] = value }
}
