import BroadsheetCore
import Synchronization

/// A look at all files that the last build wrote: which of them are not as it left them. It begins at once and runs beside
/// the rest of a build, since it is most of the work of one after an edit.
final class OutputLooks: Sendable {
  /// So many files are looked at at a time.
  private static let chunk = 512

  private let emitter: Emitter
  private let checked: CheckedFolders
  private let next = Atomic(0)
  private let found = Mutex<[Int]>([])
  private let helpers = Mutex<[Task<Void, Never>]>([])

  /// - Parameter jobs: so many tasks look, once nothing else is left to do.
  init(_ emitter: Emitter, jobs: Int) async {
    self.emitter = emitter
    checked = await emitter.checkedFolders(above: emitter.known.paths, jobs: jobs)
    helpers.withLock { [self] list in list = (1..<max(1, jobs)).map { _ in Task { self.work() } } }
  }

  /// Looks at files until none is left.
  private func work() {
    let count = emitter.known.count
    var checked = checked
    var touched: [Int] = []
    while true {
      let start = next.add(Self.chunk, ordering: .relaxed).oldValue
      if start >= count { break }
      for position in start..<min(count, start + Self.chunk)
      where !emitter.isUntouched(position, checked: &checked) {
        touched.append(position)
      }
    }
    found.withLock { $0 += touched }
  }

  /// The positions of the files that are not as they were left, in no order.
  func touched() async -> [Int] {
    work()
    for helper in helpers.withLock({ $0 }) { await helper.value }
    return found.withLock { $0 }
  }
}
