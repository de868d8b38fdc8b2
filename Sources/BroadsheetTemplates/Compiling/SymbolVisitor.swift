/// Finds which names a scope's statements store and load, without going into scopes of their own.
struct SymbolVisitor {
  let expressions: [ExpressionSyntax]
  var symbols: Symbols

  mutating func visit(_ statements: [StatementSyntax]) {
    for statement in statements { visit(statement) }
  }

  private mutating func visit(_ statement: StatementSyntax) {
    switch statement.kind {
    case .text, .block, .autoescape, .break, .continue: break
    case .output(let values): for value in values { load(value) }
    case .if(let branches, let otherwise): visitIf(branches[...], otherwise)
    case .for(let loop): load(loop.sequence)
    case .set(let target, let value):
      load(value)
      store(target)
    case .setBlock(let target, _, _): store(target)
    case .with(let pairs, _): for pair in pairs { load(pair.value) }
    case .extends(let value), .evaluate(let value), .include(let value, _, _): load(value)
    case .import(let template, let alias, _):
      load(template)
      symbols.store(alias)
    case .from(let template, let names, _):
      load(template)
      for name in names { symbols.store(name.alias) }
    case .macro(let name, _): symbols.store(name)
    case .callBlock(_, let call): load(call)
    case .filterBlock(let filter, _): load(filter)
    case .cache(let keys, _): for key in keys { load(key) }
    }
  }

  private mutating func visitIf(
    _ branches: ArraySlice<(test: ExpressionID, body: [StatementSyntax])>, _ otherwise: [StatementSyntax]
  ) {
    guard let first = branches.first else { return }
    load(first.test)
    let original = symbols
    func branch(_ visit: (inout SymbolVisitor) -> Void) -> Symbols {
      var visitor = SymbolVisitor(expressions: expressions, symbols: original.copy())
      visit(&visitor)
      return visitor.symbols
    }
    let body = branch { $0.visit(first.body) }
    let alternatives = branch { visitor in
      for branch in branches.dropFirst() { visitor.visitIf([branch], []) }
    }
    let last = branch { $0.visit(otherwise) }
    original.join([body, alternatives, last])
    symbols = original
  }

  /// Visits an expression in which names are read.
  func load(_ id: ExpressionID) {
    expressions.forEachName(in: id) { symbols.load($0) }
  }

  /// Visits the target of an assignment.
  func store(_ id: ExpressionID, asParameter: Bool = false) {
    switch expressions[id].kind {
    case .name(let name): if asParameter { symbols.declareParameter(name) } else { symbols.store(name) }
    case .namespaceTarget(let name, _): symbols.load(name)
    case .tuple(let items): for item in items { store(item, asParameter: asParameter) }
    default: break
    }
  }
}

extension [ExpressionSyntax] {
  /// The nodes directly below a node, in the order of the source.
  func children(of id: ExpressionID) -> [ExpressionID] {
    switch self[id].kind {
    case .constant, .name, .namespaceTarget: []
    case .attribute(let operand, _), .negative(let operand), .positive(let operand), .not(let operand):
      [operand]
    case .item(let operand, let key): [operand, key]
    case .slice(let start, let stop, let step): [start, stop, step].compactMap { $0 }
    case .call(let callee, let arguments): [callee] + arguments.all
    case .filter(let operand, _, let arguments): (operand.map { [$0] } ?? []) + arguments.all
    case .test(let operand, _, let arguments): [operand] + arguments.all
    case .binary(_, let left, let right), .and(let left, let right), .or(let left, let right): [left, right]
    case .comparison(let first, let rest): [first] + rest.map(\.1)
    case .conditional(let test, let then, let otherwise): [test, then] + (otherwise.map { [$0] } ?? [])
    case .concatenation(let parts), .list(let parts), .tuple(let parts): parts
    case .dictionary(let entries): entries.flatMap { [$0.0, $0.1] }
    }
  }

  /// Calls `visit` for each name that is read in an expression.
  func forEachName(in id: ExpressionID, _ visit: (String) -> Void) {
    var pending = [id]
    while let next = pending.popLast() {
      switch self[next].kind {
      case .name(let name), .namespaceTarget(let name, _): visit(name)
      default: pending.append(contentsOf: children(of: next).reversed())
      }
    }
  }
}
