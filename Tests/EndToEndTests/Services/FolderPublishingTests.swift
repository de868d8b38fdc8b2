import BroadsheetCore
import BroadsheetServices
import Foundation
import Testing

@testable import Broadsheet

/// A site with an output folder, and a place to publish to, all in one temporary folder.
struct PublishingBench {
  let folder: TemporaryFolder
  let paths: SitePaths

  init() throws {
    folder = try TemporaryFolder()
    try folder.write([
      "site/Content/a.md": "words", "site/.broadsheet/lock": "", "site/Output/.gitignore": "*\n",
      "site/Output/index.html": "front", "site/Output/news/a/index.html": "story a",
      "site/Output/news/b/index.html": "story b", "site/Output/.well-known/x.txt": "known",
      "site/Output/index.html.broadsheet-new": "half",
    ])
    paths = SitePaths(root: folder["site"])
  }

  /// What the first publication consists of.
  static let files = [
    "index.html": "front", "news/a/index.html": "story a", "news/b/index.html": "story b",
    ".well-known/x.txt": "known",
  ]

  func target(
    _ kind: SiteConfiguration.Target.Kind, _ path: String, keep: Int = 5, domain: String? = nil,
    branch: String = "gh-pages"
  ) -> SiteConfiguration.Target {
    .init(name: "live", kind: kind, path: path, branch: branch, keep: keep, domain: domain)
  }

  func publish(_ target: SiteConfiguration.Target, dryRun: Bool = false) throws(Diagnostic) -> PublishSummary
  {
    try Publisher.publish(target: target, output: paths.output, paths: paths, dryRun: dryRun)
  }

  /// Publishes what must fail, and gives the diagnostic.
  func refusal(_ target: SiteConfiguration.Target, dryRun: Bool = false) throws -> Diagnostic {
    do throws(Diagnostic) {
      _ = try publish(target, dryRun: dryRun)
    } catch { return error }
    Issue.record("published to \(target.path)")
    throw CancellationError()
  }
}

@Suite(.serialized) struct FolderPublishingTests {
  private func inode(_ path: String) throws -> UInt64 {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require((attributes[.systemFileNumber] as? NSNumber)?.uint64Value)
  }

  @Test func publishesReleasesAndSwitches() throws {
    let bench = try PublishingBench()
    let target = bench.target(.folder, bench.folder["www"])
    let first = try bench.publish(target)
    #expect(first.added == PublishingBench.files.keys.sorted())
    #expect(first.changed.isEmpty && first.removed.isEmpty && !first.isUpToDate)
    #expect(try bench.folder.files("www/current/") == PublishingBench.files)
    let link = bench.folder["www/current"]
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "releases/1")
    let attributes = try FileManager.default.attributesOfItem(atPath: link + "/index.html")
    #expect(((attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0) & 0o444 == 0o444)

    let again = try bench.publish(target)
    #expect(again.isUpToDate && again.unchanged == 4)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "releases/1")

