import Broadsheet
import BroadsheetCore
import Foundation
import Testing

extension SiteTests {
  /// Builds of new processes, which go on from the edition that an earlier one left.
  @Suite("Recalling") struct RecallingTests {
    /// Whether a build went on from a kept edition.
    private static func isRecalled(_ report: BuildReport) -> Bool {
      let stages = report.stages.map(\.name)
      return stages.contains("recall") && !stages.contains("organise")
    }

    /// What a site's files come to in a place where nothing is kept.
    private static func clean(_ site: TemporarySite) async throws -> (
      report: BuildReport, files: [String: Data]
    ) {
      let other = try TemporarySite()
      for name in ["Site.yaml", "Content", "Data"] {
        try FileManager.default.copyItem(atPath: site.root + "/" + name, toPath: other.root + "/" + name)
      }
      return (await other.build(), other.files())
    }

    @Test("What goes on from a kept edition equals what is built from nothing")
    func equality() async throws {
      let seed = UInt64.random(in: 0..<1 << 32)
      print("recalling: seed \(seed)")
      var dice = PatchingTests.Dice(state: seed)
      let site = try PatchingTests.makeSite()
      _ = await site.build()
      var recalled = 0
      var thrown = [Int](repeating: 0, count: 12)
      for edition in 1...30 {
        for _ in 0..<Int.random(in: 1...3, using: &dice) {
          let number = Int.random(in: 0..<12, using: &dice)
          if edition % 5 == 0 { thrown[number] = Int.random(in: 0..<200, using: &dice) }
          try site.write(
            PatchingTests.path(number), PatchingTests.article(number, edition: edition, dice: thrown[number]))
        }
        let report = await site.build()
        if Self.isRecalled(report) { recalled += 1 }
        let expected = try await Self.clean(site)
        #expect(report.outcome == expected.report.outcome, "seed \(seed), edition \(edition)")
        #expect(report.told == expected.report.told, "seed \(seed), edition \(edition)")
        guard expected.report.outcome == .success else { continue }
        #expect(report.articles == expected.report.articles)
        #expect(site.files() == expected.files, "seed \(seed), edition \(edition)")
      }
      #expect(recalled >= 1, "seed \(seed)")
    }

    @Test("Titles and texts are taken in; another address, another clock or other data are organised anew")
    func whatIsRecalled() async throws {
      let site = try PatchingTests.makeSite()
      _ = await site.build()
      func isRecalled(_ text: String, _ change: (inout BuildOptions) -> Void = { _ in }) async throws -> Bool
      {
        try site.write(PatchingTests.path(0), text)
        return Self.isRecalled(await site.build(change))
      }
      let text = PatchingTests.article(0, edition: 0, dice: 0)
      #expect(try await isRecalled(text + "\nIt was so.\n"))
      // Again from the same edition: what has changed before has not been forgotten.
      try site.write(PatchingTests.path(1), PatchingTests.article(1, edition: 1, dice: 0))
      #expect(try await isRecalled(text.replacing("title: Story 0", with: "title: \"Other\"")))
      #expect(try site.output("town/story-0/index.html").contains("Other"))
      #expect(try site.output("sport/story-1/index.html").contains("rose by 1 metres"))
      #expect(
        try await !isRecalled(text + "\nHe came.\n") { $0.now = "2026-01-01T00:00:00Z" }, "before its clock")
      #expect(try await !isRecalled(text.replacing("tags: [", with: "slug: moved\ntags: [")), "an address")
      #expect(try await isRecalled(text.replacing("tags: [", with: "slug: moved\ntags: [") + "\nShe came.\n"))
      try site.write("Data/entities.yaml", "- {name: Siemens, type: product}\n")
      #expect(try await !isRecalled(text + "\nThey came.\n"), "data")
    }

