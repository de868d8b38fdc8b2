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
}
