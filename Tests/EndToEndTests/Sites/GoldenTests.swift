import Broadsheet
import BroadsheetCore
import Foundation
import Testing

extension SiteTests {
  /// What machines read of a small site, to the byte: `Expected/` beside the site's sources.
  ///
  /// With `UPDATE_EXPECTED=1` in the environment the files are written instead; look at the difference before you
  /// commit it.
  @Suite("Expected outputs") struct GoldenTests {
    static let sites: [(site: String, files: [String])] = [
      (
        "gazette",
        [
          "feed.xml", "feed.atom", "feed.json", "town/feed.xml", "sitemap.xml", "sitemap-news.xml",
          "robots.txt",
        ]
      ), ("wire-text-alone", ["feed.json", "sitemap.xml"]),
    ]

    @Test("Feeds and sitemaps are as they were", arguments: sites) func same(
      _ test: (site: String, files: [String])
    ) async throws {
      let site = try TemporarySite(named: test.site)
      let report = await site.build { $0.now = "2026-03-02T12:00:00Z" }
      #expect(report.findings == [], "\(report.told)")
      for file in test.files {
        let expected = TemporarySite.folder + "/\(test.site)/Expected/\(file)"
        let found = try site.output(file)
        if ProcessInfo.processInfo.environment["UPDATE_EXPECTED"] != nil {
          try FileManager.default.createDirectory(
            atPath: (expected as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
          try found.write(toFile: expected, atomically: true, encoding: .utf8)
        }
        #expect(try found == String(contentsOfFile: expected, encoding: .utf8), "\(file)")
      }
    }

    @Test("The files of a site, and nothing else") func names() async throws {
      let site = try TemporarySite(named: "gazette")
      _ = await site.build { $0.now = "2026-03-02T12:00:00Z" }
      let names = site.files().keys.filter { !$0.hasPrefix("assets/") }.sorted()
      let archive = [
        "archive/2026/01/16/", "archive/2026/01/", "archive/2026/02/01/", "archive/2026/02/20/",
        "archive/2026/02/",
        "archive/2026/03/01/", "archive/2026/03/", "archive/2026/", "archive/",
      ]
      let lists = [
        "town/", "town/page/2/", "learning/", "topics/", "topics/rivers/", "topics/bridges/", "authors/",
        "authors/ruth-adler/", "authors/linh-tran/", "",
      ]
      let stories = [
        "2026/03/bridge/", "2026/02/mill/", "2026/01/school/", "2026/02/fair/", "undated/", "about/",
        "old/bridge/",
      ]
      let feeds = [
        "", "town/", "learning/", "topics/rivers/", "topics/bridges/", "authors/ruth-adler/",
        "authors/linh-tran/",
      ].flatMap {
        [$0 + "feed.xml", $0 + "feed.atom", $0 + "feed.json"]
      }
      let wanted =
        (archive + lists + stories).map { $0 + "index.html" } + feeds
        + [
          "older.html", "404.html", "sitemap.xml", "sitemap-news.xml", "robots.txt", ".nojekyll",
          "manifest.webmanifest",
        ]
      #expect(names == wanted.sorted())
    }
  }
}
