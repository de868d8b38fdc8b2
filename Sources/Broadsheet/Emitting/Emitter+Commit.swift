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
  func commit(_ emitted: [Emitted]) throws(Failure) -> Summary {
    var entries = emitted.map { one in
      var entry = one.entry
      if one.outcome == .staged { entry.status = .none }
      return entry
    }
    var summary = Summary()
    let provisional = manifestPath + ".next"
    let isChanged = entries != known.entries || !interrupted.isEmpty
    let isSamePlan = known.hasPaths(entries.lazy.map(\.path)) && interrupted.isEmpty
    summary.manifest = isChanged ? known.replacing(entries) : known
    var writer = OutputManifest.Writer(isChanged ? summary.manifest : OutputManifest())
    do throws(FileSystem.Failure) {
      if isChanged, !isSamePlan { try writer.write(entries, to: provisional, now: SystemClock.nanoseconds) }
    } catch {
      rollBack(emitted)
      throw Failure(error)
    }
    do throws(FileSystem.Failure) {
      for index in emitted.indices {
        switch emitted[index].outcome {
        case .unchanged: summary.unchanged += 1
        case .created: summary.created += 1
        case .staged:
          let one = emitted[index]
          summary.changed += 1
          let target = output + "/" + one.path
          if !isOurs(one.path), hasHistory || one.entry.status.kind != .file {
            try setAside(one.path)
            summary.setAside.append(one.path)
          } else if one.entry.status.kind == .folder {
            FileSystem.removeEmptyFolder(target)
          }
          try FileSystem.move(target + Self.stagedSuffix, to: target)
          entries[index].status = try FileSystem.status(of: target, followingLinks: false)
        }
      }
      if summary.changed > 0 { summary.manifest = summary.manifest.replacing(entries) }
      if isChanged, isSamePlan {
        try? writer.write(entries, to: manifestPath, now: SystemClock.nanoseconds)
      } else if isChanged {
        let wanted = summary.manifest
        for path in interrupted where wanted[path] == nil {
          if try removeStale(path) { summary.removed += 1 }
        }
        for entry in known.entries where wanted[entry.path] == nil {
          if try removeStale(entry.path) { summary.removed += 1 }
        }
        if summary.changed == 0
          || (try? writer.write(entries, to: manifestPath, now: SystemClock.nanoseconds)) == nil
        {
          try FileSystem.move(provisional, to: manifestPath)
        } else {
          try FileSystem.removeFile(provisional)
        }
      }
    } catch {
      throw Failure(error)
    }
    try? FileSystem.removeFile(journal)
    return summary
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
