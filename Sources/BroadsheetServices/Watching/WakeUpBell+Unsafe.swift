#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Wakes a thread that waits in `poll`: a pipe whose writing end is closed when it shall end.
final class WakeUpBell: Sendable {
  /// The end to wait for; -1, on which nobody waits, if the system gave no pipe.
  let descriptor: Int32
  private let other: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    _ = pipe(&ends)
    for end in ends where end >= 0 { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (descriptor, other) = (ends[0], ends[1])
  }

  deinit {
    close(descriptor)
    close(other)
  }

  /// Wakes whoever waits, now and ever after.
  func ring() {
    var byte: UInt8 = 1
    _ = write(other, &byte, 1)
  }

  /// Waits for the bell, at most so many milliseconds; says whether it rang.
  func wait(_ milliseconds: Int32) -> Bool {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, milliseconds) > 0
  }
}
