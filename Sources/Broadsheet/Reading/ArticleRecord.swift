import BroadsheetCore

/// All that a build knows of one source file: what its author wrote, what the text says by itself, and its
/// body as HTML with the places left open that only the whole edition can fill.
///
/// Values only: the cmark tree that it came from is gone. Nothing in it depends on another file but for the
/// section's defaults. A class, so that sorting and sharing ten thousand of them moves references.
final class ArticleRecord: Sendable {
  /// The path relative to the site.
  let path: String
  /// The path relative to `Content/`.
  let contentPath: String
  let fields: ArticleFields
  /// What the structure of the text says.
  let text: ArticleText
  let body: ArticleBody
  /// The body for feeds, where it differs: without raw HTML.
  let feedBody: ArticleBody?
  let diagnostics: [Diagnostic]

  init(
    path: String, contentPath: String, fields: ArticleFields, text: ArticleText, body: ArticleBody,
    feedBody: ArticleBody?, diagnostics: [Diagnostic]
  ) {
    self.path = path
    self.contentPath = contentPath
    self.fields = fields
    self.text = text
    self.body = body
    self.feedBody = feedBody
    self.diagnostics = diagnostics
  }

  /// The folder in `Content/`, empty at the top.
  var folder: Substring {
    Substring(contentPath.utf8.prefix(max(0, lastSlash)))
  }

  /// Whether the file is the article of a folder of its own, whose other files are its assets.
  var isBundle: Bool { lastSlash > 0 && fileName.utf8.starts(with: "index.".utf8) }

  /// Where the last slash of its path is; -1 where there is none.
  private var lastSlash: Int {
    let bytes = contentPath.utf8.span
    var index = bytes.count - 1
    while index >= 0, bytes[index] != UInt8(ascii: "/") { index -= 1 }
    return index
  }

  /// The names of the blocks in the text, each once.
  var blockNames: [String] {
    var names: [String] = []
    for block in body.blocks where !names.contains(block.name) { names.append(block.name) }
    return names
  }

  /// The name of the file.
  var fileName: Substring {
    Substring(contentPath.utf8.dropFirst(lastSlash + 1))
  }
}

/// An article's body as HTML with open places.
struct ArticleBody: Sendable {
  /// A place left open, for an address that depends on the whole edition.
  struct Slot: Sendable {
    enum Kind: UInt8, Sendable {
      /// The target of a link.
      case link
      /// The address of an image.
      case image
      /// ` width="…" height="…"` of the image before it.
      case dimensions
    }

    /// Where it goes, as an offset in `html`.
    var offset: Int
    var kind: Kind
    /// The destination as written.
    var destination: String
    /// The line of the source, from 1; 0 where unknown.
    var line: Int
  }

  var html = ByteSlice.empty
  var slots: [Slot] = []
  /// The blocks, `::: name`, each in front of those that it holds.
  var blocks: [Block] = []
  /// Parts that the page shows in places of their own, in ascending order.
  var omitted: [Range<Int>] = []
}

/// What the text of an article says by itself, before the rest of the site is known.
struct ArticleText: Sendable {
  /// One heading of the body.
  struct Heading: Sendable {
    var level: Int
    var id: String
    var text: String
  }

  /// Points that close an article, or that its author wrote down.
  struct Takeaways: Sendable {
    var title: String?
    /// Each as plain text.
    var items: [String]
    var isOrdered: Bool
  }

  /// A "SEE:" line.
  struct SeeAlso: Sendable {
    var text: String
    /// The target as written, where the line holds a link.
    var target: String?
  }

  var title = ""
  var summary = ""
  var byline: [String] = []
  var dateline: String?
  var takeaways: Takeaways?
  var seeAlso: [SeeAlso] = []
  var headings: [Heading] = []
  var words = 0
  var readingMinutes = 1
  /// Whom and what it names, the most relevant first.
  var names: [Name] = []
  /// When what it tells happened, in reading order.
  var dates: [DatedSentence] = []
  /// The phrases that tell best what it is about, in lower case.
  var keyPhrases: [String] = []
}
