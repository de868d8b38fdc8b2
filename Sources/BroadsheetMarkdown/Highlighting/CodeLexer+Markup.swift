import BroadsheetCore

extension CodeLexer {
  /// Reads HTML and XML, and the script and style in it.
  mutating func runMarkup(_ code: Span<UInt8>, into out: inout OutputBuffer) {
    while index < end {
      let start = index
      let byte = code[index]
      if byte == UInt8(ascii: "&") {
        readEntity(code, into: &out)
      } else if byte != UInt8(ascii: "<") {
        index += 1
      } else if starts(with: "<!--", code, at: index) {
        skip(past: "-->", code)
        emit(.comment, from: start, code, into: &out)
      } else if starts(with: "<!", code, at: index) || starts(with: "<?", code, at: index) {
        skip(past: ">", code)
        emit(.preprocessor, from: start, code, into: &out)
      } else {
        readTag(code, into: &out)
      }
    }
  }

  private mutating func readEntity(_ code: Span<UInt8>, into out: inout OutputBuffer) {
    let start = index
    index += 1
    while index < end, index - start < 33, code[index].isASCIIAlphanumeric || code[index] == UInt8(ascii: "#")
    {
      index += 1
    }
    guard index < end, code[index] == UInt8(ascii: ";") else { return }
    index += 1
    emit(.entity, from: start, code, into: &out)
  }

  private mutating func readTag(_ code: Span<UInt8>, into out: inout OutputBuffer) {
    let start = index
    index += 1
    let isClosing = index < end && code[index] == UInt8(ascii: "/")
    if isClosing { index += 1 }
    let nameStart = index
    guard index < end, code[index].isASCIILetter else { return }
    skipMarkupName(code)
    let name = nameStart..<index
    emit(.tag, from: start, code, into: &out)
    while index < end, code[index] != UInt8(ascii: ">") {
      let byte = code[index]
      let piece = index
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        index += 1
        index = code.extracting(index..<end).next(byte, from: 0).map { index + $0 + 1 } ?? end
        emit(.string, from: piece, code, into: &out)
      } else if byte.isASCIILetter || byte == UInt8(ascii: "@") || byte == UInt8(ascii: ":") {
        let isValue = lastByte == UInt8(ascii: "=")
        index += 1
        skipMarkupName(code)
        emit(isValue ? .string : .attribute, from: piece, code, into: &out)
      } else {
        index += 1
        if !byte.isMarkdownSpace { lastByte = byte }
      }
    }
    guard index < end else { return }
    let bracket = code[index - 1] == UInt8(ascii: "/") ? index - 1 : index
    index += 1
    emit(.tag, from: bracket, code, into: &out)
    guard !isClosing else { return }
    if isName("script", code, name) { readForeign("javascript", closing: "</script", code, into: &out) }
    if isName("style", code, name) { readForeign("css", closing: "</style", code, into: &out) }
  }

  private mutating func skipMarkupName(_ code: Span<UInt8>) {
    while index < end,
      code[index].isASCIIAlphanumeric || code[index] == UInt8(ascii: "-") || code[index] == UInt8(ascii: "_")
        || code[index] == UInt8(ascii: ":") || code[index] == UInt8(ascii: ".") || code[index] >= 0x80
    { index += 1 }
  }

  private func isName(_ name: StaticString, _ code: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count == name.utf8CodeUnitCount else { return false }
    for offset in 0..<range.count
    where code[range.lowerBound + offset].asciiLowercased != name.byte(at: offset) { return false }
    return true
  }

  /// Reads the code of another language up to a closing tag.
  private mutating func readForeign(
    _ name: StaticString, closing: StaticString, _ code: Span<UInt8>, into out: inout OutputBuffer
  ) {
    let start = index
    var stop = end
    while let open = code.extracting(index..<end).next(UInt8(ascii: "<"), from: 0) {
      index += open
      if index + closing.utf8CodeUnitCount <= end,
        isName(closing, code, index..<index + closing.utf8CodeUnitCount)
      {
        stop = index
        break
      }
      index += 1
    }
    guard let foreign = CodeLanguage.named(name.description.utf8.span) else { return }
    index = stop
    flush(code, upTo: start, into: &out)
    var inner = CodeLexer(foreign, start..<stop, writer)
    inner.run(code, into: &out)
    writer = inner.writer
    skipWritten()
  }
}
