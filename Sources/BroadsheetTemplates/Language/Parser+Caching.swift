extension Parser {
  mutating func parseCache(_ tag: Token) throws(SyntaxError) -> StatementSyntax.Kind {
    var keys: [ExpressionID] = []
    while current.kind != .blockEnd, current.kind != .colon {
      if !keys.isEmpty { try expect(.comma) }
      let start = current
      let key = try parseExpression()
      guard isPath(key) else {
        throw SyntaxError(
          "a key of `cache` is a variable or an attribute of one", at: start.offset,
          length: expressions[key].length)
      }
      keys.append(key)
    }
    return .cache(keys, body: try parseBody(of: "cache", at: tag.offset, until: ["endcache"]).body)
  }

  private func isPath(_ id: ExpressionID) -> Bool {
    switch expressions[id].kind {
    case .name: true
    case .attribute(let operand, _): isPath(operand)
    default: false
    }
  }
}
