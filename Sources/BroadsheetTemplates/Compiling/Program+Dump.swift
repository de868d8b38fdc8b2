import BroadsheetCore

extension TemplateEnvironment {
  /// A stage of compilation that can be shown.
  public enum Stage: String, Sendable, CaseIterable {
    /// The tokens of the source.
    case tokens
    /// The statements and expressions.
    case tree
    /// The compiled functions.
    case program
  }

  /// Shows a stage of a compiled template as text, for people who work on the engine; nil if there is no
  /// such template.
  public func dump(_ stage: Stage, of name: String) -> String? {
    guard let index = program.templateIndex[name] else { return nil }
    let template = program.templates[index]
    let source = Array(program.text[template.source])
    let lexerOptions = LexerOptions(
      trimBlocks: options.trimBlocks, lstripBlocks: options.lstripBlocks,
      keepTrailingNewline: options.keepTrailingNewline)
    guard stage != .program else { return dumpProgram(Int32(index)) }
    do throws(SyntaxError) {
      let tokens = try Lexer.tokens(of: source, options: lexerOptions)
      guard stage == .tree else {
        return tokens.map { token in
          let text = String(decoding: source[token.offset..<token.offset + token.length], as: UTF8.self)
          return "\(token.offset)\t\(token.kind)\t\(Value.string(text).representation)\n"
        }.joined()
      }
      let syntax = try Parser.parse(tokens, of: source)
      var dumper = TreeDumper(syntax: syntax, source: source)
      dumper.append(syntax.statements, depth: 0)
      return dumper.out
    } catch {
      return error.message
    }
  }

  private func dumpProgram(_ template: Int32) -> String {
    var out = ""
    for function in program.functions where function.template == template {
      out += "\(function.role) \(program.names[Int(function.name)].text): \(function.slotCount) slots\n"
      for index in function.body { out += "  \(index)\t\(describe(program.instructions[Int(index)]))\n" }
    }
    let nodes = program.templates[Int(template)].nodes
    out += "nodes\n"
    for index in nodes { out += "  \(index)\t\(describe(program.nodes[Int(index)]))\n" }
    return out
  }

  private func describe(_ instruction: Instruction) -> String {
    switch instruction {
    case .text(let start, let count):
      let text = String(decoding: program.text[Int(start)..<Int(start + count)], as: UTF8.self)
      return "text \(Value.string(text).representation)"
    case .resolve(let slot, let name): return "resolve \(slot) `\(program.names[Int(name)].text)`"
    default: return "\(instruction)"
    }
  }

  private func describe(_ node: Node) -> String {
    switch node {
    case .constant(let index): "constant \(program.constants[Int(index)].representation)"
    case .local(let slot, let name): "local \(slot) `\(program.names[Int(name)].text)`"
    case .attribute(let operand, let name): "attribute \(operand) `\(program.names[Int(name)].text)`"
    case .filter(let operand, let use, let arguments):
      "filter \(operand) `\(program.filters[Int(use)].name)` \(arguments)"
    default: "\(node)"
    }
  }
}

/// Writes a template's syntax as an indented tree.
private struct TreeDumper {
  let syntax: TemplateSyntax
  let source: [UInt8]
  var out = ""

  mutating func append(_ statements: [StatementSyntax], depth: Int) {
    for statement in statements {
      out += String(repeating: "  ", count: depth)
      let text = String(
        decoding: source[statement.offset..<statement.offset + statement.length], as: UTF8.self)
      out += "\(label(statement)) \(Value.string(text).representation)\n"
      for id in statement.expressions {
        let place = syntax.expressions[id]
        let text = String(
          decoding: source[place.offset..<min(place.offset + place.length, source.count)], as: UTF8.self)
        out += String(repeating: "  ", count: depth + 1) + "(\(text))\n"
      }
      for body in statement.bodies where !body.isEmpty {
        out += String(repeating: "  ", count: depth + 1) + "body\n"
        append(body, depth: depth + 2)
      }
    }
  }

  private func label(_ statement: StatementSyntax) -> String {
    switch statement.kind {
    case .text: "text"
    case .output: "output"
    default: "statement"
    }
  }
}
