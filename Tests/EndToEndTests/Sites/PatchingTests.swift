import Broadsheet
import BroadsheetCore
import Foundation
import Testing

extension SiteTests {
  /// Builds of one process, each told what changed since the last, against clean ones.
  @Suite("Patching") struct PatchingTests {
    /// Articles that link to each other, have headings, takeaways, see-also lines, and one that is held.
    static func makeSite() throws -> TemporarySite {
      let site = try TemporarySite(["Site.yaml": "title: Patched\nbase_url: https://patched.example/\n"])
      try site.write("Data/entities.yaml", "- {name: Siemens, type: organisation}\n")
      for number in 0..<12 { try site.write(path(number), article(number, edition: 0, dice: 0)) }
      try site.write("Content/town/held.md", "---\ntitle: Held\ndraft: true\n---\n\nNot yet.\n")
      return site
    }

    static func path(_ number: Int) -> String {
      "Content/\(number % 2 == 0 ? "town" : "sport")/story-\(number).md"
    }

    private static let roles = ["chief executive", "chairman", "director"]
    private static let names = ["Microsoft", "Siemens", "Toyota", "the Bank of England"]

    static func article(_ number: Int, edition: Int, dice: Int) -> String {
      var fields = "---\ntitle: Story \(number)\(dice % 3 == 1 ? " again \(edition)" : "")\n"
      fields += "date: 2026-03-\(10 + number)T08:00:00Z\ntags: [rivers, tag-\(number % 3)]\n"
      if dice % 5 == 2 { fields += "description: \"Told \(edition) times\"\n" }
      if dice % 7 == 3 { fields += "kicker: Kicker \(edition)\n" }
      if dice % 11 == 4 { fields += "tags: [moved]\n" }
      if dice % 13 == 5 { fields += "slug: elsewhere-\(number)\n" }
      if dice % 13 == 6 { fields += "draft: true\n" }
      let next = (number + 2) % 12
      var text = "The river rose by \(edition) metres. \"It rose,\" said Ruth Adler.\n\n"
      text += dice % 13 == 6 ? "" : "Read on in [the next](story-\(next).md).\n\n"
      text += "## Where it rose\(dice % 17 == 7 ? " most" : "")\n\nAt the bridge, number \(dice).\n"
      if dice % 4 == 1 { text += "\n<b>Raw</b> words.\n" }
      if dice % 8 == 3 {
        text += "\nRuth Adler, \(roles[dice % 3]) of \(names[dice % 4]), went to Paris in May 2019.\n"
      }
      if dice % 9 == 4 { text += "\n\(names[edition % 4]) rose on 3 May 20\(10 + edition % 10).\n" }
      if dice % 6 == 2 { text += "\nSEE: Story \((number + 4) % 12)\n" }
      return fields.replacing(#/tags: \[rivers, tag-\d\]\n(.*?)tags:/#.dotMatchesNewlines()) {
        "\($0.1)tags:"
      }
        + "---\n\n" + text
    }

    @Test("What is patched equals what is built from nothing")
    func equality() async throws {
      let seed = UInt64.random(in: 0..<1 << 32)
      print("patching: seed \(seed)")
      var dice = Dice(state: seed)
      let site = try Self.makeSite()
      let memory = BuildMemory()
      var options = BuildOptions(root: site.root)
      options.now = TemporarySite.now
      _ = await Build(options).run(memory)
      var patches = 0
      // What was thrown last for each article: thrown again, only its text and some fields change.
      var thrown = [Int](repeating: 0, count: 12)
      for edition in 1...40 {
        var changed: Set<String> = []
        for _ in 0..<Int.random(in: 1...3, using: &dice) {
          let number = Int.random(in: 0..<12, using: &dice)
          if edition % 3 == 0 { thrown[number] = Int.random(in: 0..<200, using: &dice) }
          try site.write(
            Self.path(number), Self.article(number, edition: edition, dice: thrown[number]))
          changed.insert(Self.path(number))
        }
        // Editors save through files that are gone again.
        changed.insert("Content/town/4913")
        let report = await Build(options).run(memory, changes: .paths(changed))
        if !report.stages.contains(where: { $0.name == "organise" }) { patches += 1 }
        var clean = options
        clean.output = site.root + "/Clean"
        clean.isClean = true
        let expected = await Build(clean).run()
        #expect(report.outcome == expected.outcome, "seed \(seed), edition \(edition)")
        #expect(report.told == expected.told, "seed \(seed), edition \(edition)")
        guard expected.outcome == .success else { continue }
        #expect(report.articles == expected.articles)
        let (found, wanted) = (site.files(), site.files(below: "Clean"))
        for name in Set(found.keys).union(wanted.keys) where found[name] != wanted[name] {
          Issue.record("\(name) differs: seed \(seed), edition \(edition), changed \(changed.sorted())")
        }
      }
      #expect(patches >= 1, "seed \(seed)")
    }

    @Test("An edit of a sentence is patched; one of what other pages show of it is not")
    func whatIsPatched() async throws {
      let site = try Self.makeSite()
      let memory = BuildMemory()
      var options = BuildOptions(root: site.root)
      options.now = TemporarySite.now
      _ = await Build(options).run(memory)
      func isPatched(_ text: String) async throws -> Bool {
        try site.write(Self.path(0), text)
        let report = await Build(options).run(memory, changes: .paths([Self.path(0)]))
        return !report.stages.contains { $0.name == "organise" }
      }
      let text = Self.article(0, edition: 0, dice: 0)
      #expect(try await isPatched(text.replacing("rose by 0 metres", with: "rose by 7 metres")))
      #expect(try await isPatched(text + "\nIt was so.\n"))
      #expect(
        try await !isPatched(text + "\nRuth Adler, mayor of Paris, met Satya Nadella there.\n"), "a name")
      #expect(
        try await !isPatched(text + "\nRuth Adler, chairman of Paris, met Satya Nadella there.\n"), "a role")
      #expect(try await isPatched(text + "\nRuth Adler, chairman of Paris, met Satya Nadella here.\n"))
    }

    /// SplitMix64, so that a seed gives the same edits again.
    struct Dice: RandomNumberGenerator {
      var state: UInt64
      mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
      }
    }
  }
}
