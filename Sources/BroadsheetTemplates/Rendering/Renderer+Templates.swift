import BroadsheetCore

extension Renderer {
  // MARK: Looking templates up

  /// The template that a value names: a name, or the first of several that exists.
  private mutating func find(_ value: Value) throws(TemplateError) -> Int32? {
    switch value {
    case .string(let name), .markup(let name): return try find(name)
    case .list(let list):
      for item in list.items {
        guard let name = item.text else { throw .type("a template's name is a string, not \(item.typeName)") }
        if let template = try find(name) { return template }
      }
      return nil
    case .undefined(let undefined): throw .undefined(undefined)
    default: throw .type("a template's name is a string, not \(value.typeName)")
    }
  }

  private mutating func find(_ name: String) throws(TemplateError) -> Int32? {
    if let index = program.templateIndex[name] { return Int32(index) }
    if let failure = environment.failures[name] { throw TemplateError(diagnostic: failure) }
    return nil
  }

  private mutating func required(_ value: Value) throws(TemplateError) -> Int32 {
    if let template = try find(value) { return template }
    var names: [String] = []
    if case .list(let list) = value {
      names = list.items.map(\.description)
    } else {
      names = [value.description]
    }
    let shown = names.map { "`\($0)`" }.joined(separator: " or ")
    throw TemplateError(
      .unknownTemplate, "there is no template \(shown)",
      help: names.first.flatMap { Suggestion.help(for: $0, in: program.templates.map(\.name)) })
  }

  private mutating func values(_ locals: Range<Int32>, _ frame: Frame) -> [(name: Int32, value: Value)] {
    var values: [(name: Int32, value: Value)] = []
    for index in locals {
      let local = environment.program.locals[Int(index)]
      let value = frame.value(of: local.slot, depth: local.depth)
      if case .undefined(nil) = value { continue }
      values.append((local.name, value))
    }
    return values
  }

  // MARK: Inheritance

  mutating func extend(_ value: Value, _ context: Context) throws(TemplateError) {
    let template = try required(value)
    context.extended = template
    if context.hasAllBlocks { return }
    for block in program.templates[Int(template)].blocks {
      if let index = context.blocks.firstIndex(where: { $0.name == block.name }) {
        context.blocks[index].functions.append(block.function)
      } else {
        context.blocks.append(BlockChain(name: block.name, functions: [block.function]))
      }
    }
  }

  mutating func runBlock(_ plan: BlockPlan, _ frame: Frame) throws(TemplateError) {
    let context = frame.context
    guard let position = context.blocks.firstIndex(where: { $0.name == plan.name }) else { return }
    if plan.isRequired, context.blocks[position].functions.count <= 1 {
      let name = program.names[Int(plan.name)].text
      throw TemplateError(
        "the required block `\(name)` is not defined", help: "define it in the template that extends this one"
      )
    }
    let function = context.blocks[position].functions[0]
    guard plan.isScoped else { return try runBlock(function, context) }
    let derived = Context(
      template: context.template, data: context.data,
      inherited: context.handingOn(values(plan.locals, frame)), blocks: context.blocks,
      hasAllBlocks: context.hasAllBlocks, autoescape: context.autoescape)
    try runBlock(function, derived)
  }

  /// `super` in the block whose function contains the instruction at `index`.
  mutating func superBlock(at index: Int32, _ context: Context) -> Value {
    for block in context.blocks {
      for (position, function) in block.functions.enumerated()
      where program.functions[Int(function)].body.contains(index) {
        guard position + 1 < block.functions.count else {
          let name = program.names[Int(block.name)].text
          return .undefined(
            Undefined(name: "super", message: "there is no parent block called `\(name)`"))
        }
        return .object(
          BlockReference(name: block.name, context: context, functions: block.functions, index: position + 1))
      }
    }
    return .undefined(Undefined(name: "super", message: "there is no parent block"))
  }

  // MARK: Including and importing

  mutating func include(_ plan: IncludePlan, _ frame: Frame) throws(TemplateError) {
    var template = plan.found
    if template < 0 {
      let place = current
      let value = try evaluate(plan.template, frame)
      current = place
      if plan.ignoreMissing {
        guard let found = try find(value) else { return }
        template = found
      } else {
        template = try required(value)
      }
    }
    let inherited = plan.withContext ? frame.context.handingOn(values(plan.locals, frame)) : nil
    try enter(.including)
    let context = makeContext(
      template, data: plan.withContext ? frame.context.data : .nothing, inherited: inherited)
    try runTemplate(template, context)
    leave()
  }

  mutating func importModule(_ plan: ImportPlan, _ frame: Frame) throws(TemplateError) {
    var template = plan.found
    if template < 0 {
      let place = current
      let value = try evaluate(plan.template, frame)
      current = place
      template = try required(value)
    }
    let inherited = plan.withContext ? frame.context.handingOn(values(plan.locals, frame)) : nil
    let module = try module(template, inherited: inherited, withContext: plan.withContext)
    if plan.moduleSlot >= 0 { frame[plan.moduleSlot] = .object(module) }
    for index in plan.names {
      let parameter = environment.program.parameters[Int(index)]
      if let value = module.context.exportedValue(parameter.name) {
        frame[parameter.slot] = value
      } else {
        let name = environment.program.names[Int(parameter.name)].text
        frame[parameter.slot] = .undefined(
          Undefined(name: name, message: "the template `\(module.templateName)` does not export `\(name)`"))
      }
    }
  }

  // MARK: Macros

