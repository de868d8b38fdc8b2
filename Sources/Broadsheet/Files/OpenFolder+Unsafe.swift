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
