import Broadsheet

/// Which paths of a site's folder matter to a build.
struct WatchedPlaces: Sendable {
  /// The site's folder, without links.
  let root: String
  /// What a build writes is no change of a source.
  private let written: [String]

  init(_ paths: SitePaths) {
    root = Disk.resolved(paths.root) ?? paths.root
    written = [Disk.realPath(paths.output), Disk.realPath(paths.state)]
  }

  /// The path of the operating system.
  func location(of path: String) -> String { path.isEmpty ? root : root + "/" + path }

  /// Whether a name in a folder can be, or hold, a source. The site's own folder is the empty path.
  func isSource(_ name: String, in folder: String) -> Bool {
    if folder.isEmpty { return SitePaths.sourceNames.contains(name) }
    // The same names that a build passes over: editors' and systems' own files.
    if name.hasPrefix(".") || name.hasSuffix("~") || name.hasPrefix("#") || name == "Thumbs.db" {
      return false
    }
    return true
  }

  /// Whether what lies at a real path, reached by `path`, can be watched: no link that leads above the site, to
  /// what a build writes, or back into a folder above it.
  func isWatchable(_ real: String, at path: String) -> Bool {
    if path.isEmpty { return true }
    if Disk.isPath(root, within: real) || written.contains(where: { Disk.isPath(real, within: $0) }) {
      return false
    }
    var above = path[...]
    while let slash = above.lastIndex(of: "/") {
      above = above[..<slash]
      if Disk.resolved(location(of: String(above))) == real { return false }
    }
    return true
  }
}
