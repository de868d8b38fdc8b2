/// Finds which of some names statements read before they store them; what `loop`, `caller`, `varargs`,
/// `kwargs`, `self` and `super` are made for.
struct UndeclaredNames {
  private let expressions: [ExpressionSyntax]
  private var wanted: Set<String>
  private var found: Set<String> = []

  static func find(
    _ names: [String], in body: [StatementSyntax], _ expressions: [ExpressionSyntax]
  ) -> Set<String> {
    var finder = UndeclaredNames(expressions: expressions, wanted: Set(names))
    finder.visit(body)
    return finder.found
  }

  private init(expressions: [ExpressionSyntax], wanted: Set<String>) {
    self.expressions = expressions
    self.wanted = wanted
  }

  private mutating func load(_ id: ExpressionID?) {
    guard let id else { return }
    var names: [String] = []
    expressions.forEachName(in: id) { names.append($0) }
    for name in names where wanted.contains(name) { found.insert(name) }
  }

  private mutating func store(_ id: ExpressionID) {
    switch expressions[id].kind {
    case .name(let name): wanted.remove(name)
    case .tuple(let items): for item in items { store(item) }
    default: break
    }
  }

  private mutating func visit(_ body: [StatementSyntax]) {
    for statement in body { visit(statement) }
  }

  private mutating func visit(_ macro: MacroSyntax) {
    for parameter in macro.parameters { wanted.remove(parameter.name) }
    for parameter in macro.parameters { load(parameter.fallback) }
    visit(macro.body)
  }

  private mutating func visit(_ statement: StatementSyntax) {
    switch statement.kind {
    case .text, .block, .break, .continue: break
    case .output(let values): for value in values { load(value) }
    case .if(let branches, let otherwise):
      for branch in branches {
        load(branch.test)
        visit(branch.body)
      }
      visit(otherwise)
    case .for(let loop):
      store(loop.target)
      load(loop.sequence)
      visit(loop.body)
      visit(loop.otherwise)
      load(loop.filter)
    case .set(let target, let value):
      store(target)
      load(value)
    case .setBlock(let target, let filter, let body):
      store(target)
      load(filter)
      visit(body)
    case .with(let pairs, let body):
      for pair in pairs { store(pair.target) }
      for pair in pairs { load(pair.value) }
      visit(body)
    case .extends(let value), .evaluate(let value), .include(let value, _, _): load(value)
    case .import(let template, _, _), .from(let template, _, _): load(template)
    case .macro(_, let macro): visit(macro)
    case .callBlock(let macro, let call):
      load(call)
      visit(macro)
    case .filterBlock(let filter, let body):
      visit(body)
      load(filter)
    case .autoescape(let state, let body):
      load(state)
      visit(body)
    case .cache(let keys, let body):
      for key in keys { load(key) }
      visit(body)
    }
  }
}
