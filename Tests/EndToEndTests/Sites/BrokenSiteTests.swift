import Broadsheet
import BroadsheetCore
import Foundation
import Testing

extension SiteTests {
  /// Sites that cannot be built, or not without a word: `Tests/Sites`, with what each must be told.
  @Suite("Broken sites") struct BrokenSiteTests {
    /// A site, what its build says (`severity code file:line`), and a word that the messages must hold.
    struct Case: Sendable, CustomTestStringConvertible {
      var site: String
      var findings: [String]
      var word = ""
      var testDescription: String { site }

      init(_ site: String, _ findings: String..., says word: String = "") {
        self.site = site
        self.findings = findings
        self.word = word
      }

      var fails: Bool { findings.contains { $0.hasPrefix("error") } }
    }

    static let article = "Content/news/a.md"
    static let cases = [
      Case("front-matter-never-closes", "error BS0201 \(article):1", says: "never ends"),
      Case("front-matter-yaml-syntax", "error BS0202 \(article):3"),
      Case("front-matter-toml-syntax", "error BS0202 \(article):3"),
      Case("front-matter-json-syntax", "error BS0202 \(article):3"),
      Case("front-matter-same-key-twice", "error BS0209 \(article):3", says: "title"),
      Case("yaml-alias-bomb", "error BS0208 \(article):8"),
      Case("data-alias-bomb", "error BS0208 Data/bomb.yaml:6"),
      Case("impossible-date", "error BS0205 \(article):3", says: "2026-02-30"),
      Case("misspelt-field", "warning BS0203 \(article):2", says: "`title`"),
      Case("wrong-field-type", "error BS0204 \(article):2", says: "title"),
      Case("slug-escapes", "error BS0402 \(article):3", says: "slug"),
      Case("permalink-escapes", "error BS0402 \(article):3", says: "permalink"),
      Case("permalink-escapes-encoded", "error BS0402 \(article):3", says: "permalink"),
      Case("alias-escapes", "error BS0402 \(article):3", says: "alias"),
      Case("section-escapes"),
      Case("two-articles-one-address", "error BS0401 Content/news/b.md", says: article),
      Case("alias-on-an-article", "error BS0401 Content/news/b.md:4", says: article),
      Case("article-where-a-folder-is", "error BS0401 \(article)", says: "/archive/"),
      Case("addresses-differ-in-case", "error BS0403 Content/news/b.md", says: article),
      Case("broken-link", "error BS0801 \(article):7", says: "other-story.md"),
      Case("broken-anchor", "error BS0805 \(article):7", says: "the-end"),
      Case("link-to-a-draft", "error BS0801 \(article):7", says: "draft"),
      Case("missing-image", "warning BS0803 \(article):7", says: "bear.jpg"),
      Case(
        "forbidden-addresses", "warning BS0501 \(article):7", "warning BS0501 \(article):7",
        "warning BS0501 \(article):7", "warning BS0501 \(article):7", "warning BS0501 \(article):7"),
      Case(
        "blocks-misused", "error BS0502 \(article):5", "error BS0505 \(article):9",
        "error BS0505 \(article):13", "error BS0505 \(article):17", "error BS0505 \(article):17",
        "error BS0505 \(article):17", "error BS0505 \(article):20", "error BS0503 \(article):23",
        says: "did you mean `key-points`?"),
      Case("unknown-setting", "error BS0301 Site.yaml:2", says: "base_url"),
      Case(
        "invalid-settings", "error BS0302 Site.yaml:1", "error BS0302 Site.yaml:2",
        "error BS0302 Site.yaml:3",
        "error BS0404 Site.yaml:4"),
      Case("site-yaml-syntax", "error BS0207 Site.yaml:3"),
      Case("data-json-syntax", "error BS0207 Data/numbers.json:3"),
      Case("data-same-name-twice", "error BS0209 Data/numbers.yaml", says: "numbers"),
      Case("template-includes-itself", "error BS0703 Templates/partials/footer.html:2"),
      Case("template-extends-itself", "error BS0703 Templates/article.html:1"),
      Case("templates-extend-each-other", "error BS0703 Templates/article.html:1"),
      Case("template-macro-calls-itself", "error BS0703 Templates/article.html:1"),
      Case("template-loops-a-billion-times", "error BS0703 Templates/article.html:2"),
      Case("template-nested-loops", "error BS0703 Templates/article.html:1"),
      Case("template-writes-for-ever", "error BS0703 Templates/article.html:1"),
      Case("template-syntax", "error BS0601 Templates/article.html:2"),
      Case("template-unknown-filter", "error BS0603 Templates/article.html:1", says: "upper"),
      Case("template-unknown-include", "error BS0602 Templates/article.html:2", says: "footer.html"),
      Case("template-undefined-value", "error BS0701 Templates/article.html:2", says: "title"),
      Case("template-undefined-in-include", "error BS0701 Templates/partials/broken.html:3"),
      Case("unknown-layout", "error BS0602 \(article):4", says: "fancy"),
      Case("no-content-folder", "error BS0106 Content", says: "broadsheet new"),
    ]

    @Test("Says what is wrong, and where", arguments: cases)
    func reports(_ test: Case) async throws {
      let site = try TemporarySite(named: test.site)
      let report = await site.build()
      #expect(report.findings == test.findings, "\(report.told)")
      #expect(report.outcome == (test.fails ? .failure : .success))
      #expect(test.word.isEmpty || report.told.contains(test.word), "\(report.told)")
      #expect(site.beside.isEmpty, "something was written outside the site")
      #expect(test.fails ? site.files().isEmpty : site.has("index.html"))
      // What has a place in a file shows it.
      for diagnostic in report.diagnostics where (diagnostic.location?.line ?? 0) > 0 {
        #expect(diagnostic.excerpt != nil, "no excerpt: \(diagnostic.message)")
      }
    }

    @Test("Warnings fail a strict build", arguments: ["misspelt-field", "missing-image"])
    func strict(_ name: String) async throws {
      let site = try TemporarySite(named: name)
      let report = await site.build { $0.isStrict = true }
      #expect(report.outcome == .failure)
      #expect(site.files().isEmpty)
    }

    @Test("Every folder of broken sites is in the table, or tested elsewhere")
    func complete() throws {
      let fine: Set = [
        "no-articles", "wire-text-alone", "front-matter-formats", "hugo-layout", "zola-layout", "cascade",
        "gazette",
      ]
      let folders = try FileManager.default.contentsOfDirectory(atPath: TemporarySite.folder)
      #expect(Set(folders) == fine.union(Self.cases.map(\.site)))
    }

    @Test("Forbidden addresses lose their links, the texts stay")
    func forbidden() async throws {
      let site = try TemporarySite(named: "forbidden-addresses")
      _ = await site.build()
      let page = try site.output("news/a/index.html").lowercased()
      let feed = try site.output("feed.xml").lowercased()
      for scheme in ["javascript", "vbscript", "data:text"] {
        #expect(!page.contains("href=\"\(scheme)"))
        #expect(!feed.contains("href=&quot;\(scheme)") && !feed.contains("href=\"\(scheme)"))
      }
    }

    @Test("A section's name cannot lead out of the output")
    func section() async throws {
      let site = try TemporarySite(named: "section-escapes")
      let report = await site.build()
      #expect(report.outcome == .success, "\(report.told)")
      #expect(site.files().keys.allSatisfy { !$0.contains("..") })
      #expect(site.beside.isEmpty)
    }
  }
}
