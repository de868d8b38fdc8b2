import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// An HTTP response as it came over the wire.
struct RawResponse {
  var status: Int
  var headers: [String: String]
  var body: String
}

/// Sends exactly these bytes to a port of this machine and reads until the other side closes: no client
/// library tidies the path up before it leaves.
///
/// The waiting is done on a thread of its own: those of Swift's tasks are few, and the server needs them.
func exchange(_ request: String, port: UInt16) async throws -> RawResponse {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Result { try exchangeWaiting(request, port) }) }
  }
}

private func exchangeWaiting(_ request: String, _ port: UInt16) throws -> RawResponse {
  #if canImport(Darwin)
    let descriptor = socket(AF_INET, SOCK_STREAM, 0)
  #else
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  #endif
  try #require(descriptor >= 0)
  defer { close(descriptor) }
  var patience = timeval(tv_sec: 10, tv_usec: 0)
  setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_port = port.bigEndian
  address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
  let connected = withUnsafePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
    }
  }
  try #require(connected == 0)
  let bytes = Array(request.utf8)
  try #require(send(descriptor, bytes, bytes.count, 0) == bytes.count)
  var received: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = recv(descriptor, &buffer, buffer.count, 0)
    if count <= 0 { break }
    received += buffer[..<count]
  }
  let text = String(decoding: received, as: UTF8.self)
  let end = try #require(text.range(of: "\r\n\r\n"))
  let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
  let status = try #require(Int(lines[0].split(separator: " ")[1]))
  var headers: [String: String] = [:]
  for line in lines.dropFirst() {
    let parts = line.split(separator: ":", maxSplits: 1)
    headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
  }
  return RawResponse(status: status, headers: headers, body: String(text[end.upperBound...]))
}
