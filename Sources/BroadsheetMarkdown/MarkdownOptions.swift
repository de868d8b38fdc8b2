/// What a document may use beyond CommonMark, and how its HTML is written.
///
/// The presets are what callers usually want: ``commonMark`` and ``gitHub`` print exactly what `cmark` and
/// `cmark-gfm` print, ``site`` is what an article's body on a news site needs.
public struct MarkdownOptions: Sendable, Hashable {
  /// Syntax that CommonMark does not have.
  public struct Extensions: OptionSet, Sendable, Hashable {
    /// One bit for each.
    public var rawValue: UInt32
    /// Makes a set of its bits.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Pipe tables.
    public static let tables = Extensions(rawValue: 1 << 0)
    /// `~~struck~~` and `~struck~`.
    public static let strikethrough = Extensions(rawValue: 1 << 1)
    /// Bare addresses: `www.…`, `https://…`, `name@example.org`.
    public static let autolinks = Extensions(rawValue: 1 << 2)
    /// `- [ ]` and `- [x]`.
    public static let taskLists = Extensions(rawValue: 1 << 3)
    /// `[^note]` and `[^note]: text`.
    public static let footnotes = Extensions(rawValue: 1 << 4)
    /// `> [!NOTE]`.
    public static let alerts = Extensions(rawValue: 1 << 5)
    /// A term and lines that begin with `: `.
    public static let definitionLists = Extensions(rawValue: 1 << 6)
    /// `{#id .class key=value}` behind headings, images and links.
    public static let attributes = Extensions(rawValue: 1 << 7)

    /// GitHub's five, as `cmark-gfm` implements them.
    public static let gitHub: Extensions = [.tables, .strikethrough, .autolinks, .taskLists, .footnotes]
    /// Everything.
    public static let all: Extensions = [.gitHub, .alerts, .definitionLists, .attributes]
  }

  /// What happens to raw HTML.
  public enum RawHTML: String, Sendable, Hashable, CaseIterable {
    /// It is written as it is.
    case keep
    /// It is shown as text.
    case escape
    /// It is left out.
    case drop
  }

  /// Syntax beyond CommonMark.
  public var extensions: Extensions
  /// What happens to raw HTML.
  public var rawHTML: RawHTML
  /// Whether the HTML is that of the reference implementations, to the byte: no ids, slots, figures or
  /// safety; everything below is then ignored.
  public var isPlain: Bool
  /// The language whose quotation marks and dashes replace straight ones, as a BCP 47 tag; nil leaves
  /// punctuation as it is.
  public var smartPunctuation: String?
  /// How many levels headings move down, so that a body's `#` can stand below the page's headline.
  public var headingShift: Int
  /// Whether a level-1 heading that opens the document stays out of the body.
  public var omitsLeadingTitle: Bool
  /// Whether headings carry a link to themselves.
  public var hasHeadingAnchors: Bool
  /// Whether an image that stands alone becomes a figure.
  public var hasFigures: Bool
  /// The `rel` of links to other sites, or nil.
  public var externalLinkRelation: String?
  /// The container blocks that fences of colons may open; without any, colons are text.
  public var blocks: [BlockDefinition]
  /// Whether code of known languages is coloured.
  public var highlightsCode: Bool
  /// What colours code of languages that the engine does not know.
  public var codeHighlighter: CodeHighlighter?

  /// Makes options.
  public init(
    extensions: Extensions = .all, rawHTML: RawHTML = .keep, isPlain: Bool = false,
    smartPunctuation: String? = nil, headingShift: Int = 0, omitsLeadingTitle: Bool = false,
    hasHeadingAnchors: Bool = true, hasFigures: Bool = true, externalLinkRelation: String? = nil,
    blocks: [BlockDefinition] = [], highlightsCode: Bool = true, codeHighlighter: CodeHighlighter? = nil
  ) {
    self.extensions = extensions
    self.rawHTML = rawHTML
    self.isPlain = isPlain
    self.smartPunctuation = smartPunctuation
    self.headingShift = headingShift
    self.omitsLeadingTitle = omitsLeadingTitle
    self.hasHeadingAnchors = hasHeadingAnchors
    self.hasFigures = hasFigures
    self.externalLinkRelation = externalLinkRelation
    self.blocks = blocks
    self.highlightsCode = highlightsCode
    self.codeHighlighter = codeHighlighter
  }

  /// CommonMark alone, as `cmark --unsafe` prints it.
  public static let commonMark = MarkdownOptions(extensions: [], isPlain: true)
  /// GitHub Flavored Markdown, as `cmark-gfm --unsafe` prints it with its extensions for tables,
  /// strikethrough, autolinks, task lists and footnotes.
  public static let gitHub = MarkdownOptions(extensions: .gitHub, isPlain: true)
  /// An article's body: everything on, English punctuation, headings from `<h2>`.
  public static let site = MarkdownOptions(
    smartPunctuation: "en", headingShift: 1, omitsLeadingTitle: true)
}
