import BroadsheetCore
import Foundation

/// A repository, and the user's own git to work on it. Nothing here looks at or changes a work tree, the
/// repository's index, or the branch that is checked out.
struct GitRepository {
  /// The folder to run git in: the repository, or a folder of its work tree.
  let folder: String
  /// The index of a publication in the making, apart from the repository's own.
  let index: String

  /// Runs git and gives back what it says; a status other than 0 is an error that quotes git.
  @discardableResult
  func git(_ arguments: [String], input: Data = Data()) throws(Diagnostic) -> Command.Result {
    let result = try attempt(arguments, input: input)
    guard result.status == 0 else { throw Self.failure(arguments, result) }
    return result
  }

  /// Runs git, whatever status it ends with.
  func attempt(_ arguments: [String], input: Data = Data()) throws(Diagnostic) -> Command.Result {
    try Command(
      program: "git", arguments: ["-c", "core.quotePath=false", "-c", "gc.auto=0"] + arguments,
      folder: folder, environment: Self.environment.merging(["GIT_INDEX_FILE": index]) { $1 },
      input: input
    ).run()
  }

  /// An error with git's own words.
  static func failure(_ arguments: [String], _ result: Command.Result) -> Diagnostic {
    let words = result.errors.trimmingCharacters(in: .whitespacesAndNewlines)
    return Diagnostic(
      .publishFailed,
      "git \(arguments.first ?? "") failed: \(words.isEmpty ? "status \(result.status)" : words)",
      help: "what was published before is as it was")
  }

  /// No questions on the terminal, messages in one language, and nothing of a repository in whose hook this
  /// may run.
  private static let environment: [String: String?] = [
    "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", "GIT_DIR": nil, "GIT_WORK_TREE": nil, "GIT_PREFIX": nil,
    "GIT_COMMON_DIR": nil, "GIT_OBJECT_DIRECTORY": nil, "GIT_ALTERNATE_OBJECT_DIRECTORIES": nil,
    "GIT_NAMESPACE": nil, "GIT_LITERAL_PATHSPECS": nil,
  ]
}

extension GitRepository {
  /// One file of a tree.
  struct Entry: Hashable {
    var mode: String
    var object: String
  }

  /// The commit that a branch of `remote` points to; nil where the branch does not exist.
  func tip(of branch: String, at remote: String) throws(Diagnostic) -> String? {
    let reference = "refs/heads/" + branch
    for line in try git(["ls-remote", "--", remote, reference]).text.split(separator: "\n") {
      let parts = line.split(separator: "\t")
      if parts.count == 2, parts[1] == reference { return String(parts[0]) }
    }
    return nil
  }

  /// Makes sure that the repository holds a commit of `remote`, without moving any branch or reference.
  func fetch(_ commit: String, branch: String, from remote: String, shallow: Bool) throws(Diagnostic) {
    if try attempt(["cat-file", "-e", commit + "^{commit}"]).status == 0 { return }
    try git(
      ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--refmap="] + (shallow ? ["--depth=1"] : [])
        + ["--", remote, "refs/heads/" + branch])
  }

  /// All files of a commit.
  func files(of commit: String) throws(Diagnostic) -> [String: Entry] {
    var files: [String: Entry] = [:]
    for record in try git(["ls-tree", "-r", "-z", "--full-tree", commit]).output.split(separator: 0) {
      let parts = record.split(separator: UInt8(ascii: "\t"), maxSplits: 1)
      let fields = parts[0].split(separator: UInt8(ascii: " "))
      guard parts.count == 2, fields.count == 3 else { continue }
      files[String(decoding: parts[1], as: UTF8.self)] = Entry(
        mode: String(decoding: fields[0], as: UTF8.self), object: String(decoding: fields[2], as: UTF8.self))
    }
    return files
  }

  /// The names of files' contents as objects, in the same order; stored only if `storing`.
  func hash(_ paths: [String], storing: Bool) throws(Diagnostic) -> [String] {
    if paths.isEmpty { return [] }
    let arguments = ["hash-object", "--no-filters", "--stdin-paths"] + (storing ? ["-w"] : [])
    let names = try git(arguments, input: Data((paths.joined(separator: "\n") + "\n").utf8)).text
      .split(separator: "\n").map { String($0) }
    guard names.count == paths.count else {
      throw Diagnostic(.publishFailed, "git named \(names.count) of \(paths.count) files")
    }
    return names
  }

  /// The name of a small text as an object.
  func hash(text: String, storing: Bool) throws(Diagnostic) -> String {
    try git(
      ["hash-object", "--no-filters", "--stdin"] + (storing ? ["-w"] : []), input: Data(text.utf8)
    ).text
  }

  /// Stores a tree of exactly these files.
  func writeTree(_ files: [String: Entry]) throws(Diagnostic) -> String {
    var list = Data()
    for (path, entry) in files {
      list.append(contentsOf: "\(entry.mode) \(entry.object)\t\(path)".utf8)
      list.append(0)
    }
    try Disk.removeFile(index)
    try git(["update-index", "-z", "--add", "--index-info"], input: list)
    let tree = try git(["write-tree"]).text
    try Disk.removeFile(index)
    return tree
  }
}
