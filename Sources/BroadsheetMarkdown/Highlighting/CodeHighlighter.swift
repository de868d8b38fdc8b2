/// Something that colours code of languages that the engine has no table for, such as an external program.
public struct CodeHighlighter: Sendable, Hashable {
  /// What tells this highlighter from others: two with one identity give the same HTML for the same code.
  public var identity: String
  /// Turns code into HTML, which is written as it is; nil leaves the code as it is. It is called by several
  /// tasks at once.
  public var highlight: @Sendable (_ language: String, _ code: [UInt8]) -> [UInt8]?

  /// Makes a highlighter.
  public init(
    identity: String, highlight: @escaping @Sendable (_ language: String, _ code: [UInt8]) -> [UInt8]?
  ) {
    self.identity = identity
    self.highlight = highlight
  }

  /// Whether both give the same HTML.
  public static func == (one: CodeHighlighter, other: CodeHighlighter) -> Bool {
    one.identity == other.identity
  }

  /// Feeds the identity to `hasher`.
  public func hash(into hasher: inout Hasher) { hasher.combine(identity) }
}
