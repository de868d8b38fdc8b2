import BroadsheetCore

extension HTMLRenderer {
  /// Whether a paragraph stands in a tight list, where it has no tags of its own.
  private mutating func isTight(_ node: Node) -> Bool {
    guard let parent = node.parent, parent.kind == .item, let list = parent.parent else { return false }
    return list.kind == .list && list.isTightList
  }

  mutating func enterParagraph(_ node: Node, source: Span<UInt8>, into out: inout OutputBuffer) -> Bool {
    if isTight(node) { return beginTightParagraph(node, into: &out) }
    // What an alert's name was taken out of.
    if !isPlain, node.firstChild == nil { return false }
    if !isPlain, options.hasFigures, let image = FigureState.image(of: node) {
      beginFigure(image, into: &out)
      return true
    }
    out.beginLine(since: start)
    out.append("<p>")
    beginTaskLabel(node, into: &out)
    return true
  }

  private mutating func beginTightParagraph(_ node: Node, into out: inout OutputBuffer) -> Bool {
    beginTaskLabel(node, into: &out)
    return true
  }

  /// Writes the box of a task as a part of its text's label.
  private mutating func beginTaskLabel(_ node: Node, into out: inout OutputBuffer) {
    guard !isPlain, additions.hasTasks, node.previous == nil, let tag = node.parent?.tag, tag.isTask else {
      return
    }
    out.append(
      tag.kind == .doneTask
        ? "<label><input type=\"checkbox\" checked disabled> "
        : "<label><input type=\"checkbox\" disabled> ")
    taskLabel = node
  }

  mutating func exitParagraph(_ node: Node, into out: inout OutputBuffer) {
    if let label = taskLabel, label == node {
      out.append("</label>")
      taskLabel = nil
      if isTight(node) { return }
    } else if isTight(node) {
      return
    }
    if figure != nil { return endFigure(into: &out) }
    if footnotes.isOpen, node.next == nil, let definition = node.parent, isFootnote(definition) {
      out.append(0x20)
      writeBackReferences(definition, into: &out)
    }
    out.append("</p>\n")
  }

  mutating func enterList(_ node: Node, into out: inout OutputBuffer) {
    out.beginLine(since: start)
    let isTaskList = !isPlain && additions.hasTasks && (node.firstChild.map { isTask($0) } ?? false)
    guard node.isOrderedList else {
      out.append(isTaskList ? "<ul class=\"task-list\">\n" : "<ul>\n")
      return
    }
    let first = node.listStart
    out.append("<ol")
    if first != 1 {
      out.append(" start=\"")
      out.append(decimal: first)
      out.append("\"")
    }
    out.append(isTaskList ? " class=\"task-list\">\n" : ">\n")
  }

  mutating func enterItem(_ node: Node, into out: inout OutputBuffer) {
    out.beginLine(since: start)
    writeItemTag(node, into: &out)
    if containers.isOpen { beginContainerItem(node, into: &out) }
  }

  private mutating func writeItemTag(_ node: Node, into out: inout OutputBuffer) {
    guard additions.hasTasks, let tag = node.tag, tag.isTask else { return out.append("<li>") }
    let isDone = tag.kind == .doneTask
    if isPlain {
      out.append(
        isDone
          ? "<li><input type=\"checkbox\" checked=\"\" disabled=\"\" /> "
          : "<li><input type=\"checkbox\" disabled=\"\" /> ")
      return
    }
    out.append(isDone ? "<li class=\"task done\">" : "<li class=\"task\">")
  }

  mutating func exitItem(_ node: Node, into out: inout OutputBuffer) { out.append("</li>\n") }

  mutating func enterBlockQuote(_ node: Node, into out: inout OutputBuffer) {
    out.beginLine(since: start)
    if let tag = node.tag, tag.kind == .alert {
      let name = TreeAssembler.alertNames[tag.index]
      out.append("<div class=\"alert alert-")
      out.append(name)
      out.append("\" role=\"note\">\n<p class=\"alert-title\">")
      out.append(name.byte(at: 0) & 0xDF)
      for index in 1..<name.utf8CodeUnitCount { out.append(name.byte(at: index)) }
      out.append("</p>\n")
      return
    }
    out.append("<blockquote>\n")
  }

