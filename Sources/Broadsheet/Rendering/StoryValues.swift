import BroadsheetTemplates
import Synchronization

/// Every article as lists show it: made when a page first shows it, and shared by all pages from then on.
final class StoryValues: Sendable {
  /// A run of values under one lock, short enough that tasks seldom meet.
  private final class Stripe: Sendable {
    let values: Mutex<[Value?]>
    init(_ count: Int) { values = Mutex([Value?](repeating: nil, count: count)) }
  }

  private static let stripe = 16
  private let stripes: [Stripe]
  private let make: @Sendable (Int) -> Value

  /// - Parameter make: makes the value of the article with an index, the same each time.
  init(count: Int, make: @escaping @Sendable (Int) -> Value) {
    self.make = make
    stripes = (0..<(count + Self.stripe - 1) / Self.stripe).map { _ in Stripe(Self.stripe) }
  }

  /// Of a site without articles.
  static let none = StoryValues(count: 0) { _ in .absent }

  /// The value of an article, by its index in the edition.
  subscript(index: Int) -> Value {
    stripes[index / Self.stripe].values.withLock { values in
      if let value = values[index % Self.stripe] { return value }
      let value = make(index)
      values[index % Self.stripe] = value
      return value
    }
  }
}
