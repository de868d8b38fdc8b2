/// What rendering a document gives besides its HTML: flat values that outlive the tree.
///
/// All offsets count bytes from where the body begins in the output buffer. Addresses that depend on the
/// rest of the site are not in the HTML; each has a ``Slot`` at the offset where its bytes belong.
public struct RenderedBody: Sendable, Hashable {
  /// A place in the HTML that waits for the site.
  public struct Slot: Sendable, Hashable {
    /// What belongs there.
    public enum Kind: UInt8, Sendable {
      /// The address of a link, escaped for a quoted attribute.
      case link
      /// The address of an image, escaped for a quoted attribute.
      case imageSource
      /// ` width="…" height="…"` with a leading space, or nothing.
      case imageDimensions
    }

    /// What belongs there.
    public var kind: Kind
    /// Where it belongs; slots are in ascending order.
    public var offset: Int
    /// The address as its author wrote it, escapes resolved: relative, root-relative or `#fragment`.
    public var destination: String
    /// The line of the source, from 1.
    public var line: Int

    /// Makes a slot.
    public init(kind: Kind, offset: Int, destination: String, line: Int) {
      self.kind = kind
      self.offset = offset
      self.destination = destination
      self.line = line
    }
  }

  /// A heading, for tables of contents.
  public struct Heading: Sendable, Hashable {
    /// The level in the source, from 1 to 6, before any shift.
    public var level: Int
    /// The id in the HTML.
    public var id: String
    /// The text without markup.
    public var text: String
    /// The line of the source, from 1.
    public var line: Int

    /// Makes a heading.
    public init(level: Int, id: String, text: String, line: Int) {
      self.level = level
      self.id = id
      self.text = text
      self.line = line
    }
  }

  /// A block that stands at the top of the document.
  public struct Block: Sendable, Hashable {
    /// What it is.
    public enum Kind: UInt8, Sendable {
      case paragraph, heading, blockQuote, list, codeBlock, rawHTML, thematicBreak, table, figure
      case definitionList, alert, footnotes, container, other
    }

    /// What it is.
    public var kind: Kind
    /// Its bytes in the source, without trailing blank lines.
    public var source: Range<Int>
    /// Its bytes in the HTML; empty where it was left out.
    public var html: Range<Int>
    /// Its first line in the source, from 1.
    public var line: Int

    /// Makes a block.
    public init(kind: Kind, source: Range<Int>, html: Range<Int>, line: Int) {
      self.kind = kind
      self.source = source
      self.html = html
      self.line = line
    }
  }

  /// The slots, by offset.
  public var slots: [Slot] = []
  /// The headings in order, without a title that was left out.
  public var headings: [Heading] = []
  /// The blocks at the top of the document, in order.
  public var blocks: [Block] = []
  /// The level-1 heading that opens the document, if one does.
  public var title: Heading?
  /// Where `<!--more-->` stood.
  public var moreOffset: Int?
  /// The container blocks, each in front of those that it holds.
  public var containers: [Container] = []
  /// The items of the lists that stand directly in container blocks, in order.
  public var containerItems: [ContainerItem] = []
  /// The text of the container blocks without markup, which their ranges count in.
  public var containerText: [UInt8] = []
  /// What the author should know, in order.
  public var warnings: [Warning] = []

  /// Makes an empty result.
  public init() {}
}
