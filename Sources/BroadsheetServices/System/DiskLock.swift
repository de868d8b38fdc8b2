import BroadsheetCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Exclusive locks on files, which go with their process, even when that is killed.
enum DiskLock {
  /// Does something while holding the lock of a file.
  ///
  /// - Parameters:
  ///   - making: Whether a missing file is made; otherwise a missing file needs no lock.
  ///   - busy: What is said when somebody else holds it.
  static func holding<Result>(
    _ path: String, making: Bool, busy: @autoclosure () -> Diagnostic,
    _ body: () throws(Diagnostic) -> Result
  ) throws(Diagnostic) -> Result {
    let descriptor = open(path, (making ? O_RDWR | O_CREAT : O_RDONLY) | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      if !making, errno == ENOENT || errno == ENOTDIR { return try body() }
      throw Disk.failure(path)
    }
    defer { close(descriptor) }
    // A file system without locks is no reason not to publish.
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK { throw busy() }
    // Unlocked by name: a child process on its way to `exec` may hold a copy of the descriptor for a moment.
    defer { flock(descriptor, LOCK_UN) }
    return try body()
  }
}
