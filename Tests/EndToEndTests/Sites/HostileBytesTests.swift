import Broadsheet
import BroadsheetCore
import Foundation
import Testing

extension SiteTests {
  /// Bytes, names and links that nobody should have to commit to a repository.
  @Suite("Hostile bytes and names") struct HostileBytesTests {
    static let path = "Content/news/a.md"
    static let head = Array("---\ntitle: A fine day\ndate: 2026-03-01\n---\n".utf8)

    private func build(_ bytes: [UInt8], at path: String = path) async throws -> (TemporarySite, BuildReport)
    {
      let site = try TemporarySite()
      try site.write(path, bytes)
      return (site, await site.build())
    }

    /// Bytes that are not UTF-8, with the line that the message must name.
    static let notUTF8: [String: (bytes: [UInt8], line: Int)] = [
      "a stray byte": (head + [0x54, 0xFF, 0x0A], 5), "a cut sequence": (head + [0x41, 0xE2, 0x82], 5),
      "an overlong slash": (head + [0xC0, 0xAF], 5), "a surrogate": (head + [0xED, 0xA0, 0x80], 5),
      "beyond Unicode": (head + [0xF4, 0x90, 0x80, 0x80], 5),
      "Latin-1": (head + [0x43, 0x61, 0xE9, 0x0A], 5),
      "UTF-16, little end first": ([0xFF, 0xFE, 0x41, 0x00, 0x0A, 0x00], 0),
      "UTF-16, big end first": ([0xFE, 0xFF, 0x00, 0x41, 0x00, 0x0A], 0),
    ]

    @Test("What is not UTF-8 is an error that names the file", arguments: notUTF8.keys.sorted())
    func encoding(_ name: String) async throws {
      let (bytes, line) = try #require(Self.notUTF8[name])
      let (site, report) = try await build(bytes)
      #expect(report.findings == ["error BS0101 \(Self.path)" + (line > 0 ? ":\(line)" : "")])
      #expect(report.outcome == .failure)
      #expect(site.files().isEmpty)
    }

    @Test("NUL bytes are an error") func nul() async throws {
      let (_, report) = try await build(Self.head + [0x41, 0x00, 0x42, 0x0A])
      #expect(report.findings == ["error BS0104 \(Self.path):5"])
    }

    @Test(
      "Bad bytes in Site.yaml, data and templates name their file",
      arguments: ["Site.yaml", "Data/a.json", "Templates/page.html"])
    func elsewhere(_ path: String) async throws {
      let site = try TemporarySite()
      try site.write(Self.path, Self.head + Array("Text.\n".utf8))
      try site.write(path, [0x61, 0xFF, 0x0A])
      #expect(await site.build().findings == ["error BS0101 \(path):1"])
    }

    @Test("A byte-order mark and CRLF change nothing") func lineEndings() async throws {
      let text = String(decoding: Self.head, as: UTF8.self) + "One *line*\nand another.\n\n- a\n- b\n"
      let (plain, _) = try await build(Array(text.utf8))
      let (marked, first) = try await build([0xEF, 0xBB, 0xBF] + Array(text.utf8))
      let (windows, second) = try await build(Array(text.replacing("\n", with: "\r\n").utf8))
      #expect(first.findings == [] && second.findings == [])
      let wanted = try plain.output("news/a/index.html")
      #expect(try marked.output("news/a/index.html") == wanted)
      #expect(try windows.output("news/a/index.html").replacing("\r\n", with: "\n") == wanted)
      #expect(try windows.output("feed.json").contains("A fine day"))
    }

    static let emptyFiles = ["nothing": "", "lines": "\n\n", "blanks": " \t ", "a mark": "\u{FEFF}"]

