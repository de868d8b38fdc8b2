extension InlineParser {
  mutating func parseDelimiter(_ text: Span<UInt8>, _ byte: UInt8) {
    let start = position
    let before = characterBefore(text, start, skippingTildes: true)
    while position < text.count, text[position] == byte { position += 1 }
    let after = characterAfter(text, position, skippingTildes: true)
    let (left, right) = Self.flanking(before, after)
    let node = addText(start, position)
    let canOpen = byte == UInt8(ascii: "_") ? left && (!right || before.isPunctuation) : left
    let canClose = byte == UInt8(ascii: "_") ? right && (!left || after.isPunctuation) : right
    if canOpen || canClose { push(byte, canOpen, canClose, length: position - start, node) }
  }

  mutating func parseTildes(_ text: Span<UInt8>) {
    let start = position
    let before = characterBefore(text, start, skippingTildes: false)
    while position < text.count, text[position] == UInt8(ascii: "~"), position - start < 100 { position += 1 }
    let after = characterAfter(text, position, skippingTildes: false)
    let (left, right) = Self.flanking(before, after)
    let node = addText(start, position)
    if left || right, position - start <= 2 {
      push(UInt8(ascii: "~"), left, right, length: position - start, node)
    }
  }

  private static func flanking(_ before: CharacterClass, _ after: CharacterClass) -> (Bool, Bool) {
    let left = after != .space && (after != .punctuation || before != .other)
    let right = before != .space && (before != .punctuation || after != .other)
    return (left, right)
  }

  private mutating func push(_ byte: UInt8, _ canOpen: Bool, _ canClose: Bool, length: Int, _ node: Int) {
    let index = delimiters.count
    delimiters.append(
      Delimiter(
        byte: byte, canOpen: canOpen, canClose: canClose, length: length, node: node, previous: lastDelimiter)
    )
    if lastDelimiter >= 0 { delimiters[lastDelimiter].next = index }
    lastDelimiter = index
  }

  private mutating func remove(_ index: Int) {
    let delimiter = delimiters[index]
    if delimiter.next >= 0 {
      delimiters[delimiter.next].previous = delimiter.previous
    } else {
      lastDelimiter = delimiter.previous
    }
    if delimiter.previous >= 0 { delimiters[delimiter.previous].next = delimiter.next }
  }

  // MARK: Neighbours

  /// cmark-gfm does not see tildes when it decides whether `*` and `_` open or close.
  private func isSkipped(_ byte: UInt8, _ skips: Bool) -> Bool {
    skips && byte == UInt8(ascii: "~") && extensions.contains(.strikethrough)
  }

  private func characterBefore(_ text: Span<UInt8>, _ index: Int, skippingTildes: Bool) -> CharacterClass {
    guard index > 0 else { return .space }
    var start = index - 1
    while start > 0, text[start] & 0xC0 == 0x80 || isSkipped(text[start], skippingTildes) { start -= 1 }
    if isSkipped(text[start], skippingTildes) { return .space }
    return CharacterClass(text, at: start)
  }

  private func characterAfter(_ text: Span<UInt8>, _ index: Int, skippingTildes: Bool) -> CharacterClass {
    var start = index
    while start < text.count, isSkipped(text[start], skippingTildes) { start += 1 }
    return start < text.count ? CharacterClass(text, at: start) : .space
  }

  // MARK: Emphasis

  /// Matches the delimiters above `bottom` on the stack, and drops them.
  mutating func processEmphasis(_ text: Span<UInt8>, above bottom: Int) {
    guard lastDelimiter > bottom else { return }
    var closer = lastDelimiter
    while delimiters[closer].previous > bottom { closer = delimiters[closer].previous }
    // Below which no opener is, for each kind of closer: byte, length modulo 3, and whether it can open.
    var floors = InlineArray<18, Int>(repeating: bottom)
    while closer >= 0 {
      guard delimiters[closer].canClose else {
        closer = delimiters[closer].next
        continue
      }
      let current = delimiters[closer]
      let kind = current.byte == UInt8(ascii: "*") ? 0 : current.byte == UInt8(ascii: "_") ? 1 : 2
      let floor = kind * 6 + (current.canOpen ? 3 : 0) + current.length % 3
      var opener = current.previous
      var isFound = false
      while opener > bottom, opener > floors[floor] {
        let candidate = delimiters[opener]
        if candidate.canOpen, candidate.byte == current.byte,
          !(current.canOpen || candidate.canClose) || current.length % 3 == 0
            || (candidate.length + current.length) % 3 != 0
        {
          isFound = true
          break
        }
        opener = candidate.previous
      }
      if isFound {
        closer = current.byte == UInt8(ascii: "~") ? strike(opener, closer) : emphasise(opener, closer)
      } else {
        floors[floor] = current.previous
        let following = current.next
        if !current.canOpen { remove(closer) }
        closer = following
      }
    }
    while lastDelimiter > bottom { remove(lastDelimiter) }
  }

  private mutating func emphasise(_ opener: Int, _ closer: Int) -> Int {
    let openNode = delimiters[opener].node
    let closeNode = delimiters[closer].node
    let openLength = tree.nodes[openNode].end - tree.nodes[openNode].start
    let closeLength = tree.nodes[closeNode].end - tree.nodes[closeNode].start
    let used = openLength >= 2 && closeLength >= 2 ? 2 : 1
    tree.nodes[openNode].end -= used
    tree.nodes[closeNode].end -= used
    dropDelimiters(between: opener, closer)
    wrap(used == 2 ? .strong : .emphasis, after: openNode, before: closeNode)
    if openLength == used {
      tree.detach(openNode)
      remove(opener)
    }
    guard closeLength == used else { return closer }
    tree.detach(closeNode)
    let following = delimiters[closer].next
    remove(closer)
    return following
  }

  private mutating func strike(_ opener: Int, _ closer: Int) -> Int {
    let openNode = delimiters[opener].node
    let closeNode = delimiters[closer].node
    let following = delimiters[closer].next
    if delimiters[opener].length == delimiters[closer].length {
      wrap(.strikethrough, after: openNode, before: closeNode)
      tree.detach(openNode)
      tree.detach(closeNode)
    }
    dropDelimiters(between: opener, closer)
    remove(closer)
    remove(opener)
    return following
  }

  private mutating func dropDelimiters(between opener: Int, _ closer: Int) {
    var index = delimiters[closer].previous
    while index >= 0, index != opener {
      let previous = delimiters[index].previous
      remove(index)
      index = previous
    }
  }

  private mutating func wrap(_ kind: InlineTree.Kind, after first: Int, before last: Int) {
    let index = tree.nodes.count
    tree.nodes.append(InlineTree.Node(kind: kind))
    tree.moveSiblings(after: first, before: last, into: index)
    tree.insert(index, after: first)
  }
}

