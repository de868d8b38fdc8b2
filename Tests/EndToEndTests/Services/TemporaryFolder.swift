import Foundation

/// A folder that lasts as long as a test.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    let place = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
    path = place.appendingPathComponent("broadsheet-test-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes files, with the folders that they need.
  func write(_ files: [String: String], in folder: String = "") throws {
    for (name, text) in files {
      let file = URL(fileURLWithPath: self[folder]).appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  subscript(_ name: String) -> String { name.isEmpty ? path : path + "/" + name }

  func text(_ name: String) -> String? {
    (try? Data(contentsOf: URL(fileURLWithPath: self[name]))).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Every file below a folder with its text, links as `-> target`; folders named in `except` left out.
  func files(_ folder: String = "", except: Set<String> = []) throws -> [String: String] {
    var files: [String: String] = [:]
    var folders = [""]
    while let inner = folders.popLast() {
      for name in try FileManager.default.contentsOfDirectory(atPath: self[folder] + "/" + inner) {
        if except.contains(name) { continue }
        let path = inner + name
        let full = self[folder] + "/" + path
        if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: full) {
          files[path] = "-> " + target
          continue
        }
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: full, isDirectory: &isFolder)
        if isFolder.boolValue {
          folders.append(path + "/")
        } else {
          files[path] = String(decoding: try Data(contentsOf: URL(fileURLWithPath: full)), as: UTF8.self)
        }
      }
    }
    return files
  }
}
