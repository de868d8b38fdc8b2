import Broadsheet

/// Which paths of a site's folder matter to a build.
struct WatchedPlaces: Sendable {
  /// The site's folder, without links.
  let root: String
  /// The output folder relative to the site, if it lies in it: what a build writes is no change of a source.
  private let output: String?

  init(_ paths: SitePaths) {
    root = Disk.resolved(paths.root) ?? paths.root
    let target = Disk.realPath(paths.output)
    output = target.hasPrefix(root + "/") ? String(target.dropFirst(root.count + 1)) : nil
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
    return output != folder + "/" + name
  }
}
