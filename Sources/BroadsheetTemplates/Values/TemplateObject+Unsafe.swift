import BroadsheetCore

/// What a value can be besides data: macros, functions, loops, namespaces and the like.
///
/// Objects that a render makes belong to it alone; those that an environment holds never change.
public class TemplateObject: @unchecked Sendable {
  /// What messages call it.
  var typeName: String { "object" }
  var isTrue: Bool { true }
  var isCallable: Bool { false }
  var hashValueForKey: Int { ObjectIdentifier(self).hashValue }
  /// The names of its attributes, for suggestions.
  var attributeNames: [String] { [] }

  /// Whether it gives the same for the same arguments in every render, as what shared modules hold does.
  @exclusivity(unchecked) var isFixed = false

  init() {}

  func isEqual(to other: TemplateObject) -> Bool { false }

  func describe(with printer: inout Printer, to out: inout OutputBuffer) {
    out.append(string: "<\(typeName)>")
  }

  /// The attribute `name`; nil where there is none.
  func attribute(_ name: String) -> Value? { nil }

  /// What `loop`, `module` and the like give for their text.
  func text() -> Value? { nil }

  func call(
    _ arguments: Arguments, _ renderer: inout Renderer, _ frame: Frame
  ) throws(TemplateError) -> Value {
    throw .type("\(typeName) is not callable")
  }

  /// Lets go of all values that it holds, so that no circle of references stays.
  func release() {}
}

/// The arguments of a call as the template gave them.
public struct Arguments: Sendable {
  /// The arguments without a name.
  public var positional: [Value]
  /// The arguments with a name, in their order.
  public var named: [(name: String, value: Value)]

  /// Makes arguments.
  public init(_ positional: [Value] = [], named: [(name: String, value: Value)] = []) {
    self.positional = positional
    self.named = named
  }

  mutating func takeNamed(_ name: String) -> Value? {
    guard let index = named.firstIndex(where: { $0.name == name }) else { return nil }
    return named.remove(at: index).value
  }
}
