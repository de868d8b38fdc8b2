#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension FileSystem {
  /// A file that is read and written at any place, by any number of tasks at once.
  final class AppendedFile: Sendable {
    private let descriptor: Int32
    /// How long it was when it was opened.
    let length: Int64

    /// Opens a file to read it.
    init(reading path: String) throws(Failure) {
      descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw Failure(code: errno, path: path) }
      var information = stat()
      guard fstat(descriptor, &information) == 0 else { throw Failure(code: errno, path: path) }
      length = Int64(information.st_size)
    }

    /// Opens or makes the file, and cuts it to `length` bytes.
    init(_ path: String, length: Int64) throws(Failure) {
      self.length = length
      descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
      guard descriptor >= 0 else { throw Failure(code: errno, path: path) }
      var information = stat()
      guard fstat(descriptor, &information) == 0,
        Int64(information.st_size) == length || ftruncate(descriptor, off_t(length)) == 0
      else { throw Failure(code: errno, path: path) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Reads so many bytes at `offset`; nil where there are fewer.
    func read(_ count: Int, at offset: Int64) -> StoredBytes? {
      StoredBytes(descriptor, count, at: offset)
    }

    /// Writes all bytes at `offset`; says whether it could.
    func write(_ bytes: Span<UInt8>, at offset: Int64) -> Bool {
      unsafe bytes.withUnsafeBytes { buffer in
        var written = 0
        while let base = buffer.baseAddress, written < buffer.count {
          let count = unsafe pwrite(
            descriptor, base + written, buffer.count - written, off_t(offset) + off_t(written))
          if count < 0 {
            if errno == EINTR { continue }
            return false
          }
          written += count
        }
        return true
      }
    }
  }
}
