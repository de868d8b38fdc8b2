import BroadsheetCore

/// Compiled templates with the filters, tests and globals that they use: immutable, and shared by any
/// number of renders at once without locks.
///
/// ```swift
/// var builder = TemplateEnvironment.Builder()
/// builder.addTemplate(name: "page.html", source: Array("Hello {{ name }}".utf8))
/// let (environment, diagnostics) = builder.build()
/// var out = OutputBuffer()
/// try environment.render("page.html", context: ["name": "World"], into: &out)
/// ```
public final class TemplateEnvironment: Sendable {
  /// How templates are rendered, unless a render says otherwise.
  public let options: TemplateOptions
  let program: Program
  let text: LiteralText
  /// The values of globals by the index of their name.
  let globals: [Value]
  let registry: Registry
  /// Why templates that could not be compiled are missing.
  let failures: [String: Diagnostic]
  /// Templates that were imported when the environment was built.
  let modules: SharedModules
  /// What cached parts have written.
  let fragments: FragmentCache

  init(
    options: TemplateOptions, program: Program, globals: [Value], registry: Registry,
    failures: [String: Diagnostic], modules: SharedModules
  ) {
    self.options = options
    self.program = program
    text = LiteralText(program.text)
    self.globals = globals
    self.registry = registry
    self.failures = failures
    self.modules = modules
    fragments = FragmentCache(limit: program.caches.isEmpty ? 0 : options.limits.cachedBytes)
  }

  /// The names of the compiled templates, in the order in which they were added.
  public var templateNames: [String] { program.templates.map(\.name) }

  /// Whether there is a compiled template of this name.
  public func hasTemplate(_ name: String) -> Bool { program.templateIndex[name] != nil }

  /// Renders a template with the fields of a record as its variables, and appends to `out`.
  ///
  /// - Throws: The first error, with its place and the way to it. What was appended until then is removed.
  public func render(
    _ name: String, context: Record, into out: inout OutputBuffer, options: TemplateOptions? = nil
  ) throws(Diagnostic) {
    try render(name, data: .record(context), into: &out, options: options)
  }

  /// Renders a template with the entries of a dictionary as its variables, and appends to `out`.
  ///
  /// - Throws: The first error, with its place and the way to it. What was appended until then is removed.
  public func render(
    _ name: String, context: [String: Value], into out: inout OutputBuffer, options: TemplateOptions? = nil
  ) throws(Diagnostic) {
    try render(name, data: .map(ValueMap(context)), into: &out, options: options)
  }

  /// Renders a template with the keys of a mapping as its variables; other values give none.
  ///
  /// - Throws: The first error, with its place and the way to it. What was appended until then is removed.
  public func render(
    _ name: String, context: Value, into out: inout OutputBuffer, options: TemplateOptions? = nil
  ) throws(Diagnostic) {
    switch context {
    case .record(let record): try render(name, data: .record(record), into: &out, options: options)
    case .map(let map): try render(name, data: .map(map), into: &out, options: options)
    default: try render(name, data: .nothing, into: &out, options: options)
    }
  }

  private func render(
    _ name: String, data: ContextData, into out: inout OutputBuffer, options: TemplateOptions?
  ) throws(Diagnostic) {
    guard let template = program.templateIndex[name] else {
      if let failure = failures[name] { throw failure }
      throw Diagnostic(
        .unknownTemplate, .error, "there is no template `\(name)`",
        help: Suggestion.help(for: name, in: templateNames))
    }
    let options = options ?? self.options
    let start = out.count
    var buffer = OutputBuffer(capacity: 0)
    swap(&buffer, &out)
    var renderer = Renderer(
      self, isStrict: options.strictUndefined, limits: options.limits, out: consume buffer)
    renderer.data = data
    let context = renderer.makeContext(Int32(template), data: data, inherited: nil)
    var failure: Diagnostic?
    do throws(TemplateError) {
      try renderer.runTemplate(Int32(template), context)
    } catch {
      failure = renderer.diagnostic(for: error, context)
      renderer.out.truncate(to: start)
    }
    context.release()
    out = renderer.finish()
    if let failure { throw failure }
  }
}
