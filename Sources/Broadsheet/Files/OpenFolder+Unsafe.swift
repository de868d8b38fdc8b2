#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An open folder: what lies below it is reached without walking the way to it again. Paths are relative to it.
final class OpenFolder: Sendable {
  let path: String
  private let descriptor: Int32

  init(_ path: String) throws(FileSystem.Failure) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileSystem.Failure(code: errno, path: path) }
  }

  deinit { close(descriptor) }

  private func failure(_ name: String) -> FileSystem.Failure {
    FileSystem.Failure(code: errno, path: path + "/" + name)
  }

  /// What lies at `name`; links are not followed.
  func status(of name: String) throws(FileSystem.Failure) -> FileSystem.Status {
    var information = stat()
    guard fstatat(descriptor, name, &information, AT_SYMLINK_NOFOLLOW) == 0 else { throw failure(name) }
    return FileSystem.Status(information)
  }

  /// The same for a name that is closed by a zero; nil where nothing is there.
  func status(ofTerminated name: Span<UInt8>) -> FileSystem.Status? {
    precondition(!name.isEmpty && name[name.count - 1] == 0)
    var information = stat()
    let result = unsafe name.withUnsafeBytes { bytes -> Int32 in
      guard let start = bytes.baseAddress else { return -1 }
      let characters = unsafe start.assumingMemoryBound(to: CChar.self)
      return unsafe fstatat(descriptor, characters, &information, AT_SYMLINK_NOFOLLOW)
    }
    return result == 0 ? FileSystem.Status(information) : nil
  }

  /// How many names a folder has for the system: in most file systems two, and one more for each folder in it; the empty
  /// name is this folder. Nil where there is none, or a link.
  func linkCount(of name: String) -> UInt64? {
    var information = stat()
    let result =
      name.isEmpty
      ? fstat(descriptor, &information) : fstatat(descriptor, name, &information, AT_SYMLINK_NOFOLLOW)
    return result == 0 && information.st_mode & S_IFMT == S_IFDIR ? UInt64(information.st_nlink) : nil
  }

  func makeFolder(_ name: String) throws(FileSystem.Failure) {
    guard mkdirat(descriptor, name, 0o777) == 0 else { throw failure(name) }
  }

  /// Writes a new file; fails if there is one (``FileSystem/Failure/exists``). What a failure has begun is removed.
  func create(_ name: String, _ bytes: Span<UInt8>) throws(FileSystem.Failure) -> FileSystem.Status {
    do { return try FileSystem.create(name, bytes, in: descriptor) } catch {
      throw FileSystem.Failure(code: error.code, path: path + "/" + name)
    }
  }
}
