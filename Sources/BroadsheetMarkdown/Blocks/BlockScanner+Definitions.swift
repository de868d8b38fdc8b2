import BroadsheetCore

extension BlockScanner {
  /// Reads the link definitions that the open paragraph begins with.
  /// - Returns: whether anything else is left of it.
  mutating func finishDefinitions(_ source: Span<UInt8>) -> Bool {
    let current = region
    let first = layout.regions[current].leaves[leafIndex].segments.lowerBound
    guard first < layout.segments.count else { return false }
    // Behind a task's box, cmark sees no definition.
    guard layout.regions[current].leaves[leafIndex].task == .none else { return true }
    let start = Int(layout.segments[first].start)
    let already = layout.regions[current].leaves[leafIndex].contentStart
    if already == 0 {
      guard start < layout.segments[first].end, source[start] == UInt8(ascii: "[") else { return true }
    }
    let content = layout.content(first..<layout.segments.count, source)
    layout.work += content.count
    var position = already
    while position < content.count, content[position] == UInt8(ascii: "["),
      let definition = LinkDefinition.read(content.span, at: position)
    {
      add(definition, content)
      position = definition.end
    }
    layout.regions[current].leaves[leafIndex].contentStart = position
    for index in position..<max(content.count, position) where !content[index].isMarkdownSpace { return true }
    return false
  }

  private mutating func add(_ definition: LinkDefinition, _ content: [UInt8]) {
    guard let label = LinkLabel.normalized(content.span.extracting(definition.label)),
      layout.definitions[label] == nil
    else { return }
    if region != 0 { layout.hasHiddenDefinitions = true }
    let base = layout.definitionBytes.count
    layout.definitionBytes += content[definition.url]
    let middle = layout.definitionBytes.count
    layout.definitionBytes += content[definition.title]
    layout.definitions[label] = BlockLayout.Definition(
      url: base..<middle, title: middle..<layout.definitionBytes.count)
  }
}

extension BlockLayout {
  /// The lines of a leaf, joined by line feeds.
  func content(_ range: Range<Int>, _ source: Span<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    var capacity = range.count
    for index in range { capacity += Int(segments[index].end - segments[index].start) }
    bytes.reserveCapacity(capacity)
    for index in range {
      if index > range.lowerBound { bytes.append(0x0A) }
      let segment = segments[index]
      for position in Int(segment.start)..<Int(segment.end) { bytes.append(source[position]) }
    }
    return bytes
  }
}

/// One link definition: ranges of the text that it was read from.
struct LinkDefinition {
  /// What stands between the brackets.
  var label: Range<Int>
  /// The address as written, without pointed brackets.
  var url: Range<Int>
  /// The title with its quotation marks; empty where there is none.
  var title: Range<Int>
  /// Where the text goes on.
  var end: Int

  /// Reads the definition at `start`, where `[` stands (section 4.7 of the CommonMark specification).
  static func read(_ text: Span<UInt8>, at start: Int) -> LinkDefinition? {
    guard let label = LinkScanner.label(text, start) else { return nil }
    let trimmed = text.extracting(label.range).trimmedRange
    guard !trimmed.isEmpty, label.end < text.count, text[label.end] == UInt8(ascii: ":") else { return nil }
    var index = skipSpaceAndLine(text, label.end + 1)
    guard let address = LinkScanner.address(text, index, mayEndText: true), address.end > index else {
      return nil
    }
    index = address.end
    let beforeTitle = index
    index = skipSpaceAndLine(text, index)
    var title = index..<index
    if index > beforeTitle, let end = LinkScanner.titleEnd(text, index) {
      title = index..<end
      index = end
    } else {
      index = beforeTitle
    }
    index = skipBlanks(text, index)
    if !isLineEnd(text, index) {
      guard !title.isEmpty else { return nil }
      title = beforeTitle..<beforeTitle
      index = skipBlanks(text, beforeTitle)
      guard isLineEnd(text, index) else { return nil }
    }
    return LinkDefinition(
      label: label.range, url: address.range, title: title, end: min(skipLineEnd(text, index), text.count))
  }

  private static func skipBlanks(_ text: Span<UInt8>, _ start: Int) -> Int {
    var index = start
    while index < text.count, text[index] == 0x20 || text[index] == 0x09 { index += 1 }
    return index
  }

  private static func isLineEnd(_ text: Span<UInt8>, _ index: Int) -> Bool {
    index >= text.count || text[index].isLineEnding
  }

  private static func skipLineEnd(_ text: Span<UInt8>, _ start: Int) -> Int {
    var index = start
    if index < text.count, text[index] == 0x0D { index += 1 }
    if index < text.count, text[index] == 0x0A { index += 1 }
    return index
  }

  private static func skipSpaceAndLine(_ text: Span<UInt8>, _ start: Int) -> Int {
    let index = skipBlanks(text, start)
    return isLineEnd(text, index) ? skipBlanks(text, skipLineEnd(text, index)) : index
  }
}
