import Broadsheet
import BroadsheetCore
import Synchronization

/// Tells open pages what became of the site: a new version of them, other style sheets, or errors.
///
/// A page knows the version under which it was served; one that comes back, or that was loaded while a build ran,
/// is told at once if there is another.
public final class LiveHub: Sendable {
  private struct Subscriber {
    var path: String
    var version: String
    var events: AsyncStream<String>.Continuation
  }

  private struct State {
    /// The segments of the path below which the site is served.
    var base: [String]
    /// Counts what changed without a trace in the pages' own files.
    var epoch = 0
    /// The message about the errors of the last build; nil where it succeeded.
    var errors: String?
    var subscribers: [Int: Subscriber] = [:]
    var nextIdentifier = 0
  }

  /// Where the hub answers. The output cannot hold the name: it is one of those under which builds keep files.
  static let events = "/.broadsheet/events"
  /// Where the script for the pages lies.
  static let script = "/.broadsheet/live.js"

  private let state: Mutex<State>
  /// Tells this process from an earlier one, whose pages may still be open.
  private let process = String(UInt32.random(in: 0 ... .max), radix: 36)

  /// Makes a hub for a site whose base URL has this path, such as `/` or `/news/`.
  public init(basePath: String = "/") { state = Mutex(State(base: StaticSite.segments(basePath))) }

  /// The segments of the path below which the site is served.
  var base: [String] { state.withLock { $0.base } }

  /// Serves the site below another path from now on.
  func move(to basePath: String) { state.withLock { $0.base = StaticSite.segments(basePath) } }

  /// The version under which a page is served whose file has this identity.
  func version(_ identity: String) -> String {
    identity + "-" + process + String(state.withLock { $0.epoch }, radix: 36)
  }

  /// How many pages listen.
  var listeners: Int { state.withLock { $0.subscribers.count } }

  /// Begins to tell a page about itself.
  ///
  /// - Parameters:
  ///   - path: The path of the page's address.
  ///   - seen: The version that it shows.
  ///   - current: The version that it would be served under now.
  func subscribe(path: String, seen: String, current: String) -> AsyncStream<String> {
    let (stream, events) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(32))
    let (identifier, errors) = state.withLock { state in
      let identifier = state.nextIdentifier
      state.nextIdentifier += 1
      state.subscribers[identifier] = Subscriber(path: path, version: current, events: events)
      return (identifier, state.errors)
    }
    events.onTermination = { [weak self] _ in
      self?.state.withLock { $0.subscribers[identifier] = nil }
    }
    // The first line makes the connection known as open; a page reconnects after so many milliseconds.
    events.yield("retry: 500\n\n")
    if let errors { events.yield(Self.event("errors", errors)) }
    if seen != current, errors == nil { events.yield(Self.event("reload", current)) }
    return stream
  }

  /// Tells all pages what a build came to.
  ///
  /// - Parameters:
  ///   - report: The build's report.
  ///   - changes: What changed in the sources since the last build that succeeded.
  ///   - identity: The identity of the file at a page's path.
  func publish(_ report: BuildReport, _ changes: SiteChanges, identity: (String) -> String) {
    let problems = report.outcome == .success ? nil : ErrorReport(report).json()
    let hasNews = report.created + report.changed + report.removed > 0
    let scope = ReloadScope(changes)
    let (before, wasBroken) = state.withLock { state in
      defer { state.errors = problems }
      if problems == nil, hasNews, scope != .pages { state.epoch += 1 }
      return (state.subscribers, state.errors != nil)
    }
    for (identifier, subscriber) in before {
      if let problems {
        subscriber.events.yield(Self.event("errors", problems))
        continue
      }
      if wasBroken { subscriber.events.yield(Self.event("mended", "")) }
      let current = version(identity(subscriber.path))
      if current == subscriber.version { continue }
      subscriber.events.yield(Self.event(scope == .styles ? "styles" : "reload", current))
      state.withLock { $0.subscribers[identifier]?.version = current }
    }
  }

  /// Writes to all pages, so that connections whose other end has gone are noticed.
  func knock() {
    for subscriber in state.withLock({ $0.subscribers }).values { subscriber.events.yield(": knock\n\n") }
  }

  /// Ends all connections.
  func close() {
    for subscriber in state.withLock({ $0.subscribers }).values { subscriber.events.finish() }
  }

  /// An event of the stream; the data are one line.
  private static func event(_ name: String, _ data: String) -> String { "event: \(name)\ndata: \(data)\n\n" }
}