    @Test("A kept edition that is damaged is organised anew", arguments: [0.0, 0.3, 0.9, 1.0])
    func damage(_ share: Double) async throws {
      let site = try PatchingTests.makeSite()
      _ = await site.build()
      let path = site.root + "/.broadsheet/edition"
      var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
      bytes[Int(Double(bytes.count - 1) * share)] ^= 0x10
      try site.write(".broadsheet/edition", bytes)
      try site.write(
        PatchingTests.path(3), PatchingTests.article(3, edition: 9, dice: 0))
      let report = await site.build()
      #expect(!Self.isRecalled(report))
      #expect(site.files() == (try await Self.clean(site)).files)
    }

    @Test(
      "What is kept of the outputs' articles only saves work, damaged or missing",
      arguments: ["", "-changes"], [0.0, 0.4, 1.0, nil])
    func dependencies(_ suffix: String, _ share: Double?) async throws {
      let site = try PatchingTests.makeSite()
      _ = await site.build()
      let folder = site.root + "/.broadsheet/"
      let name = try #require(
        FileManager.default.contentsOfDirectory(atPath: folder).first {
          $0.hasPrefix("dependencies-") && $0.hasSuffix("-changes") == !suffix.isEmpty
        })
      if let share {
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: folder + name)))
        bytes[Int(Double(bytes.count - 1) * share)] ^= 0x10
        try site.write(".broadsheet/" + name, bytes)
      } else {
        try FileManager.default.removeItem(atPath: folder + name)
      }
      for edition in 7...8 {
        try site.write(PatchingTests.path(3), PatchingTests.article(3, edition: edition, dice: 0))
        let report = await site.build()
        #expect(Self.isRecalled(report))
        #expect(site.files() == (try await Self.clean(site)).files)
      }
    }

    @Test("Beside an edit, an output that is missing, another or no file any more is written again")
    func touchedOutputs() async throws {
      let site = try PatchingTests.makeSite()
      _ = await site.build()
      // Pages of an article that the edited one has nothing to do with, and one that is made anew each time.
      for (edition, path) in ["town/story-8/index.html", "404.html", "town/index.html"].enumerated() {
        for damage in 0..<3 {
          let output = site.root + "/Output/" + path
          var bytes = [UInt8](try Data(contentsOf: URL(filePath: output)))
          try FileManager.default.removeItem(atPath: output)
          if damage == 1 {
            bytes[bytes.count / 2] ^= 1
            try site.write("Output/" + path, bytes)
          } else if damage == 2 {
            try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
          }
          try site.write(
            PatchingTests.path(3), PatchingTests.article(3, edition: edition * 3 + damage + 1, dice: 0))
          let report = await site.build()
          #expect(Self.isRecalled(report))
          #expect(site.files() == (try await Self.clean(site)).files, "\(path) \(damage)")
        }
      }
    }

    @Test("An article that goes back to what it was takes its pages with it")
    func undone() async throws {
      let site = try PatchingTests.makeSite()
      _ = await site.build()
      let before = site.files()
      let text = PatchingTests.article(4, edition: 0, dice: 0)
      for title in ["Other", "Third"] {
        try site.write(PatchingTests.path(4), text.replacing("title: Story 4", with: "title: \(title)"))
        #expect(Self.isRecalled(await site.build()))
        #expect(site.files() != before)
        try site.write(PatchingTests.path(4), text)
        #expect(Self.isRecalled(await site.build()))
        #expect(site.files() == before)
      }
    }

    @Test("A record that turns out to be damaged is read again from its source") func damagedRecord()
      async throws
    {
      let site = try PatchingTests.makeSite()
      _ = await site.build()
      let path = site.root + "/.broadsheet/records-1"
      let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
      // One after the other, all but the first bytes: whichever record the edit makes the build ask for.
      try site.write(".broadsheet/records-1", bytes.prefix(16) + bytes.dropFirst(16).map { $0 ^ 0x01 })
      try site.write(PatchingTests.path(3), PatchingTests.article(3, edition: 9, dice: 0))
      let report = await site.build()
      #expect(report.outcome == .success, "\(report.told)")
      #expect(site.files() == (try await Self.clean(site)).files)
    }
  }
}
