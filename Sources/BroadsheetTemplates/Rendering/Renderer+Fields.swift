extension Renderer {
  /// Where a constant, a variable or an attribute is, where attributes lead through records and mappings:
  /// ``Place/absent`` where the last one has none of that name, and nil where anything else must be asked. Most of
  /// what templates read is found here.
  @inline(__always)
  mutating func place(_ node: Int32, _ frame: Frame) -> Place? {
    switch nodes[Int(node)] {
    case .local(let slot, _): return frame.place(slot)
    case .attribute(let operand, let name):
      if case .local(let slot, _) = nodes[Int(operand)] {
        return frame.place(slot).field(name, of: environment.program.names)
      }
      return distantPlace(operand, frame)?.field(name, of: environment.program.names)
    default: return distantPlace(node, frame)
    }
  }

  /// The less frequent places, apart so that the frequent ones are found without a call.
  @inline(never)
  private mutating func distantPlace(_ node: Int32, _ frame: Frame) -> Place? {
    switch nodes[Int(node)] {
    case .local(let slot, _): return frame.place(slot)
    case .outer(let slot, _, let depth): return frame.place(of: slot, depth: depth)
    case .attribute(let operand, let name):
      return distantPlace(operand, frame)?.field(name, of: environment.program.names)
    case .constant(let index): return environment.program.constants.place(Int(index))
    default: return nil
    }
  }

  /// What `loop` knows, where an attribute is one of its own.
  private mutating func loopField(_ node: Int32, _ frame: Frame) -> Value? {
    guard case .attribute(let operand, let name) = nodes[Int(node)],
      let field = environment.program.names[Int(name)].loopField,
      case .local(let slot, _) = nodes[Int(operand)], case .object(let object) = frame.place(slot).value,
      let loop = object as? LoopState
    else { return nil }
    return loop.value(of: field)
  }

  /// The value of an attribute; nil where it must be asked for.
  mutating func field(_ node: Int32, _ frame: Frame) -> Value? {
    if let place = place(node, frame) { return place.value }
    return loopField(node, frame)
  }

  /// Whether an expression gives something else than undefined.
  mutating func isDefined(_ node: Int32, _ frame: Frame) throws(TemplateError) -> Bool {
    if let place = place(node, frame) { return !place.isUndefined }
    return try !evaluate(node, frame).isUndefined
  }

  /// Whether an expression is true; undefined is false.
  mutating func isTrue(_ node: Int32, _ frame: Frame) throws(TemplateError) -> Bool {
    if let place = place(node, frame) { return place.isTrue }
    return try evaluate(node, frame).isTrue
  }
}
