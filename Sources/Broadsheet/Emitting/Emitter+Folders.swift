extension Emitter {
  /// Makes the folders above an output, and adds to `made` those that were missing. Where something else stands in
  /// the way, it is set aside; a link could lead out, and is never followed.
  ///
  /// `checked` are the folders that are known to be there.
  func makeFolders(
    above path: String, checked: inout CheckedFolders, _ made: inout [String]
  ) throws(FileSystem.Failure) {
    let bytes = path.utf8.span
    guard let last = Self.lastSlash(bytes), !checked.contains(bytes.extracting(0..<last)) else { return }
    var slash = bytes.next(UInt8(ascii: "/"), from: 0)
    while let end = slash {
      let folder = bytes.extracting(0..<end)
      if checked.insert(folder) { try makeFolder(String(utf8: folder), &made) }
      slash = bytes.next(UInt8(ascii: "/"), from: end + 1)
    }
  }

  private static func lastSlash(_ path: Span<UInt8>) -> Int? {
    var index = path.count - 1
    while index >= 0, path[index] != UInt8(ascii: "/") { index -= 1 }
    return index >= 0 ? index : nil
  }

  /// A link where a folder of ours should be could lead out of the output: it is never followed.
  ///
  /// - Parameter isMany: whether all that lies beside the folders is asked for too; then one look into the folder above
  ///   answers for all.
  func setAsideLinks(
    above path: String, isMany: Bool = false, checked: inout CheckedFolders
  ) throws(FileSystem.Failure) {
    let bytes = path.utf8.span
    guard let last = Self.lastSlash(bytes), !checked.contains(bytes.extracting(0..<last)) else { return }
    var parent = 0
    var slash = bytes.next(UInt8(ascii: "/"), from: 0)
    while let end = slash {
      let folder = bytes.extracting(0..<end)
      // That a folder's own entries have been looked at is noted with a slash at its end.
      if isMany, !checked.contains(folder), checked.insert(bytes.extracting(0..<(parent == 0 ? 0 : parent + 1))) {
        let above = String(utf8: bytes.extracting(0..<parent))
        for name in FileSystem.folders(in: above.isEmpty ? output : output + "/" + above) ?? [] {
          _ = checked.insert((above.isEmpty ? name : above + "/" + name).utf8.span)
        }
      }
      if checked.insert(folder) {
        let name = String(utf8: folder)
        if let status = try? self.folder.status(of: name), status.kind == .link { try setAside(name) }
      }
      parent = end
      slash = bytes.next(UInt8(ascii: "/"), from: end + 1)
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
