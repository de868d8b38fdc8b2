import Synchronization

/// An array whose places tasks fill side by side: nothing is copied to put together what they made.
final class SharedArray<Element: Sendable>: @unchecked Sendable {
  /// How many places there are.
  let count: Int
  private let base: UnsafeMutablePointer<Element>
  private let filled = Mutex<[Range<Int>]>([])

  /// Makes an array of empty places.
  init(count: Int) {
    self.count = count
    base = .allocate(capacity: max(1, count))
  }

  deinit {
    filled.withLock { ranges in
      for range in ranges { unsafe (base + range.lowerBound).deinitialize(count: range.count) }
    }
    unsafe base.deallocate()
  }

  /// Fills places that no other task fills; where `body` throws, or leaves some out, they stay empty.
  func fill<Failure: Error>(
    _ range: Range<Int>, _ body: (inout OutputSpan<Element>) throws(Failure) -> Void
  ) throws(Failure) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    let places = unsafe UnsafeMutableBufferPointer(start: base + range.lowerBound, count: range.count)
    var output = unsafe OutputSpan(buffer: places, initializedCount: 0)
    try body(&output)
    guard output.isFull else { return }
    _ = unsafe output.finalize(for: places)
    filled.withLock { $0.append(range) }
  }

  /// Takes all elements out, once; nil where a place is empty.
  func take() -> [Element]? {
    filled.withLock { ranges in
      guard ranges.reduce(0, { $0 + $1.count }) == count else { return nil }
      ranges = []
      return unsafe [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
        if let start = buffer.baseAddress { unsafe start.moveInitialize(from: base, count: count) }
        initialized = count
      }
    }
  }
}
