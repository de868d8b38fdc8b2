import BroadsheetCore
import Foundation
import Synchronization
import Testing

@testable import Broadsheet
@testable import BroadsheetServices

@Suite(.timeLimit(.minutes(1))) struct LiveSessionTests {
  /// A site whose builds are a script: each takes the next outcome.
  private final class Script: Sendable {
    private let reports: Mutex<[BuildReport]>
    let (told, continuation) = AsyncStream.makeStream(of: SiteChanges.self)

    init(_ outcomes: [BuildReport.Outcome], change: (inout BuildReport) -> Void = { _ in }) {
      reports = Mutex(
        outcomes.map { outcome in
          var report = BuildReport()
          report.outcome = outcome
          change(&report)
          return report
        })
    }

    func build(_ changes: SiteChanges) -> BuildReport {
      continuation.yield(changes)
      return reports.withLock { $0.isEmpty ? BuildReport() : $0.removeFirst() }
    }
  }

  /// Runs a session until it has built as often as there are `steps` and once before; each step is taken after
  /// a build. Gives what the builds were told.
  private func run(
    _ script: Script, _ steps: [(TemporaryFolder) throws -> Void]
  ) async throws -> [SiteChanges] {
    let folder = try TemporaryFolder()
    try folder.write(["Content/a.md": "a", "Content/b.md": "b"])
    let session = LiveSession(
      SitePaths(root: folder.path), port: 0, basePath: { "/" }, rebuild: { script.build($0) })
    let (addresses, listening) = AsyncStream.makeStream(of: String.self)
    let task = Task { try await session.run { listening.yield($0) } }
    _ = await addresses.first { _ in true }
    var told = script.told.makeAsyncIterator()
    var changes = [try #require(await told.next())]
    for step in steps {
      try step(folder)
      changes.append(try #require(await told.next()))
    }
    await session.stop()
    try await task.value
    return changes
  }

  @Test func tellsEachBuildWhatChanged() async throws {
    let changes = try await run(
      Script([]),
      [
        { try $0.write(["Content/a.md": "1"]) },
        { try $0.write(["Content/b.md": "2"]) },
      ])
    #expect(changes == [.everything, .paths(["Content/a.md"]), .paths(["Content/b.md"])])
  }

  @Test func changesOfAFailedBuildStay() async throws {
    let changes = try await run(
      Script([.success, .failure, .success]),
      [
        { try $0.write(["Content/a.md": "1"]) },
        { try $0.write(["Content/b.md": "2"]) },
        { try $0.write(["Content/b.md": "3"]) },
      ])
    #expect(
      changes == [
        .everything, .paths(["Content/a.md"]), .paths(["Content/a.md", "Content/b.md"]),
        .paths(["Content/b.md"]),
      ])
  }

  @Test func theFirstBuildMayFail() async throws {
    let changes = try await run(Script([.failure]), [{ try $0.write(["Content/a.md": "1"]) }])
    #expect(changes == [.everything, .everything])
  }

  @Test func buildsAgainWhenTheClockSaysSo() async throws {
    let due = Moment(seconds: Int64(Date().timeIntervalSince1970) + 1).rfc3339(in: .utc)
    let changes = try await run(Script([.success]) { $0.nextDue = due }, [{ _ in }])
    #expect(changes == [.everything, .none])
  }

  @Test func waitsForAnotherBuildToEnd() async throws {
    let script = Script([.environment]) {
      $0.diagnostics = [Diagnostic(.outputLocked, "another build of this site is running")]
    }
    let changes = try await run(script, [{ _ in }])
    #expect(changes == [.everything, .everything])
  }
}