  mutating func exitBlockQuote(_ node: Node, into out: inout OutputBuffer) {
    out.beginLine(since: start)
    out.append(node.tag?.kind == .alert ? "</div>\n" : "</blockquote>\n")
  }

  mutating func renderHTMLBlock(_ node: Node, into out: inout OutputBuffer) {
    if !isPlain, depth == 0, body.moreOffset == nil, node.withLiteral({ $0.isMoreComment }) {
      body.moreOffset = out.count - start
      return
    }
    out.beginLine(since: start)
    switch options.rawHTML {
    case .keep: node.withLiteral { writeRawHTML($0, into: &out) }
    case .escape:
      out.append("<p>")
      node.withLiteral { out.append(markupEscaped: $0.extracting($0.trimmedRange)) }
      out.append("</p>")
    case .drop: break
    }
    out.beginLine(since: start)
  }

  mutating func renderInlineHTML(_ node: Node, into out: inout OutputBuffer) {
    switch options.rawHTML {
    case .keep: node.withLiteral { writeRawHTML($0, into: &out) }
    case .escape: node.withLiteral { out.append(markupEscaped: $0) }
    case .drop: break
    }
  }

  /// Writes the opening of a heading; a title that is left out writes nothing at all.
  mutating func enterHeading(_ node: Node, into out: inout OutputBuffer) -> Bool {
    let level = node.headingLevel
    guard !isPlain else {
      out.beginLine(since: start)
      out.append("<h")
      out.append(decimal: level)
      out.append(">")
      return true
    }
    let attributes = node.tag.flatMap { additions.attributes(for: $0) }
    let text = node.plainText()
    let isTitle = level == 1 && depth == 0 && body.blocks.count == 1
    let id = attributes?.id ?? identifiers.identifier(for: text, isTaken: additions.explicitIdentifiers)
    let heading = RenderedBody.Heading(
      level: level, id: id, text: text, line: sourceLine(of: node))
    if isTitle {
      body.title = heading
      if options.omitsLeadingTitle { return false }
    }
    beginHeadingPlace(node)
    body.headings.append(heading)
    out.beginLine(since: start)
    out.append("<h")
    out.append(decimal: shifted(level))
    out.append(" id=\"")
    out.append(markupEscaped: id.utf8.span)
    out.append("\"")
    attributes?.write(into: &out)
    out.append(">")
    return true
  }

  mutating func exitHeading(_ node: Node, into out: inout OutputBuffer) {
    if !isPlain, options.hasHeadingAnchors, let heading = body.headings.last {
      out.append(" <a class=\"anchor\" href=\"#")
      out.append(address: heading.id.utf8.span)
      out.append("\" aria-hidden=\"true\" tabindex=\"-1\">#</a>")
    }
    out.append("</h")
    out.append(decimal: isPlain ? node.headingLevel : shifted(node.headingLevel))
    out.append(">\n")
  }

  private mutating func shifted(_ level: Int) -> Int { min(max(level + options.headingShift, 1), 6) }

  private mutating func beginHeadingPlace(_ node: Node) {
    quotes?.beginBlock()
    place.begin(line: sourceLine(of: node), column: node.startColumn, lines)
  }
}

extension Span where Element == UInt8 {
  /// Where the text lies that is neither leading nor trailing white space.
  var trimmedRange: Range<Int> {
    var low = 0
    var high = count
    while low < high, self[low].isMarkdownSpace { low += 1 }
    while high > low, self[high - 1].isMarkdownSpace { high -= 1 }
    return low..<high
  }

  /// Whether this is `<!--more-->` and nothing else.
  var isMoreComment: Bool {
    var compact = InlineArray<11, UInt8>(repeating: 0)
    var length = 0
    for index in 0..<count {
      let byte = self[index]
      if byte.isMarkdownSpace { continue }
      guard length < 11 else { return false }
      compact[length] = byte.asciiLowercased
      length += 1
    }
    let expected: StaticString = "<!--more-->"
    guard length == 11 else { return false }
    for index in 0..<11 where compact[index] != expected.byte(at: index) { return false }
    return true
  }
}
