import BroadsheetCore

/// Writes the output so that the last good site stays whole until the new one is.
///
/// New files are created in place, changed ones are staged beside the old and renamed over them only when
/// every output has rendered, stale ones go last; a build that fails takes back what it created. What is
/// unchanged is not touched. Only files that a build of ours wrote are ever removed; any other file that
/// stands in the way is kept under `replaced/` in the state folder.
///
/// The emitter itself never changes, so that any number of tasks may emit at once; each keeps its results.
final class Emitter: Sendable {
  /// What became of one output; without references, since there are as many as there are outputs.
  struct Emitted: Sendable, BitwiseCopyable {
    enum Outcome: Sendable { case unchanged, created, staged }
    var outcome: Outcome
    /// Where it stands among all outputs.
    var index: Int
    var entry: OutputManifest.Entry
  }

  /// What became of the outputs of a build.
  struct Results: Sendable {
    /// The paths of all outputs; nil where they are those of the last build.
    var planned: TextList?
    /// Those that were looked at more closely, in runs, in their order.
    var emitted: [[Emitted]]
    /// For each output that was looked at where it stands in the manifest, if it is as that says; else -1.
    var positions: [Int32]
    /// How many outputs there are.
    var count: Int
    /// The folders that were made.
    var folders: [TextList]
  }

  /// What a look at an output that was made before came to.
  enum Look: Sendable {
    /// It has to be made again.
    case stale
    /// It is as the manifest says at this position.
    case known(Int)
    /// Its content is what it was, but the file is another.
    case touched(Emitted)
  }

  /// A diagnostic of the environment: exit code 3.
  struct Failure: Error {
    var diagnostic: Diagnostic
  }

  let output: String
  let folder: OpenFolder
  let state: String
  let journal: String
  let manifestPath: String
  /// Where it is kept which articles the outputs show.
  let dependenciesPath: String
  /// Where the last good build of this output is remembered.
  let lastBuildPath: String
  /// What the last build wrote, with what a killed one may have left.
  let known: OutputManifest
  /// Whether files are as `known` says, without a look at them: this process wrote them.
  let isTrusting: Bool
  /// Whether the state knew this output, so that unknown files in it are somebody else's.
  let hasHistory: Bool
  /// Whether each folder that holds others holds as many as the last build left in it: none has become a link then. The
  /// system counts them; where it does not, the folders are listed.
  let hasAllFolders: Bool
  /// Files that a killed build may have begun.
  let interrupted: Set<String>
  static let stagedSuffix = ".broadsheet-new"

  /// Opens the output folder, making it where it is missing.
  init(_ paths: SitePaths, clean: Bool, trusted: OutputManifest? = nil) throws(Failure) {
    output = paths.output
    state = paths.state
    do throws(FileSystem.Failure) {
      let root = try FileSystem.realPath(of: paths.root)
      let real = try FileSystem.eventualPath(of: output)
      for inner in [paths.content, paths.templates, paths.data] {
        let input = (try? FileSystem.eventualPath(of: inner)) ?? inner
        if real == input || real.hasPrefix(input + "/") {
          throw FileSystem.Failure(code: Self.unsafe, path: output)
        }
      }
      if real == root || real == "/" || root.hasPrefix(real + "/") {
        throw FileSystem.Failure(code: Self.unsafe, path: output)
      }
      try FileSystem.makeFolders(state)
      try FileSystem.makeFolders(output)
      folder = try OpenFolder(output)
      // The name of the state ties it to this output, wherever the site's folder lies.
      let key = real.hasPrefix(root + "/") ? String(real.dropFirst(root.count + 1)) : real
      let name = String(ContentHash(key).hexadecimal.prefix(12))
      manifestPath = state + "/outputs-" + name
      lastBuildPath = state + "/last-" + name
      dependenciesPath = state + "/dependencies-" + name
      journal = state + "/building-" + name
    } catch {
      throw error.code == Self.unsafe ? Failure(unsafeOutput: output) : Failure(error)
    }
    let left = Self.readJournal(journal)
    interrupted = Set(left ?? [])
    isTrusting = trusted != nil && left == nil
    var manifest = isTrusting ? trusted : OutputManifest.read(manifestPath)
    hasHistory = manifest != nil || left != nil
    if clean { manifest = manifest?.forgettingContents() }
    known = manifest ?? OutputManifest()
    hasAllFolders = known.folders.allSatisfy { [folder] in
      folder.linkCount(of: $0.path) == UInt64($0.count) + 2
    }
    if left != nil {
      for path in interrupted.union(known.paths.strings) where Self.isInside(path) {
        try? FileSystem.removeFile(output + "/" + path + Self.stagedSuffix)
      }
    }
  }

  /// No code of any system: the output would lie over the site's own files.
  private static let unsafe: Int32 = -1

