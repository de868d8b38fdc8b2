import FlyingFox
import FlyingSocks
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// An open file of the site: what is said of it and what is sent are the same file, even if a build replaces
/// it in between.
struct ServedFile: Sendable {
  /// The size in bytes at the time of opening.
  let size: Int
  /// Changes whenever the file does: made from its inode, size and time.
  let identity: String
  private let handle: FileHandle

  /// Opens a regular file; nil for anything else. Never waits, and follows no link.
  init?(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    size = Int(status.st_size)
    #if canImport(Darwin)
      let modified = status.st_mtimespec
    #else
      let modified = status.st_mtim
    #endif
    let parts = [Int(status.st_ino), size, Int(modified.tv_sec), Int(modified.tv_nsec)]
    identity = parts.map { String($0, radix: 36) }.joined(separator: "-")
  }

  /// The whole file at once; nil if it cannot be read.
  func bytes() -> [UInt8]? {
    do {
      // Optional on some platforms: nil where the file is empty.
      let data: Data? = try handle.readToEnd()
      return data.map { [UInt8]($0) } ?? []
    } catch {
      return nil
    }
  }

  /// The bytes of a range, read as they are sent.
  func body(_ range: Range<Int>) -> HTTPBodySequence {
    HTTPBodySequence(
      from: Bytes(handle: handle, range: range), count: range.count, suggestedBufferSize: 1 << 18)
  }

  /// Reads a range of an open file.
  private struct Bytes: AsyncBufferedSequence {
    typealias Element = UInt8
    let handle: FileHandle
    let range: Range<Int>

    func makeAsyncIterator() -> Iterator { Iterator(handle: handle, range: range) }

    struct Iterator: AsyncBufferedIteratorProtocol {
      let handle: FileHandle
      var range: Range<Int>

      mutating func next() async throws -> UInt8? { try await nextBuffer(suggested: 1)?.first }

      mutating func nextBuffer(suggested count: Int) async throws -> Data? {
        guard !range.isEmpty else { return nil }
        try handle.seek(toOffset: UInt64(range.lowerBound))
        // A file that became shorter cannot keep the promised length: the connection ends instead.
        guard let data = try handle.read(upToCount: Swift.min(count, range.count)), !data.isEmpty else {
          throw SocketError.disconnected
        }
        range = range.lowerBound + data.count..<range.upperBound
        return data
      }
    }
  }
}
