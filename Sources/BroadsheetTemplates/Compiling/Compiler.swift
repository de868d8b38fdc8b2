/// Turns a template's syntax into a part of a program: names become slots, constants are pooled, filters
/// and tests are looked up.
struct Compiler {
  /// What the compiler knows about the place where a statement stands.
  struct Scope {
    var symbols: Symbols
    var function: Int
    var isTopLevel = false
    /// At the top level and not in an `if`.
    var isRoot = false
    var isLoop = false
    var isBlock = false
    /// In a part that may never run, so that unknown filters fail only when they are reached.
    var isSoft = false
    /// Whether output is dropped once the template has extended another.
    var checksExtension = false
    var escaping: Escaping
    /// The state that was last known while compiling; what Jinja2 escapes constants by.
    var knownEscaping: Escaping

    init(symbols: Symbols, function: Int, escaping: Escaping) {
      self.symbols = symbols
      self.function = function
      self.escaping = escaping
      knownEscaping = escaping
    }

    func inner() -> Scope {
      var copy = Scope(symbols: symbols, function: function, escaping: escaping)
      copy.knownEscaping = knownEscaping
      copy.checksExtension = checksExtension
      return copy
    }

    func soft() -> Scope {
      var copy = self
      copy.isRoot = false
      copy.isSoft = true
      return copy
    }
  }

  var program: Program
  let registry: Registry
  let syntax: TemplateSyntax
  let templateIndex: Int
  /// Where the template's source begins in the program's text.
  let base: Int
  private var nameIndex: [String: Int32]
  private var constantIndex: [Value: Int32] = [:]
  private let slotCounts: SlotCounts
  /// Names that the `set` being compiled stores at a level where others may see them; nil outside.
  var assigned: Set<String>?
  var knowsExtends = false
  var extendsSoFar = 0
  /// Set where nothing after a statement can run.
  var stopsHere = false
  private var blockSyntax: [(BlockSyntax, offset: Int)] = []
  private var blockNames: Set<String> = []

  /// Counts the slots of functions; shared with the symbols, which allocate them.
  final class SlotCounts {
    var counts: [Int32] = []
  }

  /// Compiles a template into `program`; if that fails, the program has no such template.
  static func compile(
    _ syntax: TemplateSyntax, source: [UInt8], name: String, file: String, autoescape: Bool,
    registry: Registry, nameIndex: inout [String: Int32], into program: inout Program
  ) throws(SyntaxError) {
    let index = program.templates.count
    let functions = program.functions.count
    // The program moves into the compiler and back, so that its arrays are never copied.
    var moved = Program()
    swap(&moved, &program)
    var compiler = Compiler(
      program: moved, registry: registry, syntax: syntax, templateIndex: index, base: moved.text.count,
      nameIndex: nameIndex)
    moved = Program()
    defer {
      program = compiler.program
      nameIndex = compiler.nameIndex
    }
    compiler.program.text += source
    let firstNode = Int32(compiler.program.nodes.count)
    let firstInstruction = Int32(compiler.program.instructions.count)
    compiler.program.templates.append(
      CompiledTemplate(
        name: name, file: file, source: compiler.base..<compiler.program.text.count,
        function: Int32(functions), autoescape: autoescape))
    do throws(SyntaxError) {
      try compiler.compileTemplate(name: name, escaping: autoescape ? .on : .off)
    } catch {
      // What else it has left behind is never reached.
      compiler.program.templates.removeLast()
      compiler.program.functions.removeLast(compiler.program.functions.count - functions)
      throw error
    }
    compiler.program.templates[index].nodes = firstNode..<Int32(compiler.program.nodes.count)
    compiler.program.templates[index].instructions =
      firstInstruction..<Int32(compiler.program.instructions.count)
    compiler.program.templateIndex[name] = index
  }

  private init(
    program: Program, registry: Registry, syntax: TemplateSyntax, templateIndex: Int, base: Int,
    nameIndex: [String: Int32]
  ) {
    self.program = program
    self.registry = registry
    self.syntax = syntax
    self.templateIndex = templateIndex
    self.base = base
    self.nameIndex = nameIndex
    slotCounts = SlotCounts()
    slotCounts.counts = program.functions.map(\.slotCount)
  }

  // MARK: Pools

  mutating func name(_ text: String) -> Int32 {
    if let index = nameIndex[text] { return index }
    let index = Int32(program.names.count)
    program.names.append(Name(text))
    program.undefinedNames.append(Undefined(variable: text))
    nameIndex[text] = index
    return index
  }

  mutating func constant(_ value: Value) -> Int32 {
    switch value {
    case .string, .int:
      if let index = constantIndex[value], isSameKind(program.constants[Int(index)], value) { return index }
    default: break
    }
    let index = Int32(program.constants.count)
    program.constants.append(value)
    switch value {
    case .string, .int: constantIndex[value] = index
    default: break
    }
    return index
  }

