/// Makes the tree whole: puts tables and footnotes where their placeholders stand, and parses those blocks
/// again in which an extension reads inlines otherwise than cmark did.
struct TreeAssembler {
  /// A part of the document that is being walked.
  private struct Frame {
    var root: Node
    var current: Node?
    var region: Int
    var leaf = 0
    /// For a container block: the node in whose place it goes.
    var placeholder: Node?
  }

  let options: MarkdownOptions
  let layout: BlockLayout
  let triggers: SyntaxTriggers
  var additions = Additions()
  var parser: InlineParser
  /// The footnotes by label; the first definition of each counts.
  private var footnoteIndices: [[UInt8]: Int] = [:]
  /// For each definition: its node, and its place among the footnotes that are used.
  /// The block quotes, which may be alerts.
  private var openQuotes: [Node] = []
  private var labels: [[UInt8]] = []
  private var definitions: [(node: Node?, order: Int)]

  init(options: MarkdownOptions, layout: BlockLayout, triggers: SyntaxTriggers) {
    self.options = options
    self.layout = layout
    var triggers = triggers
    triggers.hasHiddenLinks = layout.hasHiddenDefinitions
    self.triggers = triggers
    parser = InlineParser(extensions: options.extensions, layout: layout)
    definitions = Array(repeating: (nil, -1), count: layout.footnotes.count)
  }

  /// Whether any block holds text that an extension reads otherwise.
  static func hasTriggers(below root: Node, _ triggers: SyntaxTriggers) -> Bool {
    guard var node = root.firstChild else { return false }
    var link: Node?
    while true {
      let kind = node.kind
      if kind == .text, node.withLiteral({ triggers.apply(to: $0, inLink: link != nil) }) { return true }
      if kind == .link, link == nil { link = node }
      if let child = node.firstChild {
        node = child
        continue
      }
      while true {
        if link == node { link = nil }
        if let following = node.next {
          node = following
          break
        }
        guard let parent = node.parent, parent != root else { return false }
        node = parent
      }
    }
  }

  /// Makes the document's tree whole.
  mutating func assemble(_ root: Node, _ source: Span<UInt8>) {
    for footnote in layout.footnotes {
      let label = source.extracting(Int(footnote.label.start)..<Int(footnote.label.end))
      labels.append(InlineParser.bytes(label, 0..<label.count))
    }
    for index in layout.footnoteOrder {
      let footnote = layout.footnotes[index]
      let label = source.extracting(Int(footnote.label.start)..<Int(footnote.label.end))
      guard label.count <= LinkScanner.maximumLabelLength, let key = LinkLabel.normalized(label) else {
        continue
      }
      if footnoteIndices[key] == nil { footnoteIndices[key] = index }
    }
    additions.strayFences = layout.strayFences.map { fence in
      RenderedBody.Warning(kind: .strayBlockFence, line: Int(fence.line) + 1, column: Int(fence.column))
    }
    var frames = [Frame(root: root, current: root.firstChild, region: 0)]
    while let frame = frames.last {
      guard let node = frame.current else {
        frames.removeLast()
        // A block goes into the tree when all is in it: cmark looks through all ancestors at each insertion.
        if let placeholder = frame.placeholder {
          placeholder.insertBefore(frame.root)
          placeholder.free()
        }
        continue
      }
      let kind = node.kind
      let isHolder = kind == .blockQuote || kind == .list || kind == .item
      let top = frames.count - 1
      frames[top].current = (isHolder ? node.firstChild : nil) ?? Self.following(node, in: frame.root)
      if kind == .blockQuote { openQuotes.append(node) }
      guard !isHolder else { continue }
      guard let leaf = nextLeaf(&frames[top], kind) else {
        // The layout and the tree do not agree: leave the rest as cmark parsed it.
        frames[top].current = nil
        continue
      }
      if leaf.kind == .placeholder {
        switch layout.placeholders[leaf.index] {
        case .table(let index):
          mark(leaf, node)
          replace(node, withTable: index, source)
        case .footnote(let index):
          frames.append(openFootnote(index, at: node))
        case .block(let index):
          frames.append(openBlock(index, at: node, source))
        case .task(let isDone):
          node.parent?.tag = NodeTag(kind: isDone ? .doneTask : .openTask, index: 0)
          additions.hasTasks = true
          node.free()
        }
      } else if kind == .paragraph, triggers.hasDefinitionLists,
        frame.region == 0 || layout.regions[frame.region].isBlock,
        makeDefinitionList(of: node, leaf, source)
      {
        continue
      } else if kind == .paragraph || kind == .heading {
        finish(node, leaf, region: frame.region, source)
      }
    }
    for quote in openQuotes where triggers.hasAlerts { markAlert(quote) }
    if triggers.hasAttributes { readAttributes(below: root) }
    appendFootnotes(to: root)
  }

  /// The block behind a node and all that it holds.
  private static func following(_ node: Node, in root: Node) -> Node? {
    var node = node
    while true {
      if let next = node.next { return next }
      guard let parent = node.parent, parent != root else { return nil }
      node = parent
    }
  }

