/// A table of objects each of which is put in once and stays: any number of tasks read and fill it at once,
/// without locks.
public final class OnceTable<Element: AnyObject & Sendable>: @unchecked Sendable {
  /// How many places it has.
  public let count: Int
  @usableFromInline let cells: UnsafeMutablePointer<OnceCell<Element>>

  /// Makes a table with so many places, all of them empty.
  public init(count: Int) {
    self.count = count
    cells = .allocate(capacity: max(1, count))
    for index in 0..<count { unsafe (cells + index).initialize(to: OnceCell()) }
  }

  deinit {
    unsafe cells.deinitialize(count: count)
    unsafe cells.deallocate()
  }

  /// The object in a place.
  @inlinable
  public subscript(index: Int) -> Element? {
    precondition(index >= 0 && index < count)
    return unsafe cells[index].value
  }

  /// What `body` makes of the object in a place; see ``OnceCell/look(_:)``.
  @inlinable
  public func look<Result>(at index: Int, _ body: (Element) -> Result) -> Result? {
    precondition(index >= 0 && index < count)
    return unsafe cells[index].look(body)
  }

  /// Puts an object into a place, and gives the one that was first.
  @inlinable
  public func store(_ element: Element, at index: Int) -> Element {
    precondition(index >= 0 && index < count)
    return unsafe cells[index].store(element)
  }
}
