/// Scans the parts of links: labels, addresses and titles.
enum LinkScanner {
  /// The longest label.
  static let maximumLabelLength = 1000

  /// The label that begins at `start` with `[`: what stands between its brackets, and where it ends.
  static func label(_ text: Span<UInt8>, _ start: Int) -> (range: Range<Int>, end: Int)? {
    guard start < text.count, text[start] == UInt8(ascii: "[") else { return nil }
    var index = start + 1
    while index < text.count {
      let byte = text[index]
      if byte == UInt8(ascii: "]") { return (start + 1..<index, index + 1) }
      if byte == UInt8(ascii: "[") { return nil }
      index += 1
      if byte == UInt8(ascii: "\\"), index < text.count, text[index].isASCIIPunctuation { index += 1 }
      if index - start - 1 > maximumLabelLength { return nil }
    }
    return nil
  }

  /// The address at `start`, in pointed brackets or not. `mayEndText` says whether the text may end with it.
  static func address(
    _ text: Span<UInt8>, _ start: Int, mayEndText: Bool
  ) -> (range: Range<Int>, end: Int)? {
    var index = start
    if index < text.count, text[index] == UInt8(ascii: "<") {
      index += 1
      while index < text.count {
        switch text[index] {
        case UInt8(ascii: ">"): return (start + 1..<index, index + 1)
        case UInt8(ascii: "\\"): index += 2
        case 0x0A, 0x0D, UInt8(ascii: "<"): return nil
        default: index += 1
        }
      }
      return nil
    }
    var depth = 0
    loop: while index < text.count {
      let byte = text[index]
      switch byte {
      case UInt8(ascii: "\\"):
        index += index + 1 < text.count && text[index + 1].isASCIIPunctuation ? 2 : 1
      case UInt8(ascii: "("):
        depth += 1
        if depth > 32 { return nil }
        index += 1
      case UInt8(ascii: ")"):
        if depth == 0 { break loop }
        depth -= 1
        index += 1
      case 0...0x20, 0x7F:
        if index == start { return nil }
        break loop
      default:
        index += 1
      }
    }
    if depth > 0 { return nil }
    if index >= text.count, !mayEndText { return nil }
    return (start..<index, index)
  }

  /// The parts of `(address "title")`.
  struct Inline {
    var url: Range<Int>
    var title: Range<Int>
    var end: Int
  }

  /// The address and the title in parentheses at `start`.
  static func inline(_ text: Span<UInt8>, _ start: Int) -> Inline? {
    guard start < text.count, text[start] == UInt8(ascii: "(") else { return nil }
    let urlStart = skipSpace(text, start + 1)
    guard let address = address(text, urlStart, mayEndText: false) else { return nil }
    let titleStart = skipSpace(text, address.end)
    var titleEnd = titleStart
    if titleStart > address.end, let end = self.titleEnd(text, titleStart) { titleEnd = end }
    let close = skipSpace(text, titleEnd)
    guard close < text.count, text[close] == UInt8(ascii: ")") else { return nil }
    return Inline(url: address.range, title: titleStart..<titleEnd, end: close + 1)
  }

  /// Where the address in parentheses at `start` ends.
  static func inlineEnd(_ text: Span<UInt8>, _ start: Int) -> Int? { inline(text, start)?.end }

  private static func skipSpace(_ text: Span<UInt8>, _ start: Int) -> Int {
    var index = start
    while index < text.count, text[index].isMarkdownSpace { index += 1 }
    return index
  }

  /// The end of the title that begins at `start`.
  static func titleEnd(_ text: Span<UInt8>, _ start: Int) -> Int? {
    guard start < text.count else { return nil }
    let close: UInt8
    switch text[start] {
    case UInt8(ascii: "\""): close = UInt8(ascii: "\"")
    case UInt8(ascii: "'"): close = UInt8(ascii: "'")
    case UInt8(ascii: "("): close = UInt8(ascii: ")")
    default: return nil
    }
    var index = start + 1
    while index < text.count {
      let byte = text[index]
      if byte == close { return index + 1 }
      if byte == UInt8(ascii: "("), close == UInt8(ascii: ")") { return nil }
      index += 1
      if byte == UInt8(ascii: "\\"), index < text.count, text[index].isASCIIPunctuation { index += 1 }
    }
    return nil
  }
}

/// Labels of links and footnotes, compared without regard to letter case and white space.
enum LinkLabel {
  /// The form that labels are compared in; nil where nothing is left.
  static func normalized(_ label: Span<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(label.count)
    var isASCII = true
    var pendingSpace = false
    for index in 0..<label.count {
      let byte = label[index]
      if byte.isMarkdownSpace {
        pendingSpace = !bytes.isEmpty
        continue
      }
      if pendingSpace {
        bytes.append(0x20)
        pendingSpace = false
      }
      if byte >= 0x80 { isASCII = false }
      bytes.append(byte.asciiLowercased)
    }
    if bytes.isEmpty { return nil }
    if isASCII { return bytes }
    // Unicode's case folding, put together from the mappings that the standard library has.
    var folded: [UInt8] = []
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if scalar.value < 0x80 {
        folded.append(UInt8(scalar.value))
      } else {
        for upper in scalar.properties.uppercaseMapping.unicodeScalars {
          folded += Array(upper.properties.lowercaseMapping.utf8)
        }
      }
    }
    return folded
  }
}
