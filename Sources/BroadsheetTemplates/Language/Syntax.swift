/// Names a node of an expression in the arena of its template.
typealias ExpressionID = Int

/// The operators with two operands, besides comparisons and the short-circuiting ones.
enum BinaryOperator: UInt8 {
  case add, subtract, multiply, divide, floorDivide, modulo, power

  var symbol: String {
    switch self {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    case .floorDivide: "//"
    case .modulo: "%"
    case .power: "**"
    }
  }
}

/// The comparisons, which may be chained.
enum ComparisonOperator: UInt8 {
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, contained, notContained

  var symbol: String {
    switch self {
    case .equal: "=="
    case .notEqual: "!="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    case .contained: "in"
    case .notContained: "not in"
    }
  }
}

/// The arguments of a call, a filter or a test.
struct ArgumentsSyntax {
  var positional: [ExpressionID] = []
  var named: [(name: String, value: ExpressionID)] = []
  var spread: ExpressionID?
  var namedSpread: ExpressionID?

  var all: [ExpressionID] {
    positional + named.map(\.value) + (spread.map { [$0] } ?? []) + (namedSpread.map { [$0] } ?? [])
  }
}

/// A node of an expression. Nodes live in an array and name their children by index, so that no tree is
/// too deep to be released.
struct ExpressionSyntax {
  enum Kind {
    case constant(Value)
    case name(String)
    case attribute(ExpressionID, String)
    case item(ExpressionID, ExpressionID)
    case slice(ExpressionID?, ExpressionID?, ExpressionID?)
    case call(ExpressionID, ArgumentsSyntax)
    /// Without an operand, it filters the text of a block.
    case filter(ExpressionID?, String, ArgumentsSyntax)
    case test(ExpressionID, String, ArgumentsSyntax)
    case negative(ExpressionID)
    case positive(ExpressionID)
    case not(ExpressionID)
    case binary(BinaryOperator, ExpressionID, ExpressionID)
    case and(ExpressionID, ExpressionID)
    case or(ExpressionID, ExpressionID)
    case comparison(ExpressionID, [(ComparisonOperator, ExpressionID)])
    case conditional(test: ExpressionID, then: ExpressionID, else: ExpressionID?)
    case concatenation([ExpressionID])
    case list([ExpressionID])
    case tuple([ExpressionID])
    case dictionary([(ExpressionID, ExpressionID)])
    /// `name.attribute` as the target of `set`.
    case namespaceTarget(String, String)
  }

  var kind: Kind
  var offset: Int
  var length: Int
  /// How deep the tree below is.
  var height: Int
}

/// A parameter of a macro or of a call block.
struct ParameterSyntax {
  var name: String
  var offset: Int
  var fallback: ExpressionID?
}

/// A statement; `offset` is where its tag's name stands.
struct StatementSyntax {
  indirect enum Kind {
    case text(offset: Int, length: Int)
    case output([ExpressionID])
    case `if`([(test: ExpressionID, body: [StatementSyntax])], otherwise: [StatementSyntax])
    case `for`(LoopSyntax)
    case set(target: ExpressionID, value: ExpressionID)
    case setBlock(target: ExpressionID, filter: ExpressionID?, body: [StatementSyntax])
    case with([(target: ExpressionID, value: ExpressionID)], body: [StatementSyntax])
    case block(BlockSyntax)
    case extends(ExpressionID)
    case include(ExpressionID, ignoreMissing: Bool, withContext: Bool)
    case `import`(ExpressionID, alias: String, withContext: Bool)
    case from(ExpressionID, names: [(name: String, alias: String)], withContext: Bool)
    case macro(name: String, MacroSyntax)
    case callBlock(MacroSyntax, call: ExpressionID)
    case filterBlock(ExpressionID, body: [StatementSyntax])
    case autoescape(ExpressionID, body: [StatementSyntax])
    case cache([ExpressionID], body: [StatementSyntax])
    case evaluate(ExpressionID)
    case `break`
    case `continue`
  }

  var kind: Kind
  var offset: Int
  var length: Int
}

/// A `for` loop.
struct LoopSyntax {
  var target: ExpressionID
  var sequence: ExpressionID
  var filter: ExpressionID?
  var isRecursive: Bool
  var body: [StatementSyntax]
  var otherwise: [StatementSyntax]
}

/// A `block`.
struct BlockSyntax {
  var name: String
  var isScoped: Bool
  var isRequired: Bool
  var body: [StatementSyntax]
}

/// The parameters and the body of a macro or of a call block.
struct MacroSyntax {
  var parameters: [ParameterSyntax]
  var body: [StatementSyntax]
}

/// A parsed template: statements, and the arena of their expressions.
struct TemplateSyntax {
  var statements: [StatementSyntax]
  var expressions: [ExpressionSyntax]
}
