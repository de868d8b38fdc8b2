import Broadsheet
import BroadsheetCore
import Foundation

/// Serves a site and keeps it up to date: builds, watches, builds again, and tells the open pages.
public struct LiveSession: Sendable {
  /// Brings the output up to date after changes: everything at the first call, none where only the clock has
  /// moved. What a failed build was told is told again to the next.
  public typealias Rebuild = @Sendable (SiteChanges) async -> BuildReport

  private let paths: SitePaths
  private let rebuild: Rebuild
  private let basePath: @Sendable () -> String
  private let onBuild: @Sendable (BuildReport) -> Void
  private let followsClock: Bool
  private let hub: LiveHub?
  private let server: StaticServer

  /// Prepares a session.
  ///
  /// - Parameters:
  ///   - paths: The site.
  ///   - port: The port to take, 0 for any; nil takes ``StaticServer/defaultPort``, or the next one that is free.
  ///   - reloads: Whether open pages are told.
  ///   - followsClock: Whether to build again when an article becomes due.
  ///   - basePath: The path of the site's base URL, asked again when `Site.yaml` changes.
  ///   - onBuild: Called after every build.
  ///   - rebuild: Builds the site.
  public init(
    _ paths: SitePaths, port: UInt16? = nil, reloads: Bool = true, followsClock: Bool = true,
    basePath: @escaping @Sendable () -> String, onBuild: @escaping @Sendable (BuildReport) -> Void = { _ in },
    rebuild: @escaping Rebuild
  ) {
    (self.paths, self.rebuild, self.basePath, self.onBuild) = (paths, rebuild, basePath, onBuild)
    self.followsClock = followsClock
    let base = basePath()
    hub = reloads ? LiveHub(basePath: base) : nil
    server = StaticServer(folder: paths.output, basePath: base, port: port, hub: hub)
  }

  /// Builds, then serves and watches until the task is cancelled or ``stop()`` is called.
  ///
  /// - Parameter onListening: Called with the address once the site can be looked at.
  /// - Throws: A diagnostic where no port is free.
  public func run(onListening: @Sendable (String) -> Void = { _ in }) async throws(Diagnostic) {
    try await run(takingSignals: false, onListening)
  }

  /// The same, until the process is told to end (SIGINT, such as Control-C, or SIGTERM).
  public func runUntilInterrupted(
    onListening: @Sendable (String) -> Void = { _ in }
  ) async throws(Diagnostic) {
    try await run(takingSignals: true, onListening)
  }

  private func run(
    takingSignals: Bool, _ onListening: @Sendable (String) -> Void
  ) async throws(Diagnostic) {
    // Before the first build: what is saved while it runs is not lost.
    let watcher = SiteWatcher(paths)
    let first = await build(.everything)
    // Not before: a signal during the first build ends the process as signals do.
    let interruption = takingSignals ? Interruption { Task { await stop() } } : nil
    // Not awaited at the end: whoever ends a session does not wait for a build, which may be killed at any time.
    let building = Task { await keepUp(watcher, first) }
    let knocking = Task {
      while (try? await Task.sleep(for: .seconds(10))) != nil { hub?.knock() }
    }
    defer {
      interruption?.end()
      watcher.stop()
      building.cancel()
      knocking.cancel()
      hub?.close()
    }
    try await server.run(onListening: onListening)
  }

  /// Ends ``run(onListening:)`` for good.
  public func stop() async {
    hub?.close()
    await server.stop()
  }

  /// Builds after each change, and when the clock makes one.
  private func keepUp(_ watcher: SiteWatcher, _ first: Outcome) async {
    var last = first
    while true {
      let alarm = Task { [due = last.due] in
        guard let due, await Self.sleep(until: due) else { return }
        watcher.wake()
      }
      let changes = await watcher.next()
      alarm.cancel()
      guard let changes else { return }
      last = await build(last.missed.union(changes))
    }
  }

  /// What the next build has to know of this one.
  private struct Outcome {
    /// The changes that it did not bring to the output, since it failed.
    var missed = SiteChanges.none
    /// When the same sources give another site.
    var due: Moment?
  }

  private func build(_ changes: SiteChanges) async -> Outcome {
    var report = await rebuild(changes)
    // Another build of the site, in another process, is soon over.
    while report.diagnostics.contains(where: { $0.code == .outputLocked }), !Task.isCancelled {
      try? await Task.sleep(for: .milliseconds(200))
      report = await rebuild(changes)
    }
    onBuild(report)
    if report.outcome == .success, Self.mayMove(changes) { hub?.move(to: basePath()) }
    server.publish(report, changes)
    guard report.outcome == .success else { return Outcome(missed: changes) }
    guard followsClock, let due = report.nextDue else { return Outcome() }
    return Outcome(due: Moment(parsing: due, zone: .utc))
  }

  /// Whether changes may have given the site another base URL.
  private static func mayMove(_ changes: SiteChanges) -> Bool {
    guard case .paths(let paths) = changes else { return true }
    return paths.contains { !$0.contains("/") }
  }

  /// Sleeps until the wall clock shows a moment, also if the machine sleeps in between; says whether it does.
  private static func sleep(until due: Moment) async -> Bool {
    while !Task.isCancelled {
      let left = due.seconds - Int64(Date().timeIntervalSince1970)
      if left <= 0 { return true }
      try? await Task.sleep(for: .seconds(min(left, 60)))
    }
    return false
  }
}
