extension RenderedBody {
  /// A container block, `::: name`: a place in the HTML that whoever knows the block may write anew.
  public struct Container: Sendable, Hashable {
    /// An attribute of the fence.
    public struct Attribute: Sendable, Hashable {
      /// The name as written.
      public var name: String
      /// The value as written, without its quotation marks.
      public var value: String

      /// Makes an attribute.
      public init(name: String, value: String) {
        self.name = name
        self.value = value
      }
    }

    /// The name.
    public var name: String
    /// The text behind the name, or nothing; plain text.
    public var label: String
    /// The id, `#id`.
    public var id: String?
    /// The classes, `.class`.
    public var classes: [String]
    /// The attributes in order; of several with one name, the last counts.
    public var attributes: [Attribute]
    /// The index of the block that holds this one.
    public var parent: Int?
    /// How many blocks hold this one.
    public var depth: Int
    /// All of it in the HTML: a plain `<div class="name">` around what it holds.
    public var html: Range<Int>
    /// What it holds, in the HTML.
    public var content: Range<Int>
    /// The text of what it holds, one line a paragraph, in ``RenderedBody/containerText``.
    public var text: Range<Int>
    /// The line of its fence in the source, from 1.
    public var line: Int
    /// The fence's column, from 1.
    public var column: Int

    /// The value of an attribute.
    public func attribute(_ name: String) -> String? { attributes.last { $0.name == name }?.value }
  }

  /// An item of a list that stands directly in a container block.
  public struct ContainerItem: Sendable, Hashable {
    /// The index of the block.
    public var container: Int
    /// What stands between `<li>` and `</li>`.
    public var html: Range<Int>
    /// Its text, in ``RenderedBody/containerText``.
    public var text: Range<Int>
    /// The `<strong>` that the item begins with, in the HTML; empty where it begins with something else.
    public var labelHTML: Range<Int>
    /// The text of that, in ``RenderedBody/containerText``.
    public var labelText: Range<Int>
  }
}
