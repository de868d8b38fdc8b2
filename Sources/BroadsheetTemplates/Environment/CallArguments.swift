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
  private let callee: String
  private let signature: Signature
  private var values: [Value?] = []
  /// The positional arguments beyond the parameters, where the signature has `*values`.
  public private(set) var extra: [Value] = []
  /// The named arguments beyond the parameters, where the signature has `**options`.
  public private(set) var named: [(name: String, value: Value)] = []

  init(_ arguments: Arguments, callee: @autoclosure () -> String, signature: Signature) throws(TemplateError)
  {
    self.signature = signature
    if arguments.positional.isEmpty, arguments.named.isEmpty, signature.required == 0 {
      self.callee = ""
      return
    }
    let callee = callee()
    self.callee = callee
    values = arguments.positional.map { $0 }
    if values.count > signature.names.count {
      guard signature.takesExtra else {
        throw .arguments(
          "\(callee) takes at most \(signature.names.count) arguments, \(values.count) were given",
          help: "its parameters are (\(signature.text))")
      }
      extra = Array(arguments.positional.dropFirst(signature.names.count))
      values.removeLast(values.count - signature.names.count)
    }
    for (name, value) in arguments.named {
      guard let index = signature.names.firstIndex(of: name) else {
        guard signature.takesNamed else {
          throw .arguments(
            "\(callee) has no parameter `\(name)`",
            help: Suggestion.help(for: name, in: signature.names) ?? "its parameters are (\(signature.text))")
        }
        named.append((name, value))
        continue
      }
      while values.count <= index { values.append(nil) }
      if values[index] != nil { throw .arguments("\(callee) is given `\(name)` twice") }
      values[index] = value
    }
    for index in 0..<signature.required where index >= values.count || values[index] == nil {
      throw .arguments(
        "\(callee) needs `\(signature.names[index])`", help: "its parameters are (\(signature.text))")
    }
  }

  /// The argument for the parameter at `index`; nil where it was left out.
  public subscript(index: Int) -> Value? { index < values.count ? values[index] : nil }

  /// How many parameters were given something, counted to the last one.
  public var count: Int { values.count }

  private func mismatch(_ index: Int, _ expected: String, _ value: Value) -> TemplateError {
    .arguments(
      "\(callee) expects \(expected) for `\(signature.names[index])`, not \(value.typeName)",
      help: "its parameters are (\(signature.text))")
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
