import Foundation
import Testing

extension SiteTests.EntityTests {
  @Test(
    "Hostile names stay text",
    arguments: [
      "</script><b>x", "../../etc", "/a/b/", "!!!", "—", "A\u{202E}B", "C:\\D",
      String(repeating: "Long Name ", count: 30),
      "\u{1F600}", "%2e%2e", "Ann \" onclick=\"x",
    ])
  func hostile(_ name: String) async throws {
    let quoted = String(decoding: try JSONEncoder().encode([name]), as: UTF8.self).dropFirst().dropLast()
    let text =
      "We met \(name) in Paris.\n\n\(name), chief executive of Microsoft, was there. Again \(name) spoke.\n"
    let site = try TemporarySite([
      "Site.yaml": Self.site, "Data/entities.yaml": "- {\"name\": \(quoted), \"type\": \"person\"}\n",
      "Content/town/a.md": "---\ntitle: One\n---\n\n\(text)",
      "Content/town/b.md": "---\ntitle: Two\n---\n\n\(text)",
    ])
    let report = await site.build { $0.isStrict = false }
    #expect(report.outcome == .success, "\(report.told)")
    for (path, data) in site.files() where path.hasSuffix(".html") {
      let page = String(decoding: data, as: UTF8.self)
      let head = page.components(separatedBy: "<script type=\"application/ld+json\">")
      for json in head.dropFirst() {
        let end = try #require(json.range(of: "</script>")).lowerBound
        #expect((try? JSONSerialization.jsonObject(with: Data(json[..<end].utf8))) != nil, "\(path)")
      }
      #expect(!page.contains("onclick=\"x"), "\(path)")
      #expect(path.split(separator: "/").allSatisfy { $0.utf8.count <= 255 && $0 != ".." })
    }
    #expect(site.files(below: "..").keys.allSatisfy { $0.hasPrefix("site") })
  }
}
