import BroadsheetCore

extension Compiler {
  private mutating func add(_ node: Node, for id: ExpressionID) -> Int32 {
    program.nodes.append(node)
    let place = syntax.expressions[id]
    program.nodePlaces.append((Int32(base + place.offset), Int32(place.length)))
    return Int32(program.nodes.count - 1)
  }

  /// Compiles an expression and gives the index of its node.
  mutating func compile(_ id: ExpressionID, in scope: Scope) throws(SyntaxError) -> Int32 {
    switch syntax.expressions[id].kind {
    case .constant(let value): return add(.constant(constant(value)), for: id)
    case .name(let text): return variable(text, id, in: scope)
    case .namespaceTarget(let text, _): return variable(text, id, in: scope)
    case .attribute(let operand, let text):
      let operand = try compile(operand, in: scope)
      return add(.attribute(operand, name: name(text)), for: id)
    case .item(let operand, let key): return try compileItem(operand, key, id, in: scope)
    case .slice:
      throw SyntaxError("a slice cannot stand here", at: syntax.expressions[id].offset)
    case .call(let callee, let arguments):
      let plan = try compile(arguments, in: scope)
      if case .attribute(let operand, let text) = syntax.expressions[callee].kind {
        let operand = try compile(operand, in: scope)
        return add(.method(operand, name: name(text), arguments: plan), for: id)
      }
      let callee = try compile(callee, in: scope)
      return add(.call(callee, arguments: plan), for: id)
    case .filter(let operand, let text, let arguments):
      guard let operand else {
        throw SyntaxError("the filter has nothing to filter", at: syntax.expressions[id].offset)
      }
      let value = try compile(operand, in: scope)
      return try compileFilter(value, text, arguments, id, in: scope)
    case .test(let operand, let text, let arguments):
      let operand = try compile(operand, in: scope)
      if text == "defined" || text == "undefined" {
        _ = try compile(arguments, in: scope)
        return add(.defined(operand, wanted: text == "defined"), for: id)
      }
      let use = try testUse(text, id, in: scope)
      let plan = try compile(arguments, in: scope)
      return add(.test(operand, use: use, arguments: plan), for: id)
    case .negative(let operand):
      return add(.negative(try compile(operand, in: scope)), for: id)
    case .positive(let operand):
      return add(.positive(try compile(operand, in: scope)), for: id)
    case .not(let operand):
      return add(.not(try compile(operand, in: scope)), for: id)
    case .binary(let operation, let left, let right):
      let left = try compile(left, in: scope)
      let right = try compile(right, in: scope)
      return add(.binary(operation, left, right), for: id)
    case .and(let left, let right):
      let left = try compile(left, in: scope)
      let right = try compile(right, in: scope)
      return add(.and(left, right), for: id)
    case .or(let left, let right):
      let left = try compile(left, in: scope)
      let right = try compile(right, in: scope)
      return add(.or(left, right), for: id)
    case .comparison(let first, let rest): return try compileComparison(first, rest, id, in: scope)
    case .conditional(let test, let then, let otherwise):
      let soft = scope.soft()
      let test = try compile(test, in: soft)
      let then = try compile(then, in: soft)
      var alternative: Int32 = -1
      if let otherwise { alternative = try compile(otherwise, in: soft) }
      return add(.conditional(test, then: then, otherwise: alternative), for: id)
    case .concatenation(let parts):
      let nodes = try compile(parts, in: scope)
      // Jinja2 joins constants while it compiles, as plain text.
      let escaping = parts.allSatisfy { isConstant($0) } ? .off : scope.escaping
      return add(.concatenation(start: operands(nodes), count: Int32(nodes.count), escaping), for: id)
    case .list(let parts):
      let nodes = try compile(parts, in: scope)
      return add(.list(start: operands(nodes), count: Int32(nodes.count)), for: id)
    case .tuple(let parts):
      let nodes = try compile(parts, in: scope)
      return add(.tuple(start: operands(nodes), count: Int32(nodes.count)), for: id)
    case .dictionary(let entries):
      let nodes = try compile(entries.flatMap { [$0.0, $0.1] }, in: scope)
      return add(.dictionary(start: operands(nodes), count: Int32(entries.count)), for: id)
    }
  }

  /// Whether an expression reads nothing, so that Jinja2 evaluates it while it compiles.
  private func isConstant(_ id: ExpressionID) -> Bool {
    switch syntax.expressions[id].kind {
    case .name, .namespaceTarget, .call: return false
    case .filter(let operand, let name, _):
      if operand == nil || SelectionFilters.needsContext.contains(name) { return false }
    default: break
    }
    return syntax.expressions.children(of: id).allSatisfy { isConstant($0) }
  }

  private mutating func compile(_ ids: [ExpressionID], in scope: Scope) throws(SyntaxError) -> [Int32] {
    var nodes: [Int32] = []
    for id in ids { nodes.append(try compile(id, in: scope)) }
    return nodes
  }

