extension Parser {
  mutating func parseFor(_ tag: Token) throws(SyntaxError) -> StatementSyntax.Kind {
    let target = try parseTarget(endingWith: "in")
    try expectName("in")
    let sequence = try parseTuple(withConditional: false, endingWith: "recursive")
    let filter = skipName("if") ? try parseExpression() : nil
    let isRecursive = skipName("recursive")
    let (body, ending) = try parseBody(of: "for", at: tag.offset, until: ["else", "endfor"])
    var otherwise: [StatementSyntax] = []
    if ending == "else" {
      otherwise = try parseBody(of: "for", at: tag.offset, until: ["endfor"]).body
    }
    return .for(
      LoopSyntax(
        target: target, sequence: sequence, filter: filter, isRecursive: isRecursive, body: body,
        otherwise: otherwise))
  }

  mutating func parseIf(_ tag: Token) throws(SyntaxError) -> StatementSyntax.Kind {
    var branches: [(test: ExpressionID, body: [StatementSyntax])] = []
    while true {
      let test = try parseTuple(withConditional: false)
      let (body, ending) = try parseBody(of: "if", at: tag.offset, until: ["elif", "else", "endif"])
      branches.append((test, body))
      if ending == "endif" { return .if(branches, otherwise: []) }
      if ending == "else" {
        let otherwise = try parseBody(of: "if", at: tag.offset, until: ["endif"]).body
        return .if(branches, otherwise: otherwise)
      }
    }
  }

  mutating func parseBlock(_ tag: Token) throws(SyntaxError) -> StatementSyntax.Kind {
    let name = try expectName()
    let isScoped = skipName("scoped")
    let isRequired = skipName("required")
    if current.kind == .subtract {
      throw SyntaxError(
        "a block's name must not contain hyphens", at: name.offset, length: name.length + 1,
        help: "use an underscore instead")
    }
    let body = try parseBody(of: "block", at: tag.offset, until: ["endblock"]).body
    if isRequired {
      for statement in body {
        guard case .text(let offset, let length) = statement.kind, isBlank(offset, length) else {
          throw SyntaxError(
            "a required block can only contain comments or white space", at: statement.offset,
            length: statement.length)
        }
      }
    }
    _ = skipName(name.text)
    return .block(BlockSyntax(name: name.text, isScoped: isScoped, isRequired: isRequired, body: body))
  }

  private func isBlank(_ offset: Int, _ length: Int) -> Bool {
    Whitespace.skip(source, offset) >= offset + length
  }

  private mutating func parseContext(default withContext: Bool) -> Bool {
    guard current.isName("with") || current.isName("without"), following.isName("context") else {
      return withContext
    }
    let isWith = current.isName("with")
    advance()
    advance()
    return isWith
  }

  mutating func parseInclude() throws(SyntaxError) -> StatementSyntax.Kind {
    let template = try parseExpression()
    var ignoreMissing = false
    if current.isName("ignore"), following.isName("missing") {
      ignoreMissing = true
      advance()
      advance()
    }
    return .include(template, ignoreMissing: ignoreMissing, withContext: parseContext(default: true))
  }

  mutating func parseImport() throws(SyntaxError) -> StatementSyntax.Kind {
    let template = try parseExpression()
    try expectName("as")
    let alias = try parseAssignableName()
    return .import(template, alias: alias.text, withContext: parseContext(default: false))
  }

  mutating func parseFrom() throws(SyntaxError) -> StatementSyntax.Kind {
    let template = try parseExpression()
    try expectName("import")
    var names: [(name: String, alias: String)] = []
    while true {
      if !names.isEmpty { try expect(.comma) }
      if current.isName("with") || current.isName("without"), following.isName("context") { break }
      let name = try parseAssignableName()
      if name.text.hasPrefix("_") {
        throw SyntaxError(
          "names that begin with an underscore cannot be imported", at: name.offset, length: name.length)
      }
      let alias = skipName("as") ? try parseAssignableName() : name
      names.append((name.text, alias.text))
      let isContext = (current.isName("with") || current.isName("without")) && following.isName("context")
      if isContext || current.kind != .comma { break }
    }
    return .from(template, names: names, withContext: parseContext(default: false))
  }

  private mutating func parseSignature() throws(SyntaxError) -> [ParameterSyntax] {
    var parameters: [ParameterSyntax] = []
    try expect(.leftParenthesis)
    while current.kind != .rightParenthesis {
      if !parameters.isEmpty { try expect(.comma) }
      let name = try parseAssignableName()
      if parameters.contains(where: { $0.name == name.text }) {
        throw SyntaxError("the parameter `\(name.text)` stands twice", at: name.offset, length: name.length)
      }
      var fallback: ExpressionID?
      if skip(.assign) {
        fallback = try parseExpression()
      } else if parameters.last?.fallback != nil {
        throw SyntaxError(
          "a parameter without a default follows one with a default", at: name.offset, length: name.length)
      }
      parameters.append(ParameterSyntax(name: name.text, offset: name.offset, fallback: fallback))
    }
    try expect(.rightParenthesis)
    return parameters
  }

