import Broadsheet
import Synchronization

/// Where a watcher leaves changes and one reader takes them: what comes while the reader is busy becomes one.
final class ChangeMailbox: Sendable {
  private struct State {
    var changes: SiteChanges?
    var reader: CheckedContinuation<SiteChanges?, Never>?
    var isClosed = false
  }

  private let state = Mutex(State())

  /// Leaves changes.
  func put(_ changes: SiteChanges) {
    let reader = state.withLock { state -> CheckedContinuation<SiteChanges?, Never>? in
      if let reader = state.reader {
        state.reader = nil
        return reader
      }
      state.changes = state.changes?.union(changes) ?? changes
      return nil
    }
    reader?.resume(returning: changes)
  }

  /// Takes what there is, or waits for it; nil once the box is closed or the task is cancelled.
  func next() async -> SiteChanges? {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let immediate = state.withLock { state -> SiteChanges?? in
          if state.isClosed || Task.isCancelled { return .some(nil) }
          if let changes = state.changes {
            state.changes = nil
            return .some(changes)
          }
          precondition(state.reader == nil, "a mailbox has one reader")
          state.reader = continuation
          return nil
        }
        if let immediate { continuation.resume(returning: immediate) }
      }
    } onCancel: {
      release()
    }
  }

  /// Ends the waiting for good.
  func close() {
    state.withLock { $0.isClosed = true }
    release()
  }

  private func release() {
    let reader = state.withLock { state in
      defer { state.reader = nil }
      return state.reader
    }
    reader?.resume(returning: nil)
  }
}
