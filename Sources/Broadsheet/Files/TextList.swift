import BroadsheetCore

/// Texts in one run of bytes, each closed by a zero: tens of thousands of them are no objects that are made, counted and
/// freed one by one.
struct TextList: Sendable {
  private(set) var bytes: [UInt8] = []
  /// Where each text ends in `bytes`, behind its zero.
  private(set) var ends: [UInt32] = []

  init() {}

  /// - Parameter count: so many texts have room.
  init(capacity count: Int) {
    bytes.reserveCapacity(count * 48)
    ends.reserveCapacity(count)
  }

  var count: Int { ends.count }

  /// Each as a string of its own.
  var strings: [String] { (0..<count).map { self[$0] } }

  subscript(index: Int) -> String { String(utf8: text(at: index)) }

  /// The bytes of a text.
  @_lifetime(borrow self)
  borrowing func text(at index: Int) -> Span<UInt8> {
    bytes.span.extracting((index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index]) - 1)
  }

  mutating func append(_ text: String) { append(text.utf8.span) }

  /// Appends one text.
  ///
  /// - Parameter end: stands behind it.
  mutating func append(_ text: Span<UInt8>, end: Span<UInt8> = Span()) {
    bytes.append(text)
    bytes.append(end)
    bytes.append(0)
    ends.append(UInt32(bytes.count))
  }
}
