/// What a line can begin, tested where its first byte that is no white space stands.
enum BlockStart {
  /// A list item's marker.
  struct ListMarker {
    /// The bytes of the marker itself.
    var length: Int
  }

  /// The length of an ATX heading's opening, with the white space behind it.
  static func heading(_ source: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    var index = start
    while index < end, source[index] == UInt8(ascii: "#") { index += 1 }
    guard index - start <= 6 else { return nil }
    if index == end { return index - start }
    guard source[index] == 0x20 || source[index] == 0x09 else { return nil }
    while index < end, source[index] == 0x20 || source[index] == 0x09 { index += 1 }
    return index - start
  }

  /// The length of an opening code fence.
  static func fence(_ source: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    let byte = source[start]
    var index = start
    while index < end, source[index] == byte { index += 1 }
    let length = index - start
    guard length >= 3 else { return nil }
    if byte == UInt8(ascii: "`") {
      while index < end {
        if source[index] == byte { return nil }
        index += 1
      }
    }
    return length
  }

  /// Whether the rest of the line is a setext heading's underline.
  static func isSetextUnderline(_ source: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    let byte = source[start]
    var index = start
    while index < end, source[index] == byte { index += 1 }
    while index < end, source[index] == 0x20 || source[index] == 0x09 { index += 1 }
    return index == end
  }

