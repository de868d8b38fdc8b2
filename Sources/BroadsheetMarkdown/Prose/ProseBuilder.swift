import BroadsheetCore

extension MarkdownDocument {
  /// The document's text as readers read it, with the way back to the source. Footnotes are left out, and so
  /// are container blocks whose definition says that they are no prose.
  ///
  /// Linear in the document's length. Only documents that were not parsed with plain options have the way
  /// back; for others, only the text.
  ///
  /// - Parameters:
  ///   - isAnchored: whether the way back is wanted, which costs as much again.
  ///   - isPlaced: whether the blocks are to know where they stand in the source, which the way back needs.
  public borrowing func prose(isAnchored: Bool = true, isPlaced: Bool = true) -> Prose {
    let known =
      layout
      ?? (isPlaced && !options.isPlain ? BlockScanner.scan(source.span, options: options) : BlockLayout())
    var builder = ProseBuilder(
      layout: known, additions: additions, blocks: options.blocks, isAnchored: isAnchored)
    builder.build(root, source.span)
    return builder.prose
  }
}

/// Gathers the text of a tree, block by block.
struct ProseBuilder {
  private struct List {
    var number: Int32
    var item: Int32
    var isOrdered: Bool
  }

  /// A part of the document with leaves of its own.
  private struct Region {
    var index = 0
    var leaf = 0
  }

  /// Without leaves where nobody needed the layout: then there is no way back to the source.
  let layout: BlockLayout
  let additions: Additions
  private let isAnchored: Bool
  /// The names of the blocks that are no prose.
  private let omittedBlocks: Set<String>
  private(set) var prose = Prose()
  /// The document and the open blocks.
  private var regions = [Region()]
  private var lists: [List] = []
  private var listCount: Int32 = 0
  private var quoteDepth = 0
  /// What lays the inlines of one block after the other beside their bytes.
  private var aligner = InlineAligner()
  /// The marks of the inlines that are open.
  private var openMarks: [Int] = []

  init(layout: BlockLayout, additions: Additions, blocks: [BlockDefinition], isAnchored: Bool) {
    self.layout = layout
    self.additions = additions
    self.isAnchored = isAnchored
    omittedBlocks = additions.blocks.isEmpty ? [] : Set(blocks.lazy.filter { !$0.isProse }.map(\.name))
  }

  mutating func build(_ root: Node, _ source: Span<UInt8>) {
    prose.text.reserveCapacity(source.count)
    prose.blocks.reserveCapacity(min(source.count / 192 + 4, 64))
    prose.marks.reserveCapacity(16)
    guard var node = root.firstChild else { return }
    var depth = 0
    while true {
      if enter(node, source), let child = node.firstChild {
        depth += 1
        node = child
        continue
      }
      leave(node)
      while node.next == nil {
        guard depth > 0, let parent = node.parent else { return }
        depth -= 1
        node = parent
        leave(node)
      }
      guard let following = node.next else { return }
      node = following
    }
  }

  /// - Returns: whether the node holds blocks to go into.
  private mutating func enter(_ node: Node, _ source: Span<UInt8>) -> Bool {
    switch node.kind {
    case .paragraph:
      addBlock(node, kind: .paragraph, leaf: nextLeaf(.paragraph), source)
    case .heading:
      addBlock(node, kind: .heading, leaf: nextLeaf(.heading), source)
    case .codeBlock:
      addCode(node, leaf: nextLeaf(.codeBlock), source)
    case .htmlBlock:
      _ = nextLeaf(.htmlBlock)
    case .thematicBreak:
      _ = nextLeaf(.thematicBreak)
    case .blockQuote:
      quoteDepth += 1
      return true
    case .list:
      lists.append(List(number: listCount, item: -1, isOrdered: node.isOrderedList))
      listCount += 1
      return true
    case .item:
      if !lists.isEmpty { lists[lists.count - 1].item += 1 }
      return true
    case .customBlock:
      switch node.tag?.kind {
      case .table: addTable(node, source)
      case .footnoteDefinition: break
      case .definitionList: addDefinitions(node, source)
      case .block:
        guard let index = node.tag?.index, !omittedBlocks.contains(additions.blocks[index].name) else {
          break
        }
        regions.append(Region(index: additions.blocks[index].region))
        return true
      default: return true
      }
    default:
      return true
    }
    return false
  }

  private mutating func leave(_ node: Node) {
    switch node.kind {
    case .blockQuote: quoteDepth -= 1
    case .list: lists.removeLast()
    case .customBlock:
      if let tag = node.tag, tag.kind == .block,
        regions[regions.count - 1].index == additions.blocks[tag.index].region
      {
        regions.removeLast()
      }
    default: break
    }
  }

  /// The layout's leaf that belongs to the next leaf of the tree; nil where the two do not agree.
  private mutating func nextLeaf(_ kind: BlockLayout.LeafKind) -> BlockLayout.Leaf? {
    let last = regions.count - 1
    let leaves = layout.regions[regions[last].index].leaves
    while regions[last].leaf < leaves.count {
      let leaf = leaves[regions[last].leaf]
      regions[last].leaf += 1
      if leaf.kind == .placeholder {
        guard kind == .placeholder, case .table = layout.placeholders[leaf.index] else { continue }
        return leaf
      }
      if leaf.kind == kind { return leaf }
      if leaf.kind != .removed && leaf.kind != .placeholder { return nil }
    }
    return nil
  }

  private func block(_ kind: Prose.Kind, from start: Int, source: Range<Int>) -> Prose.Block {
    let list = lists.last
    return Prose.Block(
      kind: kind, quoteDepth: UInt8(clamping: quoteDepth), isOrdered: list?.isOrdered ?? false,
      list: list?.number ?? -1, item: list?.item ?? -1, range: start..<prose.text.count, source: source)
  }

