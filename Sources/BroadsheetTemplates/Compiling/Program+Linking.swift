/// What is known once all templates are compiled.
extension Program {
  /// Finds the templates that are named by constants, and the blocks that a render of each begins with.
  mutating func link() {
    for index in 0..<includes.count { includes[index].found = template(named: includes[index].template) }
    for index in 0..<imports.count { imports[index].found = template(named: imports[index].template) }
    var isLinked = [Bool](repeating: false, count: templates.count)
    for index in 0..<templates.count {
      // The templates that this one extends come first.
      var line: [Int] = []
      var next = index
      while !isLinked[next], !line.contains(next) {
        line.append(next)
        guard let parent = leadingParent(of: next) else { break }
        next = parent
      }
      for template in line.reversed() {
        linkBlocks(of: template)
        isLinked[template] = true
      }
    }
  }

  func template(named node: Int32) -> Int32 {
    guard case .constant(let index) = nodes[Int(node)], case .string(let name) = constants[Int(index)],
      let found = templateIndex[name]
    else { return -1 }
    return Int32(found)
  }

  /// The template that another one extends before it does anything else.
  private func leadingParent(of template: Int) -> Int? {
    for index in functions[Int(templates[template].function)].body {
      switch instructions[Int(index)] {
      case .text, .resolve, .clear, .alias: continue
      case .extends(let node):
        let parent = self.template(named: node)
        return parent < 0 ? nil : Int(parent)
      default: return nil
      }
    }
    return nil
  }

  private func extends(_ template: Int) -> Bool {
    templates[template].instructions.contains { index in
      if case .extends = instructions[Int(index)] { true } else { false }
    }
  }

  private mutating func linkBlocks(of template: Int) {
    var chain = templates[template].blocks.map { BlockChain(name: $0.name, functions: [$0.function]) }
    if let parent = leadingParent(of: template), templates[parent].isChainComplete || !extends(parent) {
      for block in templates[parent].chain {
        if let index = chain.firstIndex(where: { $0.name == block.name }) {
          chain[index].functions += block.functions
        } else {
          chain.append(block)
        }
      }
      templates[template].isChainComplete = true
    }
    templates[template].chain = chain
  }

  // MARK: Templates that give the same whoever imports them

  /// The templates that somebody imports without context and whose top level reads nothing but constants
  /// and globals and calls nothing, so that importing them once is enough.
  func fixedTemplates() -> [Int32] {
    guard !changesValues else { return [] }
    var known: [Int32: Bool] = [:]
    for plan in imports where !plan.withContext && plan.found >= 0 {
      _ = isFixed(plan.found, &known, depth: 0)
    }
    return known.filter(\.value).keys.sorted()
  }

  /// Whether a template may change lists or mappings, which others must then not share.
  private var changesValues: Bool {
    nodes.contains { node in
      switch node {
      case .attribute(_, let name), .method(_, let name, _): Methods.changing.contains(names[Int(name)].text)
      default: false
      }
    }
  }

  private func isFixed(_ template: Int32, _ known: inout [Int32: Bool], depth: Int) -> Bool {
    if let isFixed = known[template] { return isFixed }
    // A template that imports itself is not fixed.
    known[template] = false
    guard depth < 32 else { return false }
    let compiled = templates[Int(template)]
    for index in compiled.instructions {
      // Escaping is a state of the context, which renders must not share then.
      if case .autoescape = instructions[Int(index)] { return false }
    }
    let body = functions[Int(compiled.function)].body
    var index = body.lowerBound
    while index < body.upperBound {
      let instruction = instructions[Int(index)]
      index += 1
      switch instruction {
      case .text, .jump, .clear, .resolve, .alias, .publish, .captureText: break
      case .macro(_, let plan): index = macros[Int(plan)].end
      case .emit(let node, _), .emitRaw(let node), .evaluate(let node), .store(_, let node),
        .jumpUnless(let node, _):
        if !isFixed(node: node) { return false }
      case .assign(let target, let node):
        if !isFixed(node: node) || !Self.isFixed(targets[Int(target)]) { return false }
      case .capture(let target, let filter, _):
        if filter >= 0 || !Self.isFixed(targets[Int(target)]) { return false }
      case .import(let plan):
        let plan = imports[Int(plan)]
        guard !plan.withContext, plan.found >= 0, isFixed(plan.found, &known, depth: depth + 1) else {
          return false
        }
      default: return false
      }
    }
    known[template] = true
    return true
  }

  private static func isFixed(_ target: Target) -> Bool {
    switch target {
    case .slot: true
    case .namespace: false
    case .tuple(let targets): targets.allSatisfy { isFixed($0) }
    }
  }

  private func isFixed(node: Int32) -> Bool {
    func areFixed(_ start: Int32, _ count: Int32) -> Bool {
      operands[Int(start)..<Int(start + count)].allSatisfy { isFixed(node: $0) }
    }
    switch nodes[Int(node)] {
    case .constant, .local: return true
    case .attribute(let operand, _), .negative(let operand), .positive(let operand), .not(let operand),
      .defined(let operand, _):
      return isFixed(node: operand)
    case .item(let a, let b), .binary(_, let a, let b), .and(let a, let b), .or(let a, let b),
      .compare(_, let a, let b):
      return isFixed(node: a) && isFixed(node: b)
    case .conditional(let test, let then, let otherwise):
      return isFixed(node: test) && isFixed(node: then) && (otherwise < 0 || isFixed(node: otherwise))
    case .concatenation(let start, let count, _), .list(let start, let count), .tuple(let start, let count):
      return areFixed(start, count)
    case .dictionary(let start, let count): return areFixed(start, 2 * count)
    default: return false
    }
  }

  // MARK: Loops

  /// Whether instructions leave a slot as it is, and make nothing that can look at it later.
  func leaves(_ slot: Int32, in body: Range<Int32>) -> Bool {
    body.allSatisfy { index in
      switch instructions[Int(index)] {
      case .macro, .callBlock, .recursiveLoop, .bindSelf, .bindSuper: false
      case .store(let other, _), .captureText(let other, _), .clear(let other), .resolve(let other, _),
        .alias(let other, _, _), .fallback(let other, _, _):
        other != slot
      case .assign(let target, _), .capture(let target, _, _): leaves(slot, targets[Int(target)])
      case .loop(let plan):
        leaves(slot, target: loops[Int(plan)].target) && loops[Int(plan)].loopSlot != slot
          && (loops[Int(plan)].filter < 0 || leaves(slot, target: loops[Int(plan)].filterTarget))
      case .import(let plan):
        imports[Int(plan)].moduleSlot != slot
          && imports[Int(plan)].names.allSatisfy { parameters[Int($0)].slot != slot }
      default: true
      }
    }
  }

  private func leaves(_ slot: Int32, target: Int32) -> Bool {
    target >= 0 ? target != slot : leaves(slot, targets[Int(~target)])
  }

  private func leaves(_ slot: Int32, _ target: Target) -> Bool {
    switch target {
    case .slot(let other): other != slot
    case .namespace: true
    case .tuple(let targets): targets.allSatisfy { leaves(slot, $0) }
    }
  }
}
