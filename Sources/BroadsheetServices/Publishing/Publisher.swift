import Broadsheet
import BroadsheetCore
import Foundation

/// Sends a finished output folder to where the world reads it.
public enum Publisher {
  /// The target of a name, out of those that `Site.yaml` lists under `publish`.
  ///
  /// - Parameter name: The name; nil means the only target, where there is just one.
  public static func target(
    named name: String?, in site: SiteConfiguration
  ) throws(Diagnostic) -> SiteConfiguration.Target {
    let names = site.targets.map(\.name)
    if let target = site.targets.first(where: { $0.name == name }) { return target }
    if name == nil, let only = site.targets.first, names.count == 1 { return only }
    let known =
      names.isEmpty ? "Site.yaml lists none under `publish`" : "known: " + names.joined(separator: ", ")
    throw Diagnostic(
      .unknownTarget, name.map { "there is no target named `\($0)`" } ?? "which target is meant?",
      help: name.flatMap { Suggestion.help(for: $0, in: names) } ?? known)
  }

  /// Publishes the output, or says what that would change.
  ///
  /// Takes the lock that builds take, so that nothing is written in between.
  ///
  /// - Parameters:
  ///   - target: Where to.
  ///   - output: The output folder of a finished build.
  ///   - paths: The site's parts; a target's relative path is meant from the site's folder.
  ///   - dryRun: Whether to compare only, and change nothing.
  /// - Returns: What changed, with nothing changed where the target had it all already.
  /// - Throws: A diagnostic; the last publication is as it was then.
  public static func publish(
    target: SiteConfiguration.Target, output: String, paths: SitePaths, dryRun: Bool
  ) throws(Diagnostic) -> PublishSummary {
    try DiskLock.holding(
      paths.state + "/lock", making: Disk.kind(of: paths.state) == .folder && !dryRun,
      busy: Diagnostic(
        .outputLocked, "a build of this site is running", help: "publish again when it has ended")
    ) { () throws(Diagnostic) in
      let listing = try OutputListing(output, paths: paths)
      switch target.kind {
      case .folder:
        return try FolderTarget(target, listing: listing, paths: paths).publish(dryRun: dryRun)
      case .git:
        return try GitTarget(target, listing: listing, paths: paths).publish(dryRun: dryRun)
      }
    }
  }

  /// A path of `Site.yaml` as one of the operating system: `~/` is the user's home, what is relative is meant
  /// from the site's folder.
  static func resolve(_ path: String, paths: SitePaths) -> String {
    let expanded = path.hasPrefix("~/") ? NSHomeDirectory() + path.dropFirst() : path
    return expanded.hasPrefix("/") ? expanded : paths.root + "/" + expanded
  }
}
