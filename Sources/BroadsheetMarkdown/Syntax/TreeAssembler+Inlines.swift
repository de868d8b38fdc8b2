extension TreeAssembler {
  /// Parses a text and makes nodes of cmark's of what it holds.
  mutating func fill(_ block: Node, with text: SourceText) {
    let bytes = text.bytes
    parser.parse(bytes.span)
    build(block, bytes.span)
  }

  /// Turns the parser's tree into nodes below `block`.
  ///
  /// Each node gets its children while it stands alone, so that no insertion looks at many ancestors.
  private mutating func build(_ block: Node, _ text: Span<UInt8>) {
    let tree = parser.tree
    var stack: [(index: Int, node: Node)] = [(0, block)]
    var pending: [UInt8] = []
    var linkDepth = 0
    var cursor = tree.nodes[0].firstChild
    while let top = stack.last {
      guard cursor >= 0 else {
        flush(&pending, into: top.node, inLink: linkDepth > 0)
        stack.removeLast()
        guard let outer = stack.last else { return }
        outer.node.append(top.node)
        if tree.nodes[top.index].kind == .link { linkDepth -= 1 }
        cursor = tree.nodes[top.index].next
        continue
      }
      let current = tree.nodes[cursor]
      if current.kind == .text {
        if current.string >= 0 {
          pending += tree.strings[current.string]
        } else {
          for index in current.start..<max(current.start, current.end) { pending.append(text[index]) }
        }
        cursor = current.next
        continue
      }
      if current.kind == .footnoteReference {
        let label = text.extracting(current.start..<current.end)
        guard let reference = refer(to: label) else {
          pending += Array("[^".utf8)
          for index in 0..<label.count { pending.append(label[index]) }
          pending.append(UInt8(ascii: "]"))
          cursor = current.next
          continue
        }
        flush(&pending, into: top.node, inLink: linkDepth > 0)
        let node = Node(making: .customInline)
        node.tag = NodeTag(kind: .footnoteReference, index: reference)
        top.node.append(node)
        cursor = current.next
        continue
      }
      flush(&pending, into: top.node, inLink: linkDepth > 0)
      let node = Node(making: Self.kind(of: current.kind))
      switch current.kind {
      case .softBreak, .lineBreak:
        break
      case .code:
        node.setLiteral(tree.strings[current.string])
      case .html:
        node.setLiteral(InlineParser.bytes(text, current.start..<current.end))
      default:
        if current.kind == .link || current.kind == .image {
          node.setURL(tree.strings[current.string])
          node.setTitle(tree.strings[current.string + 1])
        }
        if current.kind == .strikethrough { node.tag = NodeTag(kind: .strikethrough, index: 0) }
        if current.kind == .link { linkDepth += 1 }
        stack.append((cursor, node))
        cursor = current.firstChild
        continue
      }
      top.node.append(node)
      cursor = current.next
    }
  }

  private static func kind(of kind: InlineTree.Kind) -> NodeKind {
    switch kind {
    case .softBreak: .softBreak
    case .lineBreak: .lineBreak
    case .code: .code
    case .html: .htmlInline
    case .emphasis: .emphasis
    case .strong: .strong
    case .link: .link
    case .image: .image
    default: .customInline
    }
  }

  /// Adds a text, with the e-mail addresses in it as links.
  private func flush(_ pending: inout [UInt8], into parent: Node, inLink: Bool) {
    guard !pending.isEmpty else { return }
    defer { pending.removeAll(keepingCapacity: true) }
    guard !inLink, options.extensions.contains(.autolinks), pending.contains(UInt8(ascii: "@")) else {
      return append(pending[...], to: parent)
    }
    var start = 0
    while let mail = Autolink.nextMail(pending.span, from: start) {
      append(pending[start..<mail.range.lowerBound], to: parent)
      let link = Node(making: .link)
      link.setURL((mail.needsScheme ? Array("mailto:".utf8) : []) + pending[mail.range])
      append(pending[mail.range], to: link)
      parent.append(link)
      start = mail.range.upperBound
    }
    append(pending[start...], to: parent)
  }

  private func append(_ text: ArraySlice<UInt8>, to parent: Node) {
    guard !text.isEmpty else { return }
    let node = Node(making: .text)
    node.setLiteral(Array(text))
    parent.append(node)
  }
}
