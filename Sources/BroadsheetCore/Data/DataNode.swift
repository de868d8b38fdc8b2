/// A value read from YAML, TOML or JSON, with the place where it stands, so that whoever finds it wrong can
/// point at it.
public struct DataNode: Sendable, Hashable {
  /// The value itself.
  public enum Value: Sendable, Hashable {
    /// YAML's `null`, JSON's `null`.
    case null
    /// A truth value.
    case bool(Bool)
    /// A whole number of 64 bits.
    case int(Int)
    /// Any other number.
    case double(Double)
    /// Text; dates too, in the form in which they were written.
    case string(String)
    /// A sequence.
    case array([DataNode])
    /// A mapping, in the order in which it was written; keys are unique.
    case mapping([Entry])
  }

  /// One key of a mapping with its value.
  public struct Entry: Sendable, Hashable {
    /// The key.
    public var key: String
    /// Line of the key, from 1; 0 where unknown.
    public var line: Int
    /// Column of the key in Unicode scalars, from 1; 0 where unknown.
    public var column: Int
    /// The value.
    public var node: DataNode

    /// Makes an entry.
    public init(key: String, line: Int = 0, column: Int = 0, node: DataNode) {
      self.key = key
      self.line = line
      self.column = column
      self.node = node
    }
  }

  /// The value.
  public var value: Value
  /// A number, truth value or null as its author wrote it (`007`, `1.10`, `yes`), for fields that are text.
  public var written: String?
  /// The line, from 1; 0 where unknown.
  public var line: Int
  /// The column in Unicode scalars, from 1; 0 where unknown.
  public var column: Int

  /// Makes a node.
  public init(_ value: Value, written: String? = nil, line: Int = 0, column: Int = 0) {
    self.value = value
    self.written = written
    self.line = line
    self.column = column
  }

  /// What kind of value it is, for messages.
  public var kindName: String {
    switch value {
    case .null: "nothing"
    case .bool: "a truth value"
    case .int: "a whole number"
    case .double: "a number"
    case .string: "text"
    case .array: "a list"
    case .mapping: "a mapping"
    }
  }

  /// The value under `key`, if this is a mapping that has it.
  public subscript(key: String) -> DataNode? {
    guard case .mapping(let entries) = value else { return nil }
    return entries.first { $0.key == key }?.node
  }
}
