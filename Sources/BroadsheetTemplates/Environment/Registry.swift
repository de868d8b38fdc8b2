/// A filter with its documentation.
public final class Filter: Sendable {
  typealias Implementation = @Sendable (inout Renderer, FilterCall) throws(TemplateError) -> Value

  /// The name in templates.
  public let name: String
  /// The parameters after the value.
  public let signature: Signature
  /// What it does, in one line.
  public let summary: String
  /// A template that shows it.
  public let example: String
  let implementation: Implementation

  init(
    name: String, signature: Signature, summary: String, example: String,
    implementation: @escaping Implementation
  ) {
    self.name = name
    self.signature = signature
    self.summary = summary
    self.example = example
    self.implementation = implementation
  }
}

/// A test, as in `value is name`, with its documentation.
public final class Test: Sendable {
  typealias Implementation = @Sendable (inout Renderer, FilterCall) throws(TemplateError) -> Bool

  /// The name in templates.
  public let name: String
  /// The parameters after the value.
  public let signature: Signature
  /// When it holds, in one line.
  public let summary: String
  /// A template that shows it.
  public let example: String
  let implementation: Implementation

  init(
    name: String, signature: Signature, summary: String, example: String,
    implementation: @escaping Implementation
  ) {
    self.name = name
    self.signature = signature
    self.summary = summary
    self.example = example
    self.implementation = implementation
  }
}

/// A function that templates can call, with its documentation.
public final class TemplateFunction: Sendable {
  /// The name in templates.
  public let name: String
  /// The parameters.
  public let signature: Signature
  /// What it does, in one line.
  public let summary: String
  /// A template that shows it.
  public let example: String
  let implementation: Filter.Implementation

  init(
    name: String, signature: Signature, summary: String, example: String,
    implementation: @escaping Filter.Implementation
  ) {
    self.name = name
    self.signature = signature
    self.summary = summary
    self.example = example
    self.implementation = implementation
  }
}

/// The filters, tests and functions that an environment knows.
struct Registry: Sendable {
  private(set) var filters: [String: Filter] = [:]
  private(set) var tests: [String: Test] = [:]
  private(set) var functions: [String: TemplateFunction] = [:]

  /// What Jinja2 has built in.
  static let builtin: Registry = {
    var registry = Registry()
    for filter in TextFilters.all + MarkupFilters.all + NumberFilters.all { registry.add(filter) }
    for filter in SequenceFilters.all + SelectionFilters.all { registry.add(filter) }
    for test in BuiltinTests.all { registry.add(test) }
    for function in BuiltinFunctions.all { registry.add(function) }
    return registry
  }()

  mutating func add(_ filter: Filter) { filters[filter.name] = filter }
  mutating func add(_ test: Test) { tests[test.name] = test }
  mutating func add(_ function: TemplateFunction) { functions[function.name] = function }
}
