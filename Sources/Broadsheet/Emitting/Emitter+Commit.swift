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
  }

  /// Puts the staged files in place, removes what no build wants any more, and remembers what is there.
  func commit(_ emitted: [Emitted]) throws(Failure) -> Summary {
    var summary = Summary()
    var entries: [OutputManifest.Entry] = []
    entries.reserveCapacity(emitted.count)
    do throws(FileSystem.Failure) {
      for one in emitted {
        var entry = one.entry
        switch one.outcome {
        case .unchanged: summary.unchanged += 1
        case .created: summary.created += 1
        case .staged:
          summary.changed += 1
          let target = output + "/" + one.path
          if !isOurs(one.path), hasHistory || one.entry.status.kind != .file {
            try setAside(one.path)
            summary.setAside.append(one.path)
          } else if one.entry.status.kind == .folder {
            FileSystem.removeEmptyFolder(target)
          }
          try FileSystem.move(target + Self.stagedSuffix, to: target)
          entry.status = try FileSystem.status(of: target, followingLinks: false)
        }
        entries.append(entry)
      }
      if entries != known.entries || !interrupted.isEmpty {
        let wanted = OutputManifest(entries)
        for path in interrupted.union(known.entries.lazy.map(\.path)) where wanted[path] == nil {
          if try removeStale(path) { summary.removed += 1 }
        }
        try OutputManifest.write(entries, to: manifestPath, now: SystemClock.nanoseconds)
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
