import BroadsheetCore

extension Emitter {
  /// Notes which files this build may create, before it creates any: a build that is killed leaves the note
  /// behind, and the next one knows that these files are ours and may be half-written.
  ///
  /// - Parameter planned: the files; nil where they are those of the last build.
  func begin(_ planned: TextList?) throws(Failure) {
    var out = OutputBuffer()
    if let planned {
      for index in 0..<planned.count where known.position(of: planned.text(at: index), near: index) == nil {
        out.append(planned.text(at: index))
        out.append(0)
      }
    }
    do throws(FileSystem.Failure) { try FileSystem.replace(journal, out.span) } catch { throw Failure(error) }
  }

  /// The files that a killed build may have left; nil where no build was killed.
  static func readJournal(_ path: String) -> [String]? {
    guard let bytes = try? FileSystem.read(path) else { return nil }
    return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }.filter(isInside)
  }

  /// Whether a path that was read from the state stays inside the output: the file could be anybody's.
  static func isInside(_ path: String) -> Bool { isInside(path.utf8.span) }

  /// The same for the bytes of a path.
  static func isInside(_ path: Span<UInt8>) -> Bool {
    var length = 0
    var dots = 0
    for index in 0..<path.count {
      if path[index] == UInt8(ascii: "/") {
        if length == 0 || (length == dots && dots <= 2) { return false }
        (length, dots) = (0, 0)
      } else {
        length += 1
        if path[index] == UInt8(ascii: ".") { dots += 1 }
      }
    }
    return length > 0 && !(length == dots && dots <= 2)
  }
}
