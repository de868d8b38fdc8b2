/// Recognises raw HTML (section 6.6 of the CommonMark specification).
enum HTMLTag {
  /// The end of the open or closing tag that begins at `start`, where `<` stands.
  static func end(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    var index = start + 1
    guard index < end else { return nil }
    let isClosing = text[index] == UInt8(ascii: "/")
    if isClosing { index += 1 }
    guard index < end, text[index].isASCIILetter else { return nil }
    while index < end, text[index].isASCIIAlphanumeric || text[index] == UInt8(ascii: "-") { index += 1 }
    if isClosing {
      index = skipSpace(text, index, end)
      return index < end && text[index] == UInt8(ascii: ">") ? index + 1 : nil
    }
    while true {
      let afterSpace = skipSpace(text, index, end)
      guard afterSpace < end else { return nil }
      let byte = text[afterSpace]
      if byte == UInt8(ascii: ">") { return afterSpace + 1 }
      if byte == UInt8(ascii: "/") {
        return afterSpace + 1 < end && text[afterSpace + 1] == UInt8(ascii: ">") ? afterSpace + 2 : nil
      }
      guard afterSpace > index, let next = attributeEnd(text, afterSpace, end) else { return nil }
      index = next
    }
  }

  private static func attributeEnd(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    var index = start
    guard text[index].isASCIILetter || text[index] == UInt8(ascii: "_") || text[index] == UInt8(ascii: ":")
    else {
      return nil
    }
    while index < end {
      let byte = text[index]
      guard
        byte.isASCIIAlphanumeric || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".")
          || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
      else { break }
      index += 1
    }
    let equals = skipSpace(text, index, end)
    guard equals < end, text[equals] == UInt8(ascii: "=") else { return index }
    let value = skipSpace(text, equals + 1, end)
    guard value < end else { return nil }
    let quote = text[value]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      var close = value + 1
      while close < end, text[close] != quote { close += 1 }
      return close < end ? close + 1 : nil
    }
    var close = value
    while close < end {
      let byte = text[close]
      if byte.isMarkdownSpace || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
        || byte == UInt8(ascii: "=")
        || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "`")
      {
        break
      }
      close += 1
    }
    return close > value ? close : nil
  }

  private static func skipSpace(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var index = start
    while index < end, text[index].isMarkdownSpace { index += 1 }
    return index
  }
}
