extension TemplateEnvironment {
  /// The documentation of one filter, test or function.
  public struct Entry: Sendable, Hashable {
    /// The name in templates.
    public let name: String
    /// The parameters, as `count, end='…'`.
    public let signature: String
    /// What it does, in one line.
    public let summary: String
    /// A template that shows it.
    public let example: String
  }

  /// The filters that templates can use, by name.
  public var filters: [Entry] {
    registry.filters.values.map {
      Entry(name: $0.name, signature: $0.signature.text, summary: $0.summary, example: $0.example)
    }.sorted { $0.name < $1.name }
  }

  /// The tests that templates can use, by name.
  public var tests: [Entry] {
    registry.tests.values.map {
      Entry(name: $0.name, signature: $0.signature.text, summary: $0.summary, example: $0.example)
    }.sorted { $0.name < $1.name }
  }

  /// The functions that templates can use, by name.
  public var functions: [Entry] {
    registry.functions.values.map {
      Entry(name: $0.name, signature: $0.signature.text, summary: $0.summary, example: $0.example)
    }.sorted { $0.name < $1.name }
  }

  /// The reference of filters, tests and functions as tables in Markdown.
  ///
  /// - Parameter base: An environment whose entries are left out; what is left is what was added to it.
  public func reference(beyond base: TemplateEnvironment? = nil) -> String {
    var out = ""
    for (title, all, known) in [
      ("Filters", filters, base?.filters), ("Tests", tests, base?.tests),
      ("Functions", functions, base?.functions),
    ] {
      let names = Set(known?.map(\.name) ?? [])
      let entries = all.filter { !names.contains($0.name) }
      if entries.isEmpty { continue }
      out += "## \(title)\n\n| Name | What it does | Example |\n|---|---|---|\n"
      for entry in entries {
        let call = entry.signature.isEmpty ? entry.name : "\(entry.name)(\(entry.signature))"
        out += "| `\(Self.cell(call))` | \(Self.cell(entry.summary)) |"
        out += entry.example.isEmpty ? " |\n" : " `\(Self.cell(entry.example))` |\n"
      }
      out += "\n"
    }
    return out
  }

  /// Text that does not end its cell of a Markdown table.
  private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
