extension Compiler {
  /// Compiles a part whose output is kept. Its keys are the variables that it reads; where the tag names
  /// attributes of a variable and the part reads nothing else of it, they stand for the variable.
  mutating func compileCache(
    _ keys: [ExpressionID], _ body: [StatementSyntax], at statement: StatementSyntax, in scope: Scope
  ) throws(SyntaxError) {
    guard !(scope.checksExtension && knowsExtends) else { return }
    try refuseForeignParts(body)
    let check = scope.checksExtension && extendsSoFar > 0 ? emit(.jumpIfExtended(0)) : -1
    let firstSlot = nextSlot(in: scope.function)
    var inner = self.scope(inside: scope) { visitor in
      visitor.visit(body)
      for key in keys { visitor.load(key) }
      // Whatever is read from the context is read before the part begins.
      loadNames(of: body, &visitor)
    }
    inner.checksExtension = false
    enter(inner)
    var paths = PathKeys(firstSlot: firstSlot)
    for (target, load) in inner.symbols.loads {
      switch load {
      case .resolve, .alias: paths.outsideSlots.insert(target.slot)
      case .parameter, .undefined: break
      }
    }
    for key in keys { paths.add(key: try compile(key, in: inner), in: program) }
    let start = emit(.cache(0), at: statement.offset, length: statement.length)
    let firstNode = program.nodes.count
    try compile(body, in: inner)
    let bodyRange = Int32(start + 1)..<here
    paths.addReads(of: program, nodes: firstNode..<program.nodes.count, instructions: bodyRange)
    for (slot, depth) in paths.aliasedSlots {
      let name = name("")
      paths.nodes.append(Int32(program.nodes.count))
      program.nodes.append(
        depth == 0 ? .local(slot: slot, name: name) : .outer(slot: slot, name: name, depth: depth))
      program.nodePlaces.append((program.instructionPlaces[start].offset, Int32(statement.length)))
    }
    let first = operands(paths.nodes)
    program.caches.append(CachePlan(keys: first..<first + Int32(paths.nodes.count), body: bodyRange))
    // A name that only the part itself looks up could be no key: such a part is rendered each time.
    let isClosed =
      paths.nodes.count <= CachePlan.mostKeys
      && !bodyRange.contains { index in
        if case .resolve = program.instructions[Int(index)] { true } else { false }
      }
    program.instructions[start] =
      isClosed ? .cache(Int32(program.caches.count - 1)) : .jump(bodyRange.lowerBound)
    if check >= 0 { program.instructions[check] = .jumpIfExtended(here) }
  }

  /// What reads variables that the part does not name, or makes what outlives it, cannot stand in it.
  private func refuseForeignParts(_ body: [StatementSyntax]) throws(SyntaxError) {
    for statement in body {
      let tag: String? =
        switch statement.kind {
        case .block: "block"
        case .extends: "extends"
        case .include: "include"
        case .import, .from: "import"
        case .macro: "macro"
        case .callBlock: "call"
        case .for(let loop): loop.isRecursive ? "recursive" : nil
        default: nil
        }
      if let tag {
        throw SyntaxError(
          "`\(tag)` cannot stand in a `cache`", at: statement.offset, length: statement.length,
          help: "put the `cache` into the other part, or end it before")
      }
      for inner in statement.bodies { try refuseForeignParts(inner) }
    }
  }

  /// Loads all names that statements read but for `bound` ones, which loops and `with` around them set.
  private func loadNames(
    of body: [StatementSyntax], bound: Set<String> = [], _ visitor: inout SymbolVisitor
  ) {
    func load(_ id: ExpressionID, besides names: Set<String>) {
      syntax.expressions.forEachName(in: id) { if !names.contains($0) { visitor.symbols.load($0) } }
    }
    for statement in body {
      switch statement.kind {
      case .for(let loop):
        var inside = bound.union(["loop"])
        syntax.expressions.forEachName(in: loop.target) { inside.insert($0) }
        load(loop.sequence, besides: bound)
        if let filter = loop.filter { load(filter, besides: inside) }
        loadNames(of: loop.body, bound: inside, &visitor)
        loadNames(of: loop.otherwise, bound: bound, &visitor)
      case .with(let pairs, let body):
        var inside = bound
        for pair in pairs {
          syntax.expressions.forEachName(in: pair.target) { inside.insert($0) }
          load(pair.value, besides: bound)
        }
        loadNames(of: body, bound: inside, &visitor)
      default:
        for expression in statement.expressions { load(expression, besides: bound) }
        for inner in statement.bodies { loadNames(of: inner, bound: bound, &visitor) }
      }
    }
  }
}

/// Finds what the output of a part depends on.
private struct PathKeys {
  /// A variable and the attributes that lead on from it.
  private struct Path: Hashable {
    var slot: Int32
    var depth: Int32
    var names: [Int32] = []
  }

  /// The slots of the function from here on are the part's own, but for ``outsideSlots``.
  let firstSlot: Int32
  var outsideSlots: Set<Int32> = []
  /// The nodes whose values are the keys.
  var nodes: [Int32] = []
  /// Variables that are read without a node: slots with the depth of their function.
  private(set) var aliasedSlots: [(slot: Int32, depth: Int32)] = []
  private var paths: [Path] = []
  private var roots: Set<Path> = []

  init(firstSlot: Int32) { self.firstSlot = firstSlot }

  /// Adds a key that the tag names.
  mutating func add(key node: Int32, in program: Program) {
    nodes.append(node)
    var names: [Int32] = []
    var current = node
    while case .attribute(let operand, let name) = program.nodes[Int(current)] {
      names.insert(name, at: 0)
      current = operand
    }
    if var path = variable(program.nodes[Int(current)]) {
      path.names = names
      paths.append(path)
    }
  }

  /// Adds the variables that the part reads and that no key stands for.
  mutating func addReads(of program: Program, nodes range: Range<Int>, instructions: Range<Int32>) {
    var attributes: [Int: (node: Int, name: Int32)] = [:]
    for index in range {
      if case .attribute(let operand, let name) = program.nodes[index] {
        attributes[Int(operand)] = (index, name)
      }
    }
    for index in range {
      guard var path = variable(program.nodes[index]) else { continue }
      let root = path
      var current = index
      while let next = attributes[current] {
        path.names.append(next.name)
        current = next.node
      }
      if paths.contains(where: { isPrefix($0, of: path) }) { continue }
      if roots.insert(root).inserted { nodes.append(Int32(index)) }
    }
    for index in instructions {
      guard case .alias(_, let slot, let depth) = program.instructions[Int(index)],
        depth > 0 || isOutside(slot), roots.insert(Path(slot: slot, depth: depth)).inserted
      else { continue }
      aliasedSlots.append((slot, depth))
    }
  }

  private func isOutside(_ slot: Int32) -> Bool { slot < firstSlot || outsideSlots.contains(slot) }

  /// The variable that a node reads, if it had its value before the part began.
  private func variable(_ node: Node) -> Path? {
    switch node {
    case .local(let slot, _): isOutside(slot) ? Path(slot: slot, depth: 0) : nil
    case .outer(let slot, _, let depth): Path(slot: slot, depth: depth)
    default: nil
    }
  }

  private func isPrefix(_ key: Path, of path: Path) -> Bool {
    key.slot == path.slot && key.depth == path.depth && path.names.starts(with: key.names)
  }
}
