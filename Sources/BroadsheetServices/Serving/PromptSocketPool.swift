import FlyingSocks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A pool whose sockets send at once what they are given.
///
/// The head and the body of a response are written one after the other; with Nagle's algorithm the second
/// would wait for the receiver's delayed acknowledgement of the first, about 40 ms for each file of a page.
/// The option is set on the listening socket, before it waits for its first connection; accepted connections
/// inherit it.
struct PromptSocketPool: AsyncSocketPool {
  let base: any AsyncSocketPool

  func prepare() async throws { try await base.prepare() }

  func run() async throws { try await base.run() }

  func suspendSocket(_ socket: Socket, untilReadyFor events: Socket.Events) async throws {
    try? socket.setValue(true, for: BoolSocketOption(level: Int32(IPPROTO_TCP), name: TCP_NODELAY))
    try await base.suspendSocket(socket, untilReadyFor: events)
  }
}
