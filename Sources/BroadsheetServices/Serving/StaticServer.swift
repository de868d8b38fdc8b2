import Broadsheet
import BroadsheetCore
import FlyingFox
import FlyingSocks
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Serves an output folder on loopback, so that nobody needs another server to look at a site.
///
/// It listens on 127.0.0.1 alone, answers only requests that are addressed to this machine by name, and reads
/// the folder anew for every request: a rebuilt page is there at the next reload.
public actor StaticServer {
  /// The port that is tried first where none was asked for; the next free one follows.
  public static let defaultPort: UInt16 = 8080

  private nonisolated let site: StaticSite
  private let port: UInt16?
  private var server: HTTPServer?
  private var boundPort: UInt16?
  private var isStopped = false

  /// Prepares a server.
  ///
  /// - Parameters:
  ///   - folder: The output folder.
  ///   - basePath: The path of the site's base URL, such as `/` or `/news/`; `/` redirects there.
  ///   - port: The port to take, 0 for any; nil takes ``defaultPort``, or the next one that is free.
  ///   - hub: Tells open pages about new versions; nil serves files as they are.
  public init(folder: String, basePath: String = "/", port: UInt16? = nil, hub: LiveHub? = nil) {
    site = StaticSite(folder: folder, basePath: basePath, hub: hub)
    self.port = port
  }

  /// Where the site can be looked at, such as `http://localhost:8080/news/`; nil while nothing listens.
  public var address: String? {
    boundPort.map { "http://localhost:\($0)/" + site.base.map { $0 + "/" }.joined() }
  }

  /// Serves until ``stop()`` is called or the task is cancelled; both end it without an error.
  ///
  /// - Parameter onListening: Called with ``address`` once the site can be looked at.
  /// - Throws: A diagnostic where no port is free.
  public func run(onListening: @Sendable (String) -> Void = { _ in }) async throws(Diagnostic) {
    let first = port ?? Self.defaultPort
    let last = port == nil ? first + 99 : first
    for candidate in first...last {
      if isStopped { return }
      do {
        return try await serve(candidate, onListening)
      } catch SocketError.failed(_, EADDRINUSE, _) where candidate < last {
        continue
      } catch {
        if isStopped || Task.isCancelled { return }
        throw Self.diagnostic(error, port: candidate)
      }
    }
  }

  /// The same, until the process is told to end (SIGINT, such as Control-C, or SIGTERM).
  public func runUntilInterrupted(
    onListening: @Sendable (String) -> Void = { _ in }
  ) async throws(Diagnostic) {
    let interruption = Interruption { Task { await self.stop() } }
    defer { interruption.end() }
    try await run(onListening: onListening)
  }

  /// Ends ``run(onListening:)`` for good; open connections are closed.
  public func stop() async {
    isStopped = true
    await server?.stop()
  }

  /// Tells open pages what a build came to.
  nonisolated func publish(_ report: BuildReport, _ changes: SiteChanges) {
    site.hub?.publish(report, changes) { site.identity(of: $0) }
  }

  private func serve(_ port: UInt16, _ onListening: @Sendable (String) -> Void) async throws {
    let server = HTTPServer(
      address: try sockaddr_in.inet(ip4: "127.0.0.1", port: port),
      pool: PromptSocketPool(base: HTTPServer.defaultPool()), logger: .disabled, handler: site)
    self.server = server
    defer {
      self.server = nil
      boundPort = nil
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      group.addTask { try await server.waitUntilListening() }
      // Whichever ends first: the wait, when the port is ours, or the server, with its error.
      try await group.next()
      if case .ip4(_, let bound) = await server.listeningAddress { boundPort = bound }
      if let address { onListening(address) }
      try await group.next()
    }
  }

  private static func diagnostic(_ error: any Error, port: UInt16) -> Diagnostic {
    if case SocketError.failed(_, EADDRINUSE, _) = error {
      return Diagnostic(.serveFailed, "port \(port) is taken", help: "choose another with --port")
    }
    if case SocketError.failed(_, EACCES, _) = error {
      return Diagnostic(
        .serveFailed, "port \(port) may not be used", help: "choose one above 1023 with --port")
    }
    return Diagnostic(.serveFailed, "the site cannot be served: \(error.localizedDescription)")
  }
}
