import Broadsheet
import BroadsheetCore
import Foundation

/// Publishes into a folder that a web server reads: every publication is a whole folder of its own under
/// `releases/`, and `current` is a link to the newest, switched in one step.
///
/// Beside each release, `N.files` lists what it consists of: that list alone says what may be removed later.
struct FolderTarget {
  private let target: SiteConfiguration.Target
  private let listing: OutputListing
  private let root: String
  private var releases: String { root + "/releases" }
  private var current: String { root + "/current" }
  /// A release in the making; only ever ours, because of its name.
  private var unfinished: String { releases + "/.broadsheet-unfinished" }

  init(_ target: SiteConfiguration.Target, listing: OutputListing, paths: SitePaths) throws(Diagnostic) {
    self.target = target
    self.listing = listing
    root = Disk.realPath(Publisher.resolve(target.path, paths: paths))
    let parts = [
      ("Content", paths.content), ("Templates", paths.templates), ("Data", paths.data),
      ("state", paths.state), ("output", listing.folder),
    ]
    for (name, path) in parts {
      let part = Disk.realPath(path)
      guard !Disk.isPath(root, within: part), !Disk.isPath(part, within: root) else {
        throw Diagnostic(
          .unsafeTarget,
          "the target `\(target.name)` (`\(target.path)`) and the site's \(name) folder overlap",
          help: "give the target a folder of its own, such as `path: /srv/www/news`")
      }
    }
  }

  func publish(dryRun: Bool) throws(Diagnostic) -> PublishSummary {
    if dryRun { return try compare(isDryRun: true).summary }
    try Disk.makeFolders(releases)
    return try DiskLock.holding(
      releases + "/.broadsheet-lock", making: true,
      busy: Diagnostic(.publishFailed, "somebody else is publishing to `\(root)`", help: "try again later")
    ) { () throws(Diagnostic) in try publish() }
  }

  private func publish() throws(Diagnostic) -> PublishSummary {
    var (summary, same, previous) = try compare(isDryRun: false)
    if summary.isUpToDate { return summary }
    let number = (try numbers().max() ?? 0) + 1
    let release = "\(releases)/\(number)"
    summary.destination = release
    do throws(Diagnostic) {
      try build(same, from: previous)
      try writeManifest(number)
      Disk.flushAll()
      try Disk.move(unfinished, to: release)
      try Disk.flushFolder(releases)
      try Disk.pointLink(current, to: "releases/\(number)")
    } catch {
      // Whatever there is of it was made in this run.
      try? FileManager.default.removeItem(atPath: unfinished)
      if (try? currentRelease()) != number {
        try? FileManager.default.removeItem(atPath: release)
        try? Disk.removeFile(manifestPath(number))
      }
      throw error
    }
    summary.notes += prune(keeping: number)
    return summary
  }

  /// Compares the output with what `current` leads to, byte by byte.
  private func compare(
    isDryRun: Bool
  ) throws(Diagnostic) -> (summary: PublishSummary, same: Set<String>, previous: String?) {
    let number = try currentRelease()
    let old = number.flatMap { manifest($0) } ?? []
    let previous = number.map { "\(releases)/\($0)" }
    var summary = PublishSummary(
      target: target.name, destination: root, isDryRun: isDryRun, notes: listing.notes)
    let before = Set(old)
    var same: Set<String> = []
    for path in listing.files {
      if !before.contains(path) {
        summary.added.append(path)
      } else if let previous, Disk.kind(of: previous + "/" + path) == .file,
        FileContents.areEqual(previous + "/" + path, listing.folder + "/" + path)
      {
        same.insert(path)
      } else {
        summary.changed.append(path)
      }
    }
    let now = Set(listing.files)
    summary.removed = old.filter { !now.contains($0) }
    summary.unchanged = same.count
    return (summary, same, previous)
  }

