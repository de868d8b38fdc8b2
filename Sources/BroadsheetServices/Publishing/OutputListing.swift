import Broadsheet
import BroadsheetCore

/// The files of a finished build, as they will be published.
struct OutputListing {
  /// The output folder, without links in its path.
  let folder: String
  /// Paths relative to it, with `/`, in the order of their bytes.
  private(set) var files: [String] = []
  /// What is not published: links and special files could show what was never meant to be seen.
  private(set) var leftOut: [String] = []

  /// Lists the output.
  ///
  /// - Throws: A diagnostic where the last build did not finish, or the folder holds no site.
  init(_ output: String, paths: SitePaths) throws(Diagnostic) {
    folder = Disk.realPath(output)
    if Disk.kind(of: paths.state) == .folder,
      try Disk.names(in: paths.state).contains(where: { $0.hasPrefix("building-") })
    {
      throw Diagnostic(
        .notPublishable, "the last build of this site did not finish",
        help: "run `broadsheet build` again, then publish")
    }
    guard Disk.kind(of: folder) == .folder else {
      throw Diagnostic(
        .notPublishable, "there is no output folder at `\(output)`", help: "run `broadsheet build` first")
    }
    var folders = [""]
    while let inner = folders.popLast() {
      for name in try Disk.names(in: folder + "/" + inner) where !Self.isPrivate(name, in: inner) {
        let path = inner + name
        switch Disk.kind(of: folder + "/" + path) {
        case .file: files.append(path)
        case .folder: folders.append(path + "/")
        case .link, .other: leftOut.append(path)
        case nil: throw Disk.failure(folder + "/" + path)
        }
      }
    }
    files.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    guard !files.isEmpty else {
      throw Diagnostic(
        .notPublishable, "the output folder `\(output)` is empty", help: "run `broadsheet build` first")
    }
    guard files.contains("index.html") else {
      throw Diagnostic(
        .notPublishable, "the output folder `\(output)` has no index.html, so it holds no site",
        help: "run `broadsheet build`, or name the right folder")
    }
  }

  /// What is said of ``leftOut`` in a summary.
  var notes: [String] {
    leftOut.map { "`\($0)` is a link or a special file and was left out" }
  }

  /// Names that belong to tools, not to the site.
  private static func isPrivate(_ name: String, in folder: String) -> Bool {
    name == ".git" || name == ".DS_Store" || (name == ".gitignore" && folder.isEmpty)
      || StaticSite.isTemporary(name)
  }
}
