import BroadsheetCore
import Foundation

/// Reading whole files piece by piece, so that a film needs no more memory than a page.
enum FileContents {
  private static let piece = 1 << 20

  /// Whether two files hold the same bytes; a file that cannot be read equals none.
  static func areEqual(_ a: String, _ b: String) -> Bool {
    guard let first = FileHandle(forReadingAtPath: a), let second = FileHandle(forReadingAtPath: b),
      (try? first.seekToEnd()) == (try? second.seekToEnd()),
      (try? first.seek(toOffset: 0)) != nil, (try? second.seek(toOffset: 0)) != nil
    else { return false }
    while true {
      guard let one = try? first.read(upToCount: piece) ?? Data(),
        let other = try? second.read(upToCount: piece) ?? Data(), one == other
      else { return false }
      if one.isEmpty { return true }
    }
  }

  /// Copies a file's bytes to a new file.
  static func copy(_ path: String, to target: String) throws(Diagnostic) {
    guard let source = FileHandle(forReadingAtPath: path) else { throw Disk.failure(path) }
    guard FileManager.default.createFile(atPath: target, contents: nil),
      let sink = FileHandle(forWritingAtPath: target)
    else { throw Disk.failure(target) }
    do {
      while let data = try source.read(upToCount: piece), !data.isEmpty { try sink.write(contentsOf: data) }
      try sink.close()
    } catch {
      throw Disk.failure(target, error.localizedDescription)
    }
  }
}
