import Synchronization

/// Spreads independent work over tasks.
enum Parallel {
  /// How many items a task takes at a time: enough that taking costs nothing, few enough that all end together.
  static let chunk = 64

  /// Gives each of `jobs` tasks one chunk of `0..<count` after another, until none is left; the results come in
  /// the order of the chunks, whatever task made them.
  ///
  /// `start` makes what a task keeps for itself: buffers, workspaces.
  static func map<Workspace, Result: Sendable>(
    _ count: Int, chunk: Int = chunk, jobs: Int, start: @Sendable @escaping () -> Workspace,
    _ work: @Sendable @escaping (Range<Int>, inout Workspace) -> Result
  ) async -> [Result] {
    let chunks = (count + chunk - 1) / chunk
    let next = Counter()
    let results = await withTaskGroup(of: [(Int, Result)].self) { group in
      for _ in 0..<max(1, min(jobs, chunks)) {
        group.addTask {
          var workspace = start()
          var mine: [(Int, Result)] = []
          while true {
            let index = next.take()
            if index >= chunks { return mine }
            Allocator.makeRoom()
            mine.append((index, work(index * chunk..<min(count, (index + 1) * chunk), &workspace)))
          }
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    return results.sorted { $0.0 < $1.0 }.map(\.1)
  }

  private final class Counter: Sendable {
    private let value = Atomic(0)
    func take() -> Int { value.add(1, ordering: .relaxed).oldValue }
  }
}
