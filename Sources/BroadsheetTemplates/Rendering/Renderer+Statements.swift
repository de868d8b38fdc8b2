import BroadsheetCore

extension Renderer {
  mutating func execute(_ range: Range<Int32>, _ frame: Frame) throws(TemplateError) -> Flow {
    var index = range.lowerBound
    let end = range.upperBound
    while index < end {
      let instruction = instructions[Int(index)]
      index += 1
      switch instruction {
      case .text(let start, let count):
        text.append(start, count, to: &out)
      case .emit(let node, let escaping):
        let escaped = escaping == .dynamic ? frame.context.autoescape : escaping == .on
        // What is known where it is needs no copy.
        if let place = place(node, frame), place.write(to: &out, escaped: escaped) { continue }
        try emit(node, escaped, frame)
      case .emitRaw(let node):
        let value = try evaluate(node, frame)
        try write(value, escaped: false)
      case .jump(let target): index = target
      case .jumpUnless(let node, let target): if try !condition(node, frame) { index = target }
      case .jumpIfExtended(let target): if frame.context.extended >= 0 { index = target }
      case .store(let slot, let node): frame[slot] = try evaluate(node, frame)
      case .assign(let target, let node):
        let value = try evaluate(node, frame)
        current = ~(index - 1)
        try assign(value, to: environment.program.targets[Int(target)], frame)
      case .captureText(let slot, let bodyEnd):
        let mark = out.count
        let flow = try execute(index..<bodyEnd, frame)
        frame[slot] = take(from: mark, asMarkup: frame.context.autoescape)
        if flow != .normal { return flow }
        index = bodyEnd
      case .capture(let target, let filter, let text):
        try finishCapture(target, filter, text, frame)
      case .clear(let slot): frame[slot] = .undefined(nil)
      case .resolve(let slot, let name): frame[slot] = resolve(name, frame.context)
      case .alias(let slot, let from, let depth): frame[slot] = frame.value(of: from, depth: depth)
      case .fallback(let slot, let node, let name):
        if case .undefined(nil) = frame[slot] { frame[slot] = try fallback(node, name, frame) }
      case .publish(let slot, let name, let publication):
        frame.context.publish(name, frame[slot], publication)
      case .loop(let plan):
        current = ~(index - 1)
        let flow = try runLoop(environment.program.loops[Int(plan)], frame)
        if flow != .normal { return flow }
        index = environment.program.loops[Int(plan)].end
      case .recursiveLoop(let function, let node):
        let sequence = try evaluate(node, frame)
        current = ~(index - 1)
        try runLoop(function, frame, over: sequence, depth: 0)
      case .macro(let slot, let plan):
        capture(frame)
        frame[slot] = .object(
          Macro(
            plan: environment.program.macros[Int(plan)], names: environment.program.macroNames[Int(plan)],
            frame: frame))
        index = environment.program.macros[Int(plan)].end
      case .callBlock(let plan):
        current = ~(index - 1)
        index = try runCallBlock(environment.program.callBlocks[Int(plan)], frame)
      case .block(let plan):
        current = ~(index - 1)
        try runBlock(environment.program.blocks[Int(plan)], frame)
      case .extends(let node):
        let value = try evaluate(node, frame)
        current = ~(index - 1)
        try extend(value, frame.context)
      case .include(let plan):
        current = ~(index - 1)
        try include(environment.program.includes[Int(plan)], frame)
      case .import(let plan):
        current = ~(index - 1)
        try importModule(environment.program.imports[Int(plan)], frame)
      case .autoescape(let node, let bodyEnd):
        let saved = frame.context.autoescape
        frame.context.autoescape = try evaluate(node, frame).isTrue
        let flow = try execute(index..<bodyEnd, frame)
        frame.context.autoescape = saved
        if flow != .normal { return flow }
        index = bodyEnd
      case .cache(let plan):
        current = ~(index - 1)
        try runCached(plan, frame)
        index = environment.program.caches[Int(plan)].body.upperBound
      case .evaluate(let node): _ = try evaluate(node, frame)
      case .bindSelf(let slot):
        frame[slot] = .object(TemplateReference(context: frame.context, names: program.names))
      case .bindSuper(let slot): frame[slot] = superBlock(at: index - 1, frame.context)
      case .break: return .broke
      case .continue: return .continued
      case .fail(let message):
        current = ~(index - 1)
        throw TemplateError(program.failures[Int(message)])
      }
    }
    return .normal
  }

  // MARK: Output

  /// Evaluates a node and writes it; macros and blocks write directly instead of handing their text over.
  private mutating func emit(_ node: Int32, _ escaped: Bool, _ frame: Frame) throws(TemplateError) {
    switch nodes[Int(node)] {
    case .method(let operand, let name, let plan):
      if !escaped || frame.context.autoescape, case .local(let slot, _) = nodes[Int(operand)],
        case .object(let owner) = frame[slot], let module = owner as? Module,
        case .object(let object) = module.context.exportedValue(name), let macro = object as? Macro
      {
        return try run(macro, plan, node, frame)
      }
    case .call(let calleeNode, let plan):
      let callee = try evaluate(calleeNode, frame)
      if case .object(let object) = callee, !escaped || frame.context.autoescape {
        if let macro = object as? Macro { return try run(macro, plan, node, frame) }
        if let block = object as? BlockReference, !escaped || block.context.autoescape {
          current = node
          return try runBlock(block.functions[block.index], block.context)
        }
      }
      let value = try call(callee, plan, node, frame)
      return try write(value, escaped: escaped, node: node)
    default: break
    }
    try write(try evaluate(node, frame), escaped: escaped, node: node)
  }

