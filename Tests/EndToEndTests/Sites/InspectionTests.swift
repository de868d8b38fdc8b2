import Broadsheet
import Foundation
import Testing

extension SiteTests {
  /// What `inspect` says of a folder as a whole.
  @Suite("Inspecting a folder") struct InspectionTests {
    @Test("Pointers name the article that they mean: by its title, by its path, or none")
    func targets() async throws {
      let site = try TemporarySite([
        "Content/town/a.txt":
          "A long story of the town\n\nThe town met and spoke of the river.\n\nSEE: The harbour: what it was\n",
        "Content/town/b.md": "---\ntitle: \"The harbour: what it was\"\n---\n\nIt was a harbour.\n",
        "Content/town/c.md":
          "# C\n\nSome text of it.\n\nSEE: [the one before](../town/b.md#then)\n\nSEE: [Elsewhere](https://x.example/)\n",
        "Content/town/d.md": "# Twice\n\nText.\n", "Content/town/e.md": "# Twice\n\nText.\n\nSEE: Twice\n",
      ])
      let result = await Inspection(jobs: 1).run(site.root, format: .jsonl)
      var targets: [String: [String?]] = [:]
      for line in String(decoding: result.output, as: UTF8.self).split(separator: "\n") {
        let json = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        let pointers = try #require(json["seeAlso"] as? [[String: Any]])
        targets[try #require(json["path"] as? String)] = pointers.map { $0["target"] as? String }
      }
      #expect(targets.count == 5)
      #expect(targets["Content/town/a.txt"] == ["Content/town/b.md"])
      #expect(targets["Content/town/c.md"] == ["Content/town/b.md", nil])
      #expect(targets["Content/town/e.md"] == [nil], "two articles have that title")
    }
  }
}
