import BroadsheetCore

/// The parameters of a filter, test or function, as its documentation writes them:
/// `linecount, fill_with=none`, with `*values` and `**options` at the end.
public struct Signature: Sendable, Hashable {
  /// The text that it was made of.
  public let text: String
  let names: [String]
  let required: Int
  let takesExtra: Bool
  let takesNamed: Bool

  /// Reads a signature.
  public init(_ text: String) {
    self.text = text
    var names: [String] = []
    var required = 0
    var takesExtra = false
    var takesNamed = false
    for part in Self.parts(of: text) {
      let part = part.strippingWhitespace()
      if part.isEmpty { continue }
      if part.hasPrefix("**") {
        takesNamed = true
      } else if part.hasPrefix("*") {
        takesExtra = true
      } else if let equals = part.firstOffset(of: "=") {
        names.append(part.bytes(0..<equals))
      } else {
        names.append(part)
        required = names.count
      }
    }
    self.names = names
    self.required = required
    self.takesExtra = takesExtra
    self.takesNamed = takesNamed
  }

  /// The parameters as they are written, separated at the commas outside of quotes.
  private static func parts(of text: String) -> [String] {
    var parts: [String] = [""]
    var isQuoted = false
    for scalar in text.unicodeScalars {
      if scalar == "'" { isQuoted.toggle() }
      if scalar == ",", !isQuoted {
        parts.append("")
      } else {
        parts[parts.count - 1].unicodeScalars.append(scalar)
      }
    }
    return parts
  }
}

/// The arguments of a call, sorted to the parameters of its signature. The accessors fail with errors that
/// name the parameter.
public struct CallArguments: Sendable {
  /// What is called; its signature names the parameters.
  enum Callee: Sendable {
    case filter(Filter)
    case test(Test)
    case function(TemplateFunction)

    var signature: Signature {
      switch self {
      case .filter(let filter): filter.signature
      case .test(let test): test.signature
      case .function(let function): function.signature
      }
    }

    /// What error messages call it.
    var description: String {
      switch self {
      case .filter(let filter): "filter `\(filter.name)`"
      case .test(let test): "test `\(test.name)`"
      case .function(let function): "function `\(function.name)`"
      }
    }
  }

  /// What few calls have: more than two parameters, or arguments beyond the parameters.
  private final class Rest: Sendable {
    let values: [Value?]
    let extra: [Value]
    let named: [(name: String, value: Value)]

    init(values: [Value?], extra: [Value], named: [(name: String, value: Value)]) {
      self.values = values
      self.extra = extra
      self.named = named
    }
  }

  private let callee: Callee
  private let first: Value?
  private let second: Value?
  private let rest: Rest?
  /// How many parameters were given something, counted to the last one.
  public let count: Int

  /// The arguments of a call that gives the first parameters in their order, and no more than two.
  init(_ callee: Callee, _ first: Value? = nil, _ second: Value? = nil) {
    self.callee = callee
    self.first = first
    self.second = second
    rest = nil
    count = second != nil ? 2 : first != nil ? 1 : 0
  }

  init(_ arguments: Arguments, _ callee: Callee) throws(TemplateError) {
    self.callee = callee
    let signature = callee.signature
    var values: [Value?] = arguments.positional.map { $0 }
    var extra: [Value] = []
    var named: [(name: String, value: Value)] = []
    if values.count > signature.names.count {
      guard signature.takesExtra else {
        throw .arguments(
          "\(callee.description) takes at most \(signature.names.count) arguments, \(values.count) were given",
          help: "its parameters are (\(signature.text))")
      }
      extra = Array(arguments.positional.dropFirst(signature.names.count))
      values.removeLast(values.count - signature.names.count)
    }
    for (name, value) in arguments.named {
      guard let index = signature.names.firstIndex(of: name) else {
        guard signature.takesNamed else {
          throw .arguments(
            "\(callee.description) has no parameter `\(name)`",
            help: Suggestion.help(for: name, in: signature.names) ?? "its parameters are (\(signature.text))")
        }
        named.append((name, value))
        continue
      }
      while values.count <= index { values.append(nil) }
      if values[index] != nil { throw .arguments("\(callee.description) is given `\(name)` twice") }
      values[index] = value
    }
    for index in 0..<signature.required where index >= values.count || values[index] == nil {
      throw .arguments(
        "\(callee.description) needs `\(signature.names[index])`",
        help: "its parameters are (\(signature.text))")
    }
    first = values.isEmpty ? nil : values[0]
    second = values.count > 1 ? values[1] : nil
    count = values.count
    rest =
      values.count > 2 || !extra.isEmpty || !named.isEmpty
      ? Rest(values: values, extra: extra, named: named) : nil
  }

