/// A container block that a document may use:
///
///     ::: name key="value" A label
///     Markdown
///     :::
///
/// The engine knows no blocks of its own; whoever parses says which there are, and renders them from
/// ``RenderedBody/containers``.
public struct BlockDefinition: Sendable, Hashable {
  /// The name behind the colons: ASCII letters, digits, `-` and `_`.
  public var name: String
  /// The attributes that the block may have; nil allows any.
  public var attributes: [String]?
  /// Those of `attributes` that it must have.
  public var requiredAttributes: [String]
  /// Whether text may follow the name.
  public var allowsLabel: Bool
  /// Whether what it holds is a part of the document's prose; see ``MarkdownDocument/prose()``.
  public var isProse: Bool

  /// Makes a definition.
  public init(
    name: String, attributes: [String]? = [], requiredAttributes: [String] = [], allowsLabel: Bool = true,
    isProse: Bool = true
  ) {
    self.name = name
    self.attributes = attributes
    self.requiredAttributes = requiredAttributes
    self.allowsLabel = allowsLabel
    self.isProse = isProse
  }
}
