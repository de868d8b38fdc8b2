#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The few calls to the operating system that a build makes, with their errors as values.
///
/// Paths are those of the operating system. Nothing here follows more links than the call itself does.
enum FileSystem {
  /// An error of the operating system.
  struct Failure: Error, Hashable, Sendable {
    var code: Int32
    var path: String

    /// What the system says, such as `No space left on device`.
    var reason: String { String(cString: strerror(code)) }
    var isMissing: Bool { code == ENOENT || code == ENOTDIR }
    var exists: Bool { code == EEXIST }
  }

  enum Kind: UInt8, Sendable { case file, folder, link, other }

  /// What `stat` tells of a file; enough to notice that it changed.
  struct Status: Hashable, Sendable {
    var kind: Kind
    var size: Int64
    var modified: Int64
    var changed: Int64
    var inode: UInt64
    var device: UInt64

    /// Of no file.
    static let none = Status(kind: .other, size: -1, modified: 0, changed: 0, inode: 0, device: 0)
  }

  static func status(of path: String, followingLinks: Bool = true) throws(Failure) -> Status {
    var information = stat()
    let result = followingLinks ? stat(path, &information) : lstat(path, &information)
    guard result == 0 else { throw Failure(code: errno, path: path) }
    return Status(information)
  }

  /// Reads a whole file.
  static func read(_ path: String) throws(Failure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(code: errno, path: path) }
    defer { close(descriptor) }
    var information = stat()
    guard fstat(descriptor, &information) == 0 else { throw Failure(code: errno, path: path) }
    guard information.st_mode & S_IFMT == S_IFREG else { throw Failure(code: EINVAL, path: path) }
    // One byte more than the size, so that the end is seen without a second call; files that grow are read on.
    var capacity = Int(information.st_size) + 1
    var content: [UInt8] = []
    var failure: Int32 = 0
    var isComplete = false
    while !isComplete {
      content.append(addingCapacity: capacity) { output in
        output.withUnsafeMutableBufferPointer { buffer, count in
          while count < capacity {
            guard let base = buffer.baseAddress else { return }
            let got = unsafe systemRead(descriptor, base + count, capacity - count)
            if got < 0 {
              if errno == EINTR { continue }
              failure = errno
              isComplete = true
              return
            }
            if got == 0 {
              isComplete = true
              return
            }
            count += got
            // A file that ends where its size says, which was not reached by chance: one byte more was asked for.
            if count == Int(information.st_size), count + 1 == capacity {
              isComplete = true
              return
            }
          }
        }
      }
      capacity = 65_536
    }
    guard failure == 0 else { throw Failure(code: failure, path: path) }
    return content
  }

  /// Reads the beginning of a file: enough for the size of an image.
  static func readHead(_ path: String) throws(Failure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(code: errno, path: path) }
    defer { close(descriptor) }
    let capacity = 256 << 10
    return [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      if let base = buffer.baseAddress { count = max(0, unsafe systemRead(descriptor, base, capacity)) }
    }
  }

  /// The entries of a folder, sorted by their bytes; `.` and `..` left out. Names that are not UTF-8 are nil.
  static func entries(of path: String) throws(Failure) -> [String?] {
    try list(path) { name, _, _ in name }.sorted { Self.precedes($0 ?? "", $1 ?? "") }
  }

  /// The entries of a folder with their status, links not followed, in no order; `.` and `..` left out. Names that
  /// are not UTF-8 are nil; so is the status of what vanishes meanwhile.
  ///
  /// - Parameter prefix: what is put before each name.
  static func listing(
    of path: String, below prefix: String
  ) throws(Failure) -> [(path: String?, status: Status?)] {
    try list(path, below: prefix) { name, _, status in (name, status()) }
  }

  /// The names of the folders in a folder, links to folders left out; nil where it cannot be read.
  static func folders(in path: String) -> [String]? {
    let entries = try? list(path) { name, kind, status in
      let isFolder = kind == DT_DIR || (kind == DT_UNKNOWN && status()?.kind == .folder)
      return isFolder ? name : nil
    }
    return entries?.compactMap { $0 }
  }

  private static func list<Entry>(
    _ path: String, below prefix: String = "",
    _ make: (String?, _ kind: Int, _ status: () -> Status?) -> Entry
  ) throws(Failure) -> [Entry] {
    guard let folder = opendir(path) else { throw Failure(code: errno, path: path) }
    defer { closedir(folder) }
    let descriptor = dirfd(folder)
    var entries: [Entry] = []
    var bytes = Array(prefix.utf8)
    let start = bytes.count
    while let entry = unsafe readdir(folder) {
      let kind = Int(unsafe entry.pointee.d_type)
      unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { characters in
          let length = unsafe strlen(characters)
          if unsafe strcmp(characters, ".") == 0 || strcmp(characters, "..") == 0 { return }
          bytes.removeSubrange(start...)
          unsafe bytes.append(
            contentsOf: UnsafeRawBufferPointer(start: characters, count: length).bindMemory(to: UInt8.self))
          let name = unsafe bytes.withUnsafeBufferPointer { unsafe String(validating: $0, as: UTF8.self) }
          entries.append(
            make(name, kind) {
              // Asked of the folder itself: the way to it need not be walked for each entry.
              var information = stat()
              let result = unsafe fstatat(descriptor, characters, &information, AT_SYMLINK_NOFOLLOW)
              return result == 0 ? Status(information) : nil
            })
        }
      }
    }
    return entries
  }

  /// Orders by bytes: the order that no locale changes.
  static func precedes(_ a: String, _ b: String) -> Bool {
    b.utf8.span.isAfter(a.utf8.span)
  }

  /// The path without links, `.` and `..`.
  static func realPath(of path: String) throws(Failure) -> String {
    guard let resolved = realpath(path, nil) else { throw Failure(code: errno, path: path) }
    defer { free(resolved) }
    return unsafe String(cString: resolved)
  }

  /// The path without links that a file or folder has, or would have if it were made.
  static func eventualPath(of path: String) throws(Failure) -> String {
    do { return try realPath(of: path) } catch {
      guard error.isMissing else { throw error }
      let bytes = path.utf8
      guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else {
        return try realPath(of: ".") + "/" + path
      }
      let parent = slash == bytes.startIndex ? "/" : String(path[..<slash])
      let base = try eventualPath(of: parent)
      return (base == "/" ? "" : base) + path[slash...]
    }
  }

  static func makeFolder(_ path: String) throws(Failure) {
    guard mkdir(path, 0o777) == 0 else { throw Failure(code: errno, path: path) }
  }

  /// Makes a folder and those above it, where they are missing.
  static func makeFolders(_ path: String) throws(Failure) {
    do { try makeFolder(path) } catch {
      if error.exists { return }
      guard error.isMissing, let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash > path.startIndex
      else {
        throw error
      }
      try makeFolders(String(path[..<slash]))
      do { try makeFolder(path) } catch { if !error.exists { throw error } }
    }
  }

  /// Writes a new file; fails if there is one (``Failure/exists``). What a failure has begun is removed.
  static func create(_ path: String, _ bytes: Span<UInt8>) throws(Failure) {
    _ = try create(path, bytes, in: AT_FDCWD)
  }

  /// Writes a new file below a folder that is open, and says what it looks like.
  static func create(
    _ path: String, _ bytes: Span<UInt8>, in folder: Int32
  ) throws(Failure) -> Status {
    let descriptor = openat(folder, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else { throw Failure(code: errno, path: path) }
    var failure: Int32 = 0
    unsafe bytes.withUnsafeBufferPointer { buffer in
      var written = 0
      while let base = buffer.baseAddress, written < buffer.count {
        let count = unsafe systemWrite(descriptor, base + written, buffer.count - written)
        if count < 0 {
          if errno == EINTR { continue }
          failure = errno
          return
        }
        written += count
      }
    }
    var information = stat()
    if failure == 0, fstat(descriptor, &information) != 0 { failure = errno }
    if close(descriptor) != 0, failure == 0 { failure = errno }
    guard failure == 0 else {
      unlinkat(folder, path, 0)
      throw Failure(code: failure, path: path)
    }
    return Status(information)
  }

  /// Puts the bytes at `path` in one step: a file beside it first, then a rename over the old one.
  static func replace(_ path: String, _ bytes: Span<UInt8>) throws(Failure) {
    let temporary = path + ".new"
    unlink(temporary)
    try create(temporary, bytes)
    do { try move(temporary, to: path) } catch {
      unlink(temporary)
      throw error
    }
  }

  static func move(_ path: String, to target: String) throws(Failure) {
    guard rename(path, target) == 0 else { throw Failure(code: errno, path: target) }
  }

  static func removeFile(_ path: String) throws(Failure) {
    guard unlink(path) == 0 else { throw Failure(code: errno, path: path) }
  }

  /// Removes a folder if it is empty; says whether it did.
  @discardableResult
  static func removeEmptyFolder(_ path: String) -> Bool { rmdir(path) == 0 }

  /// Opens (or makes) a file and takes its exclusive lock, or nil where another process holds it. The lock
  /// goes with the descriptor, so a killed process leaves none behind.
  static func lock(_ path: String) throws(Failure) -> FileLock? {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Failure(code: errno, path: path) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      close(descriptor)
      if code == EWOULDBLOCK { return nil }
      throw Failure(code: code, path: path)
    }
    return FileLock(descriptor: descriptor)
  }
}

/// The lock on a site's state, released when it goes.
struct FileLock: ~Copyable {
  fileprivate let descriptor: Int32
  deinit {
    // Unlocked by name: a child process on its way to `exec` may hold a copy of the descriptor for a moment.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}

extension FileSystem.Status {
  init(_ information: stat) {
    switch information.st_mode & S_IFMT {
    case S_IFREG: kind = .file
    case S_IFDIR: kind = .folder
    case S_IFLNK: kind = .link
    default: kind = .other
    }
    size = Int64(information.st_size)
    #if canImport(Darwin)
      let (modification, change) = (information.st_mtimespec, information.st_ctimespec)
    #else
      let (modification, change) = (information.st_mtim, information.st_ctim)
    #endif
    modified = Int64(modification.tv_sec) * 1_000_000_000 + Int64(modification.tv_nsec)
    changed = Int64(change.tv_sec) * 1_000_000_000 + Int64(change.tv_nsec)
    inode = UInt64(information.st_ino)
    device = UInt64(information.st_dev)
  }
}

// `read` and `write` are shadowed by the namespace's own verbs.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
  unsafe read(descriptor, buffer, count)
}

private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer, _ count: Int) -> Int {
  unsafe write(descriptor, buffer, count)
}
