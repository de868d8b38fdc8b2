/// What decides whether two renders see the same: stricter than the language's equality, and without looking
/// into containers.
extension Value {
  /// Whether neither the value nor anything in it can change any more.
  var isFixed: Bool {
    switch self {
    case .list(let list): list.isFixed
    case .map(let map): map.isFixed
    case .object(let object): object.isFixed
    default: true
    }
  }

  /// The kinds of texts; those of other values are lower.
  static let textKind: UInt8 = 9

  /// What tells a value that cannot change from others while it lives: its kind, below 16, and a word, which is a hash
  /// of a text (see ``hasText(of:)``) and nothing else's. Nil where the value may still change.
  var identity: (kind: UInt8, word: UInt64)? {
    switch self {
    case .undefined: (0, 0)
    case .none: (1, 0)
    case .bool(let flag): (2, flag ? 1 : 0)
    case .int(let number): (3, UInt64(bitPattern: Int64(number)))
    case .double(let number): (4, number.bitPattern)
    case .record(let record): (5, Self.address(of: record))
    case .list(let list): list.isFixed ? (6, Self.address(of: list)) : nil
    case .map(let map): map.isFixed ? (7, Self.address(of: map)) : nil
    case .object(let object): object.isFixed ? (8, Self.address(of: object)) : nil
    case .string(let text): (Self.textKind, UInt64(Name.hash(of: text)))
    case .markup(let text): (Self.textKind + 1, UInt64(Name.hash(of: text)))
    }
  }

  /// Whether two texts have the same bytes.
  func hasText(of other: Value) -> Bool {
    guard let one = text, let two = other.text else { return false }
    return Self.equalText(one, two)
  }

  private static func address(of object: AnyObject) -> UInt64 {
    UInt64(UInt(bitPattern: ObjectIdentifier(object)))
  }
}