  /// Whether the rest of the line is a thematic break, and where the look at it ended.
  static func thematicBreak(_ source: Span<UInt8>, _ start: Int, _ end: Int) -> (isBreak: Bool, end: Int) {
    guard start < end else { return (false, start) }
    let byte = source[start]
    guard byte == UInt8(ascii: "*") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") else {
      return (false, start)
    }
    var count = 0
    var index = start
    while index < end {
      if source[index] == byte {
        count += 1
      } else if source[index] != 0x20, source[index] != 0x09 {
        return (false, index)
      }
      index += 1
    }
    return (count >= 3, index)
  }

  /// The label of a footnote's definition, and where its content begins.
  static func footnote(_ source: Span<UInt8>, _ start: Int, _ end: Int) -> (label: Range<Int>, content: Int)?
  {
    guard start + 4 < end, source[start + 1] == UInt8(ascii: "^") else { return nil }
    var index = start + 2
    while index < end {
      let byte = source[index]
      if byte == UInt8(ascii: "]") { break }
      if byte == 0x20 || byte == 0x09 || byte == 0 { return nil }
      index += 1
    }
    guard index > start + 2, index + 1 < end, source[index + 1] == UInt8(ascii: ":") else { return nil }
    let label = start + 2..<index
    index += 2
    while index < end, source[index] == 0x20 || source[index] == 0x09 { index += 1 }
    return (label, index)
  }

  /// A list item's marker.
  static func listMarker(
    _ source: Span<UInt8>, _ start: Int, _ end: Int, interruptsParagraph: Bool
  ) -> ListMarker? {
    guard start < end else { return nil }
    var index = start
    let byte = source[start]
    if byte == UInt8(ascii: "*") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") {
      index += 1
    } else if byte.isASCIIDigit {
      var number = 0
      repeat {
        number = number * 10 + Int(source[index] - 0x30)
        index += 1
      } while index < end && index - start < 9 && source[index].isASCIIDigit
      if interruptsParagraph, number != 1 { return nil }
      guard index < end, source[index] == UInt8(ascii: ".") || source[index] == UInt8(ascii: ")") else {
        return nil
      }
      index += 1
    } else {
      return nil
    }
    guard index == end || source[index].isMarkdownSpace else { return nil }
    if interruptsParagraph {
      var content = index
      while content < end, source[content] == 0x20 || source[content] == 0x09 { content += 1 }
      if content == end { return nil }
    }
    return ListMarker(length: index - start)
  }

  // MARK: HTML

  /// The kind of an HTML block (section 4.6 of the specification), from 1 to 7.
  static func html(_ source: Span<UInt8>, _ start: Int, _ end: Int, interruptsParagraph: Bool) -> Int? {
    guard start + 1 < end else { return nil }
    let next = source[start + 1]
    switch next {
    case UInt8(ascii: "!"):
      if hasPrefix(source, start + 2, end, "--") { return 2 }
      if hasPrefix(source, start + 2, end, "[CDATA[") { return 5 }
      return start + 2 < end && source[start + 2] >= 0x41 && source[start + 2] <= 0x5A ? 4 : nil
    case UInt8(ascii: "?"):
      return 3
    default:
      break
    }
    let isClosing = next == UInt8(ascii: "/")
    let nameStart = start + (isClosing ? 2 : 1)
    var nameEnd = nameStart
    while nameEnd < end, source[nameEnd].isASCIIAlphanumeric { nameEnd += 1 }
    let following = nameEnd < end ? source[nameEnd] : 0x0A
    if nameEnd > nameStart, nameEnd - nameStart <= 10 {
      let isEnded = following.isMarkdownSpace || following == UInt8(ascii: ">")
      if !isClosing, isEnded, isName(source, nameStart, nameEnd, in: literalNames) { return 1 }
      let isSelfClosing =
        following == UInt8(ascii: "/") && nameEnd + 1 < end && source[nameEnd + 1] == UInt8(ascii: ">")
      if isEnded || isSelfClosing, isName(source, nameStart, nameEnd, in: blockNames) { return 6 }
    }
    guard !interruptsParagraph, let tagEnd = HTMLTag.end(source, start, end) else { return nil }
    var index = tagEnd
    while index < end, source[index] == 0x20 || source[index] == 0x09 || source[index] == 0x0C { index += 1 }
    return index == end ? 7 : nil
  }

  /// Whether a line ends an HTML block.
  static func endsHTML(_ source: Span<UInt8>, _ start: Int, _ end: Int, kind: Int) -> Bool {
    switch kind {
    case 1:
      var index = start
      while index + 1 < end {
        if source[index] == UInt8(ascii: "<"), source[index + 1] == UInt8(ascii: "/") {
          var nameEnd = index + 2
          while nameEnd < end, source[nameEnd].isASCIILetter { nameEnd += 1 }
          if nameEnd < end, source[nameEnd] == UInt8(ascii: ">"),
            isName(source, index + 2, nameEnd, in: literalNames)
          {
            return true
          }
        }
        index += 1
      }
      return false
    case 2: return contains(source, start, end, "-->")
    case 3: return contains(source, start, end, "?>")
    case 4: return contains(source, start, end, ">")
    case 5: return contains(source, start, end, "]]>")
    default: return false
    }
  }

  private static func hasPrefix(_ source: Span<UInt8>, _ start: Int, _ end: Int, _ text: StaticString) -> Bool
  {
    let count = text.utf8CodeUnitCount
    guard start + count <= end else { return false }
    for index in 0..<count where source[start + index] != text.byte(at: index) { return false }
    return true
  }

  private static func contains(_ source: Span<UInt8>, _ start: Int, _ end: Int, _ text: StaticString) -> Bool
  {
    var index = start
    let first = text.byte(at: 0)
    while index + text.utf8CodeUnitCount <= end {
      if source[index] == first, hasPrefix(source, index, end, text) { return true }
      index += 1
    }
    return false
  }

  /// Whether a name, in any letter case, is one of the names in a list with a space on both sides of each.
  private static func isName(_ source: Span<UInt8>, _ start: Int, _ end: Int, in names: StaticString) -> Bool
  {
    guard end > start else { return false }
    var index = 0
    let count = names.utf8CodeUnitCount
    while index < count {
      var length = 0
      while index + length < count, names.byte(at: index + length) != 0x20 { length += 1 }
      if length == end - start {
        var matches = true
        for position in 0..<length
        where source[start + position].asciiLowercased != names.byte(at: index + position) {
          matches = false
          break
        }
        if matches { return true }
      }
      index += length + 1
    }
    return false
  }

  private static let literalNames: StaticString = "script pre style textarea"
  private static let blockNames: StaticString = """
    address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl \
    dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend \
    li link main menu menuitem nav noframes ol optgroup option p param section source summary table tbody td \
    tfoot th thead title tr track ul
    """
}
