import Synchronization

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

  subscript(key: FragmentKey) -> Fragment? {
    guard let table = table.load() else { return nil }
    let start = Int(truncatingIfNeeded: key.hash)
    for offset in 0..<Self.longestProbe {
      guard let fragment = table.fragment(at: start &+ offset) else { return nil }
      if fragment.belongs(to: key) { return fragment }
    }
    return nil
  }

  /// Keeps a fragment if there is room.
  func store(_ fragment: Fragment) {
    guard storedBytes.load(ordering: .relaxed) + fragment.size <= limit else { return }
    let table = table.load() ?? table.storeIfNil(Table())
    let start = Int(truncatingIfNeeded: fragment.hash)
    for offset in 0..<Self.longestProbe where table.store(fragment, at: start &+ offset) {
      storedBytes.add(fragment.size, ordering: .relaxed)
      return
    }
  }
}
