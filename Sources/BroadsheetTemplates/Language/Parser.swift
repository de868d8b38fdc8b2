import BroadsheetCore

/// Builds the syntax of a template from its tokens, by Jinja2's grammar.
///
/// Nesting is bounded, so that no source can exhaust the stack.
struct Parser {
  let tokens: [Token]
  let source: [UInt8]
  var index = 0
  var expressions: [ExpressionSyntax] = []
  /// How deep the expression that is being parsed is.
  var depth = 0
  /// The tags that are open, innermost last, each with the tags that may close it.
  var openTags: [(name: String, offset: Int, endings: [String])] = []

  /// The syntax of a template.
  static func parse(_ tokens: [Token], of source: [UInt8]) throws(SyntaxError) -> TemplateSyntax {
    var parser = Parser(tokens: tokens, source: source)
    let statements = try parser.parseStatements(until: [])
    return TemplateSyntax(statements: statements, expressions: parser.expressions)
  }

  private init(tokens: [Token], source: [UInt8]) {
    self.tokens = tokens
    self.source = source
  }

  // MARK: Tokens

  var current: Token { tokens[index] }
  var following: Token { tokens[min(index + 1, tokens.count - 1)] }

  @discardableResult
  mutating func advance() -> Token {
    let token = tokens[index]
    if index + 1 < tokens.count { index += 1 }
    return token
  }

  mutating func skip(_ kind: Token.Kind) -> Bool {
    guard current.kind == kind else { return false }
    advance()
    return true
  }

  mutating func skipName(_ name: String) -> Bool {
    guard current.isName(name) else { return false }
    advance()
    return true
  }

  func unexpected(_ expected: String) -> SyntaxError {
    SyntaxError(
      "expected \(expected), found \(current.description)", at: current.offset, length: max(current.length, 1)
    )
  }

  @discardableResult
  mutating func expect(_ kind: Token.Kind) throws(SyntaxError) -> Token {
    guard current.kind == kind else { throw unexpected("`\(kind.rawValue)`") }
    return advance()
  }

  mutating func expectName() throws(SyntaxError) -> Token {
    guard current.kind == .name else { throw unexpected("a name") }
    return advance()
  }

  mutating func expectName(_ name: String) throws(SyntaxError) {
    guard current.isName(name) else { throw unexpected("`\(name)`") }
    advance()
  }

  // MARK: Nodes

  mutating func add(
    _ kind: ExpressionSyntax.Kind, from offset: Int, over children: [ExpressionID] = []
  ) throws(SyntaxError) -> ExpressionID {
    var height = 0
    for child in children { height = max(height, expressions[child].height) }
    let end = index > 0 ? tokens[index - 1].offset + tokens[index - 1].length : offset
    guard height < Limits.expressionHeight else { throw tooDeep(at: offset) }
    expressions.append(
      ExpressionSyntax(kind: kind, offset: offset, length: max(1, end - offset), height: height + 1))
    return expressions.count - 1
  }

  func tooDeep(at offset: Int) -> SyntaxError {
    SyntaxError(
      "the expression is nested too deeply", at: offset,
      help: "split it with `set`; at most \(Limits.expressionHeight) levels are allowed",
      code: .templateLimit)
  }

  // MARK: Statements

  /// Parses up to one of the tags `endings`, which stays current, or to the end of the template.
  mutating func parseStatements(until endings: [String]) throws(SyntaxError) -> [StatementSyntax] {
    var body: [StatementSyntax] = []
    while true {
      let token = current
      switch token.kind {
      case .end:
        if let open = openTags.last {
          throw SyntaxError(
            "`\(open.name)` is not closed", at: open.offset, length: open.name.utf8.count,
            help: "close it with `{% \(open.endings.last ?? "end") %}`")
        }
        return body
      case .data:
        advance()
        let kind = StatementSyntax.Kind.text(offset: token.offset, length: token.length)
        body.append(StatementSyntax(kind: kind, offset: token.offset, length: token.length))
      case .variableBegin:
        advance()
        let value = try parseTuple()
        try expect(.variableEnd)
        body.append(StatementSyntax(kind: .output([value]), offset: token.offset, length: 2))
      default:
        try expect(.blockBegin)
        if current.kind == .name, endings.contains(current.text) { return body }
        body.append(try parseStatement())
        try expect(.blockEnd)
      }
    }
  }

  /// Parses the body of the tag `name` up to one of `endings`, and takes that ending.
  mutating func parseBody(
    of name: String, at offset: Int, until endings: [String]
  ) throws(SyntaxError) -> (body: [StatementSyntax], ending: String) {
    guard openTags.count < Limits.statementDepth else {
      throw SyntaxError(
        "tags are nested too deeply", at: offset, length: name.utf8.count,
        help: "at most \(Limits.statementDepth) levels are allowed", code: .templateLimit)
    }
    _ = skip(.colon)
    try expect(.blockEnd)
    openTags.append((name, offset, endings))
    let body = try parseStatements(until: endings)
    openTags.removeLast()
    return (body, advance().text)
  }

  private static let tags = [
    "for", "if", "block", "extends", "include", "import", "from", "macro", "call", "filter", "set",
    "with", "autoescape", "cache", "print", "do", "break", "continue", "raw",
  ]

  private mutating func parseStatement() throws(SyntaxError) -> StatementSyntax {
    let token = current
    guard token.kind == .name else { throw unexpected("a tag's name") }
    advance()
    let kind: StatementSyntax.Kind =
      switch token.text {
      case "for": try parseFor(token)
      case "if": try parseIf(token)
      case "block": try parseBlock(token)
      case "extends": .extends(try parseExpression())
      case "include": try parseInclude()
      case "import": try parseImport()
      case "from": try parseFrom()
      case "macro": try parseMacro(token)
      case "call": try parseCallBlock(token)
      case "filter": try parseFilterBlock(token)
      case "set": try parseSet(token)
      case "with": try parseWith(token)
      case "autoescape": try parseAutoescape(token)
      case "cache": try parseCache(token)
      case "print": try parsePrint()
      case "do": .evaluate(try parseTuple())
      case "break", "continue": try parseLoopControl(token)
      default: throw unknownTag(token)
      }
    return StatementSyntax(kind: kind, offset: token.offset, length: token.length)
  }

  private func unknownTag(_ token: Token) -> SyntaxError {
    var help: String?
    if let open = openTags.last {
      help = "`\(open.name)` is open and waits for `\(open.endings.joined(separator: "` or `"))`"
    }
    let known = Self.tags + (openTags.last?.endings ?? [])
    if let near = Suggestion.help(for: token.text, in: known) { help = near }
    return SyntaxError("unknown tag `\(token.text)`", at: token.offset, length: token.length, help: help)
  }
}
