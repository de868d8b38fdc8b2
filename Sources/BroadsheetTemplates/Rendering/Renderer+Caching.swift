import BroadsheetCore

extension Renderer {
  /// Writes a cached part: from what it wrote before where all values that it reads are the same, else by
  /// rendering it. A part that reads what may still change is always rendered.
  mutating func runCached(_ part: Int32, _ frame: Frame) throws(TemplateError) {
    try count()
    let keys = environment.program.caches[Int(part)].keys
    let body = environment.program.caches[Int(part)].body
    key.begin(part: part, isStrict: isStrict, autoescape: frame.context.autoescape)
    for operand in keys {
      let node = environment.program.operands[Int(operand)]
      guard let place = keyPlace(node, frame), key.append(place) else {
        _ = try execute(body, frame)
        return
      }
    }
    if fragments.write(key, to: &out) { return }
    // Parts inside of this one need the place of the key; this one changes no variable that it reads.
    let key = key
    let mark = out.count
    _ = try execute(body, frame)
    fragments.store(Fragment.make(key, bytes: out.span.extracting(mark...)))
  }

  /// Stands for an attribute of what is undefined: reading it is an error, that of an absent attribute is not.
  private static let unreachable: [Value] = [.list([])]

  /// Where the value of a variable or of an attribute is; nil where it lies nowhere.
  private mutating func keyPlace(_ node: Int32, _ frame: Frame) -> Place? {
    guard case .attribute(let operand, let name) = nodes[Int(node)] else { return place(node, frame) }
    guard let owner = keyPlace(operand, frame) else { return nil }
    if let place = owner.field(name, of: environment.program.names) { return place }
    let unreachable = Self.unreachable.place(0)
    return owner.isUndefined || owner === unreachable ? unreachable : nil
  }
}
