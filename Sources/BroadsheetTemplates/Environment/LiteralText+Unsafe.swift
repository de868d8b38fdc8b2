import BroadsheetCore

/// The text of a program's templates, where renders copy it from without counting references to it: tasks
/// that render at once would fight over the count.
final class LiteralText: @unchecked Sendable {
  private let start: UnsafeMutablePointer<UInt8>
  private let count: Int

  init(_ text: [UInt8]) {
    count = text.count
    start = .allocate(capacity: max(1, text.count))
    for index in text.indices { unsafe (start + index).initialize(to: text[index]) }
  }

  deinit { unsafe start.deallocate() }

  /// Appends `count` bytes from `offset` on.
  @inline(__always)
  func append(_ offset: Int32, _ count: Int32, to out: inout OutputBuffer) {
    precondition(offset >= 0 && count >= 0 && Int(offset) + Int(count) <= self.count)
    unsafe out.append(contentsOf: UnsafeBufferPointer(start: start + Int(offset), count: Int(count)))
  }
}
