import BroadsheetCore
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The calls to the file system that publishing makes beyond Foundation's, with errors that name the file.
enum Disk {
  /// What is at a path; nil where nothing is.
  enum Kind { case file, folder, link, other }

  /// Looks without following a link.
  static func kind(of path: String) -> Kind? {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    case S_IFLNK: return .link
    default: return .other
    }
  }

  /// The names in a folder, in the order of their bytes.
  static func names(in folder: String) throws(Diagnostic) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder)
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    } catch {
      throw failure(folder, error.localizedDescription)
    }
  }

  /// The path of something that exists, without links, `.` and `..`.
  static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The path without links, `.` and `..`; parts at the end that do not exist yet are kept.
  static func realPath(_ path: String) -> String {
    let absolute =
      path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    var missing: [Substring] = []
    var rest = absolute[...]
    while true {
      if var real = resolved(rest.isEmpty ? "/" : String(rest)) {
        for name in missing.reversed() where !name.isEmpty && name != "." {
          if name == ".." {
            real = (real as NSString).deletingLastPathComponent
          } else {
            real += real.hasSuffix("/") ? String(name) : "/" + name
          }
        }
        return real
      }
      guard let slash = rest.lastIndex(of: "/") else { return absolute }
      missing.append(rest[rest.index(after: slash)...])
      rest = rest[..<slash]
    }
  }

  /// Whether `path` is `folder` or lies in it; both are real paths.
  static func isPath(_ path: String, within folder: String) -> Bool {
    path == folder || path.hasPrefix(folder == "/" ? "/" : folder + "/")
  }

  /// Makes a folder and those above it, where they are missing.
  static func makeFolders(_ path: String) throws(Diagnostic) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw failure(path, error.localizedDescription)
    }
  }

  /// Gives a file a second name; says whether it could be done, which between file systems it cannot.
  static func link(_ path: String, as other: String) -> Bool {
    #if canImport(Darwin)
      Darwin.link(path, other) == 0
    #elseif canImport(Musl)
      Musl.link(path, other) == 0
    #else
      Glibc.link(path, other) == 0
    #endif
  }

  /// Makes the link `path` lead to `target` in one step, whether or not it was there.
  static func pointLink(_ path: String, to target: String) throws(Diagnostic) {
    let temporary = path + ".broadsheet-new"
    unlink(temporary)
    guard symlink(target, temporary) == 0 else { throw failure(path) }
    guard rename(temporary, path) == 0 else {
      let error = failure(path)
      unlink(temporary)
      throw error
    }
    try flushFolder((path as NSString).deletingLastPathComponent)
  }

  /// Puts a file or folder under another name in one step.
  static func move(_ path: String, to target: String) throws(Diagnostic) {
    guard rename(path, target) == 0 else { throw failure(target) }
  }

  /// Removes a file or link; nothing there is fine.
  static func removeFile(_ path: String) throws(Diagnostic) {
    guard unlink(path) == 0 || errno == ENOENT || errno == ENOTDIR else { throw failure(path) }
  }

  /// Removes a folder if it is empty; says whether it is gone.
  @discardableResult
  static func removeEmptyFolder(_ path: String) -> Bool { rmdir(path) == 0 || errno == ENOENT }

  /// Waits until everything written is safe on disk: one call for a whole release, not one for each file.
  static func flushAll() { sync() }

  /// Waits until the names in a folder are safe on disk.
  static func flushFolder(_ folder: String) throws(Diagnostic) {
    let descriptor = open(folder.isEmpty ? "/" : folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(folder) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure(folder) }
  }

  /// An error of the operating system about a path: by default the last one.
  static func failure(_ path: String, _ reason: String = String(cString: strerror(errno))) -> Diagnostic {
    Diagnostic(.publishFailed, "`\(path)`: \(reason)", help: "what was published before is as it was")
  }
}
