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

  /// Whether two fixed values are the same: scalars of one type, texts of the same bytes, or one container.
  func isIdentical(to other: Value) -> Bool {
    switch (self, other) {
    case (.record(let a), .record(let b)): a === b
    case (.string(let a), .string(let b)), (.markup(let a), .markup(let b)): Self.equalText(a, b)
    case (.undefined, .undefined), (.none, .none): true
    case (.bool(let a), .bool(let b)): a == b
    case (.int(let a), .int(let b)): a == b
    case (.double(let a), .double(let b)): a.bitPattern == b.bitPattern
    case (.list(let a), .list(let b)): a === b
    case (.map(let a), .map(let b)): a === b
    case (.object(let a), .object(let b)): a === b
    default: false
    }
  }

  /// A hash that identical values share, while they live.
  var identityHash: UInt64 {
    switch self {
    case .undefined: 1
    case .none: 2
    case .bool(let flag): flag ? 3 : 4
    case .int(let number): UInt64(bitPattern: Int64(number))
    case .double(let number): number.bitPattern
    case .string(let text), .markup(let text): UInt64(Name.hash(of: text))
    case .list(let list): Self.hash(of: list)
    case .map(let map): Self.hash(of: map)
    case .record(let record): Self.hash(of: record)
    case .object(let object): Self.hash(of: object)
    }
  }

  private static func hash(of object: AnyObject) -> UInt64 {
    UInt64(UInt(bitPattern: ObjectIdentifier(object)))
  }
}
