import BroadsheetCore

/// How far the writing of container blocks has come.
struct ContainerState {
  /// The indices of the open blocks and, for each, the region around it.
  var open: [(index: Int, outerRegion: Int)] = []
  /// The indices of the open items.
  var openItems: [Int] = []
  /// The text of all blocks so far.
  var text: [UInt8] = []

  /// Whether anything that is written is in a block.
  var isOpen: Bool { !open.isEmpty }

  mutating func append(_ literal: Span<UInt8>) {
    for index in 0..<literal.count { text.append(literal[index]) }
  }

  mutating func appendBreak() {
    if isOpen { text.append(0x20) }
  }

  /// Ends a line of text, unless nothing is on it.
  mutating func endLine() {
    if isOpen, let last = text.last, last != 0x0A { text.append(0x0A) }
  }

  /// The text from `start` on, without a last line break.
  func range(from start: Int) -> Range<Int> {
    start..<max(start, text.last == 0x0A ? text.count - 1 : text.count)
  }
}

extension HTMLRenderer {
  mutating func beginContainer(_ index: Int, into out: inout OutputBuffer) {
    let header = additions.blocks[index]
    body.warnings += header.warnings
    out.beginLine(since: start)
    let begin = out.count - start
    out.append("<div class=\"")
    out.append(markupEscaped: header.name.utf8.span)
    out.append("\">\n")
    containers.endLine()
    let inside = out.count - start
    let text = containers.text.count
    let parent = containers.open.last?.index
    body.containers.append(
      RenderedBody.Container(
        name: header.name, label: header.label, id: header.id, classes: header.classes,
        attributes: header.attributes, parent: parent, depth: containers.open.count, html: begin..<inside,
        content: inside..<inside, text: text..<text, line: header.line, column: header.column))
    containers.open.append((body.containers.count - 1, currentRegion))
    currentRegion = header.region
  }

  mutating func endContainer(into out: inout OutputBuffer) {
    guard let (index, outerRegion) = containers.open.popLast() else { return }
    out.beginLine(since: start)
    let end = out.count - start
    out.append("</div>\n")
    currentRegion = outerRegion
    body.containers[index].content = body.containers[index].content.lowerBound..<end
    body.containers[index].html = body.containers[index].html.lowerBound..<out.count - start
    body.containers[index].text = containers.range(from: body.containers[index].text.lowerBound)
  }

  // MARK: Items

  private mutating func isContainerItem(_ node: Node) -> Bool { node.parent?.parent?.tag?.kind == .block }

  mutating func beginContainerItem(_ node: Node, into out: inout OutputBuffer) {
    guard let container = containers.open.last?.index, isContainerItem(node) else { return }
    containers.endLine()
    let html = out.count - start
    let text = containers.text.count
    containers.openItems.append(body.containerItems.count)
    body.containerItems.append(
      RenderedBody.ContainerItem(
        container: container, html: html..<html, text: text..<text, labelHTML: html..<html,
        labelText: text..<text))
  }

  mutating func endContainerItem(_ node: Node, into out: inout OutputBuffer) {
    guard isContainerItem(node), let index = containers.openItems.popLast() else { return }
    let item = body.containerItems[index]
    body.containerItems[index].html = item.html.lowerBound..<out.count - start
    body.containerItems[index].text = containers.range(from: item.text.lowerBound)
  }

  /// The open item, if a node is the first thing in it.
  private mutating func itemBeginning(with node: Node) -> Int? {
    guard let index = containers.openItems.last, node.previous == nil, let paragraph = node.parent,
      paragraph.previous == nil, paragraph.kind == .paragraph, let item = paragraph.parent,
      item.kind == .item, isContainerItem(item)
    else { return nil }
    return index
  }

  mutating func beginItemLabel(_ strong: Node, into out: inout OutputBuffer) {
    guard let index = itemBeginning(with: strong) else { return }
    let html = out.count - start
    body.containerItems[index].labelHTML = html..<html
  }

  mutating func endItemLabel(_ strong: Node, into out: inout OutputBuffer) {
    guard let index = itemBeginning(with: strong) else { return }
    let item = body.containerItems[index]
    body.containerItems[index].labelHTML = item.labelHTML.lowerBound..<out.count - start
    body.containerItems[index].labelText = item.text.lowerBound..<containers.text.count
  }
}
