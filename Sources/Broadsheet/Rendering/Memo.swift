import BroadsheetCore

/// Values by their index, each made when it is first asked for and shared from then on. Where two tasks meet, both
/// make the same, and one of the two is kept.
struct Memo<Made: AnyObject & Sendable>: Sendable {
  private let table: OnceTable<Made>
  private let make: @Sendable (Int) -> Made

  /// - Parameter make: makes the value with an index, the same each time.
  init(count: Int, make: @escaping @Sendable (Int) -> Made) {
    table = OnceTable(count: count)
    self.make = make
  }

  var count: Int { table.count }

  /// The value with an index.
  subscript(index: Int) -> Made { table[index] ?? table.store(make(index), at: index) }

  /// What `body` makes of the value with an index; see ``OnceCell/look(_:)``.
  func look<Result>(at index: Int, _ body: (Made) -> Result) -> Result {
    table.look(at: index, body) ?? body(self[index])
  }
}
