#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The machine's processors.
enum Processors {
  /// How many are online, at least 1.
  static var count: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}

/// The machine's clock, read once for each build.
enum SystemClock {
  /// Seconds since 1970-01-01T00:00:00Z.
  static var now: Int64 { Int64(time(nil)) }

  /// Nanoseconds since 1970-01-01T00:00:00Z, on the clock that file systems stamp their files with.
  static var nanoseconds: Int64 {
    var moment = timespec()
    clock_gettime(CLOCK_REALTIME, &moment)
    return Int64(moment.tv_sec) * 1_000_000_000 + Int64(moment.tv_nsec)
  }
}

/// The file of the program that runs.
enum Executable {
  /// Its path; nil where the system does not tell.
  static var path: String? {
    #if canImport(Darwin)
      var size: UInt32 = 0
      _NSGetExecutablePath(nil, &size)
      var buffer = [CChar](repeating: 0, count: Int(size))
      guard unsafe _NSGetExecutablePath(&buffer, &size) == 0 else { return nil }
      return unsafe String(cString: buffer)
    #else
      return "/proc/self/exe"
    #endif
  }
}

/// The memory of the process.
enum Memory {
  /// The most that it has held so far, in bytes.
  static var peak: Int {
    var usage = rusage()
    #if canImport(Darwin)
      getrusage(RUSAGE_SELF, &usage)
      return Int(usage.ru_maxrss)
    #elseif canImport(Glibc)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return Int(usage.ru_maxrss) * 1024
    #else
      getrusage(Int32(RUSAGE_SELF), &usage)
      return Int(usage.ru_maxrss) * 1024
    #endif
  }
}

/// The memory that tasks allocate from.
enum Allocator {
  /// The largest block that glibc takes from a heap rather than from the system, once it has seen one freed.
  private static let largest = (32 << 20) - 8192
  /// What a chunk of work seldom exceeds.
  private static let room = 8 << 20

  private static let isPrepared: Bool = {
    borrow(largest)
    return true
  }()

  /// Grows the heap of this thread in one step. glibc grows it a page at a time, each by a call that stops every
  /// other thread's page faults: ten thousand of them cost a build more than its work.
  static func makeRoom() {
    #if canImport(Glibc)
      if isPrepared { borrow(room) }
    #endif
  }

  /// Not to be optimised away, as a block that nobody uses would be.
  @inline(never) @_optimize(none)
  private static func borrow(_ count: Int) { unsafe free(malloc(count)) }
}