  @inline(__always)
  mutating func write(_ value: Value, escaped: Bool, node: Int32? = nil) throws(TemplateError) {
    switch value {
    case .string(let text):
      if escaped { out.append(htmlEscaped: text) } else { out.append(string: text) }
    case .markup(let text): out.append(string: text)
    case .int(let number): out.append(decimal: number)
    default: try writeOther(value, escaped: escaped, node: node)
    }
  }

  @inline(never)
  private mutating func writeOther(_ value: Value, escaped: Bool, node: Int32?) throws(TemplateError) {
    switch value {
    case .undefined(let undefined):
      guard isStrict, undefined?.isOmitted != true else { return }
      if let node { current = node }
      throw .undefined(undefined)
    case .object(let object):
      if let text = object.text() { return try write(text, escaped: escaped) }
    default: break
    }
    let text = value.description
    if escaped { out.append(htmlEscaped: text) } else { out.append(string: text) }
  }

  private mutating func finishCapture(
    _ target: Int32, _ filter: Int32, _ text: Int32, _ frame: Frame
  ) throws(TemplateError) {
    var value = frame[text]
    if filter >= 0 {
      value = try evaluate(filter, frame)
      if frame.context.autoescape { value = .markup(value.description) }
    }
    try assign(value, to: environment.program.targets[Int(target)], frame)
  }

  // MARK: Assignments

  mutating func assign(_ value: Value, to target: Target, _ frame: Frame) throws(TemplateError) {
    switch target {
    case .slot(let slot): frame[slot] = value
    case .namespace(let node, _, let attribute):
      guard case .object(let object) = try evaluate(node, frame), let namespace = object as? Namespace else {
        throw .type("only a namespace's attributes can be set", help: "make one with `namespace()`")
      }
      switch value {
      case .list, .map, .object: remember(namespace)
      default: break
      }
      namespace.attributes.set(.string(attribute), value)
    case .tuple(let targets):
      let items = try items(of: value)
      guard items.count == targets.count else {
        throw .type("\(targets.count) values are expected here, \(items.count) were given")
      }
      for index in 0..<targets.count { try assign(items[index], to: targets[index], frame) }
    }
  }

  private mutating func fallback(_ node: Int32, _ name: Int32, _ frame: Frame) throws(TemplateError) -> Value
  {
    if node >= 0 { return try evaluate(node, frame) }
    let text = program.names[Int(name)].text
    return .undefined(Undefined(name: text, message: "the parameter `\(text)` was not given"))
  }

  // MARK: Loops

  /// Runs the function of a recursive loop.
  mutating func runLoop(
    _ function: Int32, _ parent: Frame, over sequence: Value, depth: Int
  ) throws(TemplateError) {
    try enter(.recursion)
    let frame = makeFrame(function, parent: parent, context: parent.context)
    capture(frame)
    let body = program.functions[Int(function)].body
    var index = body.lowerBound
    while index < body.upperBound {
      if case .loop(let plan) = instructions[Int(index)] {
        _ = try runLoop(
          environment.program.loops[Int(plan)], frame, over: sequence, depth: depth, parent: parent)
        break
      }
      _ = try execute(index..<index + 1, frame)
      index += 1
    }
    leave()
  }

  mutating func runLoop(
    _ plan: LoopPlan, _ frame: Frame, over given: Value? = nil, depth: Int = 0, parent: Frame? = nil
  ) throws(TemplateError) -> Flow {
    let place = current
    var sequence: Value
    if let given { sequence = given } else { sequence = try evaluate(plan.sequence, frame) }
    current = place
    if plan.sequence >= 0 { current = plan.sequence }
    var items = try items(of: sequence)
    sequence = .none
    current = place
    let filtersEagerly = plan.filter >= 0 && plan.loopSlot >= 0
    if filtersEagerly { items = try filtered(items, plan, frame) }
    var state: LoopState?
    if plan.loopSlot >= 0 {
      let recursion = parent.map { (function: plan.function, frame: $0) }
      let loop = LoopState(items: items, depth0: depth, recursion: recursion)
      state = loop
      frame[plan.loopSlot] = .object(loop)
    }
    var ran = false
    // What is lent to the slot is the array's.
    defer { withExtendedLifetime(items) {} }
    if plan.lends, !items.isEmpty { frame[plan.target] = .absent }
    for index in 0..<items.count {
      try count()
      if plan.filter >= 0, !filtersEagerly, try !passes(items[index], plan, frame) { continue }
      ran = true
      state?.index0 = index
      if plan.lends {
        frame.lend(items.place(index), to: plan.target)
        defer { frame.takeBack(plan.target) }
        if try execute(plan.body, frame) == .broke { break }
        continue
      }
      if plan.target >= 0 {
        frame[plan.target] = items[index]
      } else {
        current = place
        try assign(items[index], to: environment.program.targets[Int(~plan.target)], frame)
      }
      if try execute(plan.body, frame) == .broke { break }
    }
    if !ran, !plan.otherwise.isEmpty { return try execute(plan.otherwise, frame) }
    return .normal
  }

  private mutating func filtered(
    _ items: [Value], _ plan: LoopPlan, _ frame: Frame
  ) throws(TemplateError) -> [Value] {
    var kept: [Value] = []
    for item in items where try passes(item, plan, frame) { kept.append(item) }
    return kept
  }

  private mutating func passes(_ item: Value, _ plan: LoopPlan, _ frame: Frame) throws(TemplateError) -> Bool
  {
    if plan.filterTarget >= 0 {
      frame[plan.filterTarget] = item
    } else {
      try assign(item, to: environment.program.targets[Int(~plan.filterTarget)], frame)
    }
    return try condition(plan.filter, frame)
  }
}
