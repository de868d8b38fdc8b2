import BroadsheetCore

extension Emitter {
  /// What a build did to the output.
  struct Summary: Sendable {
    var created = 0
    var changed = 0
    var unchanged = 0
    var removed = 0
    /// Files of somebody else that stood in the way, now under `replaced/`.
    var setAside: [String] = []
    /// What is there now.
    var manifest = OutputManifest()
  }

  /// Puts the staged files in place, removes what no build wants any more, and remembers what is there.
  ///
  /// A manifest without what only the moves bring to light is written before the first move: a full disk shows
  /// while all can still be taken back, and later it takes no room to put that manifest in its place. Where the files
  /// are those of the last build, its manifest will do: what it does not know of a file, the next build looks up.
  ///
  /// - Parameter folders: what the manifest says of the folders above files other than those of the last build.
  func commit(_ results: Results, _ folders: [OutputManifest.Folder]) throws(Failure) -> Summary {
    var summary = Summary()
    if results.planned == nil, interrupted.isEmpty {
      var changes: [(position: Int, entry: OutputManifest.Entry)] = []
      for one in results.emitted.joined() {
        let entry = try place(one, results.planned, &summary)
        if entry != known[one.index] { changes.append((one.index, entry)) }
      }
      summary.manifest = remember(changes)
    } else {
      try replaceAll(results, folders, &summary)
    }
    summary.unchanged = results.count - summary.created - summary.changed
    try? FileSystem.removeFile(journal)
    return summary
  }

  /// Keeps what has changed of the same files.
  private func remember(_ changes: [(position: Int, entry: OutputManifest.Entry)]) -> OutputManifest {
    let now = SystemClock.nanoseconds
    if changes.isEmpty { return known }
    if known.takes(changes.count) {
      let manifest = known.replacing(changes)
      try? manifest.writeChanges(to: manifestPath, now: now)
      return manifest
    }
    var entries = (0..<known.count).map { known[$0] }
    for change in changes { entries[change.position] = change.entry }
    var writer = OutputManifest.Writer(known.paths, known.folders)
    try? writer.write(entries, to: manifestPath, now: now)
    return writer.manifest(entries)
  }

  /// Commits other files than those of the last build.
  private func replaceAll(
    _ results: Results, _ folders: [OutputManifest.Folder], _ summary: inout Summary
  ) throws(Failure) {
    let unknown = OutputManifest.Entry(content: .zero, reads: .zero, status: .none)
    var entries = results.positions.map { $0 < 0 ? unknown : known[Int($0)] }
    for one in results.emitted.joined() {
      entries[one.index] = one.entry
      if one.outcome == .staged { entries[one.index].status = .none }
    }
    let provisional = manifestPath + ".next"
    var writer = OutputManifest.Writer(results.planned ?? known.paths, folders)
    do throws(FileSystem.Failure) {
      try writer.write(entries, to: provisional, now: SystemClock.nanoseconds)
    } catch {
      rollBack(results)
      throw Failure(error)
    }
    for one in results.emitted.joined() { entries[one.index] = try place(one, results.planned, &summary) }
    let isWritten =
      summary.changed > 0
      && (try? writer.write(entries, to: manifestPath, now: SystemClock.nanoseconds)) != nil
    summary.manifest = writer.manifest(entries)
    do throws(FileSystem.Failure) {
      let stale = interrupted.union(known.paths.strings).filter {
        Self.isInside($0) && summary.manifest.position(of: $0.utf8.span) == nil
      }
      for path in stale where try removeStale(path) { summary.removed += 1 }
      if isWritten {
        try FileSystem.removeFile(provisional)
      } else {
        try FileSystem.move(provisional, to: manifestPath)
      }
    } catch {
      throw Failure(error)
    }
  }

  /// Puts a file in place, where it was staged, and says what is known of it then.
  private func place(
    _ one: Emitted, _ planned: TextList?, _ summary: inout Summary
  ) throws(Failure) -> OutputManifest.Entry {
    var entry = one.entry
    switch one.outcome {
    case .unchanged: break
    case .created: summary.created += 1
    case .staged:
      summary.changed += 1
      let path = path(at: one.index, of: planned)
      let target = output + "/" + path
      do throws(FileSystem.Failure) {
        if !isOurs(path, at: one.index), hasHistory || one.entry.status.kind != .file {
          try setAside(path)
          summary.setAside.append(path)
        } else if one.entry.status.kind == .folder {
          FileSystem.removeEmptyFolder(target)
        }
        try FileSystem.move(target + Self.stagedSuffix, to: target)
        entry.status = try FileSystem.status(of: target, followingLinks: false)
      } catch {
        throw Failure(error)
      }
    }
    return entry
  }

  /// Whether the file that stands in an output's place was written by a build of ours.
  private func isOurs(_ path: String, at index: Int) -> Bool {
    known.position(of: path.utf8.span, near: index) != nil || interrupted.contains(path)
  }

  /// The path of an output, by where it stands among all.
  private func path(at index: Int, of planned: TextList?) -> String {
    planned?[index] ?? known.path(at: index)
  }

  private func removeStale(_ path: String) throws(FileSystem.Failure) -> Bool {
    var folder = path[...]
    while let slash = folder.lastIndex(of: "/") {
      folder = folder[..<slash]
      // What lies behind a link is not ours.
      let status = try? FileSystem.status(of: output + "/" + folder, followingLinks: false)
      if status?.kind != .folder { return false }
    }
    do { try FileSystem.removeFile(output + "/" + path) } catch {
      if error.isMissing { return false }
      throw error
    }
    removeEmptyFolders(above: path)
    return true
  }

  private func removeEmptyFolders(above path: String) {
    var folder = path[...]
    while let slash = folder.lastIndex(of: "/") {
      folder = folder[..<slash]
      guard FileSystem.removeEmptyFolder(output + "/" + folder) else { return }
    }
  }

  /// Takes back what a failed build wrote; the output is as it was before.
  func rollBack(_ results: Results) {
    for one in results.emitted.joined() where one.outcome != .unchanged {
      let target = output + "/" + path(at: one.index, of: results.planned)
      switch one.outcome {
      case .unchanged: break
      case .created: try? FileSystem.removeFile(target)
      case .staged: try? FileSystem.removeFile(target + Self.stagedSuffix)
      }
    }
    // Inner folders first: tasks made them in any order.
    for folder in results.folders.flatMap(\.strings).sorted(by: { $0.utf8.count > $1.utf8.count }) {
      FileSystem.removeEmptyFolder(output + "/" + folder)
    }
    try? FileSystem.removeFile(journal)
  }
}
