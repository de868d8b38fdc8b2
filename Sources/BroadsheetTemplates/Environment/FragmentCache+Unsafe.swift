import Synchronization

/// What a cached part has written for some values of its keys. It keeps these alive, so that no other record
/// can be taken for one of them.
final class Fragment: Sendable {
  let key: FragmentKey
  let bytes: [UInt8]

  init(_ key: FragmentKey, bytes: [UInt8]) {
    self.key = key
    self.bytes = bytes
  }

  /// About how much memory it takes.
  var size: Int { bytes.count + key.values.count * MemoryLayout<Value>.stride + 160 }
}

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

  func isIdentical(to other: FragmentKey) -> Bool {
    guard hash == other.hash, part == other.part, isStrict == other.isStrict, autoescape == other.autoescape,
      values.count == other.values.count
    else { return false }
    for index in 0..<values.count where !values[index].isIdentical(to: other.values[index]) { return false }
    return true
  }
}

/// The fragments of an environment, for all its renders: a table without locks, in which what came first
/// stays. What finds no place any more is rendered each time.
final class FragmentCache: Sendable {
  private final class Table: @unchecked Sendable {
    static let size = 1 << 16
    private let cells: UnsafeMutablePointer<AtomicLazyReference<Fragment>>

    init() {
      cells = .allocate(capacity: Self.size)
      for index in 0..<Self.size { unsafe (cells + index).initialize(to: AtomicLazyReference()) }
    }

    deinit {
      unsafe cells.deinitialize(count: Self.size)
      unsafe cells.deallocate()
    }

    func fragment(at index: Int) -> Fragment? { unsafe cells[index & (Self.size - 1)].load() }

    /// Puts a fragment into a cell; false where it has one.
    func store(_ fragment: Fragment, at index: Int) -> Bool {
      unsafe cells[index & (Self.size - 1)].storeIfNil(fragment) === fragment
    }
  }

  /// Made when the first fragment is stored: most environments have no cached parts.
  private let table = AtomicLazyReference<Table>()
  private let storedBytes = Atomic<Int>(0)
  private let limit: Int
  private static let longestProbe = 8

  init(limit: Int) { self.limit = limit }

  subscript(key: FragmentKey) -> [UInt8]? {
    guard let table = table.load() else { return nil }
    let start = Int(truncatingIfNeeded: key.hash)
    for offset in 0..<Self.longestProbe {
      guard let fragment = table.fragment(at: start &+ offset) else { return nil }
      if fragment.key.isIdentical(to: key) { return fragment.bytes }
    }
    return nil
  }

  /// Keeps a fragment if there is room.
  func store(_ fragment: Fragment) {
    guard storedBytes.load(ordering: .relaxed) + fragment.size <= limit else { return }
    let table = table.load() ?? table.storeIfNil(Table())
    let start = Int(truncatingIfNeeded: fragment.key.hash)
    for offset in 0..<Self.longestProbe where table.store(fragment, at: start &+ offset) {
      storedBytes.add(fragment.size, ordering: .relaxed)
      return
    }
  }
}