    try bench.folder.write(["site/Output/news/a/index.html": "STORY A", "site/Output/new.html": "new"])
    try FileManager.default.removeItem(atPath: bench.folder["site/Output/news/b"])
    let dry = try bench.publish(target, dryRun: true)
    #expect(dry.isDryRun)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "releases/1")
    let second = try bench.publish(target)
    for summary in [dry, second] {
      #expect(summary.added == ["new.html"])
      #expect(summary.changed == ["news/a/index.html"])
      #expect(summary.removed == ["news/b/index.html"])
      #expect(summary.unchanged == 2)
    }
    #expect(second.describe().contains("- news/b/index.html"))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "releases/2")
    #expect(
      try bench.folder.files("www/current/") == [
        "index.html": "front", "news/a/index.html": "STORY A", "new.html": "new",
        ".well-known/x.txt": "known",
      ])
    // The release before is whole, and what did not change is on disk once.
    #expect(try bench.folder.files("www/releases/1/") == PublishingBench.files)
    let releases = bench.folder["www/releases"]
    #expect(try inode(releases + "/1/index.html") == inode(releases + "/2/index.html"))
    #expect(try inode(releases + "/1/index.html") != inode(bench.folder["site/Output/index.html"]))
  }

  @Test func dryRunMakesNothing() throws {
    let bench = try PublishingBench()
    let before = try bench.folder.files()
    let summary = try bench.publish(bench.target(.folder, "../www"), dryRun: true)
    #expect(summary.added.count == 4)
    #expect(try bench.folder.files() == before)
  }

  @Test func keepsTheLastReleasesAndForeignFiles() throws {
    let bench = try PublishingBench()
    let target = bench.target(.folder, bench.folder["www"], keep: 2)
    try bench.folder.write(["www/robots-of-others.txt": "mine", "www/releases/0/other.txt": "mine"])
    for version in 1...4 {
      try bench.folder.write(["site/Output/index.html": "front \(version)"])
      _ = try bench.publish(target)
      if version == 2 {
        try bench.folder.write(["www/releases/2/note.txt": "mine", "elsewhere/index.html": "mine"])
        try FileManager.default.removeItem(atPath: bench.folder["www/releases/1/news/a"])
        try FileManager.default.createSymbolicLink(
          atPath: bench.folder["www/releases/1/news/a"], withDestinationPath: bench.folder["elsewhere"])
      }
    }
    let files = try bench.folder.files("www/releases/")
    let folders = Set(files.keys.compactMap { $0.split(separator: "/").first.map { String($0) } })
    #expect(folders.isSuperset(of: ["0", "3", "4", "3.files", "4.files"]))
    #expect(!folders.contains("1.files") && !folders.contains("2.files"))
    #expect(files.filter { $0.key.hasPrefix("2/") } == ["2/note.txt": "mine"])
    #expect(files.filter { $0.key.hasPrefix("0/") } == ["0/other.txt": "mine"])
    #expect(bench.folder.text("www/robots-of-others.txt") == "mine")
    #expect(bench.folder.text("elsewhere/index.html") == "mine")
    #expect(bench.folder.text("www/current/index.html") == "front 4")
  }

  @Test func aFailureLeavesTheReleaseBefore() throws {
    let bench = try PublishingBench()
    let target = bench.target(.folder, bench.folder["www"])
    _ = try bench.publish(target)
    try bench.folder.write(["site/Output/index.html": "front 2", "site/Output/zz.html": "z"])
    // The list of the next release cannot be written: a folder of somebody's has its name.
    try bench.folder.write(["www/releases/2.files/x": "mine"])
    #expect(try bench.refusal(target).code == .publishFailed)
    #expect(try bench.folder.files("www/current/") == PublishingBench.files)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: bench.folder["www/releases"]).sorted()
        == [".broadsheet-lock", "1", "1.files", "2.files"])
    try FileManager.default.removeItem(atPath: bench.folder["www/releases/2.files"])
    // What a killed run left is cleared away.
    try bench.folder.write(["www/releases/.broadsheet-unfinished/index.html": "half"])
    _ = try bench.publish(target)
    #expect(bench.folder.text("www/current/index.html") == "front 2")
    #expect(bench.folder.text("www/releases/.broadsheet-unfinished/index.html") == nil)
  }

  @Test func refusesForeignAndOverlappingPlaces() throws {
    let bench = try PublishingBench()
    try FileManager.default.createSymbolicLink(
      atPath: bench.folder["detour"], withDestinationPath: bench.folder["site/Output"])
    for path in [
      ".", "Content", "Content/inner", "Output", "Output/www", "../site", "..", "/", "Nowhere/../Output",
      "../detour/www", ".broadsheet/x",
    ] {
      #expect(try bench.refusal(bench.target(.folder, path)).code == .unsafeTarget, "\(path)")
    }
    try bench.folder.write(["www/current/index.html": "mine"])
    #expect(try bench.refusal(bench.target(.folder, "../www")).code == .unsafeTarget)
    #expect(bench.folder.text("www/current/index.html") == "mine")
    try bench.folder.write(["other/old/index.html": "mine"])
    try FileManager.default.createSymbolicLink(
      atPath: bench.folder["other/current"], withDestinationPath: "old")
    #expect(try bench.refusal(bench.target(.folder, "../other")).code == .unsafeTarget)
    #expect(bench.folder.text("other/current/index.html") == "mine")
  }

  @Test func refusesWhatIsNoFinishedSite() throws {
    let bench = try PublishingBench()
    let target = bench.target(.folder, bench.folder["www"])
    let journal = bench.folder["site/.broadsheet/building-0123456789ab"]
    try Data().write(to: URL(fileURLWithPath: journal))
    #expect(try bench.refusal(target).code == .notPublishable)
    try FileManager.default.removeItem(atPath: journal)
    try FileManager.default.removeItem(atPath: bench.folder["site/Output/index.html"])
    #expect(try bench.refusal(target, dryRun: true).code == .notPublishable)
    for name in ["news", ".well-known", "index.html.broadsheet-new"] {
      try FileManager.default.removeItem(atPath: bench.folder["site/Output/" + name])
    }
    #expect(try bench.refusal(target).code == .notPublishable)
    try FileManager.default.removeItem(atPath: bench.folder["site/Output"])
    #expect(try bench.refusal(target).code == .notPublishable)
    #expect(!FileManager.default.fileExists(atPath: bench.folder["www"]))
  }

  @Test func leavesLinksOut() throws {
    let bench = try PublishingBench()
    try bench.folder.write(["secret.txt": "secret"])
    try FileManager.default.createSymbolicLink(
      atPath: bench.folder["site/Output/leak.txt"], withDestinationPath: bench.folder["secret.txt"])
    let summary = try bench.publish(bench.target(.folder, "../www"))
    #expect(summary.notes.contains { $0.contains("leak.txt") })
    #expect(try bench.folder.files("www/current/") == PublishingBench.files)
  }

  @Test func findsTargetsByName() throws {
    var site = SiteConfiguration()
    #expect(throws: Diagnostic.self) { try Publisher.target(named: nil, in: site) }
    site.targets = [.init(name: "live", kind: .folder, path: "/x", branch: "", keep: 1, domain: nil)]
    #expect(try Publisher.target(named: nil, in: site).path == "/x")
    #expect(try Publisher.target(named: "live", in: site).path == "/x")
    do throws(Diagnostic) {
      _ = try Publisher.target(named: "life", in: site)
      Issue.record("found")
    } catch {
      #expect(error.code == .unknownTarget)
      #expect(error.help == "did you mean `live`?")
    }
  }
}
