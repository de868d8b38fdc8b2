import BroadsheetCore
import Foundation

/// Makes a new site: small, complete, and built by the first `broadsheet build`.
public struct SiteScaffold: Sendable {
  /// A service that builds and publishes the site at every push.
  public enum ContinuousIntegration: String, Sendable, CaseIterable {
    /// A workflow that deploys to GitHub Pages.
    case github
  }

  private let folder: String
  private let title: String
  private let ci: ContinuousIntegration?

  /// Prepares a site.
  ///
  /// - Parameters:
  ///   - folder: Where it goes; the folder may be missing, empty, or a fresh clone with only a `.git`.
  ///   - title: The name of the publication.
  ///   - ci: The service to write a workflow for.
  public init(folder: String, title: String = "News", ci: ContinuousIntegration? = nil) {
    self.folder = folder
    let line = title.unicodeScalars.split { $0.value < 0x20 || $0.value == 0x7F }.map { String($0) }
      .joined(separator: " ")
    self.title = line.isEmpty ? "News" : line
    self.ci = ci
  }

  /// Writes the site. A folder that holds a site already is given the workflow alone, where one is asked for.
  ///
  /// - Returns: The paths written, relative to the folder, in the order of their bytes.
  /// - Throws: A diagnostic where the folder holds anything that could be lost; nothing is written then.
  public func write() throws(Diagnostic) -> [String] {
    let files = try plan().sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    for file in files where Disk.kind(of: folder + "/" + file.path) != nil {
      throw Diagnostic(
        .siteExists, "`\(folder)/\(file.path)` exists already",
        help: "nothing was written; move it away first")
    }
    for file in files {
      let place = URL(fileURLWithPath: folder).appendingPathComponent(file.path)
      do {
        try FileManager.default.createDirectory(
          at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.text.utf8).write(to: place, options: .withoutOverwriting)
      } catch {
        throw Diagnostic(
          .outputUnwritable, "`\(place.path)` cannot be written: \(error.localizedDescription)")
      }
    }
    return files.map(\.path)
  }

  private func plan() throws(Diagnostic) -> [ScaffoldFile] {
    let workflow = ci.map { service in
      switch service {
      case .github: ScaffoldFile.githubWorkflow
      }
    }
    switch Disk.kind(of: folder) {
    case nil: break
    case .file, .other:
      throw Diagnostic(.siteExists, "`\(folder)` is a file", help: "name a new folder")
    case .folder, .link:
      let present = Set(try Disk.names(in: folder)).subtracting([".git", ".DS_Store"])
      if let workflow, !present.isDisjoint(with: ["Site.yaml", "Content", "content"]) { return [workflow] }
      guard present.isEmpty else {
        throw Diagnostic(
          .siteExists, "the folder `\(folder)` is not empty",
          help: "name a new folder; nothing was written")
      }
    }
    return ScaffoldFile.site(title: title) + (workflow.map { [$0] } ?? [])
  }
}
