import BroadsheetCore
import Synchronization

/// The fragments of an environment, for all its renders: a table without locks, in which what came first
/// stays. What finds no place any more is rendered each time.
final class FragmentCache: Sendable {
  private let table: OnceTable<Fragment>
  private let storedBytes = Atomic<Int>(0)
  private let limit: Int
  private static let longestProbe = 8
  private static let size = 1 << 16

  /// - Parameter limit: how many bytes are kept; 0 for an environment without cached parts.
  init(limit: Int) {
    self.limit = limit
    table = OnceTable(count: limit > 0 ? Self.size : 0)
  }

  /// Writes what is kept for a key; false where there is nothing.
  func write(_ key: FragmentKey, to out: inout OutputBuffer) -> Bool {
    guard limit > 0 else { return false }
    let start = Int(truncatingIfNeeded: key.head.hash)
    for offset in 0..<Self.longestProbe {
      let isWritten = table.look(at: (start &+ offset) & (Self.size - 1)) { fragment in
        fragment.write(for: key, to: &out)
      }
      guard let isWritten else { return false }
      if isWritten { return true }
    }
    return false
  }

  /// Keeps a fragment if there is room.
  func store(_ fragment: Fragment) {
    guard storedBytes.load(ordering: .relaxed) + fragment.size <= limit else { return }
    let start = Int(truncatingIfNeeded: fragment.hash)
    for offset in 0..<Self.longestProbe {
      let first = table.store(fragment, at: (start &+ offset) & (Self.size - 1))
      if first === fragment { storedBytes.add(fragment.size, ordering: .relaxed) }
      // Where another task was quicker, its fragment is the same.
      if first.hash == fragment.hash { return }
    }
  }
}
