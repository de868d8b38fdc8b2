import BroadsheetCore
import BroadsheetServices
import Foundation
import Testing

@testable import Broadsheet

struct SiteScaffoldTests {
  private func refusal(_ scaffold: SiteScaffold) -> Diagnostic? {
    do throws(Diagnostic) {
      _ = try scaffold.write()
      return nil
    } catch { return error }
  }

  @Test func writesASiteThatBuildsWithoutAWarning() async throws {
    let folder = try TemporaryFolder()
    let written = try SiteScaffold(folder: folder["site"], title: "The \"Daily\" <Test>", ci: .github).write()
    #expect(Set(written) == Set(try folder.files("site/").keys))
    #expect(written.contains("Site.yaml") && written.contains(".gitignore"))
    var options = BuildOptions(root: folder["site"])
    options.isStrict = true
    options.now = "2026-01-01"
    let report = await Build(options).run()
    #expect(report.diagnostics.isEmpty, "\(report.diagnostics)")
    #expect(report.outcome == .success)
    #expect(report.articles == 4 && report.pages == 1 && report.held == 1)
    let front = try #require(folder.text("site/Output/index.html"))
    #expect(
      front.contains("The &quot;Daily&quot; &lt;Test&gt;")
        || front.contains("The &#34;Daily&#34; &lt;Test&gt;"))
    let wire = try #require(folder.text("site/Output/news/plain-text/index.html"))
    #expect(wire.contains("Front matter, field by field"))
    #expect(wire.contains("The three things to remember about plain text"))
    #expect(folder.text("site/Output/about/index.html") != nil)
    for (name, text) in try folder.files("site/Output/") {
      #expect(!text.contains("An unfinished story"), "\(name)")
    }
  }

  @Test func explainsValidSettingsOnly() throws {
    let folder = try TemporaryFolder()
    _ = try SiteScaffold(folder: folder.path).write()
    let text = try #require(folder.text("Site.yaml"))
    let lines = text.components(separatedBy: "\n").map { line in
      let isSetting =
        line.hasPrefix("#") && !line.dropFirst().isEmpty
        && (!line.hasPrefix("# ") || line.hasPrefix("#  "))
      return isSetting ? String(line.dropFirst()) : line
    }
    #expect(lines.count { $0.hasPrefix("publish:") } == 1)
    try folder.write(["Site.yaml": lines.joined(separator: "\n")])
    let (site, diagnostics) = SiteConfiguration.read(SitePaths(root: folder.path))
    #expect(diagnostics.isEmpty, "\(diagnostics)")
    #expect(site.targets.map(\.name) == ["server", "pages"])
    #expect(site.targets.map(\.kind) == [.folder, .git])
    #expect(site.targets.first?.path == "/srv/www/news")
    #expect(site.publisher == "The Example Company")
    // What stands there commented out is the default, where there is one.
    let defaults = SiteConfiguration()
    #expect(site.permalink == defaults.permalink && site.pageSize == defaults.pageSize)
    #expect(site.feedItems == defaults.feedItems && site.relatedCount == defaults.relatedCount)
    #expect(site.rawHTML == defaults.rawHTML && site.hasSmartPunctuation == defaults.hasSmartPunctuation)
    #expect(
      site.defaultSection == defaults.defaultSection && site.trainingCrawlers == defaults.trainingCrawlers)
  }

  @Test func losesNothing() throws {
    let folder = try TemporaryFolder()
    try folder.write(["full/notes.txt": "mine", "file": "mine", "clone/.git/HEAD": "ref"])
    let before = try folder.files()
    #expect(refusal(SiteScaffold(folder: folder["full"]))?.code == .siteExists)
    #expect(refusal(SiteScaffold(folder: folder["full"], ci: .github))?.code == .siteExists)
    #expect(refusal(SiteScaffold(folder: folder["file"]))?.code == .siteExists)
    #expect(try folder.files() == before)
    _ = try SiteScaffold(folder: folder["clone"]).write()
    #expect(folder.text("clone/.git/HEAD") == "ref" && folder.text("clone/Site.yaml") != nil)
    let site = try folder.files("clone/")
    #expect(refusal(SiteScaffold(folder: folder["clone"]))?.code == .siteExists)
    #expect(try folder.files("clone/") == site)
  }

  @Test func givesASiteItsWorkflow() throws {
    let folder = try TemporaryFolder()
    try folder.write(["Site.yaml": "title: T\n", "Content/a.md": "a"])
    #expect(try SiteScaffold(folder: folder.path, ci: .github).write() == [".github/workflows/publish.yml"])
    #expect(folder.text("Site.yaml") == "title: T\n")
    #expect(refusal(SiteScaffold(folder: folder.path, ci: .github))?.code == .siteExists)
    let text = try #require(folder.text(".github/workflows/publish.yml"))
    let workflow = try YAMLReader.parse(Array(text.utf8)[...], path: "publish.yml")
    #expect(workflow["permissions"]?["contents"]?.text == "read")
    let jobs = try #require(workflow["jobs"])
    #expect(jobs["build"]?["permissions"] == nil)
    #expect(jobs["deploy"]?["permissions"]?["pages"]?.text == "write")
    #expect(jobs["deploy"]?["permissions"]?["id-token"]?.text == "write")
    for line in text.split(separator: "\n") where line.contains("uses:") {
      #expect(line.contains(/actions\/[a-z\/-]+@v[0-9]+$/), "\(line)")
    }
  }
}
