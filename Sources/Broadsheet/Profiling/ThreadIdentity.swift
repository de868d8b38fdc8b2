#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Tells one thread of the process from another.
struct ThreadIdentity: Hashable, Sendable {
  private let value: UInt

  /// The thread that asks.
  static var current: ThreadIdentity {
    #if canImport(Glibc)
      ThreadIdentity(value: pthread_self())
    #else
      ThreadIdentity(value: UInt(bitPattern: pthread_self()))
    #endif
  }
}