    @Test("An empty file is an article without words, with a warning", arguments: emptyFiles.keys.sorted())
    func empty(_ name: String) async throws {
      let (site, report) = try await build(Array(#require(Self.emptyFiles[name]).utf8))
      #expect(report.findings == ["warning BS0106 \(Self.path)"])
      #expect(site.has("news/a/index.html"))
    }

    /// Texts that are deep, long or full of beginnings without ends.
    static let extremes: [String: String] = [
      "quotes": String(repeating: ">", count: 20_000), "brackets": String(repeating: "[", count: 50_000),
      "brackets that close": String(repeating: "[a](", count: 10_000),
      "images": String(repeating: "![", count: 20_000), "stars": String(repeating: "*a _b ", count: 10_000),
      "lists": (0..<1000).map { String(repeating: " ", count: $0 % 400) + "- x\n" }.joined(),
      "backticks": (1...300).map { "x" + String(repeating: "`", count: $0) }.joined(),
      "tags": String(repeating: "<a ", count: 20_000), "comments": String(repeating: "<!--", count: 20_000),
      "entities": String(repeating: "&amp", count: 20_000),
      "one line": String(repeating: "word ", count: 50_000),
      "pipes": "|" + String(repeating: "a|", count: 2000) + "\n|" + String(repeating: "-|", count: 2000)
        + "\n",
      "definitions": (0..<5000).map { "[l\($0)]: /a\n" }.joined() + String(repeating: "[l1]", count: 1000),
      "see-also lines": String(repeating: "SEE: that\n\n", count: 1000),
      "quotation marks": String(repeating: "\u{201C}", count: 20_000),
      "full stops": String(repeating: "A. B. ", count: 20_000),
      "combining marks": "e" + String(repeating: "\u{301}", count: 20_000),
    ]

    @Test("Deep and long texts become pages", arguments: extremes.keys.sorted())
    func depth(_ name: String) async throws {
      let (site, report) = try await build(Self.head + Array(#require(Self.extremes[name]).utf8))
      #expect(report.outcome == .success, "\(report.findings)")
      #expect(site.has("news/a/index.html"))
    }

    static let deepHeads: [String: String] = [
      "YAML in a line":
        "---\nx: " + String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000) + "\n---\n",
      "YAML in lines":
        "---\nx:\n" + (1...300).map { String(repeating: " ", count: $0) + "a:\n" }.joined() + "---\n",
      "JSON": "{\"x\": " + String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        + "}\n",
      "TOML":
        "+++\nx = " + String(repeating: "[", count: 3000) + String(repeating: "]", count: 3000) + "\n+++\n",
    ]

    @Test("Front matter that nests too deeply is an error", arguments: deepHeads.keys.sorted())
    func deepFrontMatter(_ name: String) async throws {
      let (_, report) = try await build(Array(#require(Self.deepHeads[name]).utf8))
      #expect(report.outcome == .failure)
      #expect(
        report.findings.count == 1 && report.findings[0].contains(" \(Self.path):"), "\(report.findings)")
    }

    @Test("Both normal forms of a name are one address") func normalForms() async throws {
      let site = try TemporarySite()
      try site.write("Content/news/caf\u{E9}.md", Self.head)
      try site.write("Content/news/cafe\u{301}.md", Self.head)
      let report = await site.build()
      #expect(
        report.findings.filter { $0.hasPrefix("error") }.map { $0.prefix(12) } == ["error BS0401"],
        "\(report.told)")
    }

    @Test("Spaces and other scripts in names give addresses that lead to their files") func names()
      async throws
    {
      let site = try TemporarySite()
      try site.write("Content/news/Über den Fluß.md", Self.head + Array("Text.\n".utf8))
      try site.write(
        "Content/news/東京 2026.md",
        Self.head + Array("[x](<Über den Fluß.md>) [y](%C3%9Cber%20den%20Flu%C3%9F.md)\n".utf8))
      try site.write("Content/my files/a b.pdf", Array("%PDF".utf8))
      let report = await site.build()
      #expect(report.findings == [], "\(report.told)")
      #expect(site.has("news/über-den-fluß/index.html") && site.has("news/東京-2026/index.html"))
      #expect(site.has("my files/a b.pdf"))
      let page = try site.output("news/東京-2026/index.html")
      #expect(page.components(separatedBy: "href=\"/news/%C3%BCber-den-flu%C3%9F/\"").count >= 3)
      #expect(try site.output("sitemap.xml").contains("/news/%E6%9D%B1%E4%BA%AC-2026/"))
    }

    @Test("A name that gives no address is an error") func noName() async throws {
      let (_, report) = try await build(Self.head, at: "Content/news/!!!.md")
      #expect(report.findings == ["error BS0402 Content/news/!!!.md"])
    }

    @Test("Names at the limits of file systems", arguments: [200, 251]) func longNames(_ length: Int)
      async throws
    {
      let name = String(repeating: "n", count: length) + ".md"
      let (site, report) = try await build(Self.head, at: "Content/news/" + name)
      #expect(report.outcome == .success, "\(report.told)")
      #expect(site.files().keys.contains { $0.hasPrefix("news/nnn") })
    }

    @Test("Links that run in circles, lead out or nowhere") func links() async throws {
      let site = try TemporarySite()
      try site.write(Self.path, Self.head)
      try site.link("Content/news/circle", to: "..")
      try site.link("Content/news/self.md", to: "self.md")
      try site.link("Content/news/out.txt", to: "/etc/hostname")
      try site.link("Content/news/outside", to: "/etc")
      try site.link("Content/news/nowhere.md", to: "missing.md")
      let report = await site.build()
      #expect(
        report.findings == [
          "error BS0103 Content/news/circle", "error BS0102 Content/news/nowhere.md",
          "error BS0103 Content/news/out.txt", "error BS0103 Content/news/outside",
          "error BS0102 Content/news/self.md",
        ], "\(report.told)")
    }

    @Test("Links within the site are followed") func innerLinks() async throws {
      let site = try TemporarySite()
      try site.write(Self.path, Self.head)
      try site.write("Content/shared/picture.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
      try site.link("Content/news/picture.svg", to: "../shared/picture.svg")
      try site.link("Content/copy", to: "shared")
      #expect(await site.build().findings == [])
      #expect(site.has("news/picture.svg") && site.has("copy/picture.svg"))
    }

    @Test("A pipe in Content does not stop the build for ever") func pipe() async throws {
      let site = try TemporarySite()
      try site.write(Self.path, Self.head)
      #expect(mkfifo(site.root + "/Content/news/pipe.md", 0o600) == 0)
      let report = await site.build()
      #expect(report.outcome == .success || report.outcome == .failure)
    }
  }
}
