import BroadsheetCore

/// What the extensions found: the parts of the tree that cmark has no kinds of nodes for.
///
/// Custom nodes (and items, headings, links and images that carry more than cmark knows) hold a ``NodeTag``
/// that says what they are and where in these arrays the rest is.
struct Additions: Sendable {
  /// The tables, by the index in their node's tag.
  var tables: [Table] = []
  /// The footnotes that are used, in order of first use.
  var footnotes: [Footnote] = []
  /// The references to footnotes.
  var references: [FootnoteReference] = []
  /// The container blocks, in order.
  var blocks: [BlockHeader] = []
  /// The closing fences that close no block.
  var strayFences: [RenderedBody.Warning] = []
  /// The attributes of headings, links and images.
  var attributeSets: [AttributeSet] = []
  /// The ids that authors wrote.
  var explicitIdentifiers: Set<String> = []
  /// Whether any list item is a task.
  var hasTasks = false

  /// Nothing added.
  init() {}

  /// How a column of a table is aligned.
  enum Alignment: UInt8, Sendable { case none, left, centre, right }

  /// A table; its node holds the cells of all rows one after another.
  struct Table: Sendable {
    /// One alignment for each column.
    var alignments: [Alignment]
    /// How many cells each row has nodes for, the header's first; the rest of the row is empty.
    var rows: [Int]
    /// The header's line in the source, from 1.
    var line: Int
    /// Its index in the layout.
    var layoutIndex: Int
  }

  /// A footnote; its node stands at the end of the document.
  struct Footnote: Sendable {
    /// The label between `[^` and `]`, as the definition has it.
    var label: [UInt8]
    /// How many references there are.
    var referenceCount: Int
    /// The region of the layout that it was parsed from.
    var region: Int
  }

  /// One reference to a footnote.
  struct FootnoteReference: Sendable {
    /// The index of the footnote.
    var footnote: Int
    /// Which reference to it this is, from 1.
    var ordinal: Int
  }

  /// The attributes of a node, if it has any.
  func attributes(for tag: NodeTag) -> AttributeSet? {
    tag.kind == .attributes ? attributeSets[tag.index] : nil
  }
}

/// What a node is beyond what cmark knows of it.
struct NodeTag: Equatable {
  enum Kind: UInt8 {
    case table = 1
    case cell
    case strikethrough
    case footnoteDefinition
    case footnoteReference
    case openTask
    case doneTask
    case attributes
    case alert
    case definitionList
    case term
    case definition
    case block
  }

  var kind: Kind
  var index: Int

  /// Whether this is a list item with a box.
  var isTask: Bool { kind == .openTask || kind == .doneTask }
}

extension Node {
  /// What the node is beyond what cmark knows of it.
  var tag: NodeTag? {
    get {
      let mark = self.mark
      guard mark != 0, let kind = NodeTag.Kind(rawValue: UInt8(truncatingIfNeeded: mark)) else { return nil }
      return NodeTag(kind: kind, index: mark >> 8)
    }
    nonmutating set { mark = newValue.map { $0.index << 8 | Int($0.kind.rawValue) } ?? 0 }
  }

  /// The text of the inlines that the node holds, without markup.
  func plainText() -> String {
    guard let first = firstChild else { return "" }
    if first.kind == .text, first.next == nil { return first.withLiteral { String(copying: $0) } }
    var bytes: [UInt8] = []
    var node = first
    while true {
      switch node.kind {
      case .text, .code:
        node.withLiteral { bytes.append($0) }
      case .softBreak, .lineBreak: bytes.append(0x20)
      default: break
      }
      if let child = node.firstChild {
        node = child
        continue
      }
      while node.next == nil {
        guard let parent = node.parent, parent != self else { return String(decoding: bytes, as: UTF8.self) }
        node = parent
      }
      guard let following = node.next else { break }
      node = following
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
