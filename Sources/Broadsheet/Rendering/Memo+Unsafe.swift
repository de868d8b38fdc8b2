import Synchronization

/// Values by their index, each made when it is first asked for and shared from then on. Where two tasks meet, both
/// make the same, and one of the two is kept.
final class Memo<Made: AnyObject & Sendable>: @unchecked Sendable {
  let count: Int
  private let cells: UnsafeMutablePointer<Atomic<UnsafeRawPointer?>>
  private let make: @Sendable (Int) -> Made

  /// - Parameter make: makes the value with an index, the same each time.
  init(count: Int, make: @escaping @Sendable (Int) -> Made) {
    self.count = count
    self.make = make
    cells = .allocate(capacity: max(count, 1))
    for index in 0..<count { unsafe (cells + index).initialize(to: Atomic(nil)) }
  }

  deinit {
    for index in 0..<count {
      if let made = unsafe cells[index].load(ordering: .acquiring) {
        unsafe Unmanaged<Made>.fromOpaque(made).release()
      }
    }
    unsafe cells.deinitialize(count: count)
    unsafe cells.deallocate()
  }

  /// The value with an index.
  subscript(index: Int) -> Made {
    precondition(index >= 0 && index < count)
    if let made = unsafe cells[index].load(ordering: .acquiring) {
      return unsafe Unmanaged<Made>.fromOpaque(made).takeUnretainedValue()
    }
    let made = make(index)
    let (isFirst, other) = unsafe cells[index].compareExchange(
      expected: nil, desired: UnsafeRawPointer(Unmanaged.passRetained(made).toOpaque()),
      ordering: .acquiringAndReleasing)
    guard !isFirst, let other else { return made }
    unsafe Unmanaged.passUnretained(made).release()
    return unsafe Unmanaged<Made>.fromOpaque(other).takeUnretainedValue()
  }
}
