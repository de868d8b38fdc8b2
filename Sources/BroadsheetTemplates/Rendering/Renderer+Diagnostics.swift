import BroadsheetCore

extension Renderer {
  /// Adds the place and the way to it to an error.
  func diagnostic(for error: TemplateError, _ context: Context) -> Diagnostic {
    if let diagnostic = error.diagnostic { return diagnostic }
    var diagnostic = Diagnostic(error.code, .error, error.message, help: error.help)
    if let (location, excerpt) = location(of: current) {
      diagnostic.location = location
      diagnostic.excerpt = excerpt
    }
    for activation in activations.reversed().prefix(20) {
      guard let (location, _) = location(of: activation.caller) else { continue }
      diagnostic.chain.append(Diagnostic.Frame(role: role(of: activation.step), location: location))
    }
    if let undefined = error.undefined, undefined.isVariable, diagnostic.help == nil {
      diagnostic.help = Suggestion.help(for: undefined.name, in: knownNames(context))
    }
    return diagnostic
  }

  private func role(of step: Step) -> String {
    switch step {
    case .extending: "extended from"
    case .including: "included from"
    case .importing: "imported from"
    case .recursion: "in a recursive loop, from"
    case .callBlock: "in a call block, from"
    case .block(let function): "in block `\(name(of: function))`, from"
    case .macro(let function): "in macro `\(name(of: function))`, from"
    }
  }

  private func name(of function: Int32) -> String {
    program.names[Int(program.functions[Int(function)].name)].text
  }

  private func knownNames(_ context: Context) -> [String] {
    var names = context.variables.map { program.names[Int($0.name)].text }
    switch context.data {
    case .nothing: break
    case .record(let record): names += record.presentNames
    case .map(let map): names += map.keys.compactMap(\.text)
    }
    return names + environment.registry.functions.keys.sorted()
  }

  /// The place of a node or, where negative, of an instruction.
  private func location(of index: Int32) -> (SourceLocation, String?)? {
    let isNode = index >= 0
    let position = Int(isNode ? index : ~index)
    let places = isNode ? program.nodePlaces : program.instructionPlaces
    guard position < places.count else { return nil }
    let template = program.templates.first {
      isNode ? $0.nodes.contains(Int32(position)) : $0.instructions.contains(Int32(position))
    }
    guard let template else { return nil }
    let source = Array(program.text[template.source])
    let offset = Int(places[position].offset) - template.source.lowerBound
    let end = min(offset + Int(places[position].length), source.count)
    let text = String(decoding: source[min(offset, end)..<end], as: UTF8.self)
    let length = text.unicodeScalars.prefix { $0 != "\n" }.count
    let location = SourceLocation(file: template.file, offset: offset, length: length, in: source.span)
    return (location, Diagnostic.line(location.line, of: source.span))
  }
}