  /// Reads a variable from its slot.
  private mutating func variable(_ text: String, _ id: ExpressionID, in scope: Scope) -> Int32 {
    // Every name of a scope has been analysed; one that has not is nowhere stored, hence undefined.
    guard let reference = scope.symbols.find(text) else {
      let undefined = Value.undefined(Undefined(variable: text))
      return add(.constant(constant(undefined)), for: id)
    }
    let depth = depth(from: scope.function, to: reference.function)
    if depth == 0 { return add(.local(slot: reference.slot, name: name(text)), for: id) }
    return add(.outer(slot: reference.slot, name: name(text), depth: depth), for: id)
  }

  private mutating func compileItem(
    _ operand: ExpressionID, _ key: ExpressionID, _ id: ExpressionID, in scope: Scope
  ) throws(SyntaxError) -> Int32 {
    let value = try compile(operand, in: scope)
    guard case .slice(let start, let stop, let step) = syntax.expressions[key].kind else {
      let key = try compile(key, in: scope)
      return add(.item(value, key), for: id)
    }
    var bounds: [Int32] = []
    for bound in [start, stop, step] {
      if let bound { bounds.append(try compile(bound, in: scope)) } else { bounds.append(-1) }
    }
    return add(.slice(value, bounds: operands(bounds)), for: id)
  }

  private mutating func compileComparison(
    _ first: ExpressionID, _ rest: [(ComparisonOperator, ExpressionID)], _ id: ExpressionID, in scope: Scope
  ) throws(SyntaxError) -> Int32 {
    let left = try compile(first, in: scope)
    if rest.count == 1 {
      let right = try compile(rest[0].1, in: scope)
      return add(.compare(rest[0].0, left, right), for: id)
    }
    var nodes: [Int32] = []
    for (comparison, operand) in rest {
      nodes.append(Int32(comparison.rawValue))
      nodes.append(try compile(operand, in: scope))
    }
    return add(.chain(left, start: operands(nodes), count: Int32(rest.count)), for: id)
  }

  /// Compiles arguments; -1 where there are none.
  mutating func compile(_ arguments: ArgumentsSyntax, in scope: Scope) throws(SyntaxError) -> Int32 {
    var plan = ArgumentPlan()
    let positional = try compile(arguments.positional, in: scope)
    var named: [Int32] = []
    for (text, value) in arguments.named {
      named.append(name(text))
      named.append(try compile(value, in: scope))
    }
    if let spread = arguments.spread { plan.spread = try compile(spread, in: scope) }
    if let spread = arguments.namedSpread { plan.namedSpread = try compile(spread, in: scope) }
    if positional.isEmpty, named.isEmpty, !plan.isIrregular { return -1 }
    plan.repeatsName = Set(arguments.named.map(\.name)).count < arguments.named.count
    let start = operands(positional)
    plan.positional = start..<start + Int32(positional.count)
    let namedStart = operands(named)
    plan.named = namedStart..<namedStart + Int32(named.count)
    program.arguments.append(plan)
    return Int32(program.arguments.count - 1)
  }

  private mutating func compileFilter(
    _ value: Int32, _ text: String, _ arguments: ArgumentsSyntax, _ id: ExpressionID, in scope: Scope
  ) throws(SyntaxError) -> Int32 {
    let filter = registry.filters[text]
    if filter == nil, !scope.isSoft {
      throw SyntaxError(
        "there is no filter `\(text)`", at: syntax.expressions[id].offset, length: text.utf8.count,
        help: Suggestion.help(for: text, in: registry.filters.keys.sorted()), code: .unknownFilter)
    }
    let plan = try compile(Self.ordered(arguments, for: filter?.signature), in: scope)
    program.filters.append(FilterUse(name: text, filter: filter))
    return add(.filter(value, use: Int32(program.filters.count - 1), arguments: plan), for: id)
  }

  /// Arguments with those by position that are named in the order of the parameters.
  private static func ordered(_ arguments: ArgumentsSyntax, for signature: Signature?) -> ArgumentsSyntax {
    guard let signature, arguments.spread == nil, arguments.namedSpread == nil else { return arguments }
    var ordered = arguments
    while let next = ordered.named.first, ordered.positional.count < signature.names.count,
      signature.names[ordered.positional.count] == next.name
    {
      ordered.positional.append(next.value)
      ordered.named.removeFirst()
    }
    return ordered
  }

  /// Compiles the chain of filters of a block, whose text is in `slot`.
  mutating func compileFilters(
    _ id: ExpressionID, onTextIn slot: Int32, in scope: Scope
  ) throws(SyntaxError) -> Int32 {
    guard case .filter(let operand, let text, let arguments) = syntax.expressions[id].kind else {
      return try compile(id, in: scope)
    }
    let value: Int32
    if let operand {
      value = try compileFilters(operand, onTextIn: slot, in: scope)
    } else {
      value = add(.local(slot: slot, name: name("")), for: id)
    }
    return try compileFilter(value, text, arguments, id, in: scope)
  }

  private mutating func testUse(
    _ text: String, _ id: ExpressionID, in scope: Scope
  ) throws(SyntaxError) -> Int32 {
    let test = registry.tests[text]
    if test == nil, !scope.isSoft {
      throw SyntaxError(
        "there is no test `\(text)`", at: syntax.expressions[id].offset,
        length: syntax.expressions[id].length,
        help: Suggestion.help(for: text, in: registry.tests.keys.sorted()), code: .unknownTest)
    }
    program.tests.append(TestUse(name: text, test: test))
    return Int32(program.tests.count - 1)
  }
}
