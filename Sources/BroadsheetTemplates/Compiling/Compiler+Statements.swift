extension Compiler {
  mutating func compile(_ statements: [StatementSyntax], in scope: Scope) throws(SyntaxError) {
    for statement in statements {
      try compile(statement, in: scope)
      // After a second `extends` at the root nothing can run.
      if stopsHere {
        stopsHere = false
        return
      }
    }
  }

  private mutating func compile(_ statement: StatementSyntax, in scope: Scope) throws(SyntaxError) {
    let offset = statement.offset
    switch statement.kind {
    case .text(let start, let length):
      compileOutput(in: scope) { $0.emit(.text(start: Int32($0.base + start), count: Int32(length))) }
    case .output(let values):
      guard !(scope.checksExtension && knowsExtends) else { return }
      var nodes: [Int32] = []
      for value in values { nodes.append(try compile(value, in: scope)) }
      compileOutput(in: scope) { compiler in
        for node in nodes {
          var escaping = scope.escaping
          if case .constant = compiler.program.nodes[Int(node)] { escaping = scope.knownEscaping }
          compiler.emit(.emit(node, escaping), at: offset)
        }
      }
    case .if(let branches, let otherwise): try compileIf(branches, otherwise, in: scope)
    case .for(let loop): try compileFor(loop, at: statement, in: scope)
    case .set(let target, let value): try compileSet(target, value, in: scope)
    case .setBlock(let target, let filter, let body):
      try compileSetBlock(target, filter, body, at: offset, in: scope)
    case .with(let pairs, let body): try compileWith(pairs, body, in: scope)
    case .block(let block): try compileBlockUse(block, at: statement, in: scope)
    case .extends(let template): try compileExtends(template, at: statement, in: scope)
    case .include(let template, let ignoreMissing, let withContext):
      let node = try compile(template, in: scope)
      program.includes.append(
        IncludePlan(
          template: node, ignoreMissing: ignoreMissing, withContext: withContext,
          locals: withContext ? locals(of: scope) : 0..<0))
      emit(.include(Int32(program.includes.count - 1)), at: offset, length: statement.length)
    case .import(let template, let alias, let withContext):
      try compileImport(template, alias: alias, withContext, at: statement, in: scope)
    case .from(let template, let names, let withContext):
      try compileFrom(template, names, withContext, at: statement, in: scope)
    case .macro(let macroName, let macro): try compileMacro(macroName, macro, at: statement, in: scope)
    case .callBlock(let macro, let call): try compileCallBlock(macro, call, at: statement, in: scope)
    case .filterBlock(let filter, let body): try compileFilterBlock(filter, body, at: offset, in: scope)
    case .autoescape(let state, let body): try compileAutoescape(state, body, at: offset, in: scope)
    case .cache(let keys, let body): try compileCache(keys, body, at: statement, in: scope)
    case .evaluate(let value): emit(.evaluate(try compile(value, in: scope)), at: offset)
    case .break: emit(.break, at: offset)
    case .continue: emit(.continue, at: offset)
    }
  }

  /// Emits output, with a check where the template may have extended another by then.
  private mutating func compileOutput(in scope: Scope, _ body: (inout Compiler) -> Void) {
    guard scope.checksExtension else { return body(&self) }
    guard !knowsExtends else { return }
    let check = extendsSoFar > 0 ? emit(.jumpIfExtended(0)) : -1
    body(&self)
    if check >= 0 { program.instructions[check] = .jumpIfExtended(here) }
  }

  private mutating func compileIf(
    _ branches: [(test: ExpressionID, body: [StatementSyntax])], _ otherwise: [StatementSyntax],
    in scope: Scope
  ) throws(SyntaxError) {
    let soft = scope.soft()
    var exits: [Int] = []
    for branch in branches {
      let test = try compile(branch.test, in: soft)
      let skip = emit(.jumpUnless(test, 0))
      try compile(branch.body, in: soft)
      exits.append(emit(.jump(0)))
      program.instructions[skip] = .jumpUnless(test, here)
    }
    try compile(otherwise, in: soft)
    for exit in exits { program.instructions[exit] = .jump(here) }
  }

  // MARK: Assignments

  private mutating func target(_ id: ExpressionID, in scope: Scope) throws(SyntaxError) -> Target {
    switch syntax.expressions[id].kind {
    case .name(let text):
      if scope.isTopLevel || scope.isLoop || scope.isBlock { assigned?.insert(text) }
      return .slot(scope.symbols.find(text)?.slot ?? 0)
    case .namespaceTarget(let text, let attribute):
      return .namespace(try compile(id, in: scope), name: name(text), attribute: attribute)
    case .tuple(let items):
      var targets: [Target] = []
      for item in items { targets.append(try target(item, in: scope)) }
      return .tuple(targets)
    default:
      throw SyntaxError("this cannot be assigned to", at: syntax.expressions[id].offset)
    }
  }

  private mutating func publish(_ names: some Sequence<String>, in scope: Scope) {
    guard scope.isTopLevel else { return }
    for text in names {
      guard let reference = scope.symbols.find(text) else { continue }
      emit(.publish(slot: reference.slot, name: name(text), text.hasPrefix("_") ? .visible : .exported))
    }
  }

  private mutating func compileSet(
    _ id: ExpressionID, _ value: ExpressionID, in scope: Scope
  ) throws(SyntaxError) {
    assigned = []
    let target = try target(id, in: scope)
    let node = try compile(value, in: scope)
    let offset = syntax.expressions[id].offset
    if case .slot(let slot) = target {
      emit(.store(slot: slot, node), at: offset, length: syntax.expressions[id].length)
    } else {
      program.targets.append(target)
      emit(
        .assign(target: Int32(program.targets.count - 1), node), at: offset,
        length: syntax.expressions[id].length)
    }
    publish((assigned ?? []).sorted(), in: scope)
    assigned = nil
  }

  private mutating func compileSetBlock(
    _ id: ExpressionID, _ filter: ExpressionID?, _ body: [StatementSyntax], at offset: Int, in scope: Scope
  ) throws(SyntaxError) {
    var inner = self.scope(inside: scope) { visitor in
      visitor.visit(body)
      if let filter { visitor.load(filter) }
    }
    inner.checksExtension = false
    enter(inner)
    let slot = temporarySlot(in: scope.function)
    let start = emit(.captureText(slot: slot, end: 0), at: offset)
    try compile(body, in: inner)
    program.instructions[start] = .captureText(slot: slot, end: here)
    assigned = []
    let target = try target(id, in: scope)
    program.targets.append(target)
    var filterNode: Int32 = -1
    if let filter { filterNode = try compileFilters(filter, onTextIn: slot, in: inner) }
    emit(
      .capture(target: Int32(program.targets.count - 1), filter: filterNode, text: slot), at: offset)
    publish((assigned ?? []).sorted(), in: scope)
    assigned = nil
  }

  private mutating func compileWith(
    _ pairs: [(target: ExpressionID, value: ExpressionID)], _ body: [StatementSyntax], in scope: Scope
  ) throws(SyntaxError) {
    let inner = self.scope(inside: scope) { visitor in
      for pair in pairs { visitor.store(pair.target, asParameter: true) }
      visitor.visit(body)
    }
    enter(inner)
    for pair in pairs {
      let target = try target(pair.target, in: inner)
      let node = try compile(pair.value, in: scope)
      program.targets.append(target)
      emit(
        .assign(target: Int32(program.targets.count - 1), node), at: syntax.expressions[pair.target].offset,
        length: syntax.expressions[pair.target].length)
    }
    try compile(body, in: inner)
  }

  // MARK: Blocks that change their text

  private mutating func compileFilterBlock(
    _ filter: ExpressionID, _ body: [StatementSyntax], at offset: Int, in scope: Scope
  ) throws(SyntaxError) {
    let inner = self.scope(inside: scope) { visitor in
      visitor.visit(body)
      visitor.load(filter)
    }
    enter(inner)
    let slot = temporarySlot(in: scope.function)
    let start = emit(.captureText(slot: slot, end: 0), at: offset)
    try compile(body, in: inner)
    program.instructions[start] = .captureText(slot: slot, end: here)
    emit(.emitRaw(try compileFilters(filter, onTextIn: slot, in: inner)), at: offset)
  }

  private mutating func compileAutoescape(
    _ state: ExpressionID, _ body: [StatementSyntax], at offset: Int, in scope: Scope
  ) throws(SyntaxError) {
    var inner = self.scope(inside: scope) { visitor in
      visitor.load(state)
      visitor.visit(body)
    }
    enter(inner)
    let node = try compile(state, in: inner)
    if case .constant(let value) = syntax.expressions[state].kind {
      inner.escaping = value.isTrue ? .on : .off
      inner.knownEscaping = inner.escaping
    } else {
      inner.escaping = .dynamic
    }
    let start = emit(.autoescape(node, end: 0), at: offset)
    try compile(body, in: inner)
    program.instructions[start] = .autoescape(node, end: here)
  }

  // MARK: Other templates

  private mutating func compileBlockUse(
    _ block: BlockSyntax, at statement: StatementSyntax, in scope: Scope
  ) throws(SyntaxError) {
    var check = -1
    if scope.isTopLevel {
      if knowsExtends { return }
      if extendsSoFar > 0 { check = emit(.jumpIfExtended(0)) }
    }
    program.blocks.append(
      BlockPlan(
        name: name(block.name), isScoped: block.isScoped, isRequired: block.isRequired,
        locals: block.isScoped ? locals(of: scope) : 0..<0))
    emit(.block(Int32(program.blocks.count - 1)), at: statement.offset, length: statement.length)
    if check >= 0 { program.instructions[check] = .jumpIfExtended(here) }
  }

  private mutating func compileExtends(
    _ template: ExpressionID, at statement: StatementSyntax, in scope: Scope
  ) throws(SyntaxError) {
    guard scope.isTopLevel else {
      throw SyntaxError(
        "`extends` must stand at the top level of a template", at: statement.offset,
        length: statement.length)
    }
    if extendsSoFar > 0 {
      program.failures.append("the template extends another one already")
      let failure = Int32(program.failures.count - 1)
      if knowsExtends {
        emit(.fail(failure), at: statement.offset, length: statement.length)
        stopsHere = true
        return
      }
      // Reached only where the template has not extended another: the check jumps over the failure.
      let over = here + 2
      emit(.jumpIfExtended(over + 0))
      let skip = emit(.jump(0))
      emit(.fail(failure), at: statement.offset, length: statement.length)
      program.instructions[skip] = .jump(here)
    }
    emit(.extends(try compile(template, in: scope)), at: statement.offset, length: statement.length)
    if scope.isRoot { knowsExtends = true }
    extendsSoFar += 1
  }

  private mutating func compileImport(
    _ template: ExpressionID, alias: String, _ withContext: Bool, at statement: StatementSyntax,
    in scope: Scope
  ) throws(SyntaxError) {
    let slot = scope.symbols.find(alias)?.slot ?? 0
    program.imports.append(
      ImportPlan(
        template: try compile(template, in: scope), withContext: withContext,
        locals: withContext ? locals(of: scope) : 0..<0, moduleSlot: slot))
    emit(.import(Int32(program.imports.count - 1)), at: statement.offset, length: statement.length)
    if scope.isTopLevel {
      emit(.publish(slot: slot, name: name(alias), alias.hasPrefix("_") ? .visible : .withdrawn))
    }
  }

  private mutating func compileFrom(
    _ template: ExpressionID, _ names: [(name: String, alias: String)], _ withContext: Bool,
    at statement: StatementSyntax, in scope: Scope
  ) throws(SyntaxError) {
    var plan = ImportPlan(
      template: try compile(template, in: scope), withContext: withContext,
      locals: withContext ? locals(of: scope) : 0..<0)
    let start = program.parameters.count
    for (imported, alias) in names {
      let slot = scope.symbols.find(alias)?.slot ?? 0
      program.parameters.append(Parameter(name: name(imported), slot: slot))
    }
    plan.names = Int32(start)..<Int32(program.parameters.count)
    program.imports.append(plan)
    emit(.import(Int32(program.imports.count - 1)), at: statement.offset, length: statement.length)
    guard scope.isTopLevel else { return }
    for (index, names) in names.enumerated() {
      emit(
        .publish(
          slot: program.parameters[start + index].slot, name: name(names.alias),
          names.alias.hasPrefix("_") ? .visible : .withdrawn))
    }
  }
}
