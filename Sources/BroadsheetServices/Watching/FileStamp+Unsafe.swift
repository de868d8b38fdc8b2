#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What tells that a file is not the one it was.
struct FileStamp: Hashable {
  var isFolder: Bool
  private var identity: UInt64
  private var size: Int
  private var seconds: Int
  private var nanoseconds: Int

  /// Looks at a file or folder, following links; nil where nothing is.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    #if canImport(Darwin)
      let changed = status.st_ctimespec
    #else
      let changed = status.st_ctim
    #endif
    isFolder = status.st_mode & S_IFMT == S_IFDIR
    identity = UInt64(status.st_ino)
    // A folder's size and times tell nothing that its entries do not tell.
    size = isFolder ? 0 : Int(status.st_size)
    seconds = isFolder ? 0 : Int(changed.tv_sec)
    nanoseconds = isFolder ? 0 : Int(changed.tv_nsec)
  }
}