  private func isSameKind(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.string, .string), (.int, .int): true
    default: false
    }
  }

  mutating func operands(_ values: [Int32]) -> Int32 {
    program.operands += values
    return Int32(program.operands.count - values.count)
  }

  @discardableResult
  mutating func emit(_ instruction: Instruction, at offset: Int = 0, length: Int = 1) -> Int {
    program.instructions.append(instruction)
    program.instructionPlaces.append((Int32(base + offset), Int32(length)))
    return program.instructions.count - 1
  }

  var here: Int32 { Int32(program.instructions.count) }

  // MARK: Functions and scopes

  mutating func addFunction(_ role: Function.Role, name: String, parent: Int) -> Int {
    program.functions.append(
      Function(role: role, name: self.name(name), template: Int32(templateIndex), parent: Int32(parent)))
    slotCounts.counts.append(0)
    return program.functions.count - 1
  }

  func symbols(in function: Int, under parent: Symbols?) -> Symbols {
    let counts = slotCounts
    return Symbols(parent: parent, function: function) { function in
      counts.counts[function] += 1
      return counts.counts[function] - 1
    }
  }

  /// A slot that no name has.
  func temporarySlot(in function: Int) -> Int32 {
    slotCounts.counts[function] += 1
    return slotCounts.counts[function] - 1
  }

  /// The slot that the next new variable of a function gets.
  func nextSlot(in function: Int) -> Int32 { slotCounts.counts[function] }

  mutating func finish(_ function: Int, from start: Int32) {
    program.functions[function].body = start..<here
    program.functions[function].slotCount = slotCounts.counts[function]
  }

  /// A scope inside `scope` whose symbols `analyse` fills.
  func scope(
    inside scope: Scope, function: Int? = nil, analyse: (inout SymbolVisitor) -> Void
  ) -> Scope {
    var inner = scope.inner()
    inner.function = function ?? scope.function
    inner.symbols = symbols(in: inner.function, under: scope.symbols)
    var visitor = SymbolVisitor(expressions: syntax.expressions, symbols: inner.symbols)
    analyse(&visitor)
    return inner
  }

  /// How many functions lie between a function and the one that owns a variable.
  func depth(from function: Int, to owner: Int) -> Int32 {
    var depth: Int32 = 0
    var current = function
    while current != owner, current >= 0 {
      current = Int(program.functions[current].parent)
      depth += 1
    }
    return depth
  }

  /// Which variables of a scope get their values.
  enum Entry { case all, readOnly, others }

  /// Emits how the variables of a scope get their values. What a loop only reads from the context does not
  /// change while it runs, and is read once before it.
  mutating func enter(_ scope: Scope, _ entry: Entry = .all) {
    for (target, load) in scope.symbols.loads {
      switch load {
      case .parameter: break
      case .undefined: if entry != .readOnly { emit(.clear(slot: target.slot)) }
      case .resolve(let text):
        let isStored = scope.symbols.stores.contains(text)
        if entry == .all || isStored == (entry == .others) {
          emit(.resolve(slot: target.slot, name: name(text)))
        }
      case .alias(let from):
        if entry != .readOnly {
          emit(
            .alias(slot: target.slot, from: from.slot, depth: depth(from: scope.function, to: from.function)))
        }
      }
    }
  }

  /// What an included template or a scoped block sees of a scope.
  mutating func locals(of scope: Scope) -> Range<Int32> {
    let start = Int32(program.locals.count)
    for (text, reference) in scope.symbols.visibleStores() {
      program.locals.append(
        LocalName(
          name: name(text), slot: reference.slot,
          depth: depth(from: scope.function, to: reference.function)))
    }
    return start..<Int32(program.locals.count)
  }

  // MARK: The template

  private mutating func compileTemplate(name templateName: String, escaping: Escaping) throws(SyntaxError) {
    let function = addFunction(.template, name: templateName, parent: -1)
    let start = here
    var scope = Scope(symbols: symbols(in: function, under: nil), function: function, escaping: escaping)
    let undeclared = UndeclaredNames.find(["self"], in: syntax.statements, syntax.expressions)
    if undeclared.contains("self") {
      emit(.bindSelf(slot: scope.symbols.declareParameter("self").slot))
    }
    var visitor = SymbolVisitor(expressions: syntax.expressions, symbols: scope.symbols)
    visitor.visit(syntax.statements)
    scope.isTopLevel = true
    scope.isRoot = true
    scope.checksExtension = syntax.statements.contains { Self.extends($0) }
    try collectBlocks(syntax.statements)
    enter(scope)
    try compile(syntax.statements, in: scope)
    finish(function, from: start)
    for (block, offset) in blockSyntax { try compileBlock(block, at: offset, escaping: escaping) }
  }

  private static func extends(_ statement: StatementSyntax) -> Bool {
    if case .extends = statement.kind { return true }
    return statement.bodies.contains { $0.contains { extends($0) } }
  }

  private mutating func collectBlocks(_ statements: [StatementSyntax]) throws(SyntaxError) {
    for statement in statements {
      if case .block(let block) = statement.kind {
        if !blockNames.insert(block.name).inserted {
          throw SyntaxError(
            "the block `\(block.name)` is defined twice", at: statement.offset, length: statement.length)
        }
        blockSyntax.append((block, statement.offset))
      }
      for body in statement.bodies { try collectBlocks(body) }
    }
  }

  private mutating func compileBlock(
    _ block: BlockSyntax, at offset: Int, escaping: Escaping
  ) throws(SyntaxError) {
    let function = addFunction(.block, name: block.name, parent: -1)
    let start = here
    var scope = Scope(symbols: symbols(in: function, under: nil), function: function, escaping: escaping)
    scope.isBlock = true
    let undeclared = UndeclaredNames.find(["self", "super"], in: block.body, syntax.expressions)
    if undeclared.contains("self") {
      emit(.bindSelf(slot: scope.symbols.declareParameter("self").slot), at: offset)
    }
    if undeclared.contains("super") {
      emit(.bindSuper(slot: scope.symbols.declareParameter("super").slot), at: offset)
    }
    var visitor = SymbolVisitor(expressions: syntax.expressions, symbols: scope.symbols)
    visitor.visit(block.body)
    enter(scope)
    try compile(block.body, in: scope)
    finish(function, from: start)
    program.templates[templateIndex].blocks.append((name(block.name), Int32(function)))
  }
}
