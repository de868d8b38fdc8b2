/// What a template sees from outside its own variables: what its top level set, what it was included with,
/// the data, and the globals.
final class Context {
  /// Names that were handed on when a context was made.
  final class Layer {
    let entries: [(name: Int32, value: Value)]
    let next: Layer?

    init(_ entries: [(name: Int32, value: Value)], next: Layer?) {
      self.entries = entries
      self.next = next
    }
  }

  /// A name that the top level has set.
  struct Variable {
    let name: Int32
    var value: Value
    var isExported: Bool
  }

  let template: Int32
  let data: ContextData
  let inherited: Layer?
  /// What the top level has set, by the index of the name.
  @exclusivity(unchecked) private(set) var variables: [Variable] = []
  /// The variables as others get them handed on, until one of them changes.
  @exclusivity(unchecked) private var layer: Layer?
  /// The blocks by name, the most derived template's first.
  @exclusivity(unchecked) var blocks: [BlockChain]
  /// Whether ``blocks`` has those of the templates that will be extended, too.
  let hasAllBlocks: Bool
  @exclusivity(unchecked) var autoescape: Bool
  /// The template that this one extends, once it does.
  @exclusivity(unchecked) var extended: Int32 = -1

  init(
    template: Int32, data: ContextData, inherited: Layer?, blocks: [BlockChain], hasAllBlocks: Bool,
    autoescape: Bool
  ) {
    self.template = template
    self.data = data
    self.inherited = inherited
    self.blocks = blocks
    self.hasAllBlocks = hasAllBlocks
    self.autoescape = autoescape
  }

  func publish(_ name: Int32, _ value: Value, _ publication: Publication) {
    layer = nil
    for index in 0..<variables.count where variables[index].name == name {
      variables[index].value = value
      if publication != .visible { variables[index].isExported = publication == .exported }
      return
    }
    if variables.isEmpty { variables.reserveCapacity(8) }
    variables.append(Variable(name: name, value: value, isExported: publication == .exported))
  }

  /// What is set or inherited under a name; nil if only data and globals may know it.
  func local(_ name: Int32) -> Value? {
    for index in variables.indices where variables[index].name == name { return variables[index].value }
    var layer = inherited
    while let current = layer {
      for index in current.entries.indices where current.entries[index].name == name {
        return current.entries[index].value
      }
      layer = current.next
    }
    return nil
  }

  func exportedValue(_ name: Int32) -> Value? {
    for variable in variables where variable.name == name {
      return variable.isExported ? variable.value : nil
    }
    return nil
  }

  /// All that is known here beside data and globals, for another context.
  func handingOn(_ locals: [(name: Int32, value: Value)]) -> Layer? {
    let mine = variables.isEmpty ? inherited : layer ?? makeLayer()
    return locals.isEmpty ? mine : Layer(locals, next: mine)
  }

  private func makeLayer() -> Layer {
    let made = Layer(variables.map { ($0.name, $0.value) }, next: inherited)
    layer = made
    return made
  }

  func release() {
    variables = []
    layer = nil
  }
}

/// The data that a template is rendered with.
enum ContextData: Sendable {
  case nothing
  case record(Record)
  case map(ValueMap)
}