  /// Whether a call with this many positional arguments and no others needs no sorting.
  static func isPlain(_ count: Int, for signature: borrowing Signature) -> Bool {
    count <= 2 && count <= signature.names.count && count >= signature.required
  }

  /// The positional arguments beyond the parameters, where the signature has `*values`.
  public var extra: [Value] { rest?.extra ?? [] }

  /// The named arguments beyond the parameters, where the signature has `**options`.
  public var named: [(name: String, value: Value)] { rest?.named ?? [] }

  /// The argument for the parameter at `index`; nil where it was left out.
  public subscript(index: Int) -> Value? {
    switch index {
    case 0: return first
    case 1: return second
    default:
      guard let rest, index < rest.values.count else { return nil }
      return rest.values[index]
    }
  }

  private func mismatch(_ index: Int, _ expected: String, _ value: Value) -> TemplateError {
    .arguments(
      "\(callee.description) expects \(expected) for `\(callee.signature.names[index])`, not "
        + value.typeName,
      help: "its parameters are (\(callee.signature.text))")
  }

  /// The string at `index`, or `fallback` where it was left out.
  public func string(_ index: Int, default fallback: String) throws(TemplateError) -> String {
    guard let value = self[index] else { return fallback }
    if case .undefined(let undefined) = value { throw .undefined(undefined) }
    guard let text = value.text else { throw mismatch(index, "a string", value) }
    return text
  }

  /// The whole number at `index`, or `fallback` where it was left out.
  public func int(_ index: Int, default fallback: Int) throws(TemplateError) -> Int {
    guard let value = self[index] else { return fallback }
    if case .undefined(let undefined) = value { throw .undefined(undefined) }
    guard let number = value.integer else { throw mismatch(index, "a whole number", value) }
    return number
  }

  /// The number at `index`, or `fallback` where it was left out.
  public func double(_ index: Int, default fallback: Double) throws(TemplateError) -> Double {
    guard let value = self[index] else { return fallback }
    if case .undefined(let undefined) = value { throw .undefined(undefined) }
    guard let number = value.number else { throw mismatch(index, "a number", value) }
    return number
  }

  /// The truth of the value at `index`, or `fallback` where it was left out.
  public func bool(_ index: Int, default fallback: Bool) -> Bool { self[index]?.isTrue ?? fallback }

  /// The string at `index`; nil where it was left out or is none.
  public func optionalString(_ index: Int) throws(TemplateError) -> String? {
    guard let value = self[index], !value.isNothing else { return nil }
    return try string(index, default: "")
  }

  /// The whole number at `index`; nil where it was left out or is none.
  public func optionalInt(_ index: Int) throws(TemplateError) -> Int? {
    guard let value = self[index], !value.isNothing else { return nil }
    return try int(index, default: 0)
  }
}

/// What a filter, test or function is called with.
public struct FilterCall: Sendable {
  /// The value before the `|` or the `is`; none for functions.
  public let value: Value
  /// The arguments in the parentheses.
  public let arguments: CallArguments
  /// Whether output is escaped where it is called.
  public let autoescape: Bool
}