  private func nextLeaf(_ frame: inout Frame, _ kind: NodeKind) -> BlockLayout.Leaf? {
    let leaves = layout.regions[frame.region].leaves
    while frame.leaf < leaves.count {
      let leaf = leaves[frame.leaf]
      frame.leaf += 1
      switch leaf.kind {
      case .removed: continue
      case .paragraph: return kind == .paragraph ? leaf : nil
      case .heading, .placeholder: return kind == .heading ? leaf : nil
      case .codeBlock: return kind == .codeBlock ? leaf : nil
      case .htmlBlock: return kind == .htmlBlock ? leaf : nil
      case .thematicBreak: return kind == .thematicBreak ? leaf : nil
      }
    }
    return nil
  }

  /// Notes the box of a task.
  private mutating func mark(_ leaf: BlockLayout.Leaf, _ node: Node) {
    guard leaf.task != .none, let item = node.parent, item.kind == .item else { return }
    item.tag = NodeTag(kind: leaf.task == .done ? .doneTask : .openTask, index: 0)
    additions.hasTasks = true
  }

  /// Parses a block again, if an extension has something to say in it.
  private mutating func finish(_ node: Node, _ leaf: BlockLayout.Leaf, region: Int, _ source: Span<UInt8>) {
    mark(leaf, node)
    let isForced = leaf.task != .none || region != 0 || (leaf.kind == .paragraph && leaf.index == 1)
    guard
      isForced
        || (triggers.needInlines && mayTrigger(leaf, source) && Self.hasTriggers(below: node, triggers))
    else { return }
    let text = SourceText(leaf, layout.segments[leaf.segments], source)
    // Children go in while the block stands alone: cmark looks through all ancestors at each insertion.
    let parent = node.parent
    let previous = node.previous
    node.unlink()
    while let child = node.firstChild { child.free() }
    fill(node, with: text)
    if let previous { previous.insertAfter(node) } else { parent?.prepend(node) }
  }

  /// Whether the source of a leaf may hold what triggers an extension: what it holds as it is, or what an escape or an
  /// entity stands for.
  private func mayTrigger(_ leaf: BlockLayout.Leaf, _ source: Span<UInt8>) -> Bool {
    guard let last = layout.segments[leaf.segments].last, last.end > leaf.start else { return true }
    let text = source.extracting(Int(leaf.start)..<Int(last.end))
    return text.has(UInt8(ascii: "&")) || text.has(UInt8(ascii: "\\"))
      || triggers.apply(to: text, inLink: false)
  }

  private mutating func replace(_ node: Node, withTable index: Int, _ source: Span<UInt8>) {
    let table = layout.tables[index]
    let block = Node(making: .customBlock)
    block.tag = NodeTag(kind: .table, index: additions.tables.count)
    additions.tables.append(
      Additions.Table(
        alignments: table.alignments, rows: table.rows, line: Int(table.line) + 1, layoutIndex: index))
    for cell in table.cells {
      let child = Node(making: .customBlock)
      child.tag = NodeTag(kind: .cell, index: 0)
      fill(child, with: SourceText(cell: cell, source))
      block.append(child)
    }
    node.insertBefore(block)
    node.free()
  }

  /// A node that holds the blocks of a region.
  private func parse(_ region: Int) -> Node {
    let tree = MarkdownDocument.parse(layout.regions[region].bytes)
    let block = Node(making: .customBlock)
    while let child = tree.firstChild {
      child.unlink()
      block.append(child)
    }
    tree.free()
    return block
  }

  private mutating func openBlock(_ index: Int, at node: Node, _ source: Span<UInt8>) -> Frame {
    let region = layout.blocks[index].region
    let block = parse(region)
    block.tag = NodeTag(kind: .block, index: additions.blocks.count)
    let header = BlockHeader(layout.blocks[index], known: options.blocks, source)
    if let id = header.id { additions.explicitIdentifiers.insert(id) }
    additions.blocks.append(header)
    return Frame(root: block, current: block.firstChild, region: region, placeholder: node)
  }

  // MARK: Footnotes

  private mutating func openFootnote(_ index: Int, at node: Node) -> Frame {
    let region = layout.footnotes[index].region
    let block = parse(region)
    node.free()
    definitions[index].node = block
    return Frame(root: block, current: block.firstChild, region: region)
  }

  /// The number of the footnote that a label means, counting this reference; nil where there is none.
  mutating func refer(to label: Span<UInt8>) -> Int? {
    guard label.count <= LinkScanner.maximumLabelLength, let key = LinkLabel.normalized(label),
      let index = footnoteIndices[key]
    else { return nil }
    if definitions[index].order < 0 {
      definitions[index].order = additions.footnotes.count
      additions.footnotes.append(
        Additions.Footnote(label: labels[index], referenceCount: 0, region: layout.footnotes[index].region))
    }
    let order = definitions[index].order
    additions.footnotes[order].referenceCount += 1
    additions.references.append(
      Additions.FootnoteReference(footnote: order, ordinal: additions.footnotes[order].referenceCount))
    return additions.references.count - 1
  }

  /// Moves the footnotes that are used to the document's end, and frees the others.
  private mutating func appendFootnotes(to root: Node) {
    var used = [Node?](repeating: nil, count: additions.footnotes.count)
    for definition in definitions {
      guard let node = definition.node else { continue }
      if definition.order >= 0 { used[definition.order] = node } else { node.free() }
    }
    for (order, node) in used.enumerated() {
      guard let node else { continue }
      node.tag = NodeTag(kind: .footnoteDefinition, index: order)
      root.append(node)
    }
  }
}
