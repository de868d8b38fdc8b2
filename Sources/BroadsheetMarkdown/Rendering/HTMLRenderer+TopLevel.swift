import BroadsheetCore

extension HTMLRenderer {
  mutating func beginTopLevelBlock(_ node: Node, _ kind: NodeKind, into out: inout OutputBuffer) {
    guard !isPlain else { return }
    let line = sourceLine(of: node)
    let offset = lines.start(of: line)
    body.blocks.append(
      RenderedBody.Block(
        kind: Self.blockKind(node, kind), source: offset..<offset, html: 0..<0, line: line))
    blockStart = out.count - start
  }

  /// The line of the source (from 1) that a block begins on.
  mutating func sourceLine(of node: Node) -> Int {
    if let tag = node.tag, tag.kind == .table { return additions.tables[tag.index].line }
    if let tag = node.tag, tag.kind == .definitionList { return tag.index }
    if let tag = node.tag, tag.kind == .block { return additions.blocks[tag.index].line }
    if let tag = node.tag, tag.kind == .footnoteDefinition {
      return lineMaps[additions.footnotes[tag.index].region].first.map { Int($0) + 1 } ?? 0
    }
    let line = node.startLine
    guard currentRegion < lineMaps.count, !lineMaps[currentRegion].isEmpty else { return line }
    let map = lineMaps[currentRegion]
    return line > 0 && line <= map.count ? Int(map[line - 1]) + 1 : line
  }

  mutating func endTopLevelBlock(into out: inout OutputBuffer) {
    guard !isPlain, !body.blocks.isEmpty else { return }
    body.blocks[body.blocks.count - 1].html = blockStart..<out.count - start
  }

  /// Ends each block where the next one begins, less blank lines: cmark's own ends are wrong for some kinds.
  mutating func finishTopLevelBlocks(source: Span<UInt8>, into out: inout OutputBuffer) {
    var end = source.count
    for index in body.blocks.indices.reversed() {
      let begin = body.blocks[index].source.lowerBound
      // Footnotes were moved here from anywhere in the source.
      if body.blocks[index].kind == .footnotes { continue }
      var last = max(end, begin)
      while last > begin, source[last - 1].isMarkdownSpace { last -= 1 }
      body.blocks[index].source = begin..<last
      end = begin
    }
  }

  private static func blockKind(_ node: Node, _ kind: NodeKind) -> RenderedBody.Block.Kind {
    switch kind {
    case .paragraph: FigureState.image(of: node) == nil ? .paragraph : .figure
    case .heading: .heading
    case .blockQuote: node.tag?.kind == .alert ? .alert : .blockQuote
    case .list: .list
    case .codeBlock: .codeBlock
    case .htmlBlock: .rawHTML
    case .thematicBreak: .thematicBreak
    case .customBlock:
      switch node.tag?.kind {
      case .table: .table
      case .footnoteDefinition: .footnotes
      case .definitionList: .definitionList
      case .block: .container
      default: .other
      }
    default: .other
    }
  }
}
