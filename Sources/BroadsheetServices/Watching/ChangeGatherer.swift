import Broadsheet

/// Gathers single changes until a save seems to be over: long enough for an editor that writes, renames and
/// removes in several steps, short enough that nobody waits.
struct ChangeGatherer {
  typealias Instant = ContinuousClock.Instant

  /// After the last change of files that are whole.
  static let quiet = Duration.milliseconds(3)
  /// After the last change while a file is gone or still open: most editors put it back at once.
  static let patience = Duration.milliseconds(20)
  /// After the first change, whatever goes on.
  static let limit = Duration.milliseconds(50)

  private var paths: Set<String> = []
  private var isEverything = false
  private var unfinished: Set<String> = []
  private var first: Instant?
  private var last: Instant?

  /// Takes note that a path changed; `isWhole` says that it is there and written to its end.
  mutating func add(_ path: String, isWhole: Bool, at now: Instant) {
    paths.insert(path)
    if isWhole { unfinished.remove(path) } else { unfinished.insert(path) }
    mark(now)
  }

  /// Takes note that anything may have changed.
  mutating func addEverything(at now: Instant) {
    isEverything = true
    unfinished = []
    mark(now)
  }

  private mutating func mark(_ now: Instant) {
    first = first ?? now
    last = now
  }

  /// When to hand out what there is; nil while there is nothing.
  var due: Instant? {
    guard let first, let last else { return nil }
    return min(last + (unfinished.isEmpty ? Self.quiet : Self.patience), first + Self.limit)
  }

  /// Hands out what changed, if it is due.
  mutating func take(at now: Instant) -> SiteChanges? {
    guard let due, now >= due else { return nil }
    defer { self = ChangeGatherer() }
    return isEverything ? .everything : .paths(paths)
  }
}
