extension Value: Hashable {
  /// Python's equality: numbers by value across types (`1 == 1.0 == true`), sequences of one kind item by
  /// item, mappings without regard to order, everything else by identity.
  public static func == (lhs: Value, rhs: Value) -> Bool { equal(lhs, rhs, depth: 0) }

  private static func equal(_ lhs: Value, _ rhs: Value, depth: Int) -> Bool {
    switch (lhs, rhs) {
    case (.string(let a), .string(let b)), (.string(let a), .markup(let b)), (.markup(let a), .string(let b)),
      (.markup(let a), .markup(let b)):
      return equalText(a, b)
    case (.int(let a), .int(let b)): return a == b
    case (.undefined, .undefined), (.none, .none): return true
    case (.list(let a), .list(let b)):
      if a === b { return true }
      guard depth < Limits.nesting, a.isTuple == b.isTuple, a.items.count == b.items.count else {
        return false
      }
      for index in 0..<a.items.count where !equal(a.items[index], b.items[index], depth: depth + 1) {
        return false
      }
      return true
    case (.map(let a), .map(let b)):
      if a === b { return true }
      return depth < Limits.nesting && equalMaps(a, b, depth: depth)
    case (.record(let a), .record(let b)):
      if a === b { return true }
      return depth < Limits.nesting && equalRecords(a, b, depth: depth)
    case (.map(let a), .record(let b)):
      return depth < Limits.nesting && equalMaps(a, b.asMap(), depth: depth)
    case (.record(let a), .map(let b)):
      return depth < Limits.nesting && equalMaps(a.asMap(), b, depth: depth)
    case (.object(let a), .object(let b)): return a === b || a.isEqual(to: b)
    default:
      guard let a = lhs.number, let b = rhs.number else { return false }
      return a == b
    }
  }

  /// Equality by scalars: Swift's own equality of strings also equates canonically equivalent ones.
  static func equalText(_ a: String, _ b: String) -> Bool {
    guard a.utf8.count == b.utf8.count, a == b else { return false }
    return a.utf8.count < 16 || a.utf8.elementsEqual(b.utf8)
  }

  private static func equalRecords(_ a: Record, _ b: Record, depth: Int) -> Bool {
    guard a.isOf(b.shape) else { return equalMaps(a.asMap(), b.asMap(), depth: depth) }
    // Most records differ in the length of a text, for which nobody has to look at it.
    for slot in 0..<a.count where a.place(slot).isText(unlike: b.place(slot)) { return false }
    for slot in 0..<a.count where !equal(a[slot], b[slot], depth: depth + 1) {
      return false
    }
    return true
  }

  private static func equalMaps(_ a: ValueMap, _ b: ValueMap, depth: Int) -> Bool {
    guard a.count == b.count else { return false }
    for (index, key) in a.keys.enumerated() {
      guard let other = b[key], equal(a.values[index], other, depth: depth + 1) else { return false }
    }
    return true
  }

  /// Hashes so that equal values hash alike.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .undefined: hasher.combine(0)
    case .none: hasher.combine(1)
    case .bool(let flag): hasher.combine(Double(flag ? 1 : 0))
    case .int(let number): hasher.combine(Double(number))
    case .double(let number): hasher.combine(number)
    case .string(let text), .markup(let text): hasher.combine(text)
    case .list(let list): hasher.combine(list.items.count)
    case .map(let map): hasher.combine(map.count)
    case .record(let record): hasher.combine(record.presentNames.count)
    case .object(let object): hasher.combine(object.hashValueForKey)
    }
  }

  /// Python's truth: false are undefined, none, zero, and what is empty.
  @inlinable public var isTrue: Bool {
    switch self {
    case .undefined, .none: false
    case .bool(let flag): flag
    case .int(let number): number != 0
    case .double(let number): number != 0
    case .string(let text), .markup(let text): !text.utf8.isEmpty
    default: isContainerTrue
    }
  }

  @usableFromInline var isContainerTrue: Bool {
    switch self {
    case .list(let list): list.kind == .generator || !list.items.isEmpty
    case .map(let map): map.count > 0
    case .record(let record): (0..<record.count).contains { !record.place($0).isUndefined }
    case .object(let object): object.isTrue
    default: true
    }
  }

  /// The numeric value of numbers and truth values.
  var number: Double? {
    switch self {
    case .bool(let flag): flag ? 1 : 0
    case .int(let number): Double(number)
    case .double(let number): number
    default: nil
    }
  }

  /// The whole number of integers and truth values.
  public var integer: Int? {
    switch self {
    case .bool(let flag): flag ? 1 : 0
    case .int(let number): number
    default: nil
    }
  }

  /// Whether Python could use it as a key.
  var isHashable: Bool {
    switch self {
    case .list(let list): list.isTuple && list.items.allSatisfy { $0.isHashable }
    case .map, .record: false
    default: true
    }
  }

  /// Orders as Python's `<` does: -1, 0 or 1, or nil where the two cannot be ordered.
  static func order(_ lhs: Value, _ rhs: Value, depth: Int = 0) -> Int? {
    if let a = lhs.text {
      guard let b = rhs.text else { return nil }
      return a == b ? 0 : a.unicodeScalars.lexicographicallyPrecedes(b.unicodeScalars) ? -1 : 1
    }
    if case .int(let a) = lhs, case .int(let b) = rhs { return a < b ? -1 : a == b ? 0 : 1 }
    if let a = lhs.number, let b = rhs.number { return a < b ? -1 : a == b ? 0 : a > b ? 1 : 2 }
    if case .list(let a) = lhs, case .list(let b) = rhs, a.isTuple == b.isTuple, depth < Limits.nesting {
      for index in 0..<min(a.items.count, b.items.count) where a.items[index] != b.items[index] {
        return order(a.items[index], b.items[index], depth: depth + 1)
      }
      return a.items.count < b.items.count ? -1 : a.items.count == b.items.count ? 0 : 1
    }
    return nil
  }
}
