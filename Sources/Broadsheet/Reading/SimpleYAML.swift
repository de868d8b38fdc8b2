import BroadsheetCore

/// Reads the front matter that most articles have, without libyaml: lines `key: value`, where a value is one line of
/// plain or quoted text, a list in brackets, or a list of lines `- text`.
///
/// Everything of which YAML could make anything else is left to ``YAMLReader``: marks in front of a plain text, colons
/// and `#` that could mean something, escapes, comments, nesting, tabs, equal keys. So both read the same here, to the
/// line and the column.
struct SimpleYAML {
  private let bytes: [UInt8]
  private let end: Int
  private let lineOffset: Int
  private var index: Int
  private var line = 1
  private var lineStart: Int
  /// How far the characters of this line are counted, and the column there.
  private var counted: (position: Int, column: Int)

  /// Keys and sources of more bytes than this are none that people write.
  private static let longestKey = 100
  private static let longestSource = 1 << 16

  /// The mapping of the bytes `range`; nil for what only ``YAMLReader`` reads. `lineOffset` is how many lines of the file
  /// stand before them.
  static func parse(_ bytes: [UInt8], _ range: Range<Int>, lineOffset: Int) -> DataNode? {
    guard range.count <= longestSource, isText(bytes.span.extracting(range)) else { return nil }
    var reader = SimpleYAML(
      bytes: bytes, end: range.upperBound, lineOffset: lineOffset, index: range.lowerBound,
      lineStart: range.lowerBound)
    return reader.mapping()
  }

  private init(bytes: [UInt8], end: Int, lineOffset: Int, index: Int, lineStart: Int) {
    self.bytes = bytes
    self.end = end
    self.lineOffset = lineOffset
    self.index = index
    self.lineStart = lineStart
    counted = (lineStart, 1)
  }

