import BroadsheetCore

extension Renderer {
  // MARK: Looking templates up

  /// The template that a value names: a name, or the first of several that exists.
  private func find(_ value: Value) throws(TemplateError) -> Int32? {
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

  private func find(_ name: String) throws(TemplateError) -> Int32? {
    if let index = program.templateIndex[name] { return Int32(index) }
    if let failure = environment.failures[name] { throw TemplateError(diagnostic: failure) }
    return nil
  }

  private func required(_ value: Value) throws(TemplateError) -> Int32 {
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

  private func values(_ locals: Range<Int32>, _ frame: Frame) -> [(name: Int32, value: Value)] {
    var values: [(name: Int32, value: Value)] = []
    for index in locals {
      let local = environment.program.locals[Int(index)]
      let value = frame.ancestor(local.depth)[local.slot]
      if case .undefined(nil) = value { continue }
      values.append((local.name, value))
    }
    return values
  }

  // MARK: Inheritance

  mutating func extend(_ value: Value, _ context: Context) throws(TemplateError) {
    let template = try required(value)
    for block in program.templates[Int(template)].blocks {
      if let index = context.blocks.firstIndex(where: { $0.name == block.name }) {
        context.blocks[index].functions.append(block.function)
      } else {
        context.blocks.append((block.name, [block.function]))
      }
    }
    context.extended = template
  }

  mutating func runBlock(_ plan: BlockPlan, _ frame: Frame) throws(TemplateError) {
    let context = frame.context
    guard let block = context.blocks.first(where: { $0.name == plan.name }) else { return }
    let name = program.names[Int(plan.name)].text
    if plan.isRequired, block.functions.count <= 1 {
      throw TemplateError(
        "the required block `\(name)` is not defined", help: "define it in the template that extends this one"
      )
    }
    guard plan.isScoped else { return try runBlock(block.functions[0], context) }
    let derived = Context(
      template: context.template, data: context.data,
      inherited: context.handingOn(values(plan.locals, frame)), blocks: context.blocks,
      autoescape: context.autoescape)
    try runBlock(block.functions[0], derived)
  }

  /// `super` in the block whose function contains the instruction at `index`.
  func superBlock(at index: Int32, _ context: Context) -> Value {
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
    let place = current
    let value = try evaluate(plan.template, frame)
    current = place
    let template: Int32
    if plan.ignoreMissing {
      guard let found = try find(value) else { return }
      template = found
    } else {
      template = try required(value)
    }
    let inherited = plan.withContext ? frame.context.handingOn(values(plan.locals, frame)) : nil
    try enter(.including)
    let context = makeContext(
      template, data: plan.withContext ? frame.context.data : .nothing, inherited: inherited)
    try runTemplate(template, context)
    leave()
  }

  mutating func importModule(_ plan: ImportPlan, _ frame: Frame) throws(TemplateError) {
    let place = current
    let value = try evaluate(plan.template, frame)
    current = place
    let template = try required(value)
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
    let caller = Macro(plan: macroPlan, frame: frame, environment: environment)
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

  /// Runs a macro, which writes to the output.
  mutating func run(_ macro: Macro, _ arguments: Arguments) throws(TemplateError) {
    let plan = macro.plan
    let name = macro.name ?? "caller"
    let parameters = environment.program.parameters
    let first = Int(plan.parameters.lowerBound)
    var arguments = arguments
    let function = environment.program.functions[Int(plan.function)]
    let frame = Frame(count: function.slotCount, parent: macro.frame, context: macro.frame.context)
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
        ?? .undefined(Undefined(name: "caller", message: "the macro was not called by a `call` block"))
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
    _ = try execute(function.body, frame)
    leave()
  }
}
