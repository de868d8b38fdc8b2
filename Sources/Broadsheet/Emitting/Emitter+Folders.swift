extension Emitter {
  /// Makes the folders above an output, and adds to `made` those that were missing. Where something else stands in
  /// the way, it is set aside; a link could lead out, and is never followed.
  func makeFolders(
    above path: String, checked: inout Set<Substring>, _ made: inout [String]
  ) throws(FileSystem.Failure) {
    guard let last = path.utf8.lastIndex(of: UInt8(ascii: "/")), !checked.contains(path[..<last]) else {
      return
    }
    var slash = path.utf8.firstIndex(of: UInt8(ascii: "/"))
    while let end = slash {
      if checked.insert(path[..<end]).inserted { try makeFolder(String(path[..<end]), &made) }
      slash = path.utf8[path.utf8.index(after: end)...].firstIndex(of: UInt8(ascii: "/"))
    }
  }

  private func makeFolder(_ path: String, _ made: inout [String]) throws(FileSystem.Failure) {
    do { try folder.makeFolder(path) } catch {
      guard error.exists else { throw error }
      if try folder.status(of: path).kind == .folder { return }
      try setAside(path)
      try folder.makeFolder(path)
    }
    made.append(output + "/" + path)
  }
}
