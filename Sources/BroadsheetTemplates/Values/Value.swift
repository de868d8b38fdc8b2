/// What a template computes with: the values of Jinja2's language, cheap to copy.
///
/// Strings are sequences of Unicode scalars, as in Python. Lists and dictionaries are shared storage; those
/// that are made in Swift never change, so that any number of renders may read them at once.
public enum Value: Sendable {
  /// Nothing is known under a name; nil where no description was kept.
  case undefined(Undefined?)
  /// Jinja2's `none`: a value that is known to be nothing.
  case none
  /// A truth value.
  case bool(Bool)
  /// A whole number of 64 bits; arithmetic beyond them is an error.
  case int(Int)
  /// A floating-point number.
  case double(Double)
  /// Text, which is escaped where autoescaping is on.
  case string(String)
  /// Text that is markup already and is never escaped again.
  case markup(String)
  /// A list, tuple or other sequence.
  case list(ValueList)
  /// A mapping that keeps the order of its keys.
  case map(ValueMap)
  /// A mapping with fixed fields.
  case record(Record)
  /// A macro, a function, a loop, a namespace and the like.
  case object(TemplateObject)

  /// Undefined without a description: a field that is absent.
  public static var absent: Value { .undefined(nil) }

  /// A list of values that never changes.
  public static func list(_ items: [Value]) -> Value { .list(ValueList(items)) }

  /// A list of strings that never changes.
  public static func strings(_ items: some Sequence<String>) -> Value {
    .list(ValueList(items.map { Value.string($0) }))
  }

  /// A mapping that never changes, in the order of `entries`; a later key wins.
  public static func map(_ entries: [(String, Value)]) -> Value {
    let map = ValueMap()
    for (key, value) in entries { map.set(.string(key), value) }
    return .map(map.shared())
  }

  /// The string or ``absent``.
  public static func optional(_ text: String?) -> Value { text.map { .string($0) } ?? .absent }

  /// The number or ``absent``.
  public static func optional(_ number: Int?) -> Value { number.map { .int($0) } ?? .absent }

  /// Whether this is undefined.
  @inlinable public var isUndefined: Bool {
    if case .undefined = self { true } else { false }
  }

  /// Whether this is undefined or none.
  @inlinable public var isNothing: Bool {
    switch self {
    case .undefined, .none: true
    default: false
    }
  }

  /// The text of a string or of markup.
  @inlinable public var text: String? {
    switch self {
    case .string(let text), .markup(let text): text
    default: nil
    }
  }

  /// The items of a list or tuple.
  public var items: [Value]? {
    if case .list(let list) = self { list.items } else { nil }
  }

  /// Whether this is markup.
  @inlinable public var isMarkup: Bool {
    if case .markup = self { true } else { false }
  }

  /// Whether a container could be inside a container: what bounds nesting.
  var nesting: Int {
    switch self {
    case .list(let list): list.nesting
    case .map(let map): map.nesting
    default: 0
    }
  }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// A string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A whole number.
  public init(integerLiteral value: Int) { self = .int(value) }
  /// A floating-point number.
  public init(floatLiteral value: Double) { self = .double(value) }
  /// A truth value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// A list that never changes.
  public init(arrayLiteral elements: Value...) { self = .list(ValueList(elements)) }
  /// A mapping that never changes.
  public init(dictionaryLiteral elements: (String, Value)...) { self = .map(elements) }
}
