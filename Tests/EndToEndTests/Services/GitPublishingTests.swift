import BroadsheetCore
import BroadsheetServices
import Foundation
import Testing

@testable import Broadsheet

@Suite(.serialized) struct GitPublishingTests {
  /// Git with a name of its own, and nothing of the configuration of whoever runs the tests.
  private static let isPrepared: Bool = {
    for (name, value) in [
      ("GIT_AUTHOR_NAME", "Tester"), ("GIT_AUTHOR_EMAIL", "tester@example.org"),
      ("GIT_COMMITTER_NAME", "Tester"), ("GIT_COMMITTER_EMAIL", "tester@example.org"),
      ("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1"),
    ] { setenv(name, value, 1) }
    return true
  }()

  private let bench: PublishingBench

  init() throws {
    #expect(Self.isPrepared)
    bench = try PublishingBench()
  }

  @discardableResult
  private func git(_ arguments: String..., in folder: String = "site") throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: bench.folder[folder])
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "git \(arguments)")
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// A bare repository at `origin.git`, and the site as a repository with a commit, a staged and an unstaged
  /// change.
  private func prepareSite(withRemote: Bool) throws {
    if withRemote { try git("init", "-q", "--bare", "origin.git", in: "") }
    try git("init", "-q", "-b", "main")
    if withRemote { try git("remote", "add", "origin", bench.folder["origin.git"]) }
    try bench.folder.write(["site/.gitignore": "/Output/\n/.broadsheet/\n", "site/Site.yaml": "title: T\n"])
    try git("add", "-A")
    try git("commit", "-q", "-m", "Begin")
    try bench.folder.write(["site/staged.txt": "staged", "site/Content/a.md": "unstaged"])
    try git("add", "staged.txt")
  }

  /// The files of a branch, with their text.
  private func files(_ branch: String, in folder: String) throws -> [String: String] {
    var files: [String: String] = [:]
    for path in try git("ls-tree", "-r", "--name-only", branch, in: folder).split(separator: "\n") {
      files[String(path)] = try git("show", "\(branch):\(path)", in: folder)
    }
    return files
  }

  /// What must not change: work tree, index, branches.
  private func state() throws -> [String] {
    let files = try bench.folder.files("site/", except: [".git", ".broadsheet"])
    return [
      try git("status", "--porcelain=v1"), try git("symbolic-ref", "HEAD"), try git("rev-parse", "HEAD"),
      try git("ls-files", "-s"), files.map { "\($0): \($1)" }.sorted().joined(separator: "\n"),
      try git("branch", "--list", "main"), try git("stash", "list"),
    ]
  }

  private var published: [String: String] { PublishingBench.files.merging([".nojekyll": ""]) { $1 } }

  @Test func publishesToTheSitesOwnRemote() throws {
    try prepareSite(withRemote: true)
    let before = try state()
    let target = bench.target(.git, ".", domain: "news.example.org")
    let dry = try bench.publish(target, dryRun: true)
    #expect(dry.added.count == 6 && dry.commit == nil)
    #expect(try git("branch", "-a", in: "origin.git").isEmpty)

    let first = try bench.publish(target)
    #expect(first.added == dry.added)
    let expected = published.merging(["CNAME": "news.example.org"]) { $1 }
    #expect(try files("gh-pages", in: "origin.git") == expected)
    #expect(try git("rev-parse", "gh-pages", in: "origin.git") == first.commit)
    let message = try git("log", "-1", "--format=%B", "gh-pages", in: "origin.git")
    #expect(message.contains("Source: " + (try git("rev-parse", "HEAD"))))

    let again = try bench.publish(target)
    #expect(again.isUpToDate && again.commit == nil && again.unchanged == 6)
    #expect(again.describe().contains("nothing to publish"))
    #expect(try git("rev-list", "--count", "gh-pages", in: "origin.git") == "1")

    try bench.folder.write(["site/Output/news/a/index.html": "STORY A"])
    try FileManager.default.removeItem(atPath: bench.folder["site/Output/news/b"])
    let second = try bench.publish(target)
    #expect(second.changed == ["news/a/index.html"] && second.removed == ["news/b/index.html"])
    #expect(second.added.isEmpty && second.unchanged == 4)
    #expect(try git("rev-list", "--count", "gh-pages", in: "origin.git") == "2")
    let changed = try git("diff", "--name-only", "gh-pages~1", "gh-pages", in: "origin.git")
    #expect(changed == "news/a/index.html\nnews/b/index.html")

    #expect(try git("status", "--porcelain=v1") == before[0])
    #expect(try git("ls-files", "-s") == before[3])
    #expect(try git("for-each-ref", "--format=%(refname)", "refs/heads") == "refs/heads/main")
  }

  @Test func leavesWorkTreeAndIndexAlone() throws {
    try prepareSite(withRemote: true)
    let before = try state()
    _ = try bench.publish(bench.target(.git, "."))
    #expect(try state() == before)
  }

  @Test func publishesToABranchWhereThereIsNoRemote() throws {
    try prepareSite(withRemote: false)
    let before = try state()
    let first = try bench.publish(bench.target(.git, "."))
    #expect(try files("gh-pages", in: "site") == published)
    #expect(try git("rev-parse", "gh-pages") == first.commit)
    try bench.folder.write(["site/Output/index.html": "front"])
    #expect(try bench.publish(bench.target(.git, ".")).isUpToDate)
    #expect(try state() == before)
    #expect(try bench.refusal(bench.target(.git, ".", branch: "main")).code == .unsafeTarget)
    #expect(try state() == before)
  }

  @Test func publishesToAnotherRepository() throws {
    try git("init", "-q", "--bare", "-b", "main", "pages.git", in: "")
    // A person made the repository with a read-me, and the host noted a domain.
    try git("clone", "-q", bench.folder["pages.git"], "clone", in: "")
    try bench.folder.write(["clone/README.md": "hello", "clone/CNAME": "old.example.org"])
    try git("checkout", "-q", "-b", "main", in: "clone")
    try git("add", "-A", in: "clone")
    try git("commit", "-q", "-m", "Begin", in: "clone")
    try git("push", "-q", "origin", "main", in: "clone")
    let target = bench.target(.git, "../pages.git", branch: "main")
    let first = try bench.publish(target)
    #expect(first.removed == ["README.md"])
    let expected = published.merging(["CNAME": "old.example.org"]) { $1 }
    #expect(try files("main", in: "pages.git") == expected)
    #expect(try bench.publish(target).isUpToDate)
    // Somebody else pushes: the next publication builds on that.
    try git("pull", "-q", "origin", "main", in: "clone")
    try bench.folder.write(["clone/index.html": "by hand"])
    try git("commit", "-q", "-a", "-m", "By hand", in: "clone")
    try git("push", "-q", "origin", "main", in: "clone")
    let second = try bench.publish(target)
    #expect(second.changed == ["index.html"])
    #expect(try files("main", in: "pages.git") == expected)
    #expect(try git("rev-list", "--count", "main", in: "pages.git") == "4")
    #expect(try git("log", "-1", "--format=%s", "main", in: "pages.git") == "Publish the site")
  }

  @Test func bytesArriveAsTheyAre() throws {
    try prepareSite(withRemote: true)
    try git("config", "core.autocrlf", "true")
    try bench.folder.write([
      "site/Output/crlf.txt": "a\r\nb\r\n", "site/Output/.gitattributes": "* text=auto ident\n",
      "site/Output/Größe und mehr.html": "$Id$", "site/Output/.gitignore": "*\n",
      "site/Output/inner/.gitignore": "*\n", "site/Output/inner/kept.html": "kept",
    ])
    _ = try bench.publish(bench.target(.git, "."))
    let origin = bench.folder["origin.git"]
    try git(
      "-c", "core.attributesFile=/dev/null", "clone", "-q", "-b", "gh-pages", "--no-checkout", origin, "x",
      in: "")
    #expect(try git("cat-file", "-s", "origin/gh-pages:crlf.txt", in: "x") == "6")
    #expect(try git("show", "origin/gh-pages:Größe und mehr.html", in: "x") == "$Id$")
    #expect(try git("show", "origin/gh-pages:inner/kept.html", in: "x") == "kept")
  }

  @Test func aRejectedPushIsAnErrorWithAWayOut() throws {
    try prepareSite(withRemote: true)
    let target = bench.target(.git, ".")
    _ = try bench.publish(target)
    let tip = try git("rev-parse", "gh-pages", in: "origin.git")
    let hook = bench.folder["origin.git/hooks/pre-receive"]
    try bench.folder.write(["origin.git/hooks/pre-receive": "#!/bin/sh\necho not today >&2\nexit 1\n"])
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook)
    try bench.folder.write(["site/Output/index.html": "front 2"])
    let before = try state()
    let refusal = try bench.refusal(target)
    #expect(refusal.code == .publishRejected)
    #expect(refusal.message.contains("not today"))
    #expect(refusal.help != nil)
    #expect(try git("rev-parse", "gh-pages", in: "origin.git") == tip)
    #expect(try state() == before)
  }

  @Test func neverForcesItsWay() throws {
    try prepareSite(withRemote: true)
    let target = bench.target(.git, ".")
    _ = try bench.publish(target)
    // A hook of the user's own, which runs just before the push, lets somebody else be faster.
    let origin = bench.folder["origin.git"]
    let other = try git("commit-tree", "gh-pages^{tree}", "-p", "gh-pages", "-m", "Faster", in: "origin.git")
    let hook = "site/.git/hooks/pre-push"
    try bench.folder.write([
      hook:
        "#!/bin/sh\nunset GIT_DIR GIT_INDEX_FILE\ngit -C '\(origin)' update-ref refs/heads/gh-pages \(other)\n"
    ])
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: bench.folder[hook])
    try bench.folder.write(["site/Output/index.html": "front 2"])
    #expect(try bench.refusal(target).code == .publishRejected)
    #expect(try git("rev-parse", "gh-pages", in: "origin.git") == other)
    try FileManager.default.removeItem(atPath: bench.folder[hook])
    #expect(try bench.publish(target).changed == ["index.html"])
    #expect(try git("rev-parse", "gh-pages~1", in: "origin.git") == other)
  }

  @Test func refusesWhatIsNoPlaceForASite() throws {
    #expect(try bench.refusal(bench.target(.git, ".")).code == .publishFailed)
    #expect(try bench.refusal(bench.target(.git, "--upload-pack=x")).code == .unsafeTarget)
    #expect(try bench.refusal(bench.target(.git, "../nowhere.git")).code == .publishFailed)
    try prepareSite(withRemote: true)
    try git("push", "-q", "origin", "main:source")
    let tip = try git("rev-parse", "source", in: "origin.git")
    #expect(try bench.refusal(bench.target(.git, ".", branch: "source")).code == .unsafeTarget)
    for branch in ["main", "-x", "a b", "a..b", ""] {
      #expect(try bench.refusal(bench.target(.git, ".", branch: branch)).code == .unsafeTarget, "\(branch)")
    }
    #expect(try git("rev-parse", "source", in: "origin.git") == tip)
    #expect(try git("for-each-ref", "--format=%(refname)", in: "origin.git") == "refs/heads/source")
  }
}
