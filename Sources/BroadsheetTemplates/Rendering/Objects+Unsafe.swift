import BroadsheetCore

/// A macro, or the body of a call block as `caller`.
final class Macro: TemplateObject, @unchecked Sendable {
  let plan: MacroPlan
  /// The frame of the function that defines it, whose variables it sees.
  let frame: Frame
  private let names: MacroNames

  init(plan: MacroPlan, names: MacroNames, frame: Frame) {
    self.plan = plan
    self.names = names
    self.frame = frame
  }

  /// What it is called; nil for the body of a call block.
  var name: String? { names.name }
  var parameterNames: [String] { names.parameters }

  override var typeName: String { "macro" }
  override var isCallable: Bool { true }

  override func describe(with printer: inout Printer, to out: inout OutputBuffer) {
    out.append("<Macro ")
    if let name { Printer.append(quoted: name, to: &out) } else { out.append("anonymous") }
    out.append(">")
  }

  override var attributeNames: [String] { ["name", "arguments", "catch_kwargs", "catch_varargs", "caller"] }

  override func attribute(_ name: String) -> Value? {
    switch name {
    case "name": self.name.map { .string($0) } ?? Value.none
    case "arguments": .list(ValueList(parameterNames.map { .string($0) }, kind: .tuple))
    case "catch_kwargs": .bool(plan.namedSlot >= 0)
    case "catch_varargs": .bool(plan.extraSlot >= 0)
    case "caller": .bool(plan.callerSlot >= 0 || plan.hasExplicitCaller)
    case "explicit_caller": .bool(plan.hasExplicitCaller)
    default: nil
    }
  }

  override func call(
    _ arguments: Arguments, _ renderer: inout Renderer, _ frame: Frame
  ) throws(TemplateError) -> Value {
    let mark = renderer.out.count
    try renderer.run(self, arguments)
    return renderer.take(from: mark, asMarkup: frame.context.autoescape)
  }
}

/// `self.name` and `super`: a block of the inheritance chain.
final class BlockReference: TemplateObject, @unchecked Sendable {
  let name: Int32
  let context: Context
  let functions: [Int32]
  let index: Int

  init(name: Int32, context: Context, functions: [Int32], index: Int) {
    self.name = name
    self.context = context
    self.functions = functions
    self.index = index
  }

  override var typeName: String { "block" }
  override var isCallable: Bool { true }

  override func attribute(_ name: String) -> Value? {
    guard name == "super" else { return nil }
    guard index + 1 < functions.count else {
      return .undefined(Undefined(name: "super", message: "there is no parent block"))
    }
    return .object(BlockReference(name: self.name, context: context, functions: functions, index: index + 1))
  }

  override func call(
    _ arguments: Arguments, _ renderer: inout Renderer, _ frame: Frame
  ) throws(TemplateError) -> Value {
    let mark = renderer.out.count
    try renderer.runBlock(functions[index], context)
    return renderer.take(from: mark, asMarkup: context.autoescape)
  }
}

/// `self`: the blocks of the template by name.
final class TemplateReference: TemplateObject, @unchecked Sendable {
  let context: Context
  let names: [Name]

  init(context: Context, names: [Name]) {
    self.context = context
    self.names = names
  }

  override var typeName: String { "self" }
  override var attributeNames: [String] { context.blocks.map { names[Int($0.name)].text } }

  override func attribute(_ name: String) -> Value? {
    for block in context.blocks where names[Int(block.name)].text == name {
      return .object(
        BlockReference(name: block.name, context: context, functions: block.functions, index: 0))
    }
    return nil
  }
}

/// An imported template: its exported names, and its text.
final class Module: TemplateObject, @unchecked Sendable {
  let context: Context
  let names: [Name]
  let templateName: String
  private let body: String

  init(context: Context, names: [Name], templateName: String, body: String) {
    self.context = context
    self.names = names
    self.templateName = templateName
    self.body = body
  }

  override var typeName: String { "template" }
  override var attributeNames: [String] {
    context.variables.filter(\.isExported).map { names[Int($0.name)].text }.sorted()
  }
  override func text() -> Value? { .markup(body) }

  override func describe(with printer: inout Printer, to out: inout OutputBuffer) {
    out.append("<TemplateModule ")
    Printer.append(quoted: templateName, to: &out)
    out.append(">")
  }

  override func attribute(_ name: String) -> Value? {
    for variable in context.variables where variable.isExported && names[Int(variable.name)].text == name {
      return variable.value
    }
    return nil
  }
}

/// `namespace()`: the one object whose attributes a template may set.
final class Namespace: TemplateObject, @unchecked Sendable {
  let attributes: ValueMap

  init(_ attributes: ValueMap) { self.attributes = attributes }

  override var typeName: String { "namespace" }
  override var attributeNames: [String] { attributes.keys.compactMap(\.text) }
  override func attribute(_ name: String) -> Value? { attributes[name] }
  override func release() { attributes.clear() }

  override func describe(with printer: inout Printer, to out: inout OutputBuffer) {
    out.append("<Namespace ")
    printer.append(attributes, to: &out)
    out.append(">")
  }
}

/// `cycler(…)`.
final class Cycler: TemplateObject, @unchecked Sendable {
  let values: [Value]
  private var position = 0

  init(_ values: [Value]) { self.values = values }

  override var typeName: String { "cycler" }
  override var attributeNames: [String] { ["current", "next", "reset"] }