  mutating func parseMacro(_ tag: Token) throws(SyntaxError) -> StatementSyntax.Kind {
    let name = try parseAssignableName()
    let parameters = try parseSignature()
    let body = try parseBody(of: "macro", at: tag.offset, until: ["endmacro"]).body
    return .macro(name: name.text, MacroSyntax(parameters: parameters, body: body))
  }

  mutating func parseCallBlock(_ tag: Token) throws(SyntaxError) -> StatementSyntax.Kind {
    let parameters = current.kind == .leftParenthesis ? try parseSignature() : []
    let start = current
    let call = try parseExpression()
    guard case .call = expressions[call].kind else {
      throw SyntaxError("expected a call", at: start.offset, length: expressions[call].length)
    }
    let body = try parseBody(of: "call", at: tag.offset, until: ["endcall"]).body
    return .callBlock(MacroSyntax(parameters: parameters, body: body), call: call)
  }

  mutating func parseFilterBlock(_ tag: Token) throws(SyntaxError) -> StatementSyntax.Kind {
    let filter = try parseFilters(on: nil, isInline: true)
    let body = try parseBody(of: "filter", at: tag.offset, until: ["endfilter"]).body
    return .filterBlock(filter, body: body)
  }

  mutating func parseSet(_ tag: Token) throws(SyntaxError) -> StatementSyntax.Kind {
    let target = try parseTarget(withNamespace: true)
    if skip(.assign) { return .set(target: target, value: try parseTuple()) }
    let filter = current.kind == .pipe ? try parseFilters(on: nil, isInline: false) : nil
    let body = try parseBody(of: "set", at: tag.offset, until: ["endset"]).body
    return .setBlock(target: target, filter: filter, body: body)
  }

  mutating func parseWith(_ tag: Token) throws(SyntaxError) -> StatementSyntax.Kind {
    var pairs: [(target: ExpressionID, value: ExpressionID)] = []
    while current.kind != .blockEnd {
      if !pairs.isEmpty { try expect(.comma) }
      let target = try parseTarget()
      try expect(.assign)
      pairs.append((target, try parseExpression()))
    }
    return .with(pairs, body: try parseBody(of: "with", at: tag.offset, until: ["endwith"]).body)
  }

  mutating func parseAutoescape(_ tag: Token) throws(SyntaxError) -> StatementSyntax.Kind {
    let state = try parseExpression()
    return .autoescape(
      state, body: try parseBody(of: "autoescape", at: tag.offset, until: ["endautoescape"]).body)
  }

  mutating func parsePrint() throws(SyntaxError) -> StatementSyntax.Kind {
    var values: [ExpressionID] = []
    while current.kind != .blockEnd {
      if !values.isEmpty { try expect(.comma) }
      values.append(try parseExpression())
    }
    return .output(values)
  }

  func parseLoopControl(_ tag: Token) throws(SyntaxError) -> StatementSyntax.Kind {
    // What runs on its own, such as a macro's body, cannot leave a loop outside.
    for open in openTags.reversed() {
      if open.name == "for" { return tag.text == "break" ? .break : .continue }
      if ["macro", "call", "block", "cache"].contains(open.name) { break }
    }
    throw SyntaxError("`\(tag.text)` outside of a loop", at: tag.offset, length: tag.length)
  }

  // MARK: Targets

  private mutating func parseAssignableName() throws(SyntaxError) -> Token {
    let token = try expectName()
    if Self.reserved.contains(token.text) {
      throw SyntaxError("`\(token.text)` cannot be assigned to", at: token.offset, length: token.length)
    }
    return token
  }

  static let reserved: Set<String> = ["true", "false", "none", "True", "False", "None"]

  mutating func parseTarget(
    withNamespace: Bool = false, endingWith ending: String? = nil
  ) throws(SyntaxError) -> ExpressionID {
    let start = current
    let target = try parseTuple(isTarget: true, withNamespace: withNamespace, endingWith: ending)
    guard isAssignable(target) else {
      throw SyntaxError(
        "this cannot be assigned to", at: start.offset, length: expressions[target].length)
    }
    return target
  }

  private func isAssignable(_ target: ExpressionID) -> Bool {
    switch expressions[target].kind {
    case .name, .namespaceTarget: true
    case .tuple(let items): items.allSatisfy { isAssignable($0) }
    default: false
    }
  }
}
