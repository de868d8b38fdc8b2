import BroadsheetCore

/// A run of stored bytes.
struct ByteSlice: Sendable {
  let owner: StoredBytes
  let range: Range<Int>

  /// No bytes.
  static let empty = ByteSlice([])

  /// Copies bytes.
  init(_ bytes: Span<UInt8>) {
    owner = StoredBytes(bytes)
    range = 0..<bytes.count
  }

  /// Copies bytes.
  init(_ bytes: [UInt8]) { self.init(bytes.span) }

  /// Shares a part of what is stored.
  init(_ owner: StoredBytes, _ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= owner.count)
    self.owner = owner
    self.range = range
  }

  var count: Int { range.count }
  var isEmpty: Bool { range.isEmpty }

  /// The bytes.
  var span: Span<UInt8> {
    @_lifetime(borrow self)
    borrowing get { owner.span.extracting(range) }
  }
}

extension ByteSlice: Equatable {
  static func == (lhs: ByteSlice, rhs: ByteSlice) -> Bool {
    guard lhs.count == rhs.count else { return false }
    let (one, other) = (lhs.span, rhs.span)
    for index in 0..<one.count where one[index] != other[index] { return false }
    return true
  }
}
