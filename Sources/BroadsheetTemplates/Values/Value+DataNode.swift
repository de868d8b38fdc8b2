import BroadsheetCore

extension Value {
  /// Makes a value of data that was read from YAML, TOML or JSON. Data that is nested too deeply is cut to
  /// undefined; readers refuse such data before.
  public init(_ node: DataNode) { self.init(node, depth: 0) }

  private init(_ node: DataNode, depth: Int) {
    guard depth < Limits.dataNesting else {
      self = .absent
      return
    }
    switch node.value {
    case .null: self = .none
    case .bool(let flag): self = .bool(flag)
    case .int(let number): self = .int(number)
    case .double(let number): self = .double(number)
    case .string(let text): self = .string(text)
    case .array(let nodes): self = .list(nodes.map { Value($0, depth: depth + 1) })
    case .mapping(let entries):
      let map = ValueMap()
      for entry in entries { map.set(.string(entry.key), Value(entry.node, depth: depth + 1)) }
      self = .map(map.shared())
    }
  }
}