  mutating func runCallBlock(_ plan: CallBlockPlan, _ frame: Frame) throws(TemplateError) -> Int32 {
    let place = current
    let macroPlan = environment.program.macros[Int(plan.macro)]
    capture(frame)
    let caller = Macro(
      plan: macroPlan, names: environment.program.macroNames[Int(plan.macro)], frame: frame)
    var arguments = try arguments(plan.arguments, frame)
    arguments.named.append(("caller", .object(caller)))
    var callee = try evaluate(plan.callee, frame)
    current = place
    if case .undefined(let undefined) = callee { throw .undefined(undefined) }
    guard case .object(let object) = callee else { throw .type("\(callee.typeName) is not callable") }
    callee = .none
    if let macro = object as? Macro {
      try run(macro, arguments)
    } else {
      try write(try object.call(arguments, &self, frame), escaped: false)
    }
    return macroPlan.end
  }

  /// Runs a macro, which writes to the output, with the arguments of a call.
  mutating func run(_ macro: Macro, _ arguments: Int32, _ node: Int32, _ frame: Frame) throws(TemplateError) {
    guard let inner = try makeFrame(of: macro, arguments, frame) else {
      let arguments = try self.arguments(arguments, frame)
      current = node
      return try run(macro, arguments)
    }
    current = node
    try enter(macro.plan.name < 0 ? .callBlock : .macro(macro.plan.function))
    try run(macro.plan.function, inner)
    leave()
  }

  /// The frame for a call whose arguments go straight into the slots of the parameters; nil where they have
  /// to be sorted or are wrong.
  private mutating func makeFrame(
    of macro: Macro, _ arguments: Int32, _ frame: Frame
  ) throws(TemplateError) -> Frame? {
    let plan = macro.plan
    guard plan.namedSlot < 0, plan.extraSlot < 0, !plan.hasExplicitCaller else { return nil }
    let given = arguments < 0 ? ArgumentPlan() : environment.program.arguments[Int(arguments)]
    guard !given.isIrregular, given.positional.count <= plan.parameters.count else { return nil }
    let free = plan.parameters.lowerBound + Int32(given.positional.count)..<plan.parameters.upperBound
    for index in stride(from: given.named.lowerBound, to: given.named.upperBound, by: 2) {
      guard parameter(environment.program.operands[Int(index)], in: free) != nil else { return nil }
    }
    let inner = makeFrame(plan.function, parent: macro.frame, context: macro.frame.context)
    for offset in 0..<Int32(given.positional.count) {
      let slot = environment.program.parameters[Int(plan.parameters.lowerBound + offset)].slot
      let argument = environment.program.operands[Int(given.positional.lowerBound + offset)]
      inner[slot] = try evaluate(argument, frame)
    }
    for index in stride(from: given.named.lowerBound, to: given.named.upperBound, by: 2) {
      guard let slot = parameter(environment.program.operands[Int(index)], in: free) else { continue }
      inner[slot] = try evaluate(environment.program.operands[Int(index + 1)], frame)
    }
    if plan.callerSlot >= 0 { inner[plan.callerSlot] = .undefined(.missingCaller) }
    return inner
  }

  /// The slot of the parameter of a name.
  private mutating func parameter(_ name: Int32, in parameters: Range<Int32>) -> Int32? {
    for index in parameters where environment.program.parameters[Int(index)].name == name {
      return environment.program.parameters[Int(index)].slot
    }
    return nil
  }

  /// Runs a macro, which writes to the output.
  mutating func run(_ macro: Macro, _ arguments: Arguments) throws(TemplateError) {
    let plan = macro.plan
    let name = macro.name ?? "caller"
    let parameters = environment.program.parameters
    let first = Int(plan.parameters.lowerBound)
    var arguments = arguments
    let frame = makeFrame(plan.function, parent: macro.frame, context: macro.frame.context)
    let given = min(arguments.positional.count, plan.parameters.count)
    for index in 0..<given { frame[parameters[first + index].slot] = arguments.positional[index] }
    var foundCaller = given == plan.parameters.count ? plan.hasExplicitCaller : false
    for index in given..<plan.parameters.count {
      let parameter = parameters[first + index]
      let parameterName = environment.program.names[Int(parameter.name)].text
      if let value = arguments.takeNamed(parameterName) { frame[parameter.slot] = value }
      if parameterName == "caller" { foundCaller = true }
    }
    if plan.callerSlot >= 0, !foundCaller {
      frame[plan.callerSlot] =
        arguments.takeNamed("caller")
        ?? .undefined(.missingCaller)
    }
    if plan.namedSlot >= 0 {
      let map = ValueMap()
      for (name, value) in arguments.named { map.set(.string(name), value) }
      frame[plan.namedSlot] = .map(map)
    } else if let extra = arguments.named.first {
      if extra.name == "caller" {
        throw .arguments("the macro `\(name)` does not use `caller`, so a `call` block cannot call it")
      }
      throw .arguments(
        "the macro `\(name)` has no parameter `\(extra.name)`",
        help: Suggestion.help(for: extra.name, in: macro.parameterNames))
    }
    if plan.extraSlot >= 0 {
      let extra = Array(arguments.positional.dropFirst(plan.parameters.count))
      frame[plan.extraSlot] = .list(ValueList(extra, kind: .tuple))
    } else if arguments.positional.count > plan.parameters.count {
      throw .arguments(
        "the macro `\(name)` takes at most \(plan.parameters.count) arguments, \(arguments.positional.count) "
          + "were given")
    }
    try enter(plan.name < 0 ? .callBlock : .macro(plan.function))
    try run(plan.function, frame)
    leave()
  }
}
