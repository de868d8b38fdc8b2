extension InlineParser {
  mutating func pushBracket(isImage: Bool, node: Int) {
    var bracket = Bracket(
      node: node, position: position, isImage: isImage, previousDelimiter: lastDelimiter, isInLink: false,
      isInImage: false)
    if let last = brackets.last {
      brackets[brackets.count - 1].hasBracketAfter = true
      bracket.isInLink = last.isInLink
      bracket.isInImage = last.isInImage
    }
    if isImage { bracket.isInImage = true } else { bracket.isInLink = true }
    brackets.append(bracket)
  }

  mutating func parseCloseBracket(_ text: Span<UInt8>) {
    position += 1
    let afterBracket = position
    guard let opener = brackets.last else {
      addText(afterBracket - 1, afterBracket)
      return
    }
    guard opener.isActive else {
      brackets.removeLast()
      addText(afterBracket - 1, afterBracket)
      return
    }
    if let inline = LinkScanner.inline(text, position) {
      position = inline.end
      let url = entities.cleanAddress(Self.bytes(text, inline.url))
      let title = entities.cleanTitle(Self.bytes(text, inline.title))
      return close(opener, text, url: url, title: title)
    }
    if let (url, title) = reference(text, opener, afterBracket) {
      return close(opener, text, url: url, title: title)
    }
    position = afterBracket
    if extensions.contains(.footnotes), closeFootnoteReference(opener, text, afterBracket) { return }
    brackets.removeLast()
    addText(afterBracket - 1, afterBracket)
  }

  /// Looks for the definition that `[text][label]`, `[text][]` or `[text]` means.
  private mutating func reference(
    _ text: Span<UInt8>, _ opener: Bracket, _ afterBracket: Int
  ) -> (url: [UInt8], title: [UInt8])? {
    let following = LinkScanner.label(text, position)
    var label = following?.range ?? 0..<0
    if let following { position = following.end } else { position = afterBracket }
    if following != nil {
      let trimmed = text.extracting(label).trimmedRange
      label = label.lowerBound + trimmed.lowerBound..<label.lowerBound + trimmed.upperBound
    }
    if label.isEmpty {
      guard !opener.hasBracketAfter else { return nil }
      label = opener.position..<afterBracket - 1
    }
    guard label.count <= LinkScanner.maximumLabelLength, !layout.definitions.isEmpty,
      let key = LinkLabel.normalized(text.extracting(label)), let definition = layout.definitions[key]
    else { return nil }
    let url = entities.cleanAddress(Array(layout.definitionBytes[definition.url]))
    let title = entities.cleanTitle(Array(layout.definitionBytes[definition.title]))
    return (url, title)
  }

  private mutating func close(_ opener: Bracket, _ text: Span<UInt8>, url: [UInt8], title: [UInt8]) {
    let index = tree.nodes.count
    tree.strings.append(url)
    tree.strings.append(title)
    tree.nodes.append(InlineTree.Node(kind: opener.isImage ? .image : .link, string: tree.strings.count - 2))
    tree.moveSiblings(after: opener.node, before: -1, into: index)
    tree.insert(index, after: opener.node)
    tree.detach(opener.node)
    processEmphasis(text, above: opener.previousDelimiter)
    brackets.removeLast()
    guard !opener.isImage else { return }
    // Links hold no links: what is open around this one cannot become one.
    var outer = brackets.count - 1
    while outer >= 0 {
      if !brackets[outer].isImage {
        if !brackets[outer].isActive { break }
        brackets[outer].isActive = false
      }
      outer -= 1
    }
    let isInImage = outer >= 0 ? brackets[outer].isInImage : false
    for image in outer + 1..<max(brackets.count, outer + 1) where brackets[image].isImage {
      brackets[image].isInImage = isInImage
    }
  }

  /// Makes a reference to a footnote of `[^label]`.
  private mutating func closeFootnoteReference(
    _ opener: Bracket, _ text: Span<UInt8>, _ afterBracket: Int
  ) -> Bool {
    let first = tree.nodes[opener.node].next
    guard first >= 0, tree.nodes[first].kind == .text, opener.position < text.count,
      text[opener.position] == UInt8(ascii: "^"), tree.nodes[first].string < 0,
      tree.nodes[first].start == opener.position, tree.nodes[first].end > opener.position,
      afterBracket - 1 > opener.position + 1
    else { return false }
    processEmphasis(text, above: opener.previousDelimiter)
    let index = tree.nodes.count
    tree.nodes.append(
      InlineTree.Node(kind: .footnoteReference, start: opener.position + 1, end: afterBracket - 1))
    // What was parsed of the label goes.
    let discarded = tree.nodes.count
    tree.nodes.append(InlineTree.Node(kind: .root))
    tree.moveSiblings(after: opener.node, before: -1, into: discarded)
    tree.insert(index, after: opener.node)
    tree.detach(opener.node)
    brackets.removeLast()
    return true
  }

  static func bytes(_ text: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(range.count)
    for index in range { bytes.append(text[index]) }
    return bytes
  }
}