  /// Whether there are only printed characters and line feeds: no other controls, nothing that YAML takes for the end of
  /// a line, and no byte-order mark.
  private static func isText(_ bytes: Span<UInt8>) -> Bool {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case 0x20..<0x7F, 0x0A: break
      case 0xC2: if index + 1 >= bytes.count || bytes[index + 1] < 0xA0 { return false }
      case 0xE2:
        guard index + 2 < bytes.count else { return false }
        if bytes[index + 1] == 0x80, bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9 { return false }
      case 0x80..<0xED: break
      default: return false
      }
      index += 1
    }
    return true
  }

  private var byte: UInt8 { index < end ? bytes[index] : 0x0A }

  private mutating func mapping() -> DataNode? {
    var entries: [DataNode.Entry] = []
    entries.reserveCapacity(8)
    var first = 0
    while index < end {
      if byte == 0x0A {
        endLine()
        continue
      }
      let line = line + lineOffset
      guard let key = key() else { return nil }
      if first == 0 { first = line }
      guard let node = value() else { return nil }
      for entry in entries.indices where entries[entry].key == key { return nil }
      entries.append(DataNode.Entry(key: key, line: line, column: 1, node: node))
    }
    return entries.isEmpty ? nil : DataNode(.mapping(entries), line: first, column: 1)
  }

  private mutating func endLine() {
    index += 1
    line += 1
    lineStart = index
    counted = (index, 1)
  }

  /// A name, its colon, and the blanks behind it.
  private mutating func key() -> String? {
    let start = index
    guard byte.isASCIILetter else { return nil }
    while byte.isASCIILetter || byte.isASCIIDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") {
      index += 1
    }
    let text = start..<index
    guard text.count <= Self.longestKey, byte == UInt8(ascii: ":") else { return nil }
    index += 1
    guard byte == 0x20 || byte == 0x0A else { return nil }
    while byte == 0x20 { index += 1 }
    return string(text)
  }

  private mutating func value() -> DataNode? {
    let node: DataNode?
    switch byte {
    case 0x0A:
      guard index > lineStart, bytes[index - 1] == UInt8(ascii: ":") else { return nil }
      endLine()
      return lines()
    case UInt8(ascii: "["): node = list()
    case UInt8(ascii: "\""), UInt8(ascii: "'"): node = quoted()
    default: node = plain(inList: false)
    }
    guard node != nil, byte == 0x0A else { return nil }
    endLine()
    return node
  }

  /// The lines `- text` of a list, all as far indented.
  private mutating func lines() -> DataNode? {
    let indent = indentation()
    let position = (line + lineOffset, indent + 1)
    var items: [DataNode] = []
    while index < end, byte != 0x0A, indentation() == indent {
      let dash = index + indent
      guard dash + 1 < end, bytes[dash] == UInt8(ascii: "-"), bytes[dash + 1] == 0x20 else { break }
      index = dash + 1
      while byte == 0x20 { index += 1 }
      let isQuoted = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
      guard let item = isQuoted ? quoted() : plain(inList: false), byte == 0x0A else { return nil }
      items.append(item)
      endLine()
    }
    // What follows must be the next key.
    guard !items.isEmpty, index >= end || byte == 0x0A || byte.isASCIILetter else { return nil }
    return DataNode(.array(items), line: position.0, column: position.1)
  }

  /// How many blanks the line begins with.
  private func indentation() -> Int {
    var next = index
    while next < end, bytes[next] == 0x20 { next += 1 }
    return next - index
  }

  /// A list in brackets on one line.
  private mutating func list() -> DataNode? {
    let position = (line + lineOffset, column(of: index))
    var items: [DataNode] = []
    items.reserveCapacity(4)
    index += 1
    while byte == 0x20 { index += 1 }
    while byte != UInt8(ascii: "]") {
      let isQuoted = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
      guard let item = isQuoted ? quoted() : plain(inList: true) else { return nil }
      items.append(item)
      while byte == 0x20 { index += 1 }
      if byte == UInt8(ascii: "]") { break }
      guard byte == UInt8(ascii: ",") else { return nil }
      index += 1
      while byte == 0x20 { index += 1 }
      guard byte != UInt8(ascii: "]") else { return nil }
    }
    index += 1
    return DataNode(.array(items), line: position.0, column: position.1)
  }

  /// Text in quotation marks that holds none and no backslash.
  private mutating func quoted() -> DataNode? {
    let mark = byte
    let start = index
    guard let close = Self.closing(mark, bytes.span.extracting(0..<end), from: start + 1) else { return nil }
    index = close + 1
    // Two single ones are one inside the text.
    guard byte != mark else { return nil }
    return DataNode(
      .string(string(start + 1..<index - 1)), line: line + lineOffset, column: column(of: start))
  }

  /// The next such mark on the line, with no backslash before it.
  private static func closing(_ mark: UInt8, _ bytes: Span<UInt8>, from start: Int) -> Int? {
    guard let close = bytes.next(mark, from: start) else { return nil }
    let inner = bytes.extracting(start..<close)
    return inner.has(0x0A) || inner.has(UInt8(ascii: "\\")) ? nil : close
  }

  /// Text without quotation marks, up to the end of the line or of the list's item.
  private mutating func plain(inList: Bool) -> DataNode? {
    let start = index
    guard byte.isASCIILetter || byte.isASCIIDigit || byte >= 0x80 || byte == UInt8(ascii: "/") else {
      return nil
    }
    scan: while true {
      switch byte {
      case 0x0A: break scan
      case UInt8(ascii: ","), UInt8(ascii: "]"): if inList { break scan }
      case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "?"):
        if inList { return nil }
      case UInt8(ascii: "#"): return nil
      case UInt8(ascii: ":"):
        if inList || index + 1 >= end || bytes[index + 1] <= 0x20 { return nil }
      default: break
      }
      index += 1
    }
    var last = index
    while last > start, bytes[last - 1] == 0x20 { last -= 1 }
    let text = string(start..<last)
    var node = DataNode(YAMLReader.resolve(text), line: line + lineOffset, column: column(of: start))
    if case .string = node.value {} else { node.written = text }
    return node
  }

  private func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The column of a byte of this line, in characters from 1; asked for in the order of the text.
  private mutating func column(of position: Int) -> Int {
    for index in counted.position..<position where bytes[index] & 0xC0 != 0x80 { counted.column += 1 }
    counted.position = position
    return counted.column
  }
}

extension UInt8 {
  fileprivate var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }
  fileprivate var isASCIIDigit: Bool { self &- 0x30 < 10 }
}
