import BroadsheetCore

/// What the opening fence of a container block says: its name, label and attributes.
///
/// The forms of other tools are read, too: attributes in braces (Pandoc), a label in brackets (remark), and
/// colons behind it all.
struct BlockHeader: Sendable {
  private(set) var name = ""
  private(set) var label = ""
  private(set) var id: String?
  private(set) var classes: [String] = []
  private(set) var attributes: [RenderedBody.Container.Attribute] = []
  /// What is wrong with it.
  private(set) var warnings: [RenderedBody.Warning] = []
  /// Its line, from 1, and its column in scalars, from 1.
  let line: Int
  let column: Int
  let region: Int

  /// Reads a block's header.
  init(_ block: BlockLayout.Block, known: [BlockDefinition], _ source: Span<UInt8>) {
    line = Int(block.line) + 1
    let fence = Int(block.fence.start)
    column = SourcePlace.column(at: fence, from: block.lineStart, source)
    region = block.region
    read(source, Int(block.header.start)..<Int(block.header.end), lineStart: block.lineStart)
    check(against: known)
    if !block.isClosed { warn(.unclosedBlock(name)) }
  }

  private mutating func warn(_ kind: RenderedBody.Warning.Kind, column: Int? = nil) {
    // One of each says it; a line of a thousand mistakes is one mistake.
    guard warnings.count < 8 else { return }
    warnings.append(RenderedBody.Warning(kind: kind, line: line, column: column ?? self.column))
  }

  private mutating func read(_ source: Span<UInt8>, _ range: Range<Int>, lineStart: Int) {
    var index = range.lowerBound
    var end = range.upperBound
    while end > index, source[end - 1] == 0x20 || source[end - 1] == 0x09 { end -= 1 }
    // Colons behind the header, as Pandoc's users write them.
    var tail = end
    while tail > index, source[tail - 1] == UInt8(ascii: ":") { tail -= 1 }
    if end - tail >= 3, tail > index, source[tail - 1] == 0x20 || source[tail - 1] == 0x09 { end = tail }
    let nameStart = index
    while index < end, source[index].isBlockNameByte { index += 1 }
    name = Self.text(source, nameStart..<index)
    var words: [UInt8] = []
    var braces = 0
    while index < end {
      let byte = source[index]
      if byte == 0x20 || byte == 0x09 {
        index += 1
        continue
      }
      if byte == UInt8(ascii: "{") || (byte == UInt8(ascii: "}") && braces > 0) {
        braces += byte == UInt8(ascii: "{") ? 1 : -1
        index += 1
        continue
      }
      let start = index
      if byte == UInt8(ascii: "["), words.isEmpty,
        let length = source.extracting(index..<end).next(UInt8(ascii: "]"), from: 0)
      {
        words = Self.bytes(source, index + 1..<index + length)
        index += length + 1
      } else if let pair = readPair(source, index, end, inBraces: braces > 0) {
        index = pair
      } else {
        while index < end, source[index] != 0x20, source[index] != 0x09,
          braces == 0 || source[index] != UInt8(ascii: "}")
        {
          index += 1
        }
        readWord(source, start..<index, into: &words)
      }
    }
    label = String(decoding: words, as: UTF8.self)
  }

  /// Reads `.class`, `#id` or a word of the label.
  private mutating func readWord(_ source: Span<UInt8>, _ range: Range<Int>, into words: inout [UInt8]) {
    let first = source[range.lowerBound]
    let isMarked = range.count > 1 && source[range.lowerBound + 1].isASCIILetter
    if isMarked, first == UInt8(ascii: "."), name.isEmpty {
      // Pandoc's `::: {.name}`.
      name = Self.text(source, range.lowerBound + 1..<range.upperBound)
    } else if isMarked, first == UInt8(ascii: ".") {
      classes.append(Self.text(source, range.lowerBound + 1..<range.upperBound))
    } else if isMarked, first == UInt8(ascii: "#") {
      id = Self.text(source, range.lowerBound + 1..<range.upperBound)
    } else {
      if !words.isEmpty { words.append(0x20) }
      words += Self.bytes(source, range)
    }
  }

  /// Reads `key=value`, the value in quotation marks or without.
  /// - Returns: where the text goes on; nil where no pair stands.
  private mutating func readPair(_ source: Span<UInt8>, _ start: Int, _ end: Int, inBraces: Bool) -> Int? {
    guard source[start].isASCIILetter else { return nil }
    var index = start
    while index < end, source[index].isBlockNameByte { index += 1 }
    guard index < end, source[index] == UInt8(ascii: "=") else { return nil }
    let key = Self.text(source, start..<index)
    index += 1
    var value = index..<index
    let quote = index < end ? source[index] : 0x20
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      let length = source.extracting(index + 1..<end).next(quote, from: 0)
    {
      value = index + 1..<index + 1 + length
      index = value.upperBound + 1
    } else {
      if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        warn(.unclosedBlockValue(block: name, attribute: key))
      }
      while index < end, source[index] != 0x20, source[index] != 0x09,
        !inBraces || source[index] != UInt8(ascii: "}")
      {
        index += 1
      }
      value = value.lowerBound..<index
    }
    attributes.append(.init(name: key, value: Self.text(source, value)))
    return index
  }

  private mutating func check(against known: [BlockDefinition]) {
    guard let definition = known.first(where: { $0.name == name }) else {
      return warn(.unknownBlock(name, nearest: Suggestion.nearest(to: name, in: known.map(\.name))))
    }
    for attribute in attributes.prefix(64) {
      guard let allowed = definition.attributes, !allowed.contains(attribute.name) else { continue }
      let nearest = Suggestion.nearest(to: attribute.name, in: allowed)
      warn(.unknownBlockAttribute(block: name, attribute: attribute.name, nearest: nearest))
    }
    for required in definition.requiredAttributes where !attributes.contains(where: { $0.name == required }) {
      warn(.missingBlockAttribute(block: name, attribute: required))
    }
    if !definition.allowsLabel, !label.isEmpty { warn(.unexpectedBlockLabel(block: name, label: label)) }
  }

  private static func text(_ source: Span<UInt8>, _ range: Range<Int>) -> String {
    String(decoding: bytes(source, range), as: UTF8.self)
  }

  private static func bytes(_ source: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    InlineParser.bytes(source, range)
  }
}