/// What CommonMark distinguishes beside a run of delimiters.
enum CharacterClass {
  case space, punctuation, other

  var isPunctuation: Bool { self == .punctuation }

  /// The class of the character that begins at `index`.
  init(_ text: Span<UInt8>, at index: Int) {
    let byte = text[index]
    if byte < 0x80 {
      // Vertical tab is no white space to Unicode's category.
      let isSpace = byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0C || byte == 0x0D
      self = isSpace ? .space : byte.isASCIIPunctuation ? .punctuation : .other
      return
    }
    guard let scalar = Self.scalar(text, at: index) else {
      self = .space
      return
    }
    switch scalar.properties.generalCategory {
    case .spaceSeparator: self = .space
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      self = .punctuation
    default: self = .other
    }
  }

  /// The scalar that begins at `index`; nil where the bytes are not valid UTF-8.
  static func scalar(_ text: Span<UInt8>, at index: Int) -> Unicode.Scalar? {
    let first = text[index]
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : first < 0x80 ? 1 : 0
    guard length > 0, index + length <= text.count else { return nil }
    if length == 1 { return Unicode.Scalar(first) }
    var value = UInt32(first) & (0xFF >> (UInt32(length) + 1))
    for step in 1..<length {
      guard text[index + step] & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(text[index + step] & 0x3F)
    }
    return Unicode.Scalar(value)
  }
}
