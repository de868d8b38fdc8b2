/// Parses the inlines of one block, with the rules of CommonMark 0.30 (section "Phase 2: inline structure" of
/// its appendix) and of cmark-gfm's strikethrough, autolinks and footnotes.
///
/// cmark parses all inlines first; only blocks in which these extensions (or tables) can matter are parsed
/// again by this parser, because their delimiters and CommonMark's share one stack and what is a delimiter
/// depends on what is an address.
struct InlineParser {
  struct Delimiter {
    var byte: UInt8
    var canOpen: Bool
    var canClose: Bool
    /// How many bytes the run had at first.
    var length: Int
    var node: Int
    var previous: Int
    var next = -1
  }

  struct Bracket {
    var node: Int
    /// Where its text begins.
    var position: Int
    var isImage: Bool
    var isActive = true
    var hasBracketAfter = false
    var previousDelimiter: Int
    var isInLink: Bool
    var isInImage: Bool
  }

  let extensions: MarkdownOptions.Extensions
  let layout: BlockLayout
  var tree = InlineTree()
  var position = 0
  var delimiters: [Delimiter] = []
  var lastDelimiter = -1
  var brackets: [Bracket] = []
  /// Where the last run of so many backticks begins, as far as was looked.
  var backticks: [Int: Int] = [:]
  var hasScannedBackticks = false
  /// Kinds of raw HTML whose end is known not to come any more.
  var missingEnds: Set<UInt8> = []
  /// Up to where a domain cannot begin, because it would end in a part with an underscore.
  var badDomainsUpTo = 0
  /// The entities that were looked up.
  var entities = EntityTable()

  init(extensions: MarkdownOptions.Extensions, layout: BlockLayout) {
    self.extensions = extensions
    self.layout = layout
  }

  /// Parses a block's text.
  mutating func parse(_ text: Span<UInt8>) {
    tree = InlineTree()
    position = 0
    delimiters.removeAll(keepingCapacity: true)
    lastDelimiter = -1
    brackets.removeAll(keepingCapacity: true)
    backticks.removeAll(keepingCapacity: true)
    hasScannedBackticks = false
    missingEnds.removeAll(keepingCapacity: true)
    badDomainsUpTo = 0
    while position < text.count { parseInline(text) }
    processEmphasis(text, above: -1)
  }

  private mutating func parseInline(_ text: Span<UInt8>) {
    let byte = text[position]
    switch byte {
    case 0x0A, 0x0D: parseNewline(text)
    case UInt8(ascii: "`"): parseBackticks(text)
    case UInt8(ascii: "\\"): parseBackslash(text)
    case UInt8(ascii: "&"): parseEntity(text)
    case UInt8(ascii: "<"): parsePointedBracket(text)
    case UInt8(ascii: "*"), UInt8(ascii: "_"): parseDelimiter(text, byte)
    case UInt8(ascii: "["):
      position += 1
      pushBracket(isImage: false, node: addText(position - 1, position))
    case UInt8(ascii: "]"): parseCloseBracket(text)
    case UInt8(ascii: "!"):
      let opensNote = position + 2 < text.count && text[position + 2] == UInt8(ascii: "^")
      if position + 1 < text.count, text[position + 1] == UInt8(ascii: "["), !opensNote {
        position += 2
        pushBracket(isImage: true, node: addText(position - 2, position))
      } else {
        position += 1
        _ = addText(position - 1, position)
      }
    case UInt8(ascii: "~") where extensions.contains(.strikethrough):
      parseTildes(text)
    default:
      if extensions.contains(.autolinks), byte == UInt8(ascii: ":") || byte == UInt8(ascii: "w"),
        brackets.last.map({ !$0.isInLink && !$0.isInImage }) ?? true,
        byte == UInt8(ascii: "w") ? matchDomain(text) : matchScheme(text)
      {
        return
      }
      parseText(text)
    }
  }

  func addable(_ kind: InlineTree.Kind) -> InlineTree.Node { InlineTree.Node(kind: kind) }

  @discardableResult
  mutating func addText(_ start: Int, _ end: Int) -> Int {
    tree.append(InlineTree.Node(kind: .text, start: start, end: end))
  }

  @discardableResult
  mutating func add(_ kind: InlineTree.Kind, string: [UInt8]) -> Int {
    tree.strings.append(string)
    return tree.append(InlineTree.Node(kind: kind, string: tree.strings.count - 1))
  }

  private mutating func parseText(_ text: Span<UInt8>) {
    let start = position
    let stopsAtLetters = extensions.contains(.autolinks)
    var end = position + 1
    while end < text.count {
      let byte = text[end]
      if byte.isSpecialInline { break }
      if byte == UInt8(ascii: "~"), extensions.contains(.strikethrough) { break }
      if stopsAtLetters,
        byte == UInt8(ascii: ":")
          || (byte == UInt8(ascii: "w") && end + 3 < text.count && text[end + 1] == byte)
      {
        break
      }
      end += 1
    }
    position = end
    var textEnd = end
    if end < text.count, text[end].isLineEnding {
      while textEnd > start, text[textEnd - 1].isMarkdownSpace { textEnd -= 1 }
    }
    addText(start, textEnd)
  }

