/// Where the blocks of a document stand in its source, line by line: what cmark's tree does not tell.
///
/// ``BlockScanner`` finds it with the block rules of CommonMark 0.30 and of the extensions; the leaves come
/// in the same order as those of the tree, so that the two are walked side by side.
struct BlockLayout: Sendable {
  /// What a leaf is.
  enum LeafKind: UInt8, Sendable {
    case paragraph, heading, codeBlock, htmlBlock, thematicBreak
    /// An empty heading of ours that stands for a table, a footnote's definition, a container block or a task
    /// without text.
    case placeholder
    /// A paragraph of link definitions alone, which the tree does not have.
    case removed
  }

  /// One leaf block.
  struct Leaf: Sendable {
    var kind: LeafKind
    /// Whether it is the first thing in a list item and begins with a task's box; the box's state.
    var task: Task = .none
    /// The first line in the source, from 0.
    var line: Int32
    /// Where its first byte that is no white space stands in the source.
    var start: Int32
    /// Its lines' contents in ``BlockLayout/segments``.
    var segments: Range<Int>
    /// How many bytes of the content (lines joined by one newline) are link definitions.
    var contentStart = 0
    /// For a placeholder, which one; for a paragraph in front of a table, 1 means that `\|` is a bar in it.
    var index = 0
  }

  /// The box in front of a list item.
  enum Task: UInt8, Sendable { case none, open, done }

  /// The content of one line of a leaf: bytes of the source.
  struct Segment: Sendable {
    var start: Int32
    var end: Int32
  }

  /// One table.
  struct Table: Sendable {
    var alignments: [Additions.Alignment]
    /// The cells of all rows in order; each is a range of the source that still has its `\|`.
    var cells: [Segment]
    /// How many of the cells each row has, at most one for each column.
    var rows: [Int]
    /// The line of the header, from 0.
    var line: Int32
  }

  /// A closing fence that closes nothing.
  struct StrayFence: Sendable {
    /// Its line, from 0.
    var line: Int32
    /// Its column in scalars, from 1.
    var column: Int32
  }

  /// What a placeholder stands for.
  enum Placeholder: Sendable {
    case table(Int)
    case footnote(Int)
    case block(Int)
    /// A task without text; whether it is done.
    case task(Bool)
  }

  /// One footnote's definition.
  struct Footnote: Sendable {
    var label: Segment
    /// The part of the document that its content makes.
    var region: Int
  }

  /// One container block.
  struct Block: Sendable {
    /// The opening fence.
    var fence: Segment
    /// What stands behind its colons.
    var header: Segment
    /// Where the fence's line begins.
    var lineStart: Int
    /// The fence's line, from 0.
    var line: Int32
    /// The part of the document that its content makes.
    var region: Int
    /// Whether a fence closes it.
    var isClosed = false
  }

  /// A part of the document that cmark parses by itself: the document, or a footnote's or a block's content.
  struct Region: Sendable {
    /// What cmark parses; for the document, empty where that is the source itself.
    var bytes: [UInt8] = []
    /// Whether `bytes` and not the source is what cmark parses.
    var isRewritten = false
    /// Whether this is a block's content.
    var isBlock = false
    /// For each line of `bytes`, its line in the source, from 0.
    var lines: [Int32] = []
    /// The leaves in order.
    var leaves: [Leaf] = []
  }

  /// A link definition: ranges of ``definitionBytes``.
  struct Definition: Sendable {
    var url: Range<Int>
    var title: Range<Int>
  }

  /// Where the lines of the source begin.
  var lines = LineIndex()
  var segments: [Segment] = []
  var regions: [Region] = [Region()]
  var tables: [Table] = []
  var footnotes: [Footnote] = []
  /// The footnotes in the order in which they end, in which the first of a label counts.
  var footnoteOrder: [Int] = []
  var placeholders: [Placeholder] = []
  /// The container blocks in the order in which they begin.
  var blocks: [Block] = []
  /// The closing fences that close nothing.
  var strayFences: [StrayFence] = []
  /// The link definitions by their normalised label; the first of each label counts.
  var definitions: [[UInt8]: Definition] = [:]
  var definitionBytes: [UInt8] = []
  /// Whether a definition stands in a footnote, where cmark does not see it from outside.
  var hasHiddenDefinitions = false
  /// How many bytes were looked at, for tests of linearity.
  var work = 0
}