  /// Fills the unfinished release: unchanged files share the disk space of the release before.
  private func build(_ same: Set<String>, from previous: String?) throws(Diagnostic) {
    try? FileManager.default.removeItem(atPath: unfinished)
    try Disk.makeFolders(unfinished)
    var made: Set<Substring> = []
    for path in listing.files {
      let place = unfinished + "/" + path
      if let slash = path.lastIndex(of: "/"), made.insert(path[..<slash]).inserted {
        try Disk.makeFolders(unfinished + "/" + path[..<slash])
      }
      if let previous, same.contains(path), Disk.link(previous + "/" + path, as: place) { continue }
      try FileContents.copy(listing.folder + "/" + path, to: place)
    }
  }

  /// The number of the release that `current` leads to; nil before the first publication.
  private func currentRelease() throws(Diagnostic) -> Int? {
    guard let kind = Disk.kind(of: current) else { return nil }
    let leads = kind == .link ? try? FileManager.default.destinationOfSymbolicLink(atPath: current) : nil
    if let leads, leads.hasPrefix("releases/"), let number = Int(leads.dropFirst(9)), manifest(number) != nil
    {
      return number
    }
    throw Diagnostic(
      .unsafeTarget, "`\(current)` was not made by `broadsheet publish`",
      help: "move it away, or give the target another folder")
  }

  /// The numbers of all folders that could be releases, ours or not.
  private func numbers() throws(Diagnostic) -> [Int] {
    try Disk.names(in: releases).compactMap { Int($0) }
  }
}

extension FolderTarget {
  private func manifestPath(_ number: Int) -> String { "\(releases)/\(number).files" }

  /// The paths of a release; nil where we did not make it.
  private func manifest(_ number: Int) -> [String]? {
    guard Disk.kind(of: manifestPath(number)) == .file,
      let data = FileManager.default.contents(atPath: manifestPath(number))
    else { return nil }
    return data.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }

  private func writeManifest(_ number: Int) throws(Diagnostic) {
    var data = Data()
    for path in listing.files {
      data.append(contentsOf: path.utf8)
      data.append(0)
    }
    do { try data.write(to: URL(fileURLWithPath: manifestPath(number))) } catch {
      throw Disk.failure(manifestPath(number), error.localizedDescription)
    }
  }

  /// Removes the oldest releases beyond those that are kept, file by file as their lists say. The site is
  /// published by now: what cannot be tidied away is worth a note, not an error.
  private func prune(keeping current: Int) -> [String] {
    let ours = ((try? numbers()) ?? []).filter { manifest($0) != nil && $0 != current }.sorted(by: >)
    return ours.dropFirst(max(0, target.keep - 1)).compactMap { number in
      do throws(Diagnostic) {
        try remove(number)
        return nil
      } catch {
        return "release \(number) could not be removed: \(error.message)"
      }
    }
  }

  private func remove(_ number: Int) throws(Diagnostic) {
    let release = "\(releases)/\(number)"
    let files = manifest(number) ?? []
    var folders: Set<Substring> = []
    // What lies behind a link is not ours, whoever put the link there.
    func isFolder(_ path: String) -> Bool { Disk.kind(of: path) == .folder }
    for path in files where isFolder(release) && !path.split(separator: "/").contains("..") {
      var parents: [Substring] = []
      var folder = path[...]
      while let slash = folder.lastIndex(of: "/") {
        folder = folder[..<slash]
        parents.append(folder)
      }
      guard parents.reversed().allSatisfy({ folders.contains($0) || isFolder(release + "/" + $0) }) else {
        continue
      }
      folders.formUnion(parents)
      try Disk.removeFile(release + "/" + path)
    }
    // Inner folders first; one that holds somebody else's file stays.
    for folder in folders.sorted(by: { $0.utf8.count > $1.utf8.count }) {
      Disk.removeEmptyFolder(release + "/" + folder)
    }
    Disk.removeEmptyFolder(release)
    try Disk.removeFile(manifestPath(number))
  }
}
