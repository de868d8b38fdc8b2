import BroadsheetCore

extension Renderer {
  /// Writes a cached part: from what it wrote before where all values that it reads are the same, else by
  /// rendering it. A part that reads what may still change is always rendered.
  mutating func runCached(_ part: Int32, _ frame: Frame) throws(TemplateError) {
    let plan = environment.program.caches[Int(part)]
    try count()
    guard let key = try fragmentKey(part, plan, frame) else {
      _ = try execute(plan.body, frame)
      return
    }
    if !fragments.write(key, to: &out) {
      let mark = out.count
      _ = try execute(plan.body, frame)
      fragments.store(Fragment(key, bytes: out.span.extracting(mark...)))
    }
    keys = key.values
  }

  /// The values that a part reads; nil where one of them may change.
  private mutating func fragmentKey(
    _ part: Int32, _ plan: CachePlan, _ frame: Frame
  ) throws(TemplateError) -> FragmentKey? {
    var values: [Value] = []
    swap(&values, &keys)
    values.removeAll(keepingCapacity: true)
    for operand in plan.keys {
      let value = try keyValue(environment.program.operands[Int(operand)], frame)
      guard value.isFixed else { return nil }
      values.append(value)
    }
    return FragmentKey(
      part: part, isStrict: isStrict, autoescape: frame.context.autoescape, values: values)
  }

  /// Stands for an attribute of what is undefined: reading it is an error, that of an absent attribute is not.
  private static let unreachable = Value.list([])

  /// The value of a variable or of an attribute.
  private mutating func keyValue(_ node: Int32, _ frame: Frame) throws(TemplateError) -> Value {
    switch nodes[Int(node)] {
    case .local(let slot, _): return frame[slot]
    case .outer(let slot, _, let depth): return frame.value(of: slot, depth: depth)
    case .attribute(let operand, let name):
      if let value = field(node, frame) { return value }
      let owner = try keyValue(operand, frame)
      if owner.isUndefined || owner.isIdentical(to: Self.unreachable) { return Self.unreachable }
      current = node
      return try attribute(environment.program.names[Int(name)].text, of: owner)
    default: return .absent
    }
  }
}
