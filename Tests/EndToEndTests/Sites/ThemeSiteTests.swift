import Broadsheet
import Foundation
import Testing

extension SiteTests {
  /// What a site changes of the theme, seen in what a build writes.
  @Suite("Themes of sites") struct ThemeSiteTests {
    static let article =
      "---\ntitle: One\ndate: 2026-03-30\nauthors: [A B, C D]\ntags: [x]\nseries: S\n---\nText.\n"

    @Test("Colours reach the style sheet, the manifest, the mark and the head") func colours() async throws {
      let site = try TemporarySite([
        "Content/news/a.md": Self.article,
        "Site.yaml":
          "title: The \"Star\" & <Co>\ntheme: {light: {paper: \"#fafafa\", accent: \"#114466\"}}\n",
      ])
      let report = await site.build()
      #expect(report.findings == [], "\(report.told)")
      let page = try site.output("index.html")
      let sheet = try #require(
        site.files().keys.first { $0.hasPrefix("assets/site.") && $0.hasSuffix(".css") })
      #expect(try site.output(sheet).contains("--accent-light: #114466"))
      #expect(page.contains("href=\"/\(sheet)\""))
      #expect(page.contains("content=\"#fafafa\""))
      let mark = try #require(site.files().keys.first { $0.hasPrefix("assets/favicon.") })
      #expect(try site.output(mark).contains("fill=\"#114466\""))
      #expect(try site.output(mark).contains(" &amp; &lt;Co&gt;</title>"))
      let manifest = try JSONSerialization.jsonObject(with: Data(site.output("manifest.webmanifest").utf8))
      let fields = try #require(manifest as? [String: Any])
      #expect(fields["name"] as? String == "The \"Star\" & <Co>")
      #expect((fields["icons"] as? [[String: Any]])?.first?["src"] as? String == "/" + mark)
    }

    @Test("The logo takes the place of the name, with its size, below the base path") func logo() async throws
    {
      let site = try TemporarySite([
        "Content/news/a.md": Self.article, "Content/logo.svg": "<svg width=\"300\" height=\"60\"/>",
        "Site.yaml": "title: The Star\nbase_url: https://x.example/news/\nlogo: /logo.svg\n",
      ])
      let report = await site.build()
      #expect(report.findings == [], "\(report.told)")
      let wanted = "<img src=\"/news/logo.svg\" alt=\"The Star\" width=\"300\" height=\"60\">"
      #expect(try site.output("index.html").contains(wanted))
      #expect(try site.output("news/a/index.html").contains(wanted))
      #expect(try site.output("index.html").contains("\"logo\":\"https://x.example/news/logo.svg\""))
      // A new size shows on pages that else stay as they are.
      try site.write("Content/logo.svg", "<svg width=\"200\" height=\"50\"/>")
      _ = await site.build()
      #expect(try site.output("news/a/index.html").contains("width=\"200\" height=\"50\">"))
    }

    @Test("A site's own mark and its own words take their places") func own() async throws {
      let site = try TemporarySite([
        "Content/news/a.md": Self.article, "Site.yaml": "language: de\n",
        "Templates/assets/favicon.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        "Templates/labels/de.yaml": "indexes: {topics: Schlagwörter}\n",
        "Templates/assets/extra.css": ".kicker { color: teal; }\n",
      ])
      let report = await site.build()
      #expect(report.findings == [], "\(report.told)")
      let mark = try #require(site.files().keys.first { $0.hasPrefix("assets/favicon.") })
      #expect(try site.output(mark) == "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
      let sheets = site.files().keys.filter { $0.hasSuffix(".css") }
      #expect(sheets.count == 1)
      #expect(try site.output(sheets[0]).hasSuffix(".kicker { color: teal; }\n"))
      #expect(try site.output("topics/index.html").contains("<title>Schlagwörter – News</title>"))
      #expect(try site.output("archive/index.html").contains("<title>Archiv – News</title>"))
    }

