import Broadsheet
import BroadsheetCore
import Foundation
import Testing

@testable import struct Broadsheet.ThemeFiles

extension SiteTests {
  /// Sites that build, and what comes out.
  @Suite("Whole sites") struct WholeSiteTests {
    @Test("Wire text alone gets a title, its words unaltered, its pointers and takeaways") func wire()
      async throws
    {
      let site = try TemporarySite(named: "wire-text-alone")
      let report = await site.build()
      #expect(report.findings == [], "\(report.told)")
      #expect(report.articles == 1)
      let page = try site.output("news/harbour-pact/index.html")
      let title = try #require(page.firstMatch(of: /<h1[^>]*>(.*?)<\/h1>/)?.output.1)
      #expect(title.count > 20 && title.count <= 120 && title.hasPrefix("The harbour of Port Lorne"))
      let source = try String(contentsOfFile: site.root + "/Content/harbour-pact.md", encoding: .utf8)
      let paragraphs = source.components(separatedBy: "\n\n").filter {
        !$0.hasPrefix("SEE:") && !$0.hasPrefix("The 3 big") && !$0.hasPrefix("  1.")
      }
      #expect(paragraphs.count == 8)
      for paragraph in paragraphs {
        // Straight apostrophes become typographic ones; nothing else changes.
        let words = paragraph.trimmingCharacters(in: .whitespacesAndNewlines).replacing("'", with: "’")
        #expect(page.contains("<p>\(words)</p>"), "altered or lost: \(words)")
      }
      #expect(page.contains("Harbours of the north"))
      let list = try #require(
        page.firstMatch(of: /The 3 big takeaways for readers<\/h2>\s*<ol>(?s:(.*?))<\/ol>/))
      #expect(list.output.1.components(separatedBy: "<li>").count == 4)
      for feed in ["feed.xml", "feed.atom", "feed.json"] {
        #expect(try site.output(feed).contains("The harbour of Port Lorne"), "\(feed)")
      }
    }

    @Test("Front matter in YAML, TOML, JSON, or none") func formats() async throws {
      let site = try TemporarySite(named: "front-matter-formats")
      let report = await site.build()
      #expect(report.findings == [], "\(report.told)")
      for (name, title) in [("yaml", "YAML"), ("toml", "TOML"), ("json", "JSON")] {
        let page = try site.output("news/\(name)/index.html")
        #expect(page.contains("Written in \(title)</h1>"))
        #expect(page.contains("/topics/rivers/") && page.contains("Ruth Adler"))
      }
      #expect(try site.output("news/none/index.html").contains("Written without front matter</h1>"))
      #expect(try site.output("topics/rivers/index.html").components(separatedBy: "Written in ").count >= 4)
    }

    @Test("A Hugo site's content is read") func hugo() async throws {
      let site = try TemporarySite(named: "hugo-layout")
      let report = await site.build()
      #expect(report.findings == [], "\(report.told)")
      #expect(report.articles == 2)
      let first = try site.output("posts/first/index.html")
      #expect(first.contains("src=\"/posts/first/line.svg\""))
      #expect(first.contains("Desk") && first.contains("/topics/trains/"))
      #expect(site.has("posts/first/line.svg"))
      #expect(try site.output("posts/second/index.html").contains("href=\"/posts/first/\""))
      #expect(try site.output("posts/index.html").contains("All posts"))
    }

    @Test("A Zola site's content is read") func zola() async throws {
      let site = try TemporarySite(named: "zola-layout")
      let report = await site.build()
      #expect(report.findings == [], "\(report.told)")
      let page = try site.output("blog/one/index.html")
      #expect(page.contains("/topics/space/") && page.contains("/topics/wind/") && page.contains("Linh Tran"))
      #expect(try site.output("old/one/index.html").contains("/blog/one/"))
    }

