import BroadsheetCore

/// A part of a template, the state of the render, and the values of the part's keys.
struct FragmentKey: Sendable {
  let part: Int32
  let isStrict: Bool
  let autoescape: Bool
  let values: [Value]
  let hash: UInt64

  /// - Parameter values: the keys' values, all of which are fixed.
  init(part: Int32, isStrict: Bool, autoescape: Bool, values: [Value]) {
    self.part = part
    self.isStrict = isStrict
    self.autoescape = autoescape
    self.values = values
    var hash = UInt64(UInt32(bitPattern: part)) << 2 | (isStrict ? 2 : 0) | (autoescape ? 1 : 0)
    for value in values { hash = (hash ^ value.identityHash) &* 0x9E37_79B9_7F4A_7C15 }
    self.hash = hash ^ (hash >> 32)
  }
}

/// What a cached part has written for some values of its keys. It keeps these alive, so that no other record
/// can be taken for one of them.
final class Fragment: @unchecked Sendable {
  let hash: UInt64
  private let part: Int32
  private let isStrict: Bool
  private let autoescape: Bool
  private let keyCount: UInt16
  private let byteCount: Int
  /// The keys' values and behind them the bytes: fragments are many, and far from each other in memory.
  private let memory: UnsafeMutableRawPointer

  /// Keeps the end of what was written.
  init(_ key: FragmentKey, bytes: Span<UInt8>) {
    hash = key.hash
    part = key.part
    isStrict = key.isStrict
    autoescape = key.autoescape
    keyCount = UInt16(key.values.count)
    byteCount = bytes.count
    let keySize = key.values.count * MemoryLayout<Value>.stride
    memory = .allocate(byteCount: keySize + bytes.count, alignment: MemoryLayout<Value>.alignment)
    let keys = unsafe memory.bindMemory(to: Value.self, capacity: key.values.count)
    for index in 0..<key.values.count { unsafe (keys + index).initialize(to: key.values[index]) }
    unsafe bytes.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      unsafe (memory + keySize).copyMemory(from: start, byteCount: bytes.count)
    }
  }

  deinit {
    unsafe keys.deinitialize(count: Int(keyCount))
    unsafe memory.deallocate()
  }

  private var keys: UnsafeMutablePointer<Value> { unsafe memory.assumingMemoryBound(to: Value.self) }

  /// About how much memory it takes.
  var size: Int { byteCount + Int(keyCount) * MemoryLayout<Value>.stride + 96 }

  /// Whether it is what a part writes for the values of a key.
  func belongs(to key: FragmentKey) -> Bool {
    guard hash == key.hash, part == key.part, isStrict == key.isStrict, autoescape == key.autoescape,
      Int(keyCount) == key.values.count
    else { return false }
    for index in 0..<key.values.count where unsafe !keys[index].isIdentical(to: key.values[index]) {
      return false
    }
    return true
  }

  func write(to out: inout OutputBuffer) {
    let start = unsafe memory + Int(keyCount) * MemoryLayout<Value>.stride
    unsafe out.append(
      contentsOf: UnsafeBufferPointer(start: start.assumingMemoryBound(to: UInt8.self), count: byteCount))
  }
}
