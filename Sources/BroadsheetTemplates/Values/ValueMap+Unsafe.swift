/// The shared storage of a mapping that keeps the order of its keys.
///
/// Like lists, mappings that are made in Swift never change; one that a template makes belongs to its
/// render. Look-ups are by comparison for up to eight keys, by hash beyond.
public final class ValueMap: @unchecked Sendable {
  /// The keys, in the order in which they were first set.
  @exclusivity(unchecked) public private(set) var keys: [Value] = []
  /// The values, in the order of ``keys``.
  @exclusivity(unchecked) public private(set) var values: [Value] = []
  @exclusivity(unchecked) private var index: [Value: Int] = [:]
  @exclusivity(unchecked) private(set) var nesting = 1
  /// Whether other renders may read it, so that it must not change.
  @exclusivity(unchecked) private(set) var isShared = false
  /// Whether neither it nor anything in it can change any more.
  @exclusivity(unchecked) private(set) var isFixed = false
  /// Once the mapping cannot change: position + 1 by the hash of a string key, 0 where free. Empty for small
  /// mappings and where keys collide too much.
  @exclusivity(unchecked) private var table: [UInt16] = []

  /// Makes an empty mapping; the template engine may change it until ``shared()``.
  init() {}

  /// Makes a mapping of keys that all differ.
  init(_ entries: [String: Value]) {
    keys.reserveCapacity(entries.count)
    values.reserveCapacity(entries.count)
    for (key, value) in entries {
      keys.append(.string(key))
      values.append(value)
      nesting = max(nesting, value.nesting + 1)
    }
    if keys.count > Self.linear { indexKeys() }
  }

  private func indexKeys() {
    for (position, key) in keys.enumerated() { index[key] = position }
  }

  /// The same storage, from now on unchangeable.
  func shared() -> ValueMap {
    guard !isShared else { return self }
    isShared = true
    isFixed = keys.allSatisfy(\.isFixed) && values.allSatisfy(\.isFixed)
    if keys.count > Self.linear, keys.count < 1 << 15 { makeTable() }
    return self
  }

  private static let longestProbe = 16

  private func makeTable() {
    var size = 32
    while size < keys.count * 3 { size *= 2 }
    var table = [UInt16](repeating: 0, count: size)
    for (position, key) in keys.enumerated() {
      guard let text = key.text else { continue }
      var probe = Int(Name.hash(of: text)) & (size - 1)
      var length = 0
      while table[probe] != 0 {
        probe = (probe + 1) & (size - 1)
        length += 1
        if length > Self.longestProbe { return }
      }
      table[probe] = UInt16(position + 1)
    }
    self.table = table
  }

  /// The value under a name.
  func value(_ name: borrowing Name) -> Value? { position(of: name).map { values[$0] } }

  /// Where the value under a name is, until the mapping changes.
  func place(of name: borrowing Name) -> Place? { position(of: name).map { values.place($0) } }

  private func position(of name: borrowing Name) -> Int? {
    guard !table.isEmpty else { return position(of: name.text) }
    var probe = Int(name.hash) & (table.count - 1)
    while table[probe] != 0 {
      let position = Int(table[probe]) - 1
      switch keys[position] {
      case .string(let text), .markup(let text): if text == name.text { return position }
      default: break
      }
      probe = (probe + 1) & (table.count - 1)
    }
    return nil
  }

  /// The number of keys.
  public var count: Int { keys.count }

  private static let linear = 8

  func position(of key: Value) -> Int? {
    if keys.count > Self.linear { return index[key] }
    for position in 0..<keys.count where keys[position] == key { return position }
    return nil
  }

  /// The position of a string key.
  func position(of key: String) -> Int? {
    if keys.count > Self.linear { return index[.string(key)] }
    for position in 0..<keys.count {
      switch keys[position] {
      case .string(let text), .markup(let text): if text == key { return position }
      default: continue
      }
    }
    return nil
  }

  /// The value under `key`.
  public subscript(key: Value) -> Value? { position(of: key).map { values[$0] } }

  /// The value under the string `key`.
  public subscript(key: String) -> Value? { position(of: key).map { values[$0] } }

  func set(_ key: Value, _ value: Value) {
    nesting = max(nesting, value.nesting + 1, key.nesting + 1)
    if let position = position(of: key) {
      values[position] = value
      return
    }
    keys.append(key)
    values.append(value)
    if keys.count == Self.linear + 1 {
      indexKeys()
    } else if keys.count > Self.linear {
      index[key] = keys.count - 1
    }
  }

  func remove(at position: Int) {
    keys.remove(at: position)
    values.remove(at: position)
    index = [:]
    if keys.count > Self.linear { indexKeys() }
  }

  func clear() {
    keys = []
    values = []
    index = [:]
  }

  func copy() -> ValueMap {
    let copy = ValueMap()
    copy.keys = keys
    copy.values = values
    copy.index = index
    copy.nesting = nesting
    return copy
  }
}