    @Test("A site in another language has no English words of the theme", arguments: ["de", "fr", "pt"])
    func noEnglish(_ language: String) async throws {
      let templates = URL(filePath: TemporarySite.folder).deletingLastPathComponent()
        .deletingLastPathComponent()
        .appending(path: "Templates/labels")
      func words(_ language: String) throws -> Set<String> {
        let text = try String(contentsOf: templates.appending(path: language + ".yaml"), encoding: .utf8)
        return Set(
          text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
            line.split(separator: ":", maxSplits: 1).last.map { $0.trimmingCharacters(in: .whitespaces) }
          })
      }
      let foreign = try words("en").subtracting(try words(language)).filter {
        $0.count > 3 && !["Atom", "JSON Feed"].contains($0)
      }
      #expect(foreign.count > 40)
      let site = try TemporarySite([
        "Content/news/a.md": Self.article,
        "Content/news/b.md":
          "---\ntitle: Zwei\ndate: 2026-03-29\nupdated: 2026-03-30\npaid: true\ncorrections: [{date: 2026-03-30, text: x}]\ntakeaways: [y]\n---\nA.\n\nB.\n\nC.\n",
        "Site.yaml": "language: \(language)\npage_size: 1\nsections: [news]\n",
      ])
      let report = await site.build()
      #expect(report.outcome == .success, "\(report.told)")
      for (path, data) in site.files() where !path.hasPrefix("assets/") {
        // The names of schema.org's types are nobody's language.
        let text = String(decoding: data, as: UTF8.self).replacing(/"@type":"[A-Za-z]+"/, with: "")
        for word in foreign {
          for shown in [">\(word)<", "\"\(word)\"", ">\(word) <", ">\(word) – "] {
            #expect(!text.contains(shown), "\(path): \(shown)")
          }
        }
      }
    }

    @Test("A mistake in a file of words is an error with its place") func brokenWords() async throws {
      let site = try TemporarySite([
        "Content/news/a.md": Self.article, "Templates/labels/en.yaml": "by: \"never closed\nand: x\n",
      ])
      let report = await site.build()
      #expect(report.outcome == .failure)
      #expect(report.findings.first?.contains("Templates/labels/en.yaml") == true, "\(report.told)")
    }

    @Test("Topics, authors and series have feeds, and their pages announce them") func feeds() async throws {
      let site = try TemporarySite(["Content/news/a.md": Self.article])
      _ = await site.build()
      for place in ["topics/x", "authors/a-b", "authors/c-d", "series/s"] {
        let page = try site.output(place + "/index.html")
        for (file, type) in [
          ("feed.xml", "application/rss+xml"), ("feed.atom", "application/atom+xml"),
          ("feed.json", "application/feed+json"),
        ] {
          #expect(try site.output("\(place)/\(file)").contains("https://news.example/news/a/"))
          let announced = page.contains(line: { line in
            line.contains("rel=\"alternate\"") && line.contains("type=\"\(type)\"")
              && line.contains("href=\"/\(place)/\(file)\"")
          })
          #expect(announced, "\(place) does not announce \(file)")
        }
      }
    }

    @Test(
      "Feeds of terms hold summaries, whole articles, or are not there",
      arguments: ["summary", "full", "none"])
    func termFeeds(_ kind: String) async throws {
      let site = try TemporarySite([
        "Content/news/a.md": Self.article + "\nA second paragraph.\n",
        "Site.yaml": "feeds: {terms: \(kind)}\n",
      ])
      let report = await site.build()
      #expect(report.findings == [], "\(report.told)")
      #expect(try site.output("feed.xml").contains("<content:encoded>"))
      #expect(site.has("topics/x/feed.xml") == (kind != "none"))
      #expect(try site.output("topics/x/index.html").contains("/topics/x/feed.atom") == (kind != "none"))
      guard kind != "none" else { return }
      for (file, mark) in [
        ("feed.xml", "<content:encoded>"), ("feed.atom", "<content "), ("feed.json", "content_html"),
      ] {
        #expect(try site.output("series/s/\(file)").contains(mark) == (kind == "full"))
      }
    }

    @Test("security.txt is written where it is configured, and not where the site has its own manifest")
    func rootFiles() async throws {
      let site = try TemporarySite([
        "Content/news/a.md": Self.article, "Content/manifest.webmanifest": "{}",
        "Site.yaml":
          "security:\n  contact: [mailto:a@example.org, https://example.org/x]\n  expires: 2027-01-01\n  policy: /p/\n",
      ])
      let report = await site.build()
      #expect(report.findings == [], "\(report.told)")
      #expect(
        try site.output(".well-known/security.txt") == """
          Contact: mailto:a@example.org
          Contact: https://example.org/x
          Expires: 2027-01-01T00:00:00Z
          Canonical: https://news.example/.well-known/security.txt
          Policy: https://news.example/p/

          """)
      #expect(try site.output("manifest.webmanifest") == "{}")
    }

    @Test("What only subscribers read is in no file") func paid() async throws {
      let long = (1...4).map { "Paragraph \($0) [link](https://example.org/\($0)).\n" }.joined(
        separator: "\n")
      let site = try TemporarySite([
        "Content/news/a.md":
          "---\ntitle: A\npaid: true\ntags: [x]\nauthor: N\n---\n\(long)\n## Secret zyxhead\n\nzyxtail\n",
        "Content/news/b.md":
          "---\ntitle: B\npaid: true\n---\nFree.\n\n<b>Also</b> free.\n\nThird, still free.\n\n<!--more-->\n\nzyxtail ![x](zyxtail.png)\n",
        "Content/news/c.md": "---\ntitle: C\n---\nFree.\n\n<!--more-->\n\nFree too.\n",
      ])
      let report = await site.build()
      #expect(report.outcome == .success, "\(report.told)")
      #expect(!site.mentions("zyx") && !site.mentions("Paragraph 3"))
      let page = try site.output("news/a/index.html")
      #expect(page.contains("Paragraph 2") && page.contains("class=\"paywall\""))
      #expect(page.contains("\"isAccessibleForFree\":false"))
      #expect(try site.output("news/b/index.html").contains("Third, still free."))
      #expect(try site.output("news/c/index.html").contains("Free too."))
      #expect(try !site.output("news/c/index.html").contains("paywall"))
    }

    @Test("Earlier is earlier, later is later") func neighbours() async throws {
      let site = try TemporarySite([
        "Content/news/a.md": "---\ntitle: Old\ndate: 2026-03-01\n---\nA.\n",
        "Content/news/b.md": "---\ntitle: Middle\ndate: 2026-03-02\n---\nB.\n",
        "Content/news/c.md": "---\ntitle: New\ndate: 2026-03-03\n---\nC.\n",
        "Templates/article.html":
          "{{ article.previous.title if article.previous is defined }}<{{ article.next.title if article.next is defined }}",
      ])
      _ = await site.build()
      #expect(try site.output("news/b/index.html") == "Old<New")
      #expect(try site.output("news/a/index.html") == "<Middle")
      #expect(try site.output("news/c/index.html") == "Middle<")
    }

    @Test("A banner of breaking news may lead somewhere, or nowhere") func breaking() async throws {
      let site = try TemporarySite([
        "Content/news/a.md": Self.article, "Data/front.yaml": "breaking: {text: A < B}\n",
      ])
      _ = await site.build()
      #expect(try site.output("index.html").contains("</strong> A &lt; B</p>"))
      try site.write("Data/front.yaml", "breaking: {text: Flood, url: /news/a/}\n")
      _ = await site.build()
      #expect(try site.output("index.html").contains("<a href=\"/news/a/\">Flood</a></p>"))
    }
  }
}

extension String {
  /// Whether a line satisfies a condition.
  fileprivate func contains(line condition: (Substring) -> Bool) -> Bool {
    split(separator: "\n").contains(where: condition)
  }
}
