import BroadsheetCore
import Foundation
import Testing

@testable import Broadsheet
@testable import BroadsheetServices

struct LiveServingTests {
  private func page(_ text: String, version: String = "v1") -> String {
    String(decoding: LivePage.injecting(version: version, into: Array(text.utf8)), as: UTF8.self)
  }

  @Test func putsTheScriptIntoTheHead() {
    let tag = #"<script src="/.broadsheet/live.js" data-version="v1" async></script>"#
    #expect(
      page("<!doctype html><html><head><title>t</title>")
        == "<!doctype html><html><head>\(tag)<title>t</title>")
    #expect(page("<HEAD\nclass='x'>y") == "<HEAD\nclass='x'>\(tag)y")
    for text in ["", "<header>x</header>", "plain", "<head", "<head class=", "<p>x</p>"] {
      #expect(page(text) == text + tag)
    }
    let far = String(repeating: " ", count: 5000) + "<head>"
    #expect(page(far) == far + tag)
  }

  @Test func tellsWhatPagesHaveToDo() {
    #expect(ReloadScope(.everything) == .all)
    #expect(ReloadScope(.paths(["Templates/assets/site.css", "Content/x.css"])) == .styles)
    #expect(ReloadScope(.paths(["Templates/assets/site.css", "Content/a.md"])) == .pages)
    #expect(ReloadScope(.paths(["Site.yaml", "Data/x.json", "Templates/base.html"])) == .pages)
    #expect(ReloadScope(.paths(["Content/a.md", "Content/a.svg"])) == .all)
    #expect(ReloadScope(.paths(["Content/folder"])) == .all)
    #expect(ReloadScope(.none) == .pages)
  }

  private func report(_ outcome: BuildReport.Outcome, changed: Int = 1) -> BuildReport {
    var report = BuildReport()
    report.outcome = outcome
    report.changed = changed
    if outcome != .success {
      let place = SourceLocation(file: "Content/a.md", line: 3, column: 2)
      report.diagnostics = [
        Diagnostic(.unknownSetting, .warning, "a warning"),
        Diagnostic(.undefinedValue, "not\nthere", at: place, excerpt: "<b>\u{2028}", help: "mend it"),
      ]
    }
    return report
  }

  /// The names of the events that a page gets while `body` runs.
  private func events(
    seen: String? = nil, _ hub: LiveHub, _ body: (LiveHub) -> Void
  ) async -> [String] {
    let version = hub.version("one")
    let stream = hub.subscribe(path: "/a/", seen: seen ?? version, current: version)
    body(hub)
    hub.close()
    return await stream.reduce(into: []) { $0.append($1) }.filter { $0.hasPrefix("event: ") }
      .map { String($0.dropFirst(7).prefix { $0 != "\n" }) }
  }

  @Test func pagesLoadAgainWhenTheirFileChanged() async {
    #expect(
      await events(LiveHub()) { $0.publish(report(.success), .paths(["Content/a.md"])) { _ in "two" } } == [
        "reload"
      ])
    #expect(
      await events(LiveHub()) { $0.publish(report(.success), .paths(["Content/b.md"])) { _ in "one" } } == [])
    #expect(
      await events(LiveHub()) { $0.publish(report(.success), .paths(["Content/b.png"])) { _ in "one" } } == [
        "reload"
      ])
    #expect(
      await events(LiveHub()) { $0.publish(report(.success, changed: 0), .everything) { _ in "one" } } == [])
    #expect(
      await events(LiveHub()) { $0.publish(report(.success), .paths(["Content/b.css"])) { _ in "one" } } == [
        "styles"
      ])
    #expect(await events(seen: "older", LiveHub()) { _ in } == ["reload"])
  }

  @Test func errorsStandUntilTheyAreMended() async {
    let hub = LiveHub()
    let during = await events(hub) { hub in
      hub.publish(report(.failure), .paths(["Content/a.md"])) { _ in "one" }
    }
    #expect(during == ["errors"])
    // A page that is opened while the site is broken.
    #expect(await events(seen: "older", hub) { _ in } == ["errors"])
    let after = await events(hub) { hub in
      hub.publish(report(.success), .paths(["Content/a.md"])) { _ in "two" }
      hub.publish(report(.success), .paths(["Content/a.md"])) { _ in "two" }
    }
    #expect(after == ["errors", "mended", "reload"])
    #expect(hub.listeners == 0)
  }

  @Test func errorsAreOneLineOfJSON() throws {
    let json = ErrorReport(report(.failure)).json()
    #expect(!json.contains("\n") && !json.contains("<b>"))
    let read = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(read["count"] as? Int == 1)
    let error = try #require((read["errors"] as? [[String: Any]])?.first)
    #expect(error["message"] as? String == "not\nthere")
    #expect(error["excerpt"] as? String == "<b>\u{2028}")
    #expect(error["line"] as? Int == 3)
  }

  @Test func servesThePageTheScriptAndTheStream() async throws {
    let folder = try TemporaryFolder()
    try folder.write([
      "Output/index.html": "<head>front", "Output/.broadsheet/live.js": "theirs", "Output/a.txt": "a",
    ])
    let hub = LiveHub()
    let server = StaticServer(folder: folder["Output"], port: 0, hub: hub)
    let (addresses, continuation) = AsyncStream.makeStream(of: String.self)
    let task = Task { try await server.run { continuation.yield($0) } }
    let address = try #require(await addresses.first { _ in true }.flatMap { URL(string: $0) })
    let port = UInt16(try #require(address.port))
    func get(_ path: String, _ headers: String = "", method: String = "GET") async throws -> RawResponse {
      try await exchange(
        "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\(headers)\r\n", port: port)
    }
    let front = try await get("/")
    #expect(front.body.hasPrefix("<head><script src=\"/.broadsheet/live.js\""))
    #expect(front.headers["content-length"] == String(front.body.utf8.count))
    #expect(try await get("/", method: "HEAD").headers["content-length"] == front.headers["content-length"])
    let tag = try #require(front.headers["etag"])
    #expect(front.body.contains("data-version=\(tag)"))
    #expect(try await get("/", "If-None-Match: \(tag)\r\n").status == 304)
    #expect(try await get("/a.txt").body == "a")
    #expect(try await get("/.broadsheet/live.js").body == LivePage.script)
    #expect(try await get("/.broadsheet/other").status == 404)
    let missing = try await get("/nothing/")
    #expect(missing.status == 404 && missing.body.contains("/.broadsheet/live.js"))
    let stream = Task { try await get("/.broadsheet/events?path=/&version=old") }
    while hub.listeners == 0 { try await Task.sleep(for: .milliseconds(5)) }
    hub.close()
    await server.stop()
    let events = try await stream.value
    #expect(events.headers["content-type"] == "text/event-stream")
    #expect(events.body.contains("event: reload"))
    try await task.value
  }
}
