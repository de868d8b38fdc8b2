extension TreeAssembler {
  /// The kinds of alerts, by the index in their tag.
  static let alertNames: [StaticString] = ["note", "tip", "important", "warning", "caution"]

  /// Makes an alert of a block quote whose first line is `[!NOTE]` or one of its kin.
  mutating func markAlert(_ quote: Node) {
    guard let paragraph = quote.firstChild, paragraph.kind == .paragraph, let text = paragraph.firstChild,
      text.kind == .text, text.next == nil || text.next?.kind == .softBreak || text.next?.kind == .lineBreak
    else { return }
    let index = text.withLiteral { literal -> Int? in
      let range = literal.trimmedRange
      guard range.count > 3, literal[range.lowerBound] == UInt8(ascii: "["),
        literal[range.lowerBound + 1] == UInt8(ascii: "!"), literal[range.upperBound - 1] == UInt8(ascii: "]")
      else { return nil }
      return Self.alertNames.firstIndex { name in
        guard name.utf8CodeUnitCount == range.count - 3 else { return false }
        for position in 0..<name.utf8CodeUnitCount
        where literal[range.lowerBound + 2 + position].asciiLowercased != name.byte(at: position) {
          return false
        }
        return true
      }
    }
    guard let index else { return }
    quote.tag = NodeTag(kind: .alert, index: index)
    text.next?.free()
    // The emptied paragraph stays where the layout's leaves expect it, and is written as nothing.
    text.free()
  }

  /// Makes a definition list of a paragraph in which lines begin with `: `; a list in front takes it in.
  mutating func makeDefinitionList(of node: Node, _ leaf: BlockLayout.Leaf, _ source: Span<UInt8>) -> Bool {
    let parts = DefinitionLines.split(leaf, of: layout, source)
    guard !parts.isEmpty else { return false }
    let list: Node
    if let previous = node.previous, previous.tag?.kind == .definitionList {
      list = previous
    } else {
      list = Node(making: .customBlock)
      list.tag = NodeTag(kind: .definitionList, index: Int(leaf.line) + 1)
      node.insertBefore(list)
    }
    for part in parts {
      let child = Node(making: .customBlock)
      child.tag = NodeTag(kind: part.isTerm ? .term : .definition, index: 0)
      fill(child, with: SourceText(part.leaf, layout.segments[part.leaf.segments], source))
      list.append(child)
    }
    node.free()
    return true
  }

  /// Reads `{…}` behind headings, links and images.
  mutating func readAttributes(below root: Node) {
    guard var node = root.firstChild else { return }
    while true {
      let kind = node.kind
      if kind == .link || kind == .image, let text = node.next, text.kind == .text {
        readAttributes(at: text, for: node)
      }
      if let child = node.firstChild {
        node = child
        continue
      }
      while true {
        if node.kind == .heading { readTrailingAttributes(of: node) }
        if let following = node.next {
          node = following
          break
        }
        guard let parent = node.parent, parent != root else { return }
        node = parent
      }
    }
  }

  /// Reads the set that a text begins with.
  private mutating func readAttributes(at text: Node, for node: Node) {
    let read = text.withLiteral { literal -> (AttributeSet, [UInt8])? in
      guard literal.count > 2, literal[0] == UInt8(ascii: "{"),
        let (set, end) = AttributeSet.read(literal, at: 0)
      else {
        return nil
      }
      return (set, InlineParser.bytes(literal, end..<literal.count))
    }
    guard let (set, rest) = read else { return }
    add(set, to: node)
    // A text that nothing is left of goes, so that an image in front of it stands alone.
    if rest.isEmpty { text.free() } else { text.setLiteral(rest) }
  }

  /// Reads the set that ends a heading.
  private mutating func readTrailingAttributes(of heading: Node) {
    guard let text = heading.lastChild, text.kind == .text else { return }
    let read = text.withLiteral { literal -> (AttributeSet, [UInt8])? in
      var end = literal.count
      guard end > 2, literal[end - 1] == UInt8(ascii: "}") else { return nil }
      var start = end - 1
      // A set is short; what is longer is text.
      while start > 0, end - start < 512, literal[start] != UInt8(ascii: "{") { start -= 1 }
      guard literal[start] == UInt8(ascii: "{"), let (set, last) = AttributeSet.read(literal, at: start),
        last == end
      else { return nil }
      end = start
      while end > 0, literal[end - 1].isMarkdownSpace { end -= 1 }
      return (set, InlineParser.bytes(literal, 0..<end))
    }
    guard let (set, rest) = read else { return }
    add(set, to: heading)
    text.setLiteral(rest)
  }

  private mutating func add(_ set: AttributeSet, to node: Node) {
    node.tag = NodeTag(kind: .attributes, index: additions.attributeSets.count)
    additions.attributeSets.append(set)
    if let id = set.id { additions.explicitIdentifiers.insert(id) }
  }
}
