import BroadsheetCore
import Synchronization

/// The fragments of an environment, for all its renders: a table without locks, in which what came first
/// stays. What finds no place any more is rendered each time.
final class FragmentCache: Sendable {
  /// Made when the first fragment is stored: most environments have no cached parts.
  private let table = OnceTable<OnceTable<Fragment>>(count: 1)
  private let storedBytes = Atomic<Int>(0)
  private let limit: Int
  private static let longestProbe = 8
  private static let size = 1 << 16

  init(limit: Int) { self.limit = limit }

  subscript(key: FragmentKey) -> Fragment? {
    guard let table = table[0] else { return nil }
    let start = Int(truncatingIfNeeded: key.hash)
    for offset in 0..<Self.longestProbe {
      guard let fragment = table[(start &+ offset) & (Self.size - 1)] else { return nil }
      if fragment.belongs(to: key) { return fragment }
    }
    return nil
  }

  /// Keeps a fragment if there is room.
  func store(_ fragment: Fragment) {
    guard storedBytes.load(ordering: .relaxed) + fragment.size <= limit else { return }
    let table = table[0] ?? table.store(OnceTable(count: Self.size), at: 0)
    let start = Int(truncatingIfNeeded: fragment.hash)
    for offset in 0..<Self.longestProbe {
      let first = table.store(fragment, at: (start &+ offset) & (Self.size - 1))
      if first === fragment { storedBytes.add(fragment.size, ordering: .relaxed) }
      // Where another task was quicker, its fragment is the same.
      if first.hash == fragment.hash { return }
    }
  }
}