  private mutating func parseNewline(_ text: Span<UInt8>) {
    let start = position
    if text[position] == 0x0D { position += 1 }
    if position < text.count, text[position] == 0x0A { position += 1 }
    while position < text.count, text[position] == 0x20 || text[position] == 0x09 { position += 1 }
    let isHard = start > 1 && text[start - 1] == 0x20 && text[start - 2] == 0x20
    _ = tree.append(InlineTree.Node(kind: isHard ? .lineBreak : .softBreak))
  }

  private mutating func parseBackslash(_ text: Span<UInt8>) {
    position += 1
    guard position < text.count else {
      addText(position - 1, position)
      return
    }
    let byte = text[position]
    if byte.isASCIIPunctuation {
      position += 1
      // Not a run of the content as far as delimiters go, but text all the same.
      addText(position - 1, position)
    } else if byte.isLineEnding {
      if byte == 0x0D { position += 1 }
      if position < text.count, text[position] == 0x0A { position += 1 }
      _ = tree.append(InlineTree.Node(kind: .lineBreak))
    } else {
      addText(position - 1, position)
    }
  }

  private mutating func parseEntity(_ text: Span<UInt8>) {
    if let entity = entities.decode(text, at: position) {
      position = entity.end
      add(.text, string: entity.bytes)
    } else {
      position += 1
      addText(position - 1, position)
    }
  }

  private mutating func parseBackticks(_ text: Span<UInt8>) {
    let start = position
    while position < text.count, text[position] == UInt8(ascii: "`") { position += 1 }
    let length = position - start
    let contentStart = position
    guard let end = closingBackticks(text, length) else {
      position = contentStart
      addText(start, contentStart)
      return
    }
    var code: [UInt8] = []
    code.reserveCapacity(end - contentStart)
    var hasText = false
    for index in contentStart..<end - length {
      let byte = text[index]
      if byte == 0x0D {
        if text[index + 1] != 0x0A { code.append(0x20) }
        continue
      }
      if byte != 0x20, byte != 0x0A { hasText = true }
      code.append(byte == 0x0A ? 0x20 : byte)
    }
    if hasText, code.first == 0x20, code.last == 0x20 {
      code.removeFirst()
      code.removeLast()
    }
    position = end
    add(.code, string: code)
  }

  /// Where the next run of exactly `length` backticks ends.
  private mutating func closingBackticks(_ text: Span<UInt8>, _ length: Int) -> Int? {
    if hasScannedBackticks, backticks[length] ?? 0 <= position { return nil }
    while true {
      while position < text.count, text[position] != UInt8(ascii: "`") { position += 1 }
      guard position < text.count else { break }
      let start = position
      while position < text.count, text[position] == UInt8(ascii: "`") { position += 1 }
      backticks[position - start] = start
      if position - start == length { return position }
    }
    hasScannedBackticks = true
    return nil
  }

  private mutating func parsePointedBracket(_ text: Span<UInt8>) {
    let start = position
    if let end = RawInline.addressEnd(text, start) {
      position = end
      return addAutolink(text, start + 1..<end - 1, prefix: "")
    }
    if let end = RawInline.mailEnd(text, start) {
      position = end
      return addAutolink(text, start + 1..<end - 1, prefix: "mailto:")
    }
    if let end = RawInline.htmlEnd(text, start, missingEnds: &missingEnds) {
      position = end
      _ = tree.append(InlineTree.Node(kind: .html, start: start, end: end))
      return
    }
    position += 1
    addText(start, position)
  }

  private mutating func addAutolink(_ text: Span<UInt8>, _ range: Range<Int>, prefix: StaticString) {
    var label: [UInt8] = []
    for index in range { label.append(text[index]) }
    let plain = entities.unescapingEntities(label)
    var url: [UInt8] = []
    prefix.withUTF8Buffer { url += Array($0) }
    addLink(url: url + plain, text: plain)
  }

  /// Adds a link whose text is plain.
  mutating func addLink(url: [UInt8], text: [UInt8]) {
    tree.strings.append(url)
    tree.strings.append([])
    let link = tree.append(InlineTree.Node(kind: .link, string: tree.strings.count - 2))
    tree.strings.append(text)
    _ = tree.append(InlineTree.Node(kind: .text, string: tree.strings.count - 1), to: link)
  }
}

extension UInt8 {
  /// Whether CommonMark's inline parser stops at this byte.
  var isSpecialInline: Bool {
    switch self {
    case 0x0A, 0x0D, UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "&"), UInt8(ascii: "_"),
      UInt8(ascii: "*"),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: "!"):
      true
    default: false
    }
  }
}
