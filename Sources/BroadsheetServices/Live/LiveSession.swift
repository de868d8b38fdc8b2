import Broadsheet
import BroadsheetCore

/// Serves a site and keeps it up to date: builds, watches, builds again, and tells the open pages.
public struct LiveSession: Sendable {
  /// Brings the output up to date after changes; `everything` at the first call.
  public typealias Rebuild = @Sendable (SiteChanges) async -> BuildReport

  private let paths: SitePaths
  private let rebuild: Rebuild
  private let basePath: @Sendable () -> String
  private let onBuild: @Sendable (BuildReport) -> Void
  private let hub: LiveHub?
  private let server: StaticServer

  /// Prepares a session.
  ///
  /// - Parameters:
  ///   - paths: The site.
  ///   - port: The port to take, 0 for any; nil takes ``StaticServer/defaultPort``, or the next one that is free.
  ///   - reloads: Whether open pages are told.
  ///   - basePath: The path of the site's base URL, asked again when `Site.yaml` changes.
  ///   - onBuild: Called after every build.
  ///   - rebuild: Builds the site.
  public init(
    _ paths: SitePaths, port: UInt16? = nil, reloads: Bool = true, basePath: @escaping @Sendable () -> String,
    onBuild: @escaping @Sendable (BuildReport) -> Void = { _ in }, rebuild: @escaping Rebuild
  ) {
    (self.paths, self.rebuild, self.basePath, self.onBuild) = (paths, rebuild, basePath, onBuild)
    let base = basePath()
    hub = reloads ? LiveHub(basePath: base) : nil
    server = StaticServer(folder: paths.output, basePath: base, port: port, hub: hub)
  }

  /// Builds, then serves and watches until the task is cancelled or ``stop()`` is called.
  ///
  /// - Parameter onListening: Called with the address once the site can be looked at.
  /// - Throws: A diagnostic where no port is free.
  public func run(onListening: @Sendable (String) -> Void = { _ in }) async throws(Diagnostic) {
    // Before the first build: what is saved while it runs is not lost.
    let watcher = SiteWatcher(paths)
    let missed = await build(.everything)
    // Not awaited at the end: whoever ends a session does not wait for a build, which may be killed at any time.
    let building = Task { await keepUp(watcher, missed) }
    let knocking = Task {
      while (try? await Task.sleep(for: .seconds(10))) != nil { hub?.knock() }
    }
    defer {
      watcher.stop()
      building.cancel()
      knocking.cancel()
      hub?.close()
    }
    try await server.run(onListening: onListening)
  }

  /// The same, until the process is told to end (SIGINT, such as Control-C, or SIGTERM).
  public func runUntilInterrupted(
    onListening: @Sendable (String) -> Void = { _ in }
  ) async throws(Diagnostic) {
    let interruption = Interruption { Task { await stop() } }
    defer { interruption.end() }
    try await run(onListening: onListening)
  }

  /// Ends ``run(onListening:)`` for good.
  public func stop() async {
    hub?.close()
    await server.stop()
  }

  /// Builds after each change.
  private func keepUp(_ watcher: SiteWatcher, _ missed: SiteChanges) async {
    var missed = missed
    while let changes = await watcher.next() { missed = await build(missed.union(changes)) }
  }

  /// Builds, and says what the next build has to know: the changes, if this one failed.
  private func build(_ changes: SiteChanges) async -> SiteChanges {
    var report = await rebuild(changes)
    // Another build of the site, in another process, is soon over.
    while report.diagnostics.contains(where: { $0.code == .outputLocked }), !Task.isCancelled {
      try? await Task.sleep(for: .milliseconds(200))
      report = await rebuild(changes)
    }
    onBuild(report)
    if report.outcome == .success { hub?.move(to: basePath()) }
    server.publish(report, changes)
    return report.outcome == .success ? .none : changes
  }
}
