import BroadsheetCore

extension TemplateEnvironment {
  /// Gathers templates, filters, tests and globals, and compiles them to an environment.
  public struct Builder: Sendable {
    private let options: TemplateOptions
    private var registry = Registry.builtin
    private var globals: [(name: String, value: Value)] = []
    private var templates: [(name: String, file: String, source: [UInt8])] = []

    /// Makes a builder that knows what Jinja2 has built in.
    public init(_ options: TemplateOptions = TemplateOptions()) { self.options = options }

    /// Adds a filter, or replaces the one of its name.
    ///
    /// - Parameters:
    ///   - signature: The parameters after the value, such as `count, end='…'`; arguments are checked
    ///     against it.
    ///   - summary: What it does, in one line, for the reference.
    ///   - example: A template that shows it, for the reference.
    public mutating func addFilter(
      _ name: String, signature: String = "", summary: String, example: String = "",
      _ body: @escaping @Sendable (FilterCall) throws(TemplateError) -> Value
    ) {
      registry.add(
        Filter(
          name: name, signature: Signature(signature), summary: summary, example: example,
          implementation: { (_: inout Renderer, call: FilterCall) throws(TemplateError) -> Value in
            try body(call)
          }))
    }

    /// Adds a test, or replaces the one of its name; see ``addFilter(_:signature:summary:example:_:)``.
    public mutating func addTest(
      _ name: String, signature: String = "", summary: String, example: String = "",
      _ body: @escaping @Sendable (FilterCall) throws(TemplateError) -> Bool
    ) {
      registry.add(
        Test(
          name: name, signature: Signature(signature), summary: summary, example: example,
          implementation: { (_: inout Renderer, call: FilterCall) throws(TemplateError) -> Bool in
            try body(call)
          }))
    }

    /// Adds a function, or replaces the one of its name; see ``addFilter(_:signature:summary:example:_:)``.
    public mutating func addFunction(
      _ name: String, signature: String = "", summary: String, example: String = "",
      _ body: @escaping @Sendable (FilterCall) throws(TemplateError) -> Value
    ) {
      registry.add(
        TemplateFunction(
          name: name, signature: Signature(signature), summary: summary, example: example,
          implementation: { (_: inout Renderer, call: FilterCall) throws(TemplateError) -> Value in
            try body(call)
          }))
    }

    /// Adds a value that every template sees, imported ones too.
    public mutating func addGlobal(_ name: String, _ value: Value) { globals.append((name, value)) }

    /// Adds a template.
    ///
    /// - Parameters:
    ///   - name: What `include`, `extends` and ``TemplateEnvironment/render(_:context:into:options:)-(_,Record,_,_)``
    ///     call it, such as `parts/header.html`. A later template of the same name replaces an earlier one.
    ///   - source: Its text in UTF-8.
    ///   - file: The path that diagnostics show.
    public mutating func addTemplate(name: String, source: [UInt8], file: String? = nil) {
      templates.removeAll { $0.name == name }
      templates.append((name, file ?? name, source))
    }

    /// Compiles everything. Templates with errors are left out, and each gives a diagnostic.
    public func build() -> (environment: TemplateEnvironment, diagnostics: [Diagnostic]) {
      var program = Program()
      var nameIndex: [String: Int32] = [:]
      var failures: [String: Diagnostic] = [:]
      var diagnostics: [Diagnostic] = []
      let lexerOptions = LexerOptions(
        trimBlocks: options.trimBlocks, lstripBlocks: options.lstripBlocks,
        keepTrailingNewline: options.keepTrailingNewline)
      for (name, file, raw) in templates {
        let source = Lexer.normalise(raw, keepTrailingNewline: options.keepTrailingNewline)
        do throws(SyntaxError) {
          let tokens = try Lexer.tokens(of: source, options: lexerOptions)
          let syntax = try Parser.parse(tokens, of: source)
          try Compiler.compile(
            syntax, source: source, name: name, file: file, autoescape: options.escapes(name),
            registry: registry, nameIndex: &nameIndex, into: &program)
        } catch {
          let diagnostic = error.diagnostic(file: file, source: source)
          failures[name] = diagnostic
          diagnostics.append(diagnostic)
        }
      }
      var values: [Value] = program.names.map { name in
        registry.functions[name.text].map { .object(FunctionObject($0)) } ?? .absent
      }
      for (name, value) in globals {
        if let index = nameIndex[name] { values[Int(index)] = value }
      }
      program.link()
      let importer = TemplateEnvironment(
        options: options, program: program, globals: values, registry: registry, failures: failures,
        modules: SharedModules())
      let environment = TemplateEnvironment(
        options: options, program: program, globals: values, registry: registry, failures: failures,
        modules: SharedModules(of: importer))
      return (environment, diagnostics)
    }
  }
}

extension SyntaxError {
  func diagnostic(file: String, source: [UInt8]) -> Diagnostic {
    let characters = String(
      decoding: source[min(offset, source.count)..<min(offset + length, source.count)], as: UTF8.self)
    let line = characters.unicodeScalars.prefix { $0 != "\n" }.count
    return Diagnostic(
      code, .error, message, at: SourceLocation(file: file, offset: offset, length: line, in: source.span),
      help: help
    ).quoting(source.span)
  }
}
