import BroadsheetCore

/// Lays the text of cmark's inlines beside the bytes that they were parsed from.
///
/// cmark's inline positions are wrong behind lazy lines and link definitions. The text itself tells where it
/// comes from: it appears in the raw bytes in order, with markup, escapes and entities between. The aligner
/// goes through both once, and steps over what each kind of inline is written with.
struct InlineAligner {
  private var raw = SourceText()
  private var position = 0
  private var pieceHint = 0
  /// Whether each open link began with `<`.
  private var pointed: [Bool] = []

  /// Begins with the content of a leaf, whose segments these are.
  mutating func begin(
    _ leaf: BlockLayout.Leaf, _ segments: ArraySlice<BlockLayout.Segment>, _ source: Span<UInt8>
  ) {
    begin()
    raw.read(leaf, segments, source)
  }

  /// Begins with a cell of a table.
  mutating func begin(cell: BlockLayout.Segment, _ source: Span<UInt8>) {
    begin()
    raw.read(cell: cell, source)
  }

  /// Begins without raw text.
  mutating func begin() {
    raw.removeAll()
    position = 0
    pieceHint = 0
    pointed.removeAll(keepingCapacity: true)
  }

  /// Appends a text and its anchors.
  mutating func appendText(_ text: Span<UInt8>, to prose: inout Prose) {
    let count = raw.bytes.count
    var index = 0
    while index < text.count {
      let byte = text[index]
      // What is next in the raw text that renders to something?
      var found = false
      while position < count {
        let candidate = raw.bytes[position]
        if candidate == UInt8(ascii: "\\"), position + 1 < count, raw.bytes[position + 1].isASCIIPunctuation {
          if raw.bytes[position + 1] == byte {
            position += 1
            found = true
            break
          }
          position += 2
          continue
        }
        if candidate == UInt8(ascii: "&"), let entity = entityLength(at: position, text, index) {
          anchor(&prose)
          let length = Self.scalarLength(text, index)
          for step in 0..<length { prose.text.append(text[index + step]) }
          position += entity
          index += length
          found = true
          break
        }
        if candidate == byte {
          found = true
          break
        }
        guard Self.isMarkup(candidate) else { break }
        position += 1
      }
      if index >= text.count { break }
      if !found || (position < count && raw.bytes[position] != text[index]) {
        if found { continue }
        prose.text.append(byte)
        index += 1
        continue
      }
      guard position < count else { continue }
      // A run that is the same in both.
      anchor(&prose)
      let length = text.commonLength(from: index, with: raw.bytes.span, from: position)
      var run = text.extracting(index..<index + length)
      // An escape or an entity may begin inside of it.
      for mark in [UInt8(ascii: "\\"), UInt8(ascii: "&")] {
        if let end = run.next(mark, from: 1) { run = run.extracting(0..<end) }
      }
      prose.text.append(run)
      index += run.count
      position += run.count
    }
  }

  /// Notes that the next byte of the prose comes from the current position.
  private mutating func anchor(_ prose: inout Prose) {
    // A run may not go over the end of a piece: the next line may stand anywhere.
    let source = raw.source(of: position, hint: &pieceHint)
    let text = prose.text.count
    if let last = prose.anchors.last, last.source - last.text == source - text { return }
    prose.anchors.append(Prose.Anchor(text: text, source: source))
  }

  /// Appends the line feed of a soft or hard break and goes on to the next line.
  mutating func appendBreak(to prose: inout Prose) {
    while position < raw.bytes.count, raw.bytes[position] != 0x0A { position += 1 }
    if position < raw.bytes.count {
      anchor(&prose)
      position += 1
    }
    prose.text.append(0x0A)
    while position < raw.bytes.count, raw.bytes[position] == 0x20 || raw.bytes[position] == 0x09 {
      position += 1
    }
  }

