import BroadsheetCore

/// Finds the entries of a mapping by their keys: by looking at all where they are few, else by hash.
struct KeyPositions {
  private static let few = 16
  private var positions: [String: Int] = [:]
  /// A bit for each length that a key has, in bytes modulo 64: most names that are asked for are of another one.
  private var lengths: UInt64 = 0

  /// Of no entries.
  init() {}

  /// Of entries whose keys are unique.
  init(_ entries: [DataNode.Entry]) {
    for index in entries.indices { lengths |= Self.bit(entries[index].key) }
    guard entries.count > Self.few else { return }
    for (index, entry) in entries.enumerated() { positions[entry.key] = index }
  }

  /// Notes that one more entry stands at the end of `entries`.
  mutating func noteLast(of entries: [DataNode.Entry]) {
    if let last = entries.last { lengths |= Self.bit(last.key) }
    if entries.count == Self.few + 1 { self = Self(entries) }
    if entries.count > Self.few + 1, let last = entries.last { positions[last.key] = entries.count - 1 }
  }

  @inline(__always)
  private static func bit(_ key: String) -> UInt64 { 1 &<< UInt64(truncatingIfNeeded: key.utf8.count) }

  /// Where the entry of this key stands, which is one of the program's own names: ASCII, so that none of another length
  /// equals it.
  func index(ofName name: String, in entries: [DataNode.Entry]) -> Int? {
    guard lengths & Self.bit(name) != 0 else { return nil }
    if entries.count > Self.few { return positions[name] }
    for index in entries.indices
    where entries[index].key.utf8.count == name.utf8.count && entries[index].key == name { return index }
    return nil
  }

  /// Where the entry of this key stands.
  func index(of key: String, in entries: [DataNode.Entry]) -> Int? {
    if entries.count > Self.few { return positions[key] }
    for index in entries.indices where entries[index].key == key { return index }
    return nil
  }
}
