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
  /// - Parameters:
  ///   - emitted: what became of the outputs that were looked at more closely, in their order.
  ///   - positions: for each of all outputs where it stands in the manifest, if it is as that says; else -1.
  ///   - planned: the paths of all outputs; nil where they are those of the last build.
  ///   - count: how many outputs there are.
  func commit(
    _ emitted: [Emitted], _ positions: [Int32], of planned: [String]?, count: Int
  ) throws(Failure) -> Summary {
    var summary = Summary()
    if planned == nil, interrupted.isEmpty {
      var changes: [(position: Int, entry: OutputManifest.Entry)] = []
      for one in emitted {
        let entry = try place(one, &summary)
        if entry != known[one.index] { changes.append((one.index, entry)) }
      }
      summary.manifest = remember(changes)
    } else {
      try replaceAll(emitted, positions, planned ?? known.paths, &summary)
    }
    summary.unchanged = count - summary.created - summary.changed
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
    var writer = OutputManifest.Writer(known.paths)
    try? writer.write(entries, to: manifestPath, now: now)
    return writer.manifest(entries)
  }

  /// Commits other files than those of the last build.
  private func replaceAll(
    _ emitted: [Emitted], _ positions: [Int32], _ planned: [String], _ summary: inout Summary
  ) throws(Failure) {
    let unknown = OutputManifest.Entry(content: .zero, reads: .zero, status: .none)
    var entries = positions.map { $0 < 0 ? unknown : known[Int($0)] }
    for one in emitted {
      entries[one.index] = one.entry
      if one.outcome == .staged { entries[one.index].status = .none }
    }
    let provisional = manifestPath + ".next"
    var writer = OutputManifest.Writer(planned)
    do throws(FileSystem.Failure) {
      try writer.write(entries, to: provisional, now: SystemClock.nanoseconds)
    } catch {
      rollBack(emitted)
      throw Failure(error)
    }
    for one in emitted { entries[one.index] = try place(one, &summary) }
    let isWritten =
      summary.changed > 0
      && (try? writer.write(entries, to: manifestPath, now: SystemClock.nanoseconds)) != nil
    summary.manifest = writer.manifest(entries)
    do throws(FileSystem.Failure) {
      let stale = interrupted.union(known.paths).filter {
        Self.isInside($0) && summary.manifest.position(of: $0) == nil
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
  private func place(_ one: Emitted, _ summary: inout Summary) throws(Failure) -> OutputManifest.Entry {
    var entry = one.entry
    switch one.outcome {
    case .unchanged: break
    case .created: summary.created += 1
    case .staged:
      summary.changed += 1
      let target = output + "/" + one.path
      do throws(FileSystem.Failure) {
        if !isOurs(one), hasHistory || one.entry.status.kind != .file {
          try setAside(one.path)
          summary.setAside.append(one.path)
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
  func isOurs(_ one: Emitted) -> Bool {
    known.position(of: one.path, near: one.index) != nil || interrupted.contains(one.path)
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
  func rollBack(_ emitted: [Emitted]) {
    for one in emitted {
      let target = output + "/" + one.path
      switch one.outcome {
      case .unchanged: break
      case .created: try? FileSystem.removeFile(target)
      case .staged: try? FileSystem.removeFile(target + Self.stagedSuffix)
      }
    }
    // Inner folders first: tasks made them in any order.
    let folders = emitted.flatMap(\.folders).sorted { $0.utf8.count > $1.utf8.count }
    for folder in folders { FileSystem.removeEmptyFolder(folder) }
    try? FileSystem.removeFile(journal)
  }
}