    @Test("Defaults of _index.md hold below it, the nearest first, the article's own over all")
    func cascade() async throws {
      let site = try TemporarySite(named: "cascade")
      let report = await site.build()
      #expect(report.findings == [], "\(report.told)")
      let world = try site.output("world/a/index.html")
      #expect(world.contains("Everybody") && world.contains("/topics/world/"))
      let europe = try site.output("world/b/index.html")
      #expect(
        europe.contains("Europe desk") && europe.contains("/topics/world/") && !europe.contains("Everybody"))
      let local = try site.output("local/c/index.html")
      #expect(local.contains("Ruth Adler") && !local.contains("Everybody"))
    }

    @Test("Old addresses lead to the new ones") func aliases() async throws {
      let site = try TemporarySite(named: "gazette")
      _ = await site.build { $0.now = "2026-03-02T12:00:00Z" }
      for path in ["old/bridge/index.html", "older.html"] {
        let page = try site.output(path)
        #expect(
          page.contains("<link rel=\"canonical\" href=\"https://gazette.example/daily/2026/03/bridge/\">"))
        #expect(page.contains("content=\"0; url=/daily/2026/03/bridge/\"") && page.contains("noindex"))
      }
      #expect(try !site.output("sitemap.xml").contains("old"))
    }

    @Test("A site without articles is whole") func none() async throws {
      let site = try TemporarySite(named: "no-articles")
      let report = await site.build()
      #expect(report.findings == [], "\(report.told)")
      for name in [
        "index.html", "404.html", "feed.xml", "feed.atom", "feed.json", "sitemap.xml", "about/index.html",
      ] {
        #expect(site.has(name), "\(name)")
      }
    }

    @Test("A site with one article, and with two", arguments: [1, 2]) func few(_ count: Int) async throws {
      let site = try TemporarySite()
      for index in 0..<count {
        try site.write(
          "Content/news/a\(index).md",
          "---\ntitle: Number \(index)\ndate: 2026-03-0\(index + 1)\n---\nText.\n")
      }
      let report = await site.build()
      #expect(report.findings == [] && report.articles == count)
      let page = try site.output("news/a0/index.html")
      #expect(page.contains("/news/a1/") == (count == 2))
    }

    @Test("Lists are split into pages that link to each other") func pagination() async throws {
      let site = try TemporarySite(["Site.yaml": "page_size: 10\n"])
      for index in 10..<45 {
        try site.write(
          "Content/news/a\(index).md",
          "---\ntitle: Number \(index)\ntags: [All]\nauthor: Ruth Adler\n---\nText.\n")
      }
      let report = await site.build()
      #expect(report.findings == [], "\(report.told)")
      for list in ["news", "topics/all", "authors/ruth-adler"] {
        var seen: Set<String> = []
        for number in 1...4 {
          let page = try site.output("\(list)/\(number == 1 ? "" : "page/\(number)/")index.html")
          let main = try #require(page.firstMatch(of: /<main(?s:.*?)<\/main>/)?.output)
          let found = Set(main.matches(of: /href="\/news\/(a\d+)\/"/).map { String($0.output.1) })
          #expect(found.count == (number == 4 ? 5 : 10), "\(list) \(number): \(found.sorted())")
          #expect(seen.isDisjoint(with: found))
          seen.formUnion(found)
          #expect(page.contains("rel=\"next\"") == (number < 4))
          #expect(page.contains("rel=\"prev\"") == (number > 1))
        }
        #expect(!site.has("\(list)/page/5/index.html") && !site.has("\(list)/page/1/index.html"))
      }
    }

    @Test(
      "Permalink patterns",
      arguments: [
        ("/{section}/{slug}/", "world/story/index.html"), ("/{slug}/", "story/index.html"),
        ("/{year}/{month}/{day}/{slug}/", "2026/03/05/story/index.html"),
        ("/{author}/{slug}.html", "ruth-adler/story.html"),
        ("/{series}/{slug}/", "ten-bridges/story/index.html"),
      ])
    func permalinks(_ pattern: String, _ path: String) async throws {
      let site = try TemporarySite([
        "Site.yaml": "permalink: \(pattern)\n",
        "Content/world/story.md":
          "---\ntitle: Story\ndate: 2026-03-05\nauthor: Ruth Adler\nseries: Ten bridges\n---\nText.\n",
      ])
      let report = await site.build()
      #expect(report.findings == [], "\(report.told)")
      #expect(site.has(path), "\(site.files().keys.sorted())")
    }

    @Test("Years 1 and 9999, and instants at the edge of a day") func dates() async throws {
      let site = try TemporarySite([
        "Site.yaml": "time_zone: Pacific/Auckland\n",
        "Content/news/first.md": "---\ntitle: First\ndate: 0001-01-01\n---\nText.\n",
        "Content/news/last.md": "---\ntitle: Last\ndate: 9999-12-31T10:59:59Z\n---\nText.\n",
        "Content/news/edge.md": "---\ntitle: Edge\ndate: 2026-02-28T23:59:59Z\n---\nText.\n",
      ])
      let report = await site.build { $0.now = "9999-12-31T23:59:59Z" }
      #expect(report.findings == [], "\(report.told)")
      #expect(report.articles == 3)
      #expect(site.has("archive/0001/index.html") && site.has("archive/9999/12/31/index.html"))
      #expect(site.has("archive/2026/03/01/index.html"))
      #expect(try site.output("feed.atom").contains("0001-01-01T00:00:00"))
    }

    @Test("A month of more than a hundred articles lists its days only") func longMonth() async throws {
      func article(_ number: Int) -> (String, String) {
        let day = String(101 + number % 28).dropFirst()
        return (
          "Content/news/story-\(number).md", "---\ntitle: Story \(number)\ndate: 2026-02-\(day)\n---\nText.\n"
        )
      }
      let site = try TemporarySite(Dictionary(uniqueKeysWithValues: (1...100).map(article)))
      let month = "archive/2026/02/index.html"
      let day = "archive/2026/02/18/index.html"
      #expect(await site.build().findings == [])
      #expect(try site.output(month).contains("/news/story-17/"))
      #expect(try site.output(month).contains(#"href="/archive/2026/02/18/""#))

      let (path, text) = article(101)
      try site.write(path, text)
      #expect(await site.build().findings == [])
      #expect(try !site.output(month).contains("/news/story-"))
      #expect(try site.output(month).contains(#"href="/archive/2026/02/18/""#))
      #expect(
        try site.output(day).contains("/news/story-17/") && site.output(day).contains("/news/story-101/"))
    }

    @Test(
      "Impossible dates are errors",
      arguments: [
        "2026-02-30", "2026-13-01", "0000-01-01", "10000-01-01", "2026-01-01T25:00:00Z",
        "2026-01-01T10:61:00Z",
        "yesterday",
        "2026-01-01T10:00:00+99:00", "-2026-01-01", "2026-1-1x",
      ])
    func impossible(_ date: String) async throws {
      let site = try TemporarySite(["Content/news/a.md": "---\ntitle: A\ndate: \"\(date)\"\n---\nText.\n"])
      #expect(await site.build().findings == ["error BS0205 Content/news/a.md:3"])
    }

    @Test("Forty authors") func manyAuthors() async throws {
      let names = (1...40).map { "Author Number\($0)" }
      let site = try TemporarySite([
        "Content/news/a.md":
          "---\ntitle: A\ndate: 2026-01-01\nauthors: [\(names.joined(separator: ", "))]\n---\nText.\n"
      ])
      let report = await site.build()
      #expect(report.findings == [], "\(report.told)")
      let page = try site.output("news/a/index.html")
      #expect(names.allSatisfy { page.contains($0) })
      #expect(site.has("authors/author-number40/index.html"))
    }

    @Test("No byte of a held article gets out, and an option lets it") func held() async throws {
      let site = try TemporarySite([
        "Content/news/a.md": "---\ntitle: Open\ndate: 2026-03-01\ntags: [Rivers]\n---\nOpen text.\n"
      ])
      let kinds = [
        "draft": "draft: true", "scheduled": "publish: 2026-04-01T09:00:01Z",
        "future": "date: 2026-04-01T09:00:01Z",
        "expired": "expires: 2026-04-01T09:00:00Z",
      ]
      for (name, field) in kinds {
        let word = "zyx\(name)"
        try site.write(
          "Content/\(word)s/\(word)/index.md",
          "---\ntitle: \(word)\n\(field)\ntags: [\(word), Rivers]\nauthor: \(word)\nseries: \(word)\n"
            + "aliases: [/\(word)-alias/]\nimage: {src: \(word).svg, alt: \(word)}\n---\n# \(word)\n\n\(word) text.\n"
        )
        try site.write("Content/\(word)s/\(word)/\(word).svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
      }
      let report = await site.build()
      #expect(report.findings == [], "\(report.told)")
      #expect(report.held == 4 && report.articles == 1)
      for name in kinds.keys { #expect(!site.mentions("zyx\(name)"), "\(name)") }
      #expect(report.nextDue == "2026-04-01T09:00:01Z")
      let all = await site.build {
        $0.includesDrafts = true
        $0.includesFuture = true
      }
      #expect(all.articles == 4, "\(all.told)")
      #expect(
        site.has("zyxdrafts/zyxdraft/zyxdraft.svg") && site.mentions("zyxfuture")
          && !site.mentions("zyxexpired"))
      _ = await site.build()
      for name in kinds.keys { #expect(!site.mentions("zyx\(name)"), "\(name) is left over") }
    }

    @Test("A folder without Site.yaml builds to the same bytes whatever it is called") func nameless()
      async throws
    {
      let files = ["Content/news/a.md": "---\ntitle: A\n---\nText.\n"]
      let one = try TemporarySite(files)
      let other = try TemporarySite(files)
      _ = await one.build { $0.jobs = 1 }
      _ = await other.build { $0.jobs = 8 }
      #expect(!one.files().isEmpty && one.files() == other.files())
    }

    @Test("The executable carries the theme of the repository, file by file") func embeddedTheme() throws {
      let repository = URL(filePath: TemporarySite.folder).deletingLastPathComponent()
        .deletingLastPathComponent()
      let templates = repository.path + "/Templates"
      var wanted: [String: [UInt8]] = [:]
      for case let name as String in FileManager.default.enumerator(atPath: templates) ?? NSEnumerator() {
        if let data = FileManager.default.contents(atPath: templates + "/" + name) {
          wanted[name] = Array(data)
        }
      }
      let embedded = ThemeFiles().files.mapValues(\.bytes)
      #expect(Set(embedded.keys) == Set(wanted.keys))
      #expect(embedded.filter { wanted[$0.key] != $0.value }.keys.sorted() == [], "run Scripts/embed-theme")
    }
  }
}
