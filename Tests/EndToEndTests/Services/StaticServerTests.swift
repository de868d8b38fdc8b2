import Broadsheet
import BroadsheetCore
import BroadsheetServices
import Foundation
import Testing

struct StaticServerTests {
  private static let secret = "not for the world"

  private func site() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write([
      "Output/index.html": "front", "Output/404.html": "no such page", "Output/feed.xml": "<rss/>",
      "Output/feed.atom": "<feed/>", "Output/feed.json": "{}", "Output/data.json": "[]",
      "Output/theme/site.css": "body {}", "Output/theme/site.js": "1", "Output/picture.svg": "<svg/>",
      "Output/app.webmanifest": "{}", "Output/movie.mp4": "0123456789", "Output/paper.PDF": "%PDF",
      "Output/sitemap.xml": "<urlset/>", "Output/letters.woff2": "w", "Output/notes.txt": "ü",
      "Output/unknown.zzz": "?", "Output/empty.txt": "",
      "Output/news/index.html": "section", "Output/news/story/index.html": "story",
      "Output/bare/file.txt": "bare", "Output/with space/Größe.html": "spaced",
      "Output/.well-known/security.txt": "contact", "Output/index.html.broadsheet-new": "half",
      "Output/.broadsheet-x": "half", "secret.txt": Self.secret, "Outputs/secret.txt": Self.secret,
    ])
    let files = FileManager.default
    try files.createSymbolicLink(atPath: folder["Output/leak.txt"], withDestinationPath: folder["secret.txt"])
    try files.createSymbolicLink(atPath: folder["Output/up"], withDestinationPath: "..")
    try files.createSymbolicLink(atPath: folder["Output/loop"], withDestinationPath: "loop")
    try files.createSymbolicLink(atPath: folder["Output/inside.txt"], withDestinationPath: "notes.txt")
    return folder
  }

  /// Runs a server on a free port for as long as `body` takes.
  private func serving(
    _ folder: String, basePath: String = "/", _ body: (UInt16) async throws -> Void
  ) async throws {
    let server = StaticServer(folder: folder, basePath: basePath, port: 0)
    let (addresses, continuation) = AsyncStream.makeStream(of: String.self)
    let task = Task {
      defer { continuation.finish() }
      try await server.run { continuation.yield($0) }
    }
    let address = await addresses.first { _ in true }
    let url = try #require(address.flatMap { URL(string: $0) })
    #expect(url.path.hasPrefix(basePath == "/" ? "" : "/news"))
    do { try await body(UInt16(try #require(url.port))) } catch {
      await server.stop()
      throw error
    }
    await server.stop()
    try await task.value
  }

  private func get(
    _ path: String, _ port: UInt16, method: String = "GET", host: String = "localhost",
    headers: [String] = []
  ) async throws -> RawResponse {
    let lines = ["\(method) \(path) HTTP/1.1", "Host: \(host)", "Connection: close"] + headers
    return try await exchange(lines.joined(separator: "\r\n") + "\r\n\r\n", port: port)
  }

  @Test func servesFilesUnderTheirTypes() async throws {
    let folder = try site()
    try await serving(folder["Output"]) { port in
      let expected = [
        ("/", "front", "text/html; charset=utf-8"), ("/news/", "section", "text/html; charset=utf-8"),
        ("/news/story/", "story", "text/html; charset=utf-8"),
        ("/index.html", "front", "text/html; charset=utf-8"),
        ("/feed.xml", "<rss/>", "application/rss+xml; charset=utf-8"),
        ("/feed.atom", "<feed/>", "application/atom+xml; charset=utf-8"),
        ("/feed.json", "{}", "application/feed+json"), ("/data.json", "[]", "application/json"),
        ("/sitemap.xml", "<urlset/>", "application/xml; charset=utf-8"),
        ("/theme/site.css", "body {}", "text/css; charset=utf-8"),
        ("/theme/site.js?v=1", "1", "text/javascript; charset=utf-8"),
        ("/picture.svg", "<svg/>", "image/svg+xml; charset=utf-8"),
        ("/app.webmanifest", "{}", "application/manifest+json"), ("/movie.mp4", "0123456789", "video/mp4"),
        ("/paper.PDF", "%PDF", "application/pdf"), ("/letters.woff2", "w", "font/woff2"),
        ("/notes.txt", "ü", "text/plain; charset=utf-8"), ("/inside.txt", "ü", "text/plain; charset=utf-8"),
        ("/unknown.zzz", "?", "application/octet-stream"), ("/empty.txt", "", "text/plain; charset=utf-8"),
        ("/.well-known/security.txt", "contact", "text/plain; charset=utf-8"),
        ("/with%20space/Gr%C3%B6%c3%9fe.html", "spaced", "text/html; charset=utf-8"),
      ]
      for (path, body, type) in expected {
        let response = try await get(path, port)
        #expect(response.status == 200, "\(path)")
        #expect(response.body == body, "\(path)")
        #expect(response.headers["content-type"] == type, "\(path)")
        #expect(response.headers["cache-control"] == "no-cache", "\(path)")
        #expect(response.headers["content-length"] == String(body.utf8.count), "\(path)")
        let head = try await get(path, port, method: "HEAD")
        #expect(head.status == 200 && head.body.isEmpty, "\(path)")
        #expect(head.headers["content-length"] == String(body.utf8.count), "\(path)")
      }
    }
  }

  @Test func leadsToFoldersAndSaysWhatIsMissing() async throws {
    let folder = try site()
    try await serving(folder["Output"]) { port in
      for (path, location) in [
        ("/news", "/news/"), ("/news/story?a=b", "/news/story/?a=b"),
      ] {
        let response = try await get(path, port)
        #expect(response.status == 301, "\(path)")
        #expect(response.headers["location"] == location, "\(path)")
      }
      for path in [
        "/nothing", "/nothing/", "/bare", "/bare/", "/index.html/", "//", "//example.org/", "/news//story/",
        "/.broadsheet-x", "/index.html.broadsheet-new", "/loop", "/loop/",
      ] {
        let response = try await get(path, port)
        #expect(response.status == 404, "\(path)")
        #expect(response.body == "no such page", "\(path)")
        #expect(response.headers["location"] == nil, "\(path)")
        #expect(response.headers["content-type"] == "text/html; charset=utf-8", "\(path)")
      }
      let head = try await get("/nothing", port, method: "HEAD")
      #expect(head.status == 404 && head.body.isEmpty)
      try FileManager.default.removeItem(atPath: folder["Output/404.html"])
      #expect(try await get("/nothing", port).status == 404)
    }
  }

  @Test func neverLeavesTheFolder() async throws {
    let folder = try site()
    try await serving(folder["Output"]) { port in
      for path in [
        "/../secret.txt", "/%2e%2e/secret.txt", "/.%2E/secret.txt", "/news/../../secret.txt",
        "/..%2fsecret.txt", "/%2e%2e%2fsecret.txt", "/news/..%2f..%2fsecret.txt", "/..\\secret.txt",
        "/..%5csecret.txt", "/../Outputs/secret.txt", "/%2e%2e/Outputs/secret.txt", "/leak.txt",
        "/up/secret.txt", "/up/", "/up/Outputs/secret.txt", "/index.html%00.txt", "/%00", "/%", "/%zz",
        "/%c0%ae%c0%ae/secret.txt", "/%ff", "secret.txt", "*", "/..", "/.", "/./index.html",
        folder["secret.txt"], "/" + folder["secret.txt"],
      ] {
        let response = try await get(path, port)
        #expect([400, 404].contains(response.status), "\(path)")
        #expect(!response.body.contains(Self.secret), "\(path)")
      }
    }
  }

  @Test func answersOnlyToThisMachine() async throws {
    let folder = try site()
    try await serving(folder["Output"]) { port in
      for host in ["localhost", "localhost:\(port)", "LOCALHOST", "127.0.0.1:\(port)", "[::1]:\(port)"] {
        #expect(try await get("/", port, host: host).status == 200, "\(host)")
      }
      for host in [
        "example.org", "localhost.example.org", "127.0.0.1.example.org", "localhost:x", "localhost:8080@e",
        "",
      ] {
        let response = try await get("/", port, host: host)
        #expect(response.status == 403, "\(host)")
        #expect(!response.body.contains("front"), "\(host)")
      }
      for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"] {
        let response = try await get("/", port, method: method)
        #expect(response.status == 405, "\(method)")
        #expect(response.headers["allow"] == "GET, HEAD", "\(method)")
      }
    }
  }

  @Test func sendsPartsAndRemembersVersions() async throws {
    let folder = try site()
    try await serving(folder["Output"]) { port in
      for (range, status, body, contentRange) in [
        ("bytes=0-3", 206, "0123", "bytes 0-3/10"), ("bytes=7-", 206, "789", "bytes 7-9/10"),
        ("bytes=-2", 206, "89", "bytes 8-9/10"),
        ("bytes=5-99999999999999999999", 206, "56789", "bytes 5-9/10"),
        ("bytes=-99", 206, "0123456789", "bytes 0-9/10"), ("bytes=10-", 416, nil, "bytes */10"),
        ("bytes=-0", 416, nil, "bytes */10"), ("bytes=3-1", 200, "0123456789", nil),
        ("bytes=0-1,3-4", 200, "0123456789", nil), ("lines=0-1", 200, "0123456789", nil),
        ("bytes=a-b", 200, "0123456789", nil), ("bytes=", 200, "0123456789", nil),
        ("bytes=--1", 200, "0123456789", nil),
      ] as [(String, Int, String?, String?)] {
        let response = try await get("/movie.mp4", port, headers: ["Range: \(range)"])
        #expect(response.status == status, "\(range)")
        if let body { #expect(response.body == body, "\(range)") }
        #expect(response.headers["content-range"] == contentRange, "\(range)")
      }
      let tag = try #require(try await get("/notes.txt", port).headers["etag"])
      for known in [tag, "\"x\", \(tag)", "W/\(tag)", "*"] {
        let response = try await get("/notes.txt", port, headers: ["If-None-Match: \(known)"])
        #expect(response.status == 304 && response.body.isEmpty, "\(known)")
      }
      #expect(try await get("/notes.txt", port, headers: ["If-None-Match: \"x\""]).status == 200)
      let stale = ["Range: bytes=0-1", "If-Range: \"x\""]
      #expect(try await get("/movie.mp4", port, headers: stale).status == 200)
      try folder.write(["Output/notes.txt": "changed"])
      let response = try await get("/notes.txt", port, headers: ["If-None-Match: \(tag)"])
      #expect(response.status == 200 && response.body == "changed")
    }
  }

  @Test func servesBelowTheBasePath() async throws {
    let folder = try site()
    try await serving(folder["Output"], basePath: "/news/") { port in
      for path in ["/", "/news"] {
        let response = try await get(path, port)
        #expect(response.status == 302, "\(path)")
        #expect(response.headers["location"] == "/news/", "\(path)")
      }
      #expect(try await get("/news/", port).body == "front")
      #expect(try await get("/news/news/", port).body == "section")
      #expect(try await get("/news/news", port).headers["location"] == "/news/news/")
      #expect(try await get("/feed.xml", port).status == 404)
      #expect(try await get("/newspaper/", port).status == 404)
    }
  }

  @Test func keepsAConnectionAlive() async throws {
    let folder = try site()
    try await serving(folder["Output"]) { port in
      let first = "GET /movie.mp4 HTTP/1.1\r\nHost: localhost\r\n\r\n"
      let second = "GET /notes.txt HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
      let response = try await exchange(first + second, port: port)
      #expect(response.body.hasPrefix("0123456789HTTP/1.1 200 OK"))
      #expect(response.body.hasSuffix("ü"))
    }
  }

  @Test func sendsLargeFilesWhole() async throws {
    let folder = try site()
    let text = String(repeating: "0123456789abcdef", count: 200_000)
    try folder.write(["Output/large.txt": text])
    try await serving(folder["Output"]) { port in
      #expect(try await get("/large.txt", port).body == text)
      let tail = try await get("/large.txt", port, headers: ["Range: bytes=3199990-"])
      #expect(tail.body == "6789abcdef")
    }
  }

  @Test func takesTheNextFreePort() async throws {
    let folder = try site()
    let (addresses, continuation) = AsyncStream.makeStream(of: String.self)
    let servers = [StaticServer(folder: folder["Output"]), StaticServer(folder: folder["Output"])]
    let tasks = servers.map { server in Task { try await server.run { continuation.yield($0) } } }
    var ports: Set<Int> = []
    for await address in addresses {
      ports.insert(try #require(URL(string: address)?.port))
      if ports.count == 2 { break }
    }
    #expect(ports.allSatisfy { (8080..<8180).contains($0) })
    let taken = UInt16(try #require(ports.first))
    await #expect(throws: Diagnostic.self) {
      try await StaticServer(folder: folder["Output"], port: taken).run()
    }
    for server in servers { await server.stop() }
    for task in tasks { try await task.value }
    tasks[0].cancel()
  }

  @Test func endsWithItsTask() async throws {
    let folder = try site()
    let server = StaticServer(folder: folder["Output"], port: 0)
    let (addresses, continuation) = AsyncStream.makeStream(of: String.self)
    let task = Task { try await server.run { continuation.yield($0) } }
    _ = await addresses.first { _ in true }
    #expect(await server.address != nil)
    task.cancel()
    try await task.value
    #expect(await server.address == nil)
  }
}
