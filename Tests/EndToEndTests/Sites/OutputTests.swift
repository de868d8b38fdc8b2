import Broadsheet
import BroadsheetCore
import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension SiteTests {
  /// What a build does to the folder that it writes to.
  @Suite("Output folder") struct OutputTests {
    static let files = [
      "Content/news/a.md": "---\ntitle: A\ndate: 2026-03-01\ntags: [Rivers]\n---\nText.\n",
      "Content/news/b.md": "---\ntitle: B\ndate: 2026-03-02\n---\nText.\n",
    ]

    /// Inode, size and times of everything in the output.
    private func stamps(_ site: TemporarySite) -> [String: String] {
      var stamps: [String: String] = [:]
      for name in site.files().keys {
        var status = stat()
        #expect(lstat(site.root + "/Output/" + name, &status) == 0)
        stamps[name] = "\(status.st_ino) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
      }
      return stamps
    }

    @Test("A second build writes nothing") func still() async throws {
      let site = try TemporarySite(Self.files)
      let first = await site.build()
      let before = stamps(site)
      let second = await site.build { $0.jobs = 1 }
      #expect(first.created == first.outputs && first.outputs == before.count)
      #expect(second.unchanged == first.outputs && second.created + second.changed + second.removed == 0)
      #expect(stamps(site) == before)
    }

    @Test("Stale files of ours go, with their folders; foreign files stay") func stale() async throws {
      let site = try TemporarySite(Self.files)
      _ = await site.build()
      try site.write("Output/CNAME", "example.org\n")
      try site.write("Output/news/b/mine.txt", "mine\n")
      try FileManager.default.removeItem(atPath: site.root + "/Content/news/a.md")
      try FileManager.default.removeItem(atPath: site.root + "/Content/news/b.md")
      try site.write("Content/news/c.md", "---\ntitle: C\n---\nText.\n")
      let report = await site.build()
      #expect(report.outcome == .success, "\(report.told)")
      #expect(!FileManager.default.fileExists(atPath: site.root + "/Output/news/a"))
      #expect(!FileManager.default.fileExists(atPath: site.root + "/Output/topics"))
      #expect(!site.has("news/b/index.html") && site.has("news/c/index.html"))
      #expect(try site.output("CNAME") == "example.org\n")
      #expect(try site.output("news/b/mine.txt") == "mine\n")
    }

    @Test("A failed build leaves the last good output to the byte") func failed() async throws {
      let site = try TemporarySite(Self.files)
      _ = await site.build()
      let before = stamps(site)
      try site.write("Content/news/c.md", "---\ntitle: C\ndate: 2026-02-30\n---\n")
      #expect(await site.build().outcome == .failure)
      #expect(stamps(site) == before)
      // This one fails when many pages are written already.
      try site.write("Content/news/c.md", "---\ntitle: C\n---\n")
      try site.write("Templates/404.html", "{{ no.such.thing }}")
      #expect(await site.build().outcome == .failure)
      #expect(stamps(site) == before)
      try FileManager.default.removeItem(atPath: site.root + "/Templates/404.html")
      #expect(await site.build().outcome == .success)
      #expect(site.has("news/c/index.html"))
    }

    @Test("A file that stands in the way is kept aside, with a warning") func inTheWay() async throws {
      let site = try TemporarySite(Self.files)
      try site.write("Output/.keep", "")
      _ = await site.build()
      try FileManager.default.removeItem(atPath: site.root + "/Output/topics/rivers/index.html")
      try FileManager.default.removeItem(atPath: site.root + "/Output/topics/rivers")
      try site.write("Output/topics/rivers", "a file of mine\n")
      let report = await site.build()
      #expect(report.outcome == .success, "\(report.told)")
      #expect(site.has("topics/rivers/index.html"))
      let kept = site.files(below: ".broadsheet/replaced")
      #expect(kept.values.contains(Data("a file of mine\n".utf8)))
    }

    @Test("An output path that is a file is an error of the environment") func isFile() async throws {
      let site = try TemporarySite(Self.files)
      try site.write("Output", "a file\n")
      let report = await site.build()
      #expect(report.outcome == .environment)
      #expect(report.diagnostics.map(\.code) == [.outputUnwritable])
      #expect(try String(contentsOfFile: site.root + "/Output", encoding: .utf8) == "a file\n")
    }

    @Test(
      "The output never lies in the sources, nor they in it",
      arguments: [
        "", "Content", "Content/news", "Templates", "Data", "..", "/",
      ])
    func unsafe(_ place: String) async throws {
      let site = try TemporarySite(Self.files)
      for folder in ["Templates/partials", "Data"] { try site.write(folder + "/.keep", "") }
      let before = site.files(below: "Content")
      let report = await site.build { $0.output = place == "/" ? "/" : site.root + "/" + place }
      #expect(report.outcome == .environment || report.outcome == .usage)
      #expect(report.count(.error) == 1, "\(report.told)")
      #expect(site.files(below: "Content") == before)
      #expect(site.beside.isEmpty && !FileManager.default.fileExists(atPath: site.root + "/index.html"))
    }

    @Test("Another output folder has a memory of its own") func otherFolder() async throws {
      let site = try TemporarySite(Self.files)
      _ = await site.build()
      let other = await site.build { $0.output = site.root + "/Elsewhere/deep" }
      #expect(other.created == other.outputs)
      #expect(site.files() == site.files(below: "Elsewhere/deep"))
      let again = await site.build()
      #expect(again.unchanged == again.outputs)
    }

    @Test("A link in the output is never written through") func linkOut() async throws {
      let site = try TemporarySite(Self.files)
      try site.write("outside/keep.txt", "keep")
      try site.write("Output/.keep", "")
      try site.link("Output/news", to: "../outside")
      try site.link("Output/index.html", to: "../outside/keep.txt")
      _ = await site.build()
      #expect(site.files(below: "outside").keys.sorted() == ["keep.txt"])
      #expect(site.files(below: "outside")["keep.txt"] == Data("keep".utf8))
    }

    @Test("While one build runs, another is told so") func locked() async throws {
      let site = try TemporarySite(Self.files)
      try site.write(".broadsheet/lock", "")
      let descriptor = open(site.root + "/.broadsheet/lock", O_RDWR)
      #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
      let report = await site.build()
      #expect(report.outcome == .environment && report.diagnostics.map(\.code) == [.outputLocked])
      #expect(site.files().isEmpty)
      close(descriptor)
      #expect(await site.build().outcome == .success)
    }

    @Test("Builds that start together leave one whole site") func together() async throws {
      let site = try TemporarySite(Self.files)
      let outcomes = await withTaskGroup(of: BuildReport.Outcome.self) { group in
        for _ in 0..<6 { group.addTask { await site.build().outcome } }
        return await group.reduce(into: [BuildReport.Outcome]()) { $0.append($1) }
      }
      #expect(outcomes.contains(.success) && Set(outcomes).isSubset(of: [.success, .environment]))
      let double = try TemporarySite(Self.files)
      _ = await double.build()
      #expect(site.files() == double.files())
    }

    @Test(
      "A damaged state changes nothing in the result",
      arguments: [
        [], Array("garbage".utf8), [UInt8](repeating: 0xFF, count: 4096), Array("broadsheet outputs 1".utf8),
      ])
    func damagedState(_ bytes: [UInt8]) async throws {
      let site = try TemporarySite(Self.files)
      _ = await site.build()
      let before = site.files()
      for name in try FileManager.default.contentsOfDirectory(atPath: site.root + "/.broadsheet")
      where name != "lock" {
        try site.write(".broadsheet/" + name, bytes)
      }
      let report = await site.build()
      #expect(report.outcome == .success, "\(report.told)")
      #expect(site.files() == before)
    }

    @Test("A journal of a killed build, even a hostile one, removes only what is ours") func journal()
      async throws
    {
      let site = try TemporarySite(Self.files)
      _ = await site.build()
      let before = site.files()
      try site.write("precious.txt", "precious")
      let name = try #require(
        try FileManager.default.contentsOfDirectory(atPath: site.root + "/.broadsheet").first {
          $0.hasPrefix("outputs-")
        })
      try site.write(
        ".broadsheet/" + name.replacing("outputs-", with: "building-"),
        Array("../precious.txt\0news/a/index.html\0".utf8))
      let report = await site.build()
      #expect(report.outcome == .success, "\(report.told)")
      #expect(site.files() == before)
      #expect(FileManager.default.fileExists(atPath: site.root + "/precious.txt"))
    }

    @Test("Nonsense on the command line is wrong usage") func usage() async throws {
      let site = try TemporarySite(Self.files)
      #expect(await site.build { $0.now = "yesterday" }.outcome == .usage)
      #expect(await site.build { $0.baseURL = "not an address" }.outcome == .usage)
      #expect(await site.build { $0.root = "/nowhere/at/all" }.outcome == .usage)
      #expect(site.files().isEmpty)
    }
  }
}
