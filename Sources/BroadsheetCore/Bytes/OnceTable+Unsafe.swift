import Synchronization

/// A table of objects each of which is put in once and stays: any number of tasks read and fill it at once,
/// without locks.
public final class OnceTable<Element: AnyObject & Sendable>: @unchecked Sendable {
  /// How many places it has.
  public let count: Int
  /// The addresses of the objects, 0 where there is none yet.
  @usableFromInline let cells: UnsafeMutablePointer<Atomic<UInt>>

  /// Makes a table with so many places, all of them empty.
  public init(count: Int) {
    self.count = count
    cells = .allocate(capacity: max(1, count))
    for index in 0..<count { unsafe (cells + index).initialize(to: Atomic(0)) }
  }

  deinit {
    for index in 0..<count {
      if let pointer = unsafe UnsafeRawPointer(bitPattern: cells[index].load(ordering: .acquiring)) {
        unsafe Unmanaged<Element>.fromOpaque(pointer).release()
      }
    }
    unsafe cells.deinitialize(count: count)
    unsafe cells.deallocate()
  }

  /// The object in a place.
  @inlinable
  public subscript(index: Int) -> Element? { unsafe unretained(at: index)?.takeUnretainedValue() }

  /// The object in a place, which the table keeps: tasks that read one object often would fight over the count
  /// of its references.
  @unsafe @inlinable
  public func unretained(at index: Int) -> Unmanaged<Element>? {
    precondition(index >= 0 && index < count)
    guard let pointer = unsafe UnsafeRawPointer(bitPattern: cells[index].load(ordering: .acquiring)) else {
      return nil
    }
    return unsafe Unmanaged<Element>.fromOpaque(pointer)
  }

  /// Puts an object into a place, and gives the one that was first.
  @inlinable
  public func store(_ element: Element, at index: Int) -> Element {
    precondition(index >= 0 && index < count)
    let reference = unsafe Unmanaged.passRetained(element)
    let (isStored, _) = unsafe cells[index].compareExchange(
      expected: 0, desired: UInt(bitPattern: reference.toOpaque()), ordering: .acquiringAndReleasing)
    if isStored { return element }
    unsafe reference.release()
    return self[index] ?? element
  }
}
