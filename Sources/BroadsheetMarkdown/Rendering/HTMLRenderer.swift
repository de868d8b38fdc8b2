import BroadsheetCore

/// Writes a tree as HTML: the reference implementations' HTML to the byte in the plain form, and what a
/// site needs otherwise.
///
/// The walk goes from node to node without recursion, so that no depth of nesting overflows the stack.
struct HTMLRenderer {
  let options: MarkdownOptions
  let isPlain: Bool
  let additions: Additions
  /// Where the body begins in the output.
  let start: Int
  let lines: LineIndex
  /// For each region of the layout, the lines of the source that its lines are; empty where they are the same.
  let lineMaps: [[Int32]]
  /// The region that is being written: a footnote's, or the document's.
  var currentRegion = 0
  var body = RenderedBody()
  /// The image that is open: inside it, only text is written, for its `alt`.
  var openImage: Node?
  /// Where the alternative text of the open image begins.
  var alternativeStart = 0
  /// The number of blocks open below the root.
  var depth = 0
  /// The line of the block that is being written, and what has been passed of it.
  var place: SourcePlace
  var identifiers = HeadingIdentifiers()
  var quotes: SmartPunctuation?
  var footnotes = FootnoteState()
  var table = TableState()
  /// The paragraph that a task's label holds.
  var taskLabel: Node?
  /// The container blocks that are being written, and their items.
  var containers = ContainerState()
  /// The figure whose image is being written.
  var figure: FigureState?
  /// Where the last top-level block begins in the HTML.
  var blockStart = 0

  init(_ document: borrowing MarkdownDocument, start: Int) {
    options = document.options
    isPlain = document.options.isPlain
    additions = document.additions
    self.start = start
    lines = isPlain ? LineIndex() : document.lines
    lineMaps = isPlain ? [] : document.layout?.regions.map(\.lines) ?? []
    place = SourcePlace()
    if !isPlain { body.blocks.reserveCapacity(min(lines.starts.count / 2, 32)) }
    quotes = isPlain ? nil : options.smartPunctuation.map { SmartPunctuation(language: $0) }
  }

  /// Writes all that `root` holds, and what belongs behind it.
  mutating func render(_ root: Node, source: Span<UInt8>, into out: inout OutputBuffer) {
    walk(root, base: 0, source: source, into: &out)
    if footnotes.count > 0 { out.append(isPlain ? "</ol>\n</section>\n" : "</ol>\n</div>\n") }
    guard !isPlain else { return }
    finishTopLevelBlocks(source: source, into: &out)
    body.containerText = containers.text
    if !additions.strayFences.isEmpty {
      body.warnings += additions.strayFences
      body.warnings.sort { ($0.line, $0.column) < ($1.line, $1.column) }
    }
  }

  /// Writes all that `root` holds, whose children are at depth `base`.
  mutating func walk(_ root: Node, base: Int, source: Span<UInt8>, into out: inout OutputBuffer) {
    guard var node = root.firstChild else { return }
    while true {
      let kind = node.kind
      if depth == 0 { beginTopLevelBlock(node, kind, into: &out) }
      if enter(node, kind, source: source, into: &out) {
        if let child = node.firstChild {
          depth += 1
          node = child
          continue
        }
        exit(node, kind, into: &out)
      }
      while true {
        if depth == 0 { endTopLevelBlock(into: &out) }
        if let following = node.next {
          node = following
          break
        }
        guard depth > base, let parent = node.parent else { return }
        depth -= 1
        node = parent
        exit(node, node.kind, into: &out)
      }
    }
  }

  /// Writes the opening of a node, and all of it if it holds nothing.
  /// - Returns: whether what it holds is to be written, and then its end.
  private mutating func enter(
    _ node: Node, _ kind: NodeKind, source: Span<UInt8>, into out: inout OutputBuffer
  ) -> Bool {
    if openImage != nil {
      return enterAlternativeText(node, kind, into: &out)
    }
    switch kind {
    case .text:
      renderText(node, into: &out)
      if containers.isOpen { node.withLiteral { containers.append($0) } }
      return false
    case .paragraph:
      beginPlace(node)
      return enterParagraph(node, source: source, into: &out)
    case .softBreak:
      place.advanceLine(lines, source)
      quotes?.noteSpace()
      containers.appendBreak()
      out.append(0x0A)
      return false
    case .lineBreak:
      place.advanceLine(lines, source)
      quotes?.noteSpace()
      containers.appendBreak()
      out.append(isPlain ? "<br />\n" : "<br>\n")
      return false
    case .emphasis:
      out.append("<em>")
    case .strong:
      if containers.isOpen { beginItemLabel(node, into: &out) }
      out.append("<strong>")
    case .link:
      return enterLink(node, source: source, into: &out)
    case .image:
      return enterImage(node, source: source, into: &out)
    case .code:
      out.append("<code>")
      node.withLiteral { out.append(markupEscaped: $0) }
      if containers.isOpen { node.withLiteral { containers.append($0) } }
      out.append("</code>")
      quotes?.noteWord()
      return false
    case .htmlInline:
      renderInlineHTML(node, into: &out)
      return false
    case .customInline:
      return enterCustomInline(node, into: &out)
    case .heading:
      beginPlace(node)
      return enterHeading(node, into: &out)
    case .list:
      enterList(node, into: &out)
    case .item:
      enterItem(node, into: &out)
    case .blockQuote:
      enterBlockQuote(node, into: &out)
    case .thematicBreak:
      out.beginLine(since: start)
      out.append(isPlain ? "<hr />\n" : "<hr>\n")
      return false
    case .codeBlock:
      renderCodeBlock(node, into: &out)
      return false
    case .htmlBlock:
      renderHTMLBlock(node, into: &out)
      return false
    case .customBlock:
      return enterCustomBlock(node, source: source, into: &out)
    case .document, .none:
      break
    }
    return true
  }

  /// Writes the end of a node that ``enter(_:_:source:into:)`` wanted to go into.
  private mutating func exit(_ node: Node, _ kind: NodeKind, into out: inout OutputBuffer) {
    if let openImage, openImage != node { return }
    switch kind {
    case .paragraph:
      exitParagraph(node, into: &out)
      containers.endLine()
    case .emphasis: out.append("</em>")
    case .strong:
      out.append("</strong>")
      if containers.isOpen { endItemLabel(node, into: &out) }
    case .link: exitLink(node, into: &out)
    case .image: exitImage(node, into: &out)
    case .customInline: exitCustomInline(node, into: &out)
    case .heading:
      exitHeading(node, into: &out)
      containers.endLine()
    case .list: out.append(node.isOrderedList ? "</ol>\n" : "</ul>\n")
    case .item:
      if containers.isOpen { endContainerItem(node, into: &out) }
      exitItem(node, into: &out)
    case .blockQuote: exitBlockQuote(node, into: &out)
    case .customBlock: exitCustomBlock(node, into: &out)
    default: break
    }
  }

  /// Remembers where an inline-holding block stands in the source.
  private mutating func beginPlace(_ node: Node) {
    quotes?.beginBlock()
    guard !isPlain else { return }
    place.begin(line: sourceLine(of: node), column: node.startColumn, lines)
  }
}
