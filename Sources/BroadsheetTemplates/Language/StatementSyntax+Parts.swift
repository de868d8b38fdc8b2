extension StatementSyntax {
  /// The statements inside this one.
  var bodies: [[StatementSyntax]] {
    switch kind {
    case .if(let branches, let otherwise): branches.map(\.body) + [otherwise]
    case .for(let loop): [loop.body, loop.otherwise]
    case .setBlock(_, _, let body), .with(_, let body), .filterBlock(_, let body), .autoescape(_, let body),
      .cache(_, let body):
      [body]
    case .block(let block): [block.body]
    case .macro(_, let macro), .callBlock(let macro, _): [macro.body]
    default: []
    }
  }

  /// The expressions of this statement, without those of its bodies.
  var expressions: [ExpressionID] {
    switch kind {
    case .output(let values): values
    case .if(let branches, _): branches.map(\.test)
    case .for(let loop): [loop.target, loop.sequence] + (loop.filter.map { [$0] } ?? [])
    case .set(let target, let value): [target, value]
    case .setBlock(let target, let filter, _): [target] + (filter.map { [$0] } ?? [])
    case .with(let pairs, _): pairs.flatMap { [$0.target, $0.value] }
    case .extends(let value), .evaluate(let value), .include(let value, _, _), .import(let value, _, _),
      .from(let value, _, _), .filterBlock(let value, _), .callBlock(_, let value), .autoescape(let value, _):
      [value]
    case .cache(let keys, _): keys
    case .text, .block, .macro, .break, .continue: []
    }
  }
}
