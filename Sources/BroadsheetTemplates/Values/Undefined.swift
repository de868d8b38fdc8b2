import BroadsheetCore

/// Says what was looked for where nothing was found, so that an error can name it.
public final class Undefined: Sendable {
  private enum Cause: Sendable {
    case variable
    case member(of: Value)
    case other(String)
    case omitted
  }

  /// The name, attribute or key that was looked for.
  public let name: String
  private let cause: Cause

  /// Makes a description; `message` is one sentence without a full stop.
  public init(name: String, message: String) {
    self.name = name
    cause = .other(message)
  }

  /// A variable that nobody set.
  init(variable name: String) {
    self.name = name
    cause = .variable
  }

  /// An attribute or key that `owner` does not have.
  init(member name: String, of owner: Value) {
    self.name = name
    cause = .member(of: owner)
  }

  private init(omitted: String) {
    name = omitted
    cause = .omitted
  }

  /// What `a if b` gives where `b` is false: printing it is no error, as it was meant.
  static let omitted = Undefined(omitted: "else")

  /// What `caller` is in a macro that was called without a block.
  static let missingCaller = Undefined(
    name: "caller", message: "the macro was not called by a `call` block")

  var isOmitted: Bool { self === Self.omitted }

  /// Whether a variable of this name was looked for.
  var isVariable: Bool {
    if case .variable = cause { true } else { false }
  }

  /// Why there is nothing, in one sentence without a full stop.
  public var message: String {
    switch cause {
    case .variable: "`\(name)` is undefined"
    case .member(let owner): "\(owner.typeName) has no attribute `\(name)`"
    case .other(let message): message
    case .omitted: "the condition is false and there is no `else`"
    }
  }

  /// What could have been meant.
  public var help: String? {
    guard case .member(let owner) = cause else { return nil }
    let known: [String]
    switch owner {
    case .map(let map): known = map.keys.prefix(500).compactMap(\.text)
    case .record(let record): known = record.shape.names
    case .object(let object): known = object.attributeNames
    default: return nil
    }
    if let near = Suggestion.help(for: name, in: known) { return near }
    guard !known.isEmpty else { return nil }
    let shown = known.prefix(12).map { "`\($0)`" }.joined(separator: ", ")
    return "it has \(shown)\(known.count > 12 ? " and others" : "")"
  }
}