  override func attribute(_ name: String) -> Value? {
    switch name {
    case "current": values[position]
    case "items": .list(ValueList(values, kind: .tuple))
    case "pos": .int(position)
    case "next", "reset": .object(BoundMethod(owner: .object(self), name: name))
    default: nil
    }
  }

  func next() -> Value {
    let value = values[position]
    position = (position + 1) % values.count
    return value
  }

  func reset() { position = 0 }
}

/// `joiner(…)`: nothing at the first call, the separator afterwards.
final class Joiner: TemplateObject, @unchecked Sendable {
  let separator: Value
  private var isUsed = false

  init(_ separator: Value) { self.separator = separator }

  override var typeName: String { "joiner" }
  override var isCallable: Bool { true }

  override func call(
    _ arguments: Arguments, _ renderer: inout Renderer, _ frame: Frame
  ) throws(TemplateError) -> Value {
    if isUsed { return separator }
    isUsed = true
    return .string("")
  }
}

/// A method of a value, taken without calling it.
final class BoundMethod: TemplateObject, @unchecked Sendable {
  let owner: Value
  let name: String

  init(owner: Value, name: String) {
    self.owner = owner
    self.name = name
  }

  override var typeName: String { "method" }
  override var isCallable: Bool { true }

  override func call(
    _ arguments: Arguments, _ renderer: inout Renderer, _ frame: Frame
  ) throws(TemplateError) -> Value {
    try renderer.callMethod(name, of: owner, arguments, frame)
  }
}

/// A function of the environment.
final class FunctionObject: TemplateObject, @unchecked Sendable {
  let function: TemplateFunction

  init(_ function: TemplateFunction) {
    self.function = function
    super.init()
    isFixed = true
  }

  override var typeName: String { "function" }
  override var isCallable: Bool { true }

  override func describe(with printer: inout Printer, to out: inout OutputBuffer) {
    out.append(string: "<function \(function.name)>")
  }

  override func call(
    _ arguments: Arguments, _ renderer: inout Renderer, _ frame: Frame
  ) throws(TemplateError) -> Value {
    let bound = try CallArguments(arguments, .function(function))
    return try function.implementation(
      &renderer, FilterCall(value: .none, arguments: bound, autoescape: frame.context.autoescape))
  }
}

/// `loop`: where a loop stands.
final class LoopState: TemplateObject, @unchecked Sendable {
  /// What `loop` knows, by the name of the attribute.
  enum Field: String, Sendable {
    case index, index0, first, last, length, revindex, revindex0, depth, depth0, previtem, nextitem
  }

  let items: [Value]
  let depth0: Int
  /// What a recursive loop runs when it is called, and where.
  let recursion: (function: Int32, frame: Frame)?
  @exclusivity(unchecked) var index0 = 0
  private var lastChecked: [Value]?

  init(items: [Value], depth0: Int, recursion: (function: Int32, frame: Frame)?) {
    self.items = items
    self.depth0 = depth0
    self.recursion = recursion
  }

  override var typeName: String { "loop" }
  override var isCallable: Bool { true }

  override func describe(with printer: inout Printer, to out: inout OutputBuffer) {
    out.append(string: "<LoopContext \(index0 + 1)/\(items.count)>")
  }

  override var attributeNames: [String] {
    [
      "index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0", "previtem",
      "nextitem", "cycle", "changed",
    ]
  }

  override func attribute(_ name: String) -> Value? {
    if let field = Field(rawValue: name) { return value(of: field) }
    switch name {
    case "cycle", "changed": return .object(BoundMethod(owner: .object(self), name: name))
    default: return nil
    }
  }

  func value(of field: Field) -> Value {
    switch field {
    case .index: .int(index0 + 1)
    case .index0: .int(index0)
    case .first: .bool(index0 == 0)
    case .last: .bool(index0 == items.count - 1)
    case .length: .int(items.count)
    case .revindex: .int(items.count - index0)
    case .revindex0: .int(items.count - index0 - 1)
    case .depth: .int(depth0 + 1)
    case .depth0: .int(depth0)
    case .previtem:
      index0 > 0
        ? items[index0 - 1] : .undefined(Undefined(name: "previtem", message: "there is no previous item"))
    case .nextitem:
      index0 + 1 < items.count
        ? items[index0 + 1] : .undefined(Undefined(name: "nextitem", message: "there is no next item"))
    }
  }

  func cycle(_ values: [Value]) throws(TemplateError) -> Value {
    guard !values.isEmpty else { throw .arguments("`loop.cycle` needs at least one value") }
    return values[index0 % values.count]
  }

  func changed(_ values: [Value]) -> Value {
    if let lastChecked, lastChecked == values { return .bool(false) }
    lastChecked = values
    return .bool(true)
  }

  override func call(
    _ arguments: Arguments, _ renderer: inout Renderer, _ frame: Frame
  ) throws(TemplateError) -> Value {
    guard let recursion else {
      throw .type("the loop is not recursive", help: "write `recursive` at the end of its `for`")
    }
    guard arguments.positional.count == 1, arguments.named.isEmpty else {
      throw .arguments("`loop` takes the sequence of the next level")
    }
    let mark = renderer.out.count
    try renderer.runLoop(
      recursion.function, recursion.frame, over: arguments.positional[0], depth: depth0 + 1)
    return renderer.take(from: mark, asMarkup: frame.context.autoescape)
  }
}
