/// A small table on hashes that are already good, made once and read often; zero is no key.
struct HashTable<Value: Sendable>: Sendable {
  private var keys: [UInt64]
  private var values: [Value?]
  private var mask: UInt64

  /// Makes a table; of entries with the same key the last one counts.
  init(_ entries: [UInt64: Value]) {
    var size = 8
    while size < entries.count * 3 { size *= 2 }
    keys = Array(repeating: 0, count: size)
    values = Array(repeating: nil, count: size)
    mask = UInt64(size - 1)
    for (key, value) in entries where key != 0 {
      var slot = key & mask
      while keys[Int(slot)] != 0 { slot = (slot + 1) & mask }
      keys[Int(slot)] = key
      values[Int(slot)] = value
    }
  }

  /// All keys.
  var all: [UInt64] { keys.filter { $0 != 0 } }

  /// The value of the key, if it has one.
  @inline(__always) subscript(key: UInt64) -> Value? {
    var slot = key & mask
    while true {
      let found = keys[Int(slot)]
      if found == key { return key == 0 ? nil : values[Int(slot)] }
      if found == 0 { return nil }
      slot = (slot &+ 1) & mask
    }
  }
}
