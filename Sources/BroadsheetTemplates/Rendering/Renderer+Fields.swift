extension Renderer {
  /// The value of attributes of attributes of a variable, where they lead through records, mappings and
  /// `loop`: undefined without a description where the last one has none of that name, and nil where
  /// anything else must be asked. Most of what templates read is found here.
  func field(_ node: Int32, _ frame: Frame) -> Value? {
    guard case .attribute(let operand, let name) = nodes[Int(node)] else { return nil }
    switch nodes[Int(operand)] {
    case .local(let slot, _): return field(name, of: frame[slot])
    case .outer(let slot, _, let depth): return field(name, of: frame.value(of: slot, depth: depth))
    case .attribute:
      guard let owner = field(operand, frame) else { return nil }
      return field(name, of: owner)
    default: return nil
    }
  }

  @inline(__always)
  private func field(_ index: Int32, of owner: Value) -> Value? {
    switch owner {
    case .record(let record):
      if let value = record.value(environment.program.names[Int(index)]) { return value }
      return environment.program.names[Int(index)].methods.contains(.record) ? nil : .absent
    case .map(let map):
      if environment.program.names[Int(index)].methods.contains(.map) { return nil }
      return map.value(environment.program.names[Int(index)]) ?? .absent
    case .object(let object):
      guard let field = environment.program.names[Int(index)].loopField, let loop = object as? LoopState
      else {
        return nil
      }
      return loop.value(of: field)
    default: return nil
    }
  }

  /// Whether an expression gives something else than undefined.
  mutating func isDefined(_ node: Int32, _ frame: Frame) throws(TemplateError) -> Bool {
    if let value = field(node, frame) { return !value.isUndefined }
    if case .local(let slot, _) = nodes[Int(node)] { return !frame[slot].isUndefined }
    return try !evaluate(node, frame).isUndefined
  }

  /// Whether an expression is true; undefined is false.
  mutating func isTrue(_ node: Int32, _ frame: Frame) throws(TemplateError) -> Bool {
    if let value = field(node, frame) { return value.isTrue }
    if case .local(let slot, _) = nodes[Int(node)] { return frame[slot].isTrue }
    return try evaluate(node, frame).isTrue
  }
}
