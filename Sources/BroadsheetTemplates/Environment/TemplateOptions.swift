/// How templates are compiled and rendered.
public struct TemplateOptions: Sendable, Hashable {
  /// When printed values are escaped as HTML.
  public enum Autoescape: Sendable, Hashable {
    /// By the template's file ending: not for `txt`, `json`, `js`, `css`, `csv`, `md` and the like; for all
    /// others, unknown ones too.
    case byFileEnding
    /// Everywhere.
    case on
    /// Nowhere.
    case off
  }

  /// When printed values are escaped as HTML.
  public var autoescape: Autoescape
  /// Whether printing, iterating over or reaching into an undefined value is an error.
  public var strictUndefined: Bool
  /// Whether the line ending after a tag is dropped.
  public var trimBlocks: Bool
  /// Whether white space before a tag that begins its line is dropped.
  public var lstripBlocks: Bool
  /// Whether a line ending at the end of a template stays.
  public var keepTrailingNewline: Bool
  /// What bounds a render.
  public var limits: Limits

  /// Makes options; the defaults are Jinja2's, with escaping by file ending.
  public init(
    autoescape: Autoescape = .byFileEnding, strictUndefined: Bool = false, trimBlocks: Bool = false,
    lstripBlocks: Bool = false, keepTrailingNewline: Bool = false, limits: Limits = Limits()
  ) {
    self.autoescape = autoescape
    self.strictUndefined = strictUndefined
    self.trimBlocks = trimBlocks
    self.lstripBlocks = lstripBlocks
    self.keepTrailingNewline = keepTrailingNewline
    self.limits = limits
  }

  private static let plainEndings: Set<String> = [
    "txt", "text", "json", "jsonl", "js", "mjs", "css", "csv", "tsv", "md", "markdown", "yaml", "yml", "toml",
  ]

  /// Whether a template of this name is escaped.
  func escapes(_ name: String) -> Bool {
    switch autoescape {
    case .on: return true
    case .off: return false
    case .byFileEnding:
      var ending = name.splitFromEnd(on: "/", limit: 1).last ?? name
      for suffix in [".j2", ".jinja", ".jinja2"] where ending.hasSuffix(suffix) {
        ending = String(ending.dropLast(suffix.count))
      }
      guard let dot = ending.utf8.lastIndex(of: UInt8(ascii: ".")) else { return true }
      return !Self.plainEndings.contains(ending[ending.utf8.index(after: dot)...].lowercased())
    }
  }
}
