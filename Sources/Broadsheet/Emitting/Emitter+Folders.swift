extension Emitter {
  /// Makes the folders above an output, and adds to `made` those that were missing. Where something else stands in
  /// the way, it is set aside; a link could lead out, and is never followed.
  ///
  /// `checked` are the folders that are known to be there.
  func makeFolders(
    above path: String, checked: inout CheckedFolders, _ made: inout TextList
  ) throws(FileSystem.Failure) {
    try Self.eachUnchecked(above: path, &checked) { folder throws(FileSystem.Failure) in
      try makeFolder(folder, &made)
    }
  }

  /// Visits the folders above an output that were not looked at yet, outer ones first, and notes them.
  private static func eachUnchecked(
    above path: String, _ checked: inout CheckedFolders,
    _ visit: (String) throws(FileSystem.Failure) -> Void
  ) throws(FileSystem.Failure) {
    let bytes = path.utf8.span
    let last = bytes.folder
    guard !last.isEmpty, !checked.contains(last) else { return }
    var slash = bytes.next(UInt8(ascii: "/"), from: 0)
    while let end = slash {
      let folder = bytes.extracting(0..<end)
      if checked.insert(folder) { try visit(String(utf8: folder)) }
      slash = bytes.next(UInt8(ascii: "/"), from: end + 1)
    }
  }

  /// The folders above outputs that are folders and not links, where most of them are expected to be there: one look into
  /// the folder above them answers for all that lie side by side.
  func checkedFolders(above paths: @autoclosure () -> TextList, jobs: Int) async -> CheckedFolders {
    var parents = TextIndex<Bool>()
    let paths = isTrusting || hasAllFolders ? TextList() : paths()
    for index in 0..<paths.count {
      var folder = paths.text(at: index).folder
      while !folder.isEmpty {
        folder = folder.folder
        if parents.insert(true, for: folder) != nil { break }
      }
    }
    let folders = parents.keys
    let found = await Parallel.map(folders.count, chunk: 4, jobs: jobs, start: {}) { [output] range, _ in
      range.flatMap { index in
        let parent = folders[index]
        let names = FileSystem.folders(in: parent.isEmpty ? output : output + "/" + parent) ?? []
        return parent.isEmpty ? names : names.map { parent + "/" + $0 }
      }
    }
    var checked = CheckedFolders(capacity: found.reduce(0) { $0 + $1.count })
    for name in found.joined() { _ = checked.insert(name.utf8.span) }
    return checked
  }

  /// A link where a folder of ours should be could lead out of the output: it is never followed.
  func setAsideLinks(above path: String, checked: inout CheckedFolders) throws(FileSystem.Failure) {
    try Self.eachUnchecked(above: path, &checked) { name throws(FileSystem.Failure) in
      if let status = try? folder.status(of: name), status.kind == .link { try setAside(name) }
    }
  }

  private func makeFolder(_ path: String, _ made: inout TextList) throws(FileSystem.Failure) {
    do { try folder.makeFolder(path) } catch {
      guard error.exists else { throw error }
      if try folder.status(of: path).kind == .folder { return }
      try setAside(path)
      try folder.makeFolder(path)
    }
    made.append(path)
  }
}

extension Span<UInt8> {
  /// The folder that a path below the output lies in, without a slash at its end; empty at the top.
  var folder: Span<UInt8> {
    @_lifetime(copy self)
    get {
      var end = count - 1
      while end >= 0, self[end] != UInt8(ascii: "/") { end -= 1 }
      return extracting(0..<Swift.max(0, end))
    }
  }
}
