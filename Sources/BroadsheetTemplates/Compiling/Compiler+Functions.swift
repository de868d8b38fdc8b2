extension Compiler {
  // MARK: Loops

  mutating func compileFor(
    _ loop: LoopSyntax, at statement: StatementSyntax, in scope: Scope
  ) throws(SyntaxError) {
    if storesLoop(loop) {
      throw SyntaxError(
        "the loop's target must not be called `loop`", at: syntax.expressions[loop.target].offset,
        length: syntax.expressions[loop.target].length)
    }
    guard loop.isRecursive else {
      return try compileLoop(loop, sequence: loop.sequence, at: statement, in: scope)
    }
    let sequence = try compile(loop.sequence, in: scope)
    let function = addFunction(.loop, name: "loop", parent: scope.function)
    let start = emit(
      .recursiveLoop(Int32(function), sequence), at: statement.offset, length: statement.length)
    let skip = emit(.jump(0))
    let body = here
    try compileLoop(loop, sequence: nil, at: statement, in: scope, function: function)
    finish(function, from: body)
    program.instructions[skip] = .jump(here)
    _ = start
  }

  private func storesLoop(_ loop: LoopSyntax) -> Bool {
    var stores = false
    func visit(_ id: ExpressionID) {
      switch syntax.expressions[id].kind {
      case .name("loop"): stores = true
      case .tuple(let items): for item in items { visit(item) }
      default: break
      }
    }
    visit(loop.target)
    func visit(_ body: [StatementSyntax]) {
      for statement in body {
        switch statement.kind {
        case .set(let target, _), .setBlock(let target, _, _): visit(target)
        case .for(let inner): visit(inner.target)
        default: break
        }
        for body in statement.bodies { visit(body) }
      }
    }
    visit(loop.body)
    visit(loop.otherwise)
    return stores
  }

  private mutating func compileLoop(
    _ loop: LoopSyntax, sequence: ExpressionID?, at statement: StatementSyntax, in scope: Scope,
    function: Int? = nil
  ) throws(SyntaxError) {
    var plan = LoopPlan(sequence: -1)
    let usesLoop =
      loop.isRecursive || hasScopedBlock(loop.body) || hasScopedBlock(loop.otherwise)
      || UndeclaredNames.find(["loop"], in: loop.body, syntax.expressions).contains("loop")
    if let function { plan.function = Int32(function) }
    var loopScope = self.scope(inside: scope, function: function) { visitor in
      if usesLoop { visitor.symbols.declareParameter("loop") }
      visitor.store(loop.target, asParameter: true)
      visitor.visit(loop.body)
    }
    loopScope.isLoop = true
    if usesLoop { plan.loopSlot = loopScope.symbols.find("loop")?.slot ?? -1 }
    // What is read from the context does not change while the loop runs.
    enter(loopScope, .readOnly)
    if let filter = loop.filter {
      let test = self.scope(inside: scope, function: function) { visitor in
        visitor.store(loop.target, asParameter: true)
        visitor.load(filter)
      }
      enter(test)
      plan.filterTarget = try loopTarget(loop.target, in: test)
      plan.filter = try compile(filter, in: test)
    }
    let otherScope = self.scope(inside: scope, function: function) { $0.visit(loop.otherwise) }
    if let sequence { plan.sequence = try compile(sequence, in: scope) }
    plan.target = try loopTarget(loop.target, in: loopScope)
    program.loops.append(plan)
    let index = program.loops.count - 1
    emit(
      .loop(Int32(index)), at: syntax.expressions[loop.target].offset,
      length: syntax.expressions[loop.target].length)
    let bodyStart = here
    enter(loopScope, .others)
    try compile(loop.body, in: loopScope)
    let bodyEnd = here
    program.loops[index].lends =
      plan.target >= 0 && plan.filter < 0 && program.leaves(plan.target, in: bodyStart..<bodyEnd)
    if !loop.otherwise.isEmpty {
      enter(otherScope)
      try compile(loop.otherwise, in: otherScope)
    }
    program.loops[index].body = bodyStart..<bodyEnd
    program.loops[index].otherwise = bodyEnd..<here
    program.loops[index].end = here
  }

  private func hasScopedBlock(_ body: [StatementSyntax]) -> Bool {
    body.contains { statement in
      if case .block(let block) = statement.kind, block.isScoped { return true }
      return statement.bodies.contains { hasScopedBlock($0) }
    }
  }

  /// A loop's target: its slot or, as its complement, its index in the program's targets.
  private mutating func loopTarget(_ id: ExpressionID, in scope: Scope) throws(SyntaxError) -> Int32 {
    let target = try nestedTarget(id, in: scope)
    if case .slot(let slot) = target { return slot }
    program.targets.append(target)
    return ~Int32(program.targets.count - 1)
  }

  private func nestedTarget(_ id: ExpressionID, in scope: Scope) throws(SyntaxError) -> Target {
    switch syntax.expressions[id].kind {
    case .name(let text): return .slot(scope.symbols.find(text)?.slot ?? 0)
    case .tuple(let items):
      var targets: [Target] = []
      for item in items { targets.append(try nestedTarget(item, in: scope)) }
      return .tuple(targets)
    default: throw SyntaxError("this cannot be assigned to", at: syntax.expressions[id].offset)
    }
  }

  // MARK: Macros

  mutating func compileMacro(
    _ macroName: String, _ macro: MacroSyntax, at statement: StatementSyntax, in scope: Scope
  ) throws(SyntaxError) {
    let slot = scope.symbols.find(macroName)?.slot ?? 0
    let start = emit(.macro(slot: slot, 0), at: statement.offset, length: statement.length)
    let plan = try compileBody(of: macro, name: macroName, role: .macro, at: statement, in: scope)
    program.instructions[start] = .macro(slot: slot, plan)
    guard scope.isTopLevel else { return }
    emit(.publish(slot: slot, name: name(macroName), macroName.hasPrefix("_") ? .visible : .exported))
  }

  mutating func compileCallBlock(
    _ macro: MacroSyntax, _ call: ExpressionID, at statement: StatementSyntax, in scope: Scope
  ) throws(SyntaxError) {
    guard case .call(let callee, let arguments) = syntax.expressions[call].kind else { return }
    let start = emit(
      .callBlock(0), at: syntax.expressions[call].offset, length: syntax.expressions[call].length)
    let plan = try compileBody(of: macro, name: nil, role: .caller, at: statement, in: scope)
    program.callBlocks.append(
      CallBlockPlan(
        macro: plan, callee: try compile(callee, in: scope), arguments: try compile(arguments, in: scope)))
    program.instructions[start] = .callBlock(Int32(program.callBlocks.count - 1))
  }

  /// Compiles the function of a macro; its code follows the instruction that makes the macro.
  private mutating func compileBody(
    of macro: MacroSyntax, name macroName: String?, role: Function.Role, at statement: StatementSyntax,
    in scope: Scope
  ) throws(SyntaxError) -> Int32 {
    let function = addFunction(role, name: macroName ?? "caller", parent: scope.function)
    var plan = MacroPlan(name: macroName.map { name($0) } ?? -1)
    plan.function = Int32(function)
    let undeclared = UndeclaredNames.find(
      ["caller", "kwargs", "varargs"], in: macro.body, syntax.expressions)
    let parameterNames = macro.parameters.map(\.name)
    if undeclared.contains("caller"), let index = parameterNames.firstIndex(of: "caller"),
      macro.parameters[index].fallback == nil
    {
      throw SyntaxError(
        "a parameter called `caller` needs a default", at: macro.parameters[index].offset, length: 6)
    }
    var inner = self.scope(inside: scope, function: function) { visitor in
      for parameter in macro.parameters { visitor.symbols.declareParameter(parameter.name) }
      for special in ["caller", "kwargs", "varargs"]
      where undeclared.contains(special) && !parameterNames.contains(special) {
        visitor.symbols.declareParameter(special)
      }
      for parameter in macro.parameters { if let value = parameter.fallback { visitor.load(value) } }
      visitor.visit(macro.body)
    }
    inner.checksExtension = false
    let firstParameter = Int32(program.parameters.count)
    for parameter in macro.parameters {
      let slot = inner.symbols.find(parameter.name)?.slot ?? 0
      program.parameters.append(Parameter(name: name(parameter.name), slot: slot))
    }
    plan.parameters = firstParameter..<Int32(program.parameters.count)
    plan.hasExplicitCaller = parameterNames.contains("caller")
    for special in ["caller", "kwargs", "varargs"]
    where undeclared.contains(special) && !parameterNames.contains(special) {
      let slot = inner.symbols.find(special)?.slot ?? -1
      switch special {
      case "caller": plan.callerSlot = slot
      case "kwargs": plan.namedSlot = slot
      default: plan.extraSlot = slot
      }
    }
    let start = here
    enter(inner)
    for (index, parameter) in macro.parameters.enumerated() {
      var value: Int32 = -1
      if let fallback = parameter.fallback { value = try compile(fallback, in: inner) }
      emit(
        .fallback(
          slot: program.parameters[Int(firstParameter) + index].slot, value: value, name: name(parameter.name)
        ),
        at: parameter.offset, length: parameter.name.utf8.count)
    }
    try compile(macro.body, in: inner)
    finish(function, from: start)
    plan.end = here
    program.macros.append(plan)
    program.macroNames.append(MacroNames(name: macroName, parameters: parameterNames))
    return Int32(program.macros.count - 1)
  }
}
