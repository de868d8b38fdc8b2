import BroadsheetCore
import BroadsheetTemplates
import Foundation
import Testing

@testable import Broadsheet

@Suite("Theme")
struct ThemeTests {
  @Test("The executable carries every file of Templates/, as it is")
  func embedded() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Templates")
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { name in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(
        atPath: folder.appendingPathComponent(name).path, isDirectory: &isFolder)
      return !isFolder.boolValue && !name.split(separator: "/").contains { $0.hasPrefix(".") }
        && !name.hasSuffix("~")
    }
    let files = ThemeFiles().files
    #expect(Set(files.keys) == Set(names))
    for name in names {
      let bytes = try Array(Data(contentsOf: folder.appendingPathComponent(name)))
      #expect(files[name]?.bytes == bytes, "\(name)")
    }
  }

  @Test(
    "The site's filters",
    arguments: [
      ("{{ '2026-03-01' | date('d MMM yyyy') }}", "1 Mar 2026"),
      ("{{ 'Hello, World' | slugify }}", "hello-world"),
      ("{{ '*a* <b>' | markdown }}", "<p><em>a</em> </p>"),
      ("{{ 'one two three' | excerpt(8) }}", "one two…"),
      ("{{ 1 | pluralize('story', 'stories') }}/{{ 2 | pluralize('story', 'stories') }}", "story/stories"),
      ("{{ '/a/' | absolute_url }}", "https://news.example/a/"), ("{{ '/a/' | relative_url }}", "/a/"),
      ("{{ list | where('k', 1) | map(attribute='n') | join(',') }}", "a,c"),
      ("{{ list | sort_by('n', true) | map(attribute='n') | join(',') }}", "c,b,a"),
      (
        "{% for g in dates | group_by_date('yyyy') %}{{ g.label }}:{{ g['items'] | length }} {% endfor %}",
        "2026:2 2025:1 "
      ),
      (
        "{% for p in ['MMMM yyyy', 'd.M.', 'H'] %}{% for g in dates | group_by_date(p) %}{{ g.label }}:{{ g.items | length }} {% endfor %}{% endfor %}",
        "March 2026:1 January 2026:1 December 2025:1 1.3.:1 1.1.:1 31.12.:1 0:2 23:1 "
      ),
      ("{{ query(latest=3) | length }}", "0"),
    ])
  func filters(template: String, expected: String) throws {
    var builder = TemplateEnvironment.Builder(TemplateOptions(strictUndefined: true))
    let edition = Edition(site: SiteConfiguration(), clock: Moment(seconds: 0))
    SiteFilters(edition: edition, assets: [], stories: .none).register(in: &builder)
    builder.addTemplate(name: "t.html", source: Array(template.utf8))
    let (environment, diagnostics) = builder.build()
    #expect(diagnostics.isEmpty)
    var out = OutputBuffer()
    let list: Value = [["n": "a", "k": 1], ["n": "b", "k": 2], ["n": "c", "k": 1]]
    let dates: Value = [["date": "2026-03-01"], ["date": "2026-01-01"], ["date": "2025-12-31T23:00:00Z"]]
    try environment.render("t.html", context: ["list": list, "dates": dates], into: &out)
    let text = out.string().trimmingCharacters(in: .newlines)
    #expect(text == expected)
  }
}
