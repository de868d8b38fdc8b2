extension Parser {
  mutating func parseExpression(withConditional: Bool = true) throws(SyntaxError) -> ExpressionID {
    let start = current.offset
    guard depth < Limits.expressionHeight else { throw tooDeep(at: start) }
    depth += 1
    defer { depth -= 1 }
    var value = try parseOperators(.or)
    while withConditional, skipName("if") {
      let test = try parseOperators(.or)
      let otherwise = skipName("else") ? try parseExpression() : nil
      value = try add(
        .conditional(test: test, then: value, else: otherwise), from: start,
        over: [test, value] + (otherwise.map { [$0] } ?? []))
    }
    return value
  }

  /// Binding strength, loosest first.
  enum Level: Int { case or, and, not, comparison, sum, concatenation, product, power, unary }

  /// Parses operators that bind at least as tightly as `level`.
  private mutating func parseOperators(_ level: Level) throws(SyntaxError) -> ExpressionID {
    let start = current.offset
    var left: ExpressionID
    if level.rawValue <= Level.not.rawValue, current.isName("not") {
      guard depth < Limits.expressionHeight else { throw tooDeep(at: start) }
      advance()
      depth += 1
      let operand = try parseOperators(.not)
      depth -= 1
      left = try add(.not(operand), from: start, over: [operand])
    } else {
      left = try parseUnary()
    }
    while true {
      if level.rawValue <= Level.power.rawValue, skip(.power) {
        let right = try parseUnary()
        left = try add(.binary(.power, left, right), from: start, over: [left, right])
      } else if level.rawValue <= Level.product.rawValue, let product = productOperator() {
        advance()
        let right = try parseOperators(.power)
        left = try add(.binary(product, left, right), from: start, over: [left, right])
      } else if level.rawValue <= Level.concatenation.rawValue, current.kind == .tilde {
        var parts = [left]
        while skip(.tilde) { parts.append(try parseOperators(.product)) }
        left = try add(.concatenation(parts), from: start, over: parts)
      } else if level.rawValue <= Level.sum.rawValue, current.kind == .add || current.kind == .subtract {
        let sum: BinaryOperator = advance().kind == .add ? .add : .subtract
        let right = try parseOperators(.concatenation)
        left = try add(.binary(sum, left, right), from: start, over: [left, right])
      } else if level.rawValue <= Level.comparison.rawValue, comparisonOperator() != nil {
        var rest: [(ComparisonOperator, ExpressionID)] = []
        while let comparison = comparisonOperator() {
          advance()
          if comparison == .notContained { advance() }
          rest.append((comparison, try parseOperators(.sum)))
        }
        left = try add(.comparison(left, rest), from: start, over: [left] + rest.map(\.1))
      } else if level.rawValue <= Level.and.rawValue, skipName("and") {
        let right = try parseOperators(.not)
        left = try add(.and(left, right), from: start, over: [left, right])
      } else if level == .or, skipName("or") {
        let right = try parseOperators(.and)
        left = try add(.or(left, right), from: start, over: [left, right])
      } else {
        return left
      }
    }
  }

  private func productOperator() -> BinaryOperator? {
    switch current.kind {
    case .multiply: .multiply
    case .divide: .divide
    case .floorDivide: .floorDivide
    case .modulo: .modulo
    default: nil
    }
  }

  private func comparisonOperator() -> ComparisonOperator? {
    switch current.kind {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .name where current.text == "in": .contained
    case .name where current.text == "not" && following.isName("in"): .notContained
    default: nil
    }
  }

  private mutating func parseUnary(withFilters: Bool = true) throws(SyntaxError) -> ExpressionID {
    let start = current
    var value: ExpressionID
    if start.kind == .subtract || start.kind == .add {
      guard depth < Limits.expressionHeight else { throw tooDeep(at: start.offset) }
      advance()
      depth += 1
      let operand = try parseUnary(withFilters: false)
      depth -= 1
      let kind: ExpressionSyntax.Kind = start.kind == .add ? .positive(operand) : .negative(operand)
      value = try add(kind, from: start.offset, over: [operand])
    } else {
      value = try parsePrimary()
    }
    value = try parsePostfix(value, from: start.offset)
    guard withFilters else { return value }
    while true {
      if current.kind == .pipe {
        value = try parseFilters(on: value, isInline: false)
      } else if current.isName("is") {
        value = try parseTest(value)
      } else if current.kind == .leftParenthesis {
        value = try parseCall(value, from: start.offset)
      } else {
        return value
      }
    }
  }

  private mutating func parsePrimary(withNamespace: Bool = false) throws(SyntaxError) -> ExpressionID {
    let token = current
    switch token.kind {
    case .name:
      advance()
      switch token.text {
      case "true", "True": return try add(.constant(.bool(true)), from: token.offset)
      case "false", "False": return try add(.constant(.bool(false)), from: token.offset)
      case "none", "None": return try add(.constant(.none), from: token.offset)
      default: break
      }
      if withNamespace, skip(.dot) {
        let attribute = try expectName()
        return try add(.namespaceTarget(token.text, attribute.text), from: token.offset)
      }
      return try add(.name(token.text), from: token.offset)
    case .string:
      var text = ""
      while current.kind == .string { text += advance().text }
      return try add(.constant(.string(text)), from: token.offset)
    case .number:
      advance()
      return try add(.constant(token.value), from: token.offset)
    case .leftParenthesis:
      advance()
      let value = try parseTuple(isParenthesised: true)
      try expect(.rightParenthesis)
      return value
    case .leftBracket:
      let items = try parseItems(until: .rightBracket)
      return try add(.list(items), from: token.offset, over: items)
    case .leftBrace: return try parseDictionary()
    default: throw unexpected("an expression")
    }
  }

  /// Parses one expression, or several with commas as a tuple.
  mutating func parseTuple(
    isTarget: Bool = false, withConditional: Bool = true, isParenthesised: Bool = false,
    withNamespace: Bool = false, endingWith ending: String? = nil
  ) throws(SyntaxError) -> ExpressionID {
    let start = current.offset
    var items: [ExpressionID] = []
    var isTuple = false
    while true {
      if !items.isEmpty { try expect(.comma) }
      if isTupleEnd(ending) { break }
      guard depth < Limits.expressionHeight else { throw tooDeep(at: start) }
      depth += 1
      let item =
        isTarget
        ? try parsePrimary(withNamespace: withNamespace)
        : try parseExpression(withConditional: withConditional)
      depth -= 1
      items.append(item)
      guard current.kind == .comma else { break }
      isTuple = true
    }
    if !isTuple {
      if let only = items.first { return only }
      if !isParenthesised { throw unexpected("an expression") }
    }
    return try add(.tuple(items), from: start, over: items)
  }

  private func isTupleEnd(_ ending: String?) -> Bool {
    switch current.kind {
    case .variableEnd, .blockEnd, .rightParenthesis: true
    case .name: current.text == ending
    default: false
    }
  }

  private mutating func parseItems(until end: Token.Kind) throws(SyntaxError) -> [ExpressionID] {
    advance()
    var items: [ExpressionID] = []
    while current.kind != end {
      if !items.isEmpty { try expect(.comma) }
      if current.kind == end { break }
      items.append(try parseExpression())
    }
    try expect(end)
    return items
  }

  private mutating func parseDictionary() throws(SyntaxError) -> ExpressionID {
    let start = advance().offset
    var entries: [(ExpressionID, ExpressionID)] = []
    while current.kind != .rightBrace {
      if !entries.isEmpty { try expect(.comma) }
      if current.kind == .rightBrace { break }
      let key = try parseExpression()
      try expect(.colon)
      entries.append((key, try parseExpression()))
    }
    try expect(.rightBrace)
    return try add(.dictionary(entries), from: start, over: entries.flatMap { [$0.0, $0.1] })
  }

  private mutating func parsePostfix(
    _ operand: ExpressionID, from start: Int
  ) throws(SyntaxError) -> ExpressionID {
    var value = operand
    while true {
      switch current.kind {
      case .dot: value = try parseAttribute(value, from: start)
      case .leftBracket: value = try parseSubscript(value, from: start)
      case .leftParenthesis: value = try parseCall(value, from: start)
      default: return value
      }
    }
  }

  private mutating func parseAttribute(
    _ operand: ExpressionID, from start: Int
  ) throws(SyntaxError) -> ExpressionID {
    advance()
    let token = current
    if token.kind == .name {
      advance()
      return try add(.attribute(operand, token.text), from: start, over: [operand])
    }
    guard token.kind == .number, case .int = token.value else { throw unexpected("a name or a number") }
    advance()
    let key = try add(.constant(token.value), from: token.offset)
    return try add(.item(operand, key), from: start, over: [operand, key])
  }

  private mutating func parseSubscript(
    _ operand: ExpressionID, from start: Int
  ) throws(SyntaxError) -> ExpressionID {
    let open = advance().offset
    var keys: [ExpressionID] = []
    while current.kind != .rightBracket {
      if !keys.isEmpty { try expect(.comma) }
      keys.append(try parseSubscribed())
    }
    try expect(.rightBracket)
    let key = keys.count == 1 ? keys[0] : try add(.tuple(keys), from: open, over: keys)
    return try add(.item(operand, key), from: start, over: [operand, key])
  }

  private mutating func parseSubscribed() throws(SyntaxError) -> ExpressionID {
    let start = current.offset
    var first: ExpressionID?
    if current.kind != .colon {
      let value = try parseExpression()
      if current.kind != .colon { return value }
      first = value
    }
    try expect(.colon)
    var bounds: [ExpressionID?] = [first, nil, nil]
    if current.kind != .colon, current.kind != .rightBracket, current.kind != .comma {
      bounds[1] = try parseExpression()
    }
    if skip(.colon), current.kind != .rightBracket, current.kind != .comma {
      bounds[2] = try parseExpression()
    }
    return try add(.slice(bounds[0], bounds[1], bounds[2]), from: start, over: bounds.compactMap { $0 })
  }

  private mutating func parseArguments() throws(SyntaxError) -> ArgumentsSyntax {
    let open = try expect(.leftParenthesis)
    var arguments = ArgumentsSyntax()
    var needsComma = false
    func invalid() -> SyntaxError {
      SyntaxError(
        "the arguments are in the wrong order", at: open.offset,
        help: "positional arguments come first, then `*values`, named ones, and `**mapping`")
    }
    while current.kind != .rightParenthesis {
      if needsComma {
        try expect(.comma)
        if current.kind == .rightParenthesis { break }
      }
      if skip(.multiply) {
        guard arguments.spread == nil, arguments.namedSpread == nil else { throw invalid() }
        arguments.spread = try parseExpression()
      } else if skip(.power) {
        guard arguments.namedSpread == nil else { throw invalid() }
        arguments.namedSpread = try parseExpression()
      } else if current.kind == .name, following.kind == .assign {
        guard arguments.namedSpread == nil else { throw invalid() }
        let name = advance()
        advance()
        if arguments.named.contains(where: { $0.name == name.text }) {
          throw SyntaxError("the argument `\(name.text)` stands twice", at: name.offset, length: name.length)
        }
        arguments.named.append((name.text, try parseExpression()))
      } else {
        guard arguments.spread == nil, arguments.namedSpread == nil, arguments.named.isEmpty else {
          throw invalid()
        }
        arguments.positional.append(try parseExpression())
      }
      needsComma = true
    }
    try expect(.rightParenthesis)
    return arguments
  }

  private mutating func parseCall(
    _ operand: ExpressionID, from start: Int
  ) throws(SyntaxError) -> ExpressionID {
    let arguments = try parseArguments()
    return try add(.call(operand, arguments), from: start, over: [operand] + arguments.all)
  }

  private mutating func parseDottedName() throws(SyntaxError) -> String {
    var name = try expectName().text
    while skip(.dot) { name += "." + (try expectName().text) }
    return name
  }

  /// Parses a chain of filters; inline, the first one has no `|` before it.
  mutating func parseFilters(
    on operand: ExpressionID?, isInline: Bool
  ) throws(SyntaxError) -> ExpressionID {
    var value = operand
    var isFirst = isInline
    while isFirst || current.kind == .pipe {
      if !isFirst { advance() }
      isFirst = false
      let start = current.offset
      let name = try parseDottedName()
      let arguments = current.kind == .leftParenthesis ? try parseArguments() : ArgumentsSyntax()
      value = try add(
        .filter(value, name, arguments), from: start, over: (value.map { [$0] } ?? []) + arguments.all)
    }
    guard let value else { throw unexpected("a filter") }
    return value
  }

  private mutating func parseTest(_ operand: ExpressionID) throws(SyntaxError) -> ExpressionID {
    let start = advance().offset
    let isNegated = skipName("not")
    let name = try parseDottedName()
    var arguments = ArgumentsSyntax()
    switch current.kind {
    case .leftParenthesis: arguments = try parseArguments()
    case .name where ["else", "or", "and"].contains(current.text): break
    case .name where current.text == "is":
      throw SyntaxError(
        "tests cannot be chained", at: current.offset, length: 2, help: "join them with `and`")
    case .name, .string, .number, .leftBracket, .leftBrace:
      let argumentStart = current.offset
      guard depth < Limits.expressionHeight else { throw tooDeep(at: argumentStart) }
      depth += 1
      let argument = try parsePostfix(try parsePrimary(), from: argumentStart)
      depth -= 1
      arguments.positional = [argument]
    default: break
    }
    let test = try add(.test(operand, name, arguments), from: start, over: [operand] + arguments.all)
    return isNegated ? try add(.not(test), from: start, over: [test]) : test
  }
}
