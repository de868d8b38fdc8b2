import Synchronization

/// Gathers where the time of a build goes. A build without one measures its stages and nothing else.
public final class Profile: Sendable {
  /// What a span of time was spent on.
  enum Kind: String, Sendable {
    case stage, article, output
  }

  /// Work that one thread did from one instant to another.
  struct Span: Sendable {
    var kind: Kind
    /// The stage, the source file, or the output file.
    var name: String
    /// What it is counted under: the template of a page, what else an output is.
    var group: String
    /// The thread, counted from 0 in the order in which threads came.
    var lane: Int
    /// Nanoseconds since the profile was made.
    var start: Int64
    /// Nanoseconds.
    var duration: Int64
    /// The most memory that the process has held until then, in bytes; only of stages.
    var memory = 0
  }

  private struct State {
    var spans: [Span] = []
    var lanes: [ThreadIdentity: Int] = [:]
  }

  private let origin = ContinuousClock.now
  private let state = Mutex(State())

  /// Begins to measure.
  public init() {}

  /// What was measured so far, in the order in which it ended.
  var spans: [Span] { state.withLock { $0.spans } }

  /// Takes note of work, by default of work that ends now.
  func add(
    _ kind: Kind, _ name: String, group: String = "", from start: ContinuousClock.Instant,
    to end: ContinuousClock.Instant = .now
  ) {
    let identity = ThreadIdentity.current
    state.withLock { state in
      let lane = state.lanes[identity] ?? state.lanes.count
      state.lanes[identity] = lane
      state.spans.append(
        Span(
          kind: kind, name: name, group: group, lane: lane, start: origin.duration(to: start).nanoseconds,
          duration: start.duration(to: end).nanoseconds, memory: kind == .stage ? Memory.peak : 0))
    }
  }
}

extension Profile? {
  /// Does work, and takes note of it where somebody measures.
  @inline(__always)
  func measure<Result, Failure: Error>(
    _ kind: Profile.Kind, _ name: @autoclosure () -> String, group: @autoclosure () -> String = "",
    _ work: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard let profile = self else { return try work() }
    let start = ContinuousClock.now
    defer {
      let end = ContinuousClock.now
      profile.add(kind, name(), group: group(), from: start, to: end)
    }
    return try work()
  }
}

extension Duration {
  /// The same in nanoseconds.
  var nanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }
}