  /// Appends a code span.
  mutating func appendCode(_ text: Span<UInt8>, to prose: inout Prose) {
    let count = raw.bytes.count
    while position < count, raw.bytes[position] != UInt8(ascii: "`") {
      guard Self.isMarkup(raw.bytes[position]) else { break }
      position += 1
    }
    var ticks = 0
    while position < count, raw.bytes[position] == UInt8(ascii: "`") {
      ticks += 1
      position += 1
    }
    if position < count, text.count > 0, raw.bytes[position].isMarkdownSpace, !text[0].isMarkdownSpace {
      position += 1
    }
    for index in 0..<text.count {
      if position < count {
        let byte = raw.bytes[position]
        if byte == text[index] || (byte == 0x0A && text[index] == 0x20) { anchor(&prose) }
        position += 1
      }
      prose.text.append(text[index])
    }
    if position < count, raw.bytes[position].isMarkdownSpace { position += 1 }
    var closing = 0
    while closing < ticks, position < count, raw.bytes[position] == UInt8(ascii: "`") {
      position += 1
      closing += 1
    }
  }

  /// Steps over raw HTML.
  mutating func skipHTML(_ text: Span<UInt8>) {
    while position < raw.bytes.count, raw.bytes[position] != UInt8(ascii: "<") { position += 1 }
    position = min(position + text.count, raw.bytes.count)
  }

  /// Steps over a reference to a footnote.
  mutating func skipFootnoteReference() {
    while position < raw.bytes.count, raw.bytes[position] != UInt8(ascii: "]") { position += 1 }
    position = min(position + 1, raw.bytes.count)
  }

  /// Steps over what a link or an image begins with.
  mutating func enterLink(isImage: Bool) {
    let count = raw.bytes.count
    let mark = isImage ? UInt8(ascii: "!") : UInt8(ascii: "[")
    while position < count {
      let byte = raw.bytes[position]
      if byte == mark {
        pointed.append(false)
        position += isImage ? 2 : 1
        return
      }
      if byte == UInt8(ascii: "<"), !isImage {
        pointed.append(true)
        position += 1
        return
      }
      // A bare address begins with its own text.
      guard Self.isMarkup(byte) else { break }
      position += 1
    }
    pointed.append(true)
  }

  /// Steps over what a link or an image ends with: its address and title, or its label.
  mutating func exitLink() {
    let count = raw.bytes.count
    if pointed.popLast() ?? true {
      if position < count, raw.bytes[position] == UInt8(ascii: ">") { position += 1 }
      return
    }
    while position < count, raw.bytes[position] != UInt8(ascii: "]") {
      position += raw.bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    position = min(position + 1, count)
    guard position < count else { return }
    if let end = LinkScanner.inlineEnd(raw.bytes.span, position) {
      position = end
    } else if let label = LinkScanner.label(raw.bytes.span, position) {
      position = label.end
    }
  }

  /// The length of the entity at `start`, if the text at `index` is what it stands for and not its letters.
  private func entityLength(at start: Int, _ text: Span<UInt8>, _ index: Int) -> Int? {
    var end = start + 1
    let count = raw.bytes.count
    if end < count, raw.bytes[end] == UInt8(ascii: "#") { end += 1 }
    while end < count, end - start < 33, raw.bytes[end].isASCIIAlphanumeric { end += 1 }
    guard end < count, raw.bytes[end] == UInt8(ascii: ";"), end > start + 1 else { return nil }
    var same = 0
    while same <= end - start, index + same < text.count, text[index + same] == raw.bytes[start + same] {
      same += 1
    }
    return same == end - start + 1 ? nil : end - start + 1
  }

  private static func scalarLength(_ text: Span<UInt8>, _ index: Int) -> Int {
    var length = 1
    while index + length < text.count, text[index + length] & 0xC0 == 0x80 { length += 1 }
    return length
  }

  /// Whether a byte can be markup that renders to nothing.
  private static func isMarkup(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: "!"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"), 0x09, 0x0A, 0x0D, 0x20:
      true
    default: false
    }
  }
}
