#if os(Linux)
  #if canImport(Glibc)
    import Glibc
  #else
    import Musl
  #endif

  /// The kernel's queue of changes in folders (inotify(7)).
  final class InotifyQueue {
    /// One entry of the queue.
    struct Event {
      /// The watch that it belongs to; -1 for an overflow.
      var watch: Int32
      var mask: UInt32
      /// The name in the watched folder; empty where the watched thing itself is meant.
      var name: String

      func has(_ flag: some BinaryInteger) -> Bool { mask & UInt32(truncatingIfNeeded: flag) != 0 }
    }

    /// Why a watch could not be added.
    enum Failure: Error {
      /// It is gone already, or is not what was asked for.
      case missing
      /// The system gives no more watches (`fs.inotify.max_user_watches`).
      case exhausted
    }

    private let descriptor: Int32

    /// Nil where the system gives no queue.
    init?() {
      descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
      if descriptor < 0 { return nil }
    }

    deinit { close(descriptor) }

    /// What says that a file or folder became another one.
    private static let changes = [
      IN_CLOSE_WRITE, IN_CREATE, IN_DELETE, IN_MOVED_FROM, IN_MOVED_TO, IN_ATTRIB, IN_DELETE_SELF,
      IN_MOVE_SELF,
    ].reduce(UInt32(0)) { $0 | UInt32($1) }

    /// Watches a file or folder; asking again for the same one gives the same watch.
    func add(_ path: String) throws(Failure) -> Int32 {
      let watch = inotify_add_watch(descriptor, path, Self.changes)
      if watch >= 0 { return watch }
      throw errno == ENOSPC || errno == ENOMEM ? .exhausted : .missing
    }

    /// Forgets a watch.
    func remove(_ watch: Int32) { inotify_rm_watch(descriptor, watch) }

    /// Waits until there is something to read here or on `signal`, at most `milliseconds` (-1: for ever).
    /// Says whether `signal` has something.
    func wait(_ milliseconds: Int32, signal: Int32) -> Bool {
      var waiting = [
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: signal, events: Int16(POLLIN), revents: 0),
      ]
      poll(&waiting, 2, milliseconds)
      return waiting[1].revents != 0
    }

    /// All events that are there, in their order.
    func read() -> [Event] {
      var events: [Event] = []
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = buffer.withUnsafeMutableBytes { unsafe systemRead(descriptor, $0) }
        guard count > 0 else { return events }
        let header = MemoryLayout<inotify_event>.size
        buffer.withUnsafeBytes { bytes in
          var start = 0
          while start + header <= count {
            let event = unsafe bytes.loadUnaligned(fromByteOffset: start, as: inotify_event.self)
            let end = start + header + Int(event.len)
            let name = unsafe bytes[start + header..<end].prefix { $0 != 0 }
            events.append(
              Event(watch: event.wd, mask: event.mask, name: unsafe String(decoding: name, as: UTF8.self)))
            start = end
          }
        }
      }
    }
  }

  private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    unsafe read(descriptor, buffer.baseAddress, buffer.count)
  }
#endif
