extension Emitter {
  /// Makes the folders above an output, and adds to `made` those that were missing. Where something else stands in
  /// the way, it is set aside; a link could lead out, and is never followed.
  ///
  /// `checked` are the folders that are known to be there.
  func makeFolders(
    above path: Substring, checked: inout Set<Substring>, _ made: inout [String]
  ) throws(FileSystem.Failure) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), checked.insert(path[..<slash]).inserted else {
      return
    }
    try makeFolders(above: path[..<slash], checked: &checked, &made)
    try makeFolder(String(path[..<slash]), &made)
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
