import Synchronization

/// Counts errors over all tasks, so that they can stop together.
final class Trouble: Sendable {
  private let count = Atomic(0)

  func add(_ more: Int = 1) { count.add(more, ordering: .relaxed) }
  func isOver(_ limit: Int) -> Bool { count.load(ordering: .relaxed) > limit }
}
