/// An article's text as readers read it, flat, with the way back to the source: what the Markdown engine
/// gives and the extractor reads.
///
/// `text` holds the rendered text of the blocks one after another, each followed by one newline; inside a
/// block a soft or hard line break is one newline. All ranges are byte ranges of `text` unless they say
/// that they are of the source.
public struct Prose: Sendable, Hashable {
  /// What kind of block a run of text comes from.
  public enum Kind: UInt8, Sendable {
    /// A paragraph, in whatever container.
    case paragraph
    /// A heading; `level` says which.
    case heading
    /// A code block.
    case code
    /// One cell of a table.
    case tableCell
    /// A definition's term.
    case term
  }

  /// One block of text.
  public struct Block: Sendable, Hashable {
    /// What it is.
    public var kind: Kind
    /// The heading's level from 1 to 6, else 0.
    public var level: UInt8
    /// How many block quotes it stands in.
    public var quoteDepth: UInt8
    /// Whether its innermost list is ordered.
    public var isOrdered: Bool
    /// The number of its innermost list in the document, from 0, or -1 outside lists.
    public var list: Int32
    /// The number of its item in that list, from 0, or -1.
    public var item: Int32
    /// Its bytes in `text`, without the newline that follows.
    public var range: Range<Int>
    /// The bytes of the source that it comes from, markup included.
    public var source: Range<Int>

    /// Makes a block.
    public init(
      kind: Kind, level: UInt8 = 0, quoteDepth: UInt8 = 0, isOrdered: Bool = false, list: Int32 = -1,
      item: Int32 = -1, range: Range<Int>, source: Range<Int>
    ) {
      self.kind = kind
      self.level = level
      self.quoteDepth = quoteDepth
      self.isOrdered = isOrdered
      self.list = list
      self.item = item
      self.range = range
      self.source = source
    }
  }

  /// What kind of inline a mark stands for.
  public enum MarkKind: UInt8, Sendable {
    /// A link; `destination` says where to.
    case link
    /// An image; its range is that of its alternative text.
    case image
    /// `*emphasis*`
    case emphasis
    /// `**strong emphasis**`
    case strong
    /// A code span.
    case code
  }

  /// An inline with a range of the text.
  public struct Mark: Sendable, Hashable {
    /// What it is.
    public var kind: MarkKind
    /// Its bytes in `text`.
    public var range: Range<Int>
    /// Where a link or an image points, as written, unescaped; else empty.
    public var destination: String
    /// The title of a link or an image, else empty.
    public var title: String

    /// Makes a mark.
    public init(kind: MarkKind, range: Range<Int>, destination: String = "", title: String = "") {
      self.kind = kind
      self.range = range
      self.destination = destination
      self.title = title
    }
  }

  /// From here on, until the next anchor, byte `text + k` comes from byte `source + k` of the source.
  public struct Anchor: Sendable, Hashable {
    /// An offset in `text`.
    public var text: Int
    /// The offset in the source that renders to it.
    public var source: Int

    /// Makes an anchor.
    public init(text: Int, source: Int) {
      self.text = text
      self.source = source
    }
  }

  /// The rendered text, UTF-8.
  public var text: [UInt8] = []
  /// The blocks in reading order.
  public var blocks: [Block] = []
  /// The inlines, by start.
  public var marks: [Mark] = []
  /// The way back to the source, by offset in `text`.
  public var anchors: [Anchor] = []

  /// Makes an empty text.
  public init() {}

  /// The source offset that renders to the byte at `offset` of `text`; 0 where there is no anchor.
  public func sourceOffset(of offset: Int) -> Int {
    var low = 0
    var high = anchors.count
    while low < high {
      let middle = (low + high) / 2
      if anchors[middle].text <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return 0 }
    return anchors[low - 1].source + (offset - anchors[low - 1].text)
  }
}
