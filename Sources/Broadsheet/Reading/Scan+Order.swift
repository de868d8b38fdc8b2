import BroadsheetCore

extension Scan {
  /// Whether files, each list by path, are by path one list after the other.
  static func isInOrder(_ files: [File], _ others: [File]) -> Bool {
    guard let last = files.last, let first = others.first else { return true }
    return FileSystem.precedes(last.contentPath, first.contentPath)
  }

  /// Files by path. What is sorted are the first bytes of their names: files are large, and their names lie far from
  /// each other.
  ///
  /// - Parameter common: so many bytes all paths have in common.
  static func inOrder(_ files: [File], common: Int = 0) -> [File] {
    func isBefore(_ one: Int, _ other: Int) -> Bool {
      FileSystem.precedes(files[one].contentPath, files[other].contentPath)
    }
    let keys = files.indices.map { index -> (start: UInt128, index: Int) in
      let path = files[index].contentPath.utf8.span
      var start: UInt128 = 0
      for place in common..<common + 16 {
        start = start << 8 | (place < path.count ? UInt128(path[place]) : 0)
      }
      return (start, index)
    }
    return keys.sorted { one, other in
      one.start != other.start ? one.start < other.start : isBefore(one.index, other.index)
    }.map { files[$0.index] }
  }
}

extension Span<UInt8> {
  /// Whether these bytes are those of a text.
  func isSame(as text: StaticString) -> Bool { count == text.utf8CodeUnitCount && ends(with: text) }

  /// Whether the last bytes are these.
  func ends(with end: StaticString) -> Bool {
    let (length, own) = (end.utf8CodeUnitCount, count)
    return own >= length && (0..<length).allSatisfy { self[own - length + $0] == end.byte(at: $0) }
  }
}