  private mutating func addBlock(
    _ node: Node, kind: Prose.Kind, leaf: BlockLayout.Leaf?, _ source: Span<UInt8>
  ) {
    let start = prose.text.count
    var range = 0..<0
    if let leaf {
      let end =
        leaf.segments.isEmpty ? Int(leaf.start) : Int(layout.segments[leaf.segments.upperBound - 1].end)
      range = min(Int(leaf.start), end)..<end
      if isAnchored { aligner.begin(leaf, layout.segments[leaf.segments], source) }
    } else if isAnchored {
      aligner.begin()
    }
    addInlines(of: node)
    var added = block(kind, from: start, source: range)
    if kind == .heading { added.level = UInt8(clamping: node.headingLevel) }
    prose.blocks.append(added)
    prose.text.append(0x0A)
  }

  private mutating func addDefinitions(_ node: Node, _ source: Span<UInt8>) {
    var child = node.firstChild
    while child != nil, let leaf = nextLeaf(.paragraph) {
      for part in DefinitionLines.split(leaf, of: layout, source) {
        guard let current = child else { return }
        addBlock(current, kind: part.isTerm ? .term : .paragraph, leaf: part.leaf, source)
        child = current.next
      }
    }
  }

  private mutating func addTable(_ node: Node, _ source: Span<UInt8>) {
    guard let tag = node.tag else { return }
    _ = nextLeaf(.placeholder)
    let table = layout.tables[additions.tables[tag.index].layoutIndex]
    var cell = node.firstChild
    for segment in table.cells {
      guard let current = cell else { return }
      let start = prose.text.count
      if isAnchored { aligner.begin(cell: segment, source) }
      addInlines(of: current)
      prose.blocks.append(block(.tableCell, from: start, source: Int(segment.start)..<Int(segment.end)))
      prose.text.append(0x0A)
      cell = current.next
    }
  }

  private mutating func addCode(_ node: Node, leaf: BlockLayout.Leaf?, _ source: Span<UInt8>) {
    let start = prose.text.count
    var range = 0..<0
    node.withLiteral { literal in
      var end = literal.count
      if end > 0, literal[end - 1] == 0x0A { end -= 1 }
      var index = 0
      var line = 0
      while index <= end {
        if isAnchored, let leaf, line < leaf.segments.count {
          let segment = layout.segments[leaf.segments.lowerBound + line]
          var length = 0
          while index + length < end, literal[index + length] != 0x0A,
            Int(segment.start) + length < Int(segment.end),
            literal[index + length] == source[Int(segment.start) + length]
          {
            length += 1
          }
          if length > 0 {
            prose.anchors.append(Prose.Anchor(text: prose.text.count, source: Int(segment.start)))
          }
        }
        while index < end, literal[index] != 0x0A {
          prose.text.append(literal[index])
          index += 1
        }
        if index < end { prose.text.append(0x0A) }
        index += 1
        line += 1
      }
    }
    if let leaf {
      let end = layout.segments[leaf.segments].last.map { Int($0.end) } ?? Int(leaf.start)
      range = min(Int(leaf.start), end)..<end
    }
    prose.blocks.append(block(.code, from: start, source: range))
    prose.text.append(0x0A)
  }

  /// Adds the text of inlines, and the marks of what surrounds them.
  private mutating func addInlines(of block: Node) {
    guard var node = block.firstChild else { return }
    openMarks.removeAll(keepingCapacity: true)
    while true {
      if enterInline(node), let child = node.firstChild {
        node = child
        continue
      }
      if node.kind.isContainer { leaveInline(node) }
      while node.next == nil {
        guard let parent = node.parent, parent != block else { return }
        node = parent
        leaveInline(node)
      }
      guard let following = node.next else { return }
      node = following
    }
  }

  private mutating func enterInline(_ node: Node) -> Bool {
    switch node.kind {
    case .text:
      node.withLiteral { text in
        if isAnchored { aligner.appendText(text, to: &prose) } else { prose.text.append(text) }
      }
      return false
    case .softBreak, .lineBreak:
      if isAnchored { aligner.appendBreak(to: &prose) } else { prose.text.append(0x0A) }
      return false
    case .code:
      let start = prose.text.count
      node.withLiteral { text in
        if isAnchored { aligner.appendCode(text, to: &prose) } else { prose.text.append(text) }
      }
      prose.marks.append(Prose.Mark(kind: .code, range: start..<prose.text.count))
      return false
    case .htmlInline:
      if isAnchored { node.withLiteral { aligner.skipHTML($0) } }
      return false
    case .link, .image:
      if isAnchored { aligner.enterLink(isImage: node.kind == .image) }
      openMarks.append(prose.marks.count)
      let start = prose.text.count
      prose.marks.append(
        Prose.Mark(
          kind: node.kind == .image ? .image : .link, range: start..<start,
          destination: node.withURL { String(copying: $0) }, title: node.withTitle { String(copying: $0) }))
    case .emphasis, .strong:
      openMarks.append(prose.marks.count)
      let start = prose.text.count
      prose.marks.append(Prose.Mark(kind: node.kind == .strong ? .strong : .emphasis, range: start..<start))
    case .customInline:
      if isAnchored, node.tag?.kind == .footnoteReference { aligner.skipFootnoteReference() }
    default:
      return false
    }
    return true
  }

  private mutating func leaveInline(_ node: Node) {
    switch node.kind {
    case .link, .image:
      if isAnchored { aligner.exitLink() }
      fallthrough
    case .emphasis, .strong:
      guard let mark = openMarks.popLast() else { return }
      prose.marks[mark].range = prose.marks[mark].range.lowerBound..<prose.text.count
    default: break
    }
  }
}
