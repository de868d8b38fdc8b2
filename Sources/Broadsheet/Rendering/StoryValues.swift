import BroadsheetCore
import BroadsheetTemplates

/// Every article as lists show it: made when a page first shows it, and shared by all pages from then on. Where two
/// tasks meet, both make the same, and one of the two is kept.
final class StoryValues: Sendable {
  private final class Box: Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
  }

  private let boxes: OnceTable<Box>
  private let make: @Sendable (Int) -> Value

  /// - Parameter make: makes the value of the article with an index, the same each time.
  init(count: Int, make: @escaping @Sendable (Int) -> Value) {
    self.make = make
    boxes = OnceTable(count: count)
  }

  /// Of a site without articles.
  static let none = StoryValues(count: 0) { _ in .absent }

  /// The value of an article, by its index in the edition.
  subscript(index: Int) -> Value {
    if let box = boxes[index] { return box.value }
    return boxes.store(Box(make(index)), at: index).value
  }
}
