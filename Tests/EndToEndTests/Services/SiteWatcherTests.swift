import Broadsheet
import Foundation
import Testing

@testable import BroadsheetServices

/// Each test changes files and waits until the watcher has told of them; how long that takes is not asked.
@Suite(.serialized) struct SiteWatcherTests {
  /// A site, a watcher on it, and what it has told so far.
  private final class Watch {
    let folder: TemporaryFolder
    let watcher: SiteWatcher
    private(set) var told: Set<String> = []

    init(_ method: SiteWatcher.Method, _ files: [String: String] = [:]) throws {
      folder = try TemporaryFolder()
      try folder.write(["Content/a.md": "a", "Content/world/b.md": "b", "Site.yaml": "title: T"])
      try folder.write(files)
      watcher = SiteWatcher(SitePaths(root: folder.path), method: method)
    }

    deinit { watcher.stop() }

    /// Waits until all these paths were told; says what was told since the last call.
    @discardableResult
    func expect(_ paths: String...) async throws -> Set<String> {
      while !told.isSuperset(of: paths) {
        guard case .paths(let more) = try #require(await watcher.next()) else { continue }
        told.formUnion(more)
      }
      defer { told = [] }
      return told
    }

    func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: folder[path]) }

    func move(_ path: String, to target: String) {
      #expect(rename(folder[path], folder[target]) == 0)
    }
  }

  private static let methods: [SiteWatcher.Method] = [.automatic, .polling]

  @Test(.timeLimit(.minutes(1)), arguments: methods)
  func tellsOfEverySource(_ method: SiteWatcher.Method) async throws {
    let watch = try Watch(method, ["Templates/base.html": "", "Data/x.yaml": ""])
    try watch.folder.write(["Content/a.md": "changed"])
    #expect(try await watch.expect("Content/a.md") == ["Content/a.md"])
    try watch.folder.write(["Content/world/b.md": "changed"])
    try await watch.expect("Content/world/b.md")
    try watch.folder.write(["Templates/base.html": "x", "Data/x.yaml": "x: 1", "Site.yaml": "title: U"])
    try await watch.expect("Templates/base.html", "Data/x.yaml", "Site.yaml")
    try watch.remove("Content/a.md")
    try await watch.expect("Content/a.md")
  }

  @Test(.timeLimit(.minutes(1)), arguments: methods)
  func passesOverWhatIsNoSource(_ method: SiteWatcher.Method) async throws {
    let watch = try Watch(method, ["Output/index.html": "", ".broadsheet/lock": "", "notes.txt": ""])
    try watch.folder.write([
      "Output/index.html": "new", "Output/deep/page.html": "new", ".broadsheet/lock": "new",
      "notes.txt": "new", "Content/.a.md.swp": "x", "Content/a.md~": "x", "Content/#a.md#": "x",
      "Content/.git/config": "x",
    ])
    try watch.folder.write(["Content/last.md": "last"])
    #expect(try await watch.expect("Content/last.md") == ["Content/last.md"])
  }

  @Test(.timeLimit(.minutes(1)), arguments: methods)
  func passesOverAnOutputFolderAmongTheSources(_ method: SiteWatcher.Method) async throws {
    let folder = try TemporaryFolder()
    try folder.write(["Content/a.md": "a", "Templates/out/index.html": ""])
    let watcher = SiteWatcher(
      SitePaths(root: folder.path, output: folder["Templates/out"]), method: method)
    defer { watcher.stop() }
    try folder.write(["Templates/out/index.html": "new", "Content/a.md": "b"])
    #expect(await watcher.next() == .paths(["Content/a.md"]))
  }

  @Test(.timeLimit(.minutes(1)), arguments: methods)
  func understandsEditors(_ method: SiteWatcher.Method) async throws {
    let watch = try Watch(method)
    var told: Set<String> = []
    // A temporary file, then a rename over the old one.
    try watch.folder.write(["Content/.a.tmp": "1"])
    watch.move("Content/.a.tmp", to: "Content/a.md")
    told.formUnion(try await watch.expect("Content/a.md"))
    // The old one away, a new one in its place, the old one removed.
    watch.move("Content/a.md", to: "Content/a.md~")
    try watch.folder.write(["Content/a.md": "2"])
    try watch.remove("Content/a.md~")
    told.formUnion(try await watch.expect("Content/a.md"))
    // From another folder.
    try watch.folder.write(["draft.md": "3"])
    watch.move("draft.md", to: "Content/c.md")
    told.formUnion(try await watch.expect("Content/c.md"))
    // Nothing of what the editors did on the way.
    #expect(told == ["Content/a.md", "Content/c.md"])
  }

  @Test(.timeLimit(.minutes(1)), arguments: methods)
  func followsFoldersThatComeAndGo(_ method: SiteWatcher.Method) async throws {
    let watch = try Watch(method)
    try watch.folder.write(["Content/new/deep/er/x.md": "1"])
    try await watch.expect("Content/new/deep/er/x.md")
    try watch.folder.write(["Content/new/deep/er/x.md": "22"])
    try await watch.expect("Content/new/deep/er/x.md")
    watch.move("Content/new", to: "Content/renamed")
    try await watch.expect("Content/new", "Content/renamed", "Content/renamed/deep/er/x.md")
    try watch.folder.write(["Content/renamed/deep/er/x.md": "333"])
    let told = try await watch.expect("Content/renamed/deep/er/x.md")
    #expect(!told.contains { $0.hasPrefix("Content/new/") })
    try watch.remove("Content/renamed")
    try await watch.expect("Content/renamed")
    try watch.folder.write(["Content/renamed/y.md": "1", "Data/late.yaml": "x: 1"])
    try await watch.expect("Content/renamed/y.md", "Data/late.yaml")
    try watch.remove("Content")
    try await watch.expect("Content")
    try watch.folder.write(["Content/again/z.md": "1"])
    try await watch.expect("Content/again/z.md")
    // Moved out of the site: no change there is one of the site.
    watch.move("Content/again", to: "elsewhere")
    try await watch.expect("Content/again")
    try watch.folder.write(["elsewhere/z.md": "22", "Content/end.md": "1"])
    #expect(!(try await watch.expect("Content/end.md")).contains("Content/again/z.md"))
  }

  @Test(.timeLimit(.minutes(1)), arguments: methods)
  func followsLinks(_ method: SiteWatcher.Method) async throws {
    let watch = try Watch(method, ["Shared/s.md": "s", "Shared/one.md": "1"])
    let files = FileManager.default
    try files.createSymbolicLink(atPath: watch.folder["Content/shared"], withDestinationPath: "../Shared")
    try files.createSymbolicLink(atPath: watch.folder["Content/up"], withDestinationPath: "..")
    try files.createSymbolicLink(
      atPath: watch.folder["Content/one.md"], withDestinationPath: "../Shared/one.md")
    try await watch.expect("Content/shared", "Content/one.md")
    try watch.folder.write(["Shared/s.md": "changed"])
    try await watch.expect("Content/shared/s.md")
    for text in ["changed", "changed again"] {
      try watch.folder.write(["Shared/.one": text])
      watch.move("Shared/.one", to: "Shared/one.md")
      try await watch.expect("Content/one.md")
    }
  }

  @Test(.timeLimit(.minutes(1)), arguments: methods)
  func passesOverLinksToWhatIsNoSource(_ method: SiteWatcher.Method) async throws {
    let watch = try Watch(method, ["Output/index.html": "x", "notes.txt": "x"])
    let files = FileManager.default
    for (name, target) in [
      ("Content/site", ".."), ("Content/output", "../Output"), ("Content/world/self", ".."),
      ("Content/world/loop", "../world"), ("Content/nowhere", "nothing"),
    ] {
      try files.createSymbolicLink(atPath: watch.folder[name], withDestinationPath: target)
    }
    try watch.folder.write(["Content/a.md": "1"])
    try await watch.expect("Content/a.md")
    try watch.folder.write(["Output/index.html": "xy", "notes.txt": "xy"])
    try watch.folder.write(["Content/a.md": "22"])
    #expect(try await watch.expect("Content/a.md") == ["Content/a.md"])
  }

  @Test(.timeLimit(.minutes(2)), arguments: methods)
  func missesNoneOfAThousandFiles(_ method: SiteWatcher.Method) async throws {
    let watch = try Watch(method)
    let names = (0..<1000).map { "Content/many/\($0 % 10)/story-\($0).md" }
    for (number, name) in names.enumerated() { try watch.folder.write([name: "\(number)"]) }
    var told: Set<String> = []
    while !told.isSuperset(of: names) {
      guard case .paths(let more) = try #require(await watch.watcher.next()) else { break }
      told.formUnion(more)
    }
    #expect(told.isSuperset(of: names))
  }

  @Test(.timeLimit(.minutes(1)), arguments: methods)
  func endsItsReader(_ method: SiteWatcher.Method) async throws {
    let watch = try Watch(method)
    let watcher = watch.watcher
    let cancelled = Task { await watcher.next() }
    cancelled.cancel()
    #expect(await cancelled.value == nil)
    let stopped = Task { await watcher.next() }
    watcher.stop()
    #expect(await stopped.value == nil)
    #expect(await watcher.next() == nil)
  }

  #if os(Linux)
    @Test func looksAnewWhenTheQueueOverflows() throws {
      let folder = try TemporaryFolder()
      try folder.write(["Content/old/a.md": "a"])
      let queue = try #require(InotifyQueue())
      var tree = InotifyTree(WatchedPlaces(SitePaths(root: folder.path)), queue)
      // What was in the queue is lost: the new folder is not known.
      try folder.write(["Content/new/b.md": "b"])
      _ = queue.read()
      let overflow = InotifyQueue.Event(watch: -1, mask: UInt32(IN_Q_OVERFLOW), name: "")
      #expect(tree.changes(of: overflow) == [.everything])
      _ = queue.read().flatMap { tree.changes(of: $0) }
      try folder.write(["Content/new/b.md": "b2"])
      let changes = queue.read().flatMap { tree.changes(of: $0) }
      #expect(changes.contains(.path("Content/new/b.md", isWhole: true)))
    }
  #endif
}