  /// Compares, and writes what changed. Call ``begin(_:)`` before the first, ``commit(_:)`` or ``rollBack(_:)`` after the
  /// last.
  ///
  /// `checked` remembers, within one task, which folders were seen to be folders and not links.
  ///
  /// - Parameters:
  ///   - index: where the output stands among all.
  ///   - folders: takes the folders that are made.
  func emit(
    _ path: String, at index: Int, _ page: borrowing OutputBuffer, reads: ContentHash,
    checked: inout CheckedFolders, folders: inout TextList
  ) throws(Failure) -> Emitted {
    let bytes = page.span
    var entry = OutputManifest.Entry(content: ContentHash(bytes), reads: reads, status: .none)
    do throws(FileSystem.Failure) {
      if let position = known.position(of: path.utf8.span, near: index) {
        try setAsideLinks(above: path, checked: &checked)
        if let status = known.status(at: position, in: folder) {
          entry.status = status
          let known = known[position]
          if known.content == entry.content, known.status == status {
            return Emitted(outcome: .unchanged, index: index, entry: entry)
          }
          return try compare(path, index, entry, bytes)
        }
      }
      do {
        try makeFolders(above: path, checked: &checked, &folders)
        entry.status = try folder.create(path, bytes)
      } catch {
        if error.exists {
          entry.status = try folder.status(of: path)
          return try compare(path, index, entry, bytes)
        }
        guard error.isMissing else { throw error }
        // A folder that was there, or was none but no link either, when it was looked at.
        checked.removeAll()
        try makeFolders(above: path, checked: &checked, &folders)
        entry.status = try folder.create(path, bytes)
      }
      return Emitted(outcome: .created, index: index, entry: entry)
    } catch {
      throw Failure(error)
    }
  }

  /// Looks at an output, which need not be made again where it was made of the same before and has not been touched
  /// since.
  ///
  /// - Parameters:
  ///   - index: where the output stands among all.
  ///   - isSamePlan: whether all outputs are those of the last build.
  ///   - untouched: for each position of the manifest whether the file was seen to be as it says.
  func look(
    at path: @autoclosure () -> String, _ index: Int, isSamePlan: Bool, reads: ContentHash, untouched: [Bool],
    checked: inout CheckedFolders
  ) throws(Failure) -> Look {
    guard let position = isSamePlan ? index : known.position(of: path().utf8.span, near: index)
    else { return .stale }
    var entry = known[position]
    guard entry.reads == reads else { return .stale }
    if isTrusting || !untouched.isEmpty && untouched[position] { return .known(position) }
    guard let status = try status(of: position, checked: &checked), status.kind == .file else {
      return .stale
    }
    if status == entry.status { return .known(position) }
    // Restored from elsewhere, or written just before the last build ended: its content decides.
    let path = path()
    guard let present = try? FileSystem.read(output + "/" + path), ContentHash(present.span) == entry.content
    else {
      return .stale
    }
    entry.status = status
    return .touched(Emitted(outcome: .unchanged, index: index, entry: entry))
  }

  /// Whether the file at a position of the manifest is as it was left.
  func isUntouched(_ position: Int, checked: inout CheckedFolders) -> Bool {
    let status = try? status(of: position, checked: &checked)
    return status?.kind == .file && status == known[position].status
  }

  private func status(
    of position: Int, checked: inout CheckedFolders
  ) throws(Failure) -> FileSystem.Status? {
    if !hasAllFolders {
      do throws(FileSystem.Failure) {
        try setAsideLinks(above: known.path(at: position), checked: &checked)
      } catch {
        throw Failure(error)
      }
    }
    return known.status(at: position, in: folder)
  }

  /// A file is there: ours and changed, ours and touched, or somebody else's.
  private func compare(
    _ path: String, _ index: Int, _ entry: OutputManifest.Entry, _ bytes: Span<UInt8>
  ) throws(FileSystem.Failure) -> Emitted {
    let target = output + "/" + path
    if entry.status.kind == .file, entry.status.size == bytes.count,
      let present = try? FileSystem.read(target), ContentHash(present.span) == entry.content
    {
      return Emitted(outcome: .unchanged, index: index, entry: entry)
    }
    let staged = target + Self.stagedSuffix
    try? FileSystem.removeFile(staged)
    try FileSystem.create(staged, bytes)
    return Emitted(outcome: .staged, index: index, entry: entry)
  }

  /// Moves a file that is not ours, and stands in the way, to the state folder.
  func setAside(_ path: String) throws(FileSystem.Failure) {
    let target = state + "/replaced/" + path
    if let slash = target.utf8.lastIndex(of: UInt8(ascii: "/")) {
      try FileSystem.makeFolders(String(target[..<slash]))
    }
    var free = target
    var number = 2
    while (try? FileSystem.status(of: free, followingLinks: false)) != nil {
      free = target + "~\(number)"
      number += 1
    }
    try FileSystem.move(output + "/" + path, to: free)
  }
}

extension Emitter.Failure {
  /// Words an error of the operating system.
  init(_ failure: FileSystem.Failure) {
    diagnostic = Diagnostic(
      .outputUnwritable, "`\(failure.path)` cannot be written: \(failure.reason)",
      help: "the last good output is as it was")
  }

  /// The output would lie over the site's own files.
  init(unsafeOutput path: String) {
    diagnostic = Diagnostic(
      .unsafeOutputFolder, "`\(path)` cannot be the output: the site's own files are there",
      help: "choose a folder of its own, such as `Output`")
  }
}
