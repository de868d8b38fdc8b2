import BroadsheetCore

/// Splits code into coloured pieces, as its language's table says.
///
/// Every byte is written exactly once, in order, whatever the code: a lexer colours, it does not judge. It
/// takes time linear in the length of the code: what was looked at in vain is not looked at again.
struct CodeLexer {
  let language: CodeLanguage
  var writer: CodeWriter
  var index: Int
  let end: Int
  /// Where the text begins that has no colour and was not written yet.
  private var plainStart: Int
  /// The last byte that is no white space, which decides what `/` is.
  var lastByte: UInt8 = 0
  /// Whether the last name was a keyword.
  var isAfterKeyword = false
  /// Before this offset, no regular expression begins.
  var noExpressionBefore = 0

  init(_ language: CodeLanguage, _ range: Range<Int>, _ writer: CodeWriter) {
    self.language = language
    self.writer = writer
    index = range.lowerBound
    end = range.upperBound
    plainStart = index
  }

  /// Writes all of the code.
  mutating func run(_ code: Span<UInt8>, into out: inout OutputBuffer) {
    switch language.form {
    case .program: while index < end { step(code, into: &out) }
    case .markup: runMarkup(code, into: &out)
    case .style: runStyle(code, into: &out)
    case .yaml: runYAML(code, into: &out)
    case .diff: runDiff(code, into: &out)
    }
    index = end
    flush(code, upTo: end, into: &out)
  }

  /// Writes a piece that begins at `start` and ends at the index.
  mutating func emit(
    _ token: CodeToken, from start: Int, _ code: Span<UInt8>, into out: inout OutputBuffer
  ) {
    flush(code, upTo: start, into: &out)
    writer.write(code, start..<index, as: token, into: &out)
    plainStart = index
    if index > start { lastByte = code[index - 1] }
  }

  /// Writes what has no colour, up to `stop`.
  mutating func flush(_ code: Span<UInt8>, upTo stop: Int, into out: inout OutputBuffer) {
    writer.write(code, plainStart..<max(stop, plainStart), as: .plain, into: &out)
    plainStart = max(stop, plainStart)
  }

  /// Notes that bytes up to `index` were written by someone else.
  mutating func skipWritten() { plainStart = index }

  // MARK: Programs

  /// Reads one token of a program.
  mutating func step(_ code: Span<UInt8>, into out: inout OutputBuffer) {
    let byte = code[index]
    if byte == 0x20 || byte == 0x0A || byte == 0x09 {
      index += 1
    } else if byte.isASCIILetter || byte == UInt8(ascii: "_") || byte >= 0x80 {
      readName(code, into: &out)
    } else if byte.isASCIIDigit {
      readNumber(code, into: &out)
    } else if !readComment(code, into: &out), !readString(code, into: &out), !readMarked(code, into: &out) {
      if language.extraNameBytes.contains(byte), byte != UInt8(ascii: "-") {
        readName(code, into: &out)
      } else {
        index += 1
        lastByte = byte
        isAfterKeyword = false
      }
    }
  }

  func starts(with text: StaticString, _ code: Span<UInt8>, at offset: Int) -> Bool {
    let count = text.utf8CodeUnitCount
    guard count > 0, offset + count <= end else { return false }
    for position in 0..<count where code[offset + position] != text.byte(at: position) { return false }
    return true
  }

  /// Goes to the end of the line.
  mutating func skipLine(_ code: Span<UInt8>) {
    index = code.extracting(index..<end).next(0x0A, from: 0).map { index + $0 } ?? end
  }

  /// Goes behind the next occurrence of a text, or to the end.
  mutating func skip(past text: StaticString, _ code: Span<UInt8>) {
    while let found = code.extracting(index..<end).next(text.byte(at: 0), from: 0) {
      index += found
      if starts(with: text, code, at: index) {
        index += text.utf8CodeUnitCount
        return
      }
      index += 1
    }
    index = end
  }

  mutating func readComment(_ code: Span<UInt8>, into out: inout OutputBuffer) -> Bool {
    let start = index
    for mark in language.lineComments where starts(with: mark, code, at: index) {
      if language.commentsWantSpace, index > 0, !code[index - 1].isMarkdownSpace { return false }
      skipLine(code)
      emit(.comment, from: start, code, into: &out)
      return true
    }
    guard let comment = language.blockComment, starts(with: comment.open, code, at: index) else {
      return false
    }
    index += comment.open.utf8CodeUnitCount
    if comment.nests { skipNested(comment, code) } else { skip(past: comment.close, code) }
    emit(.comment, from: start, code, into: &out)
    return true
  }

  private mutating func skipNested(_ comment: CodeLanguage.BlockComment, _ code: Span<UInt8>) {
    var depth = 1
    while index < end, depth > 0 {
      if starts(with: comment.close, code, at: index) {
        depth -= 1
        index += comment.close.utf8CodeUnitCount
      } else if starts(with: comment.open, code, at: index) {
        depth += 1
        index += comment.open.utf8CodeUnitCount
      } else {
        index += 1
      }
    }
  }

  /// Reads `@name`, `#name` and `$name`.
  private mutating func readMarked(_ code: Span<UInt8>, into out: inout OutputBuffer) -> Bool {
    let token: CodeToken
    switch code[index] {
    case UInt8(ascii: "@"): token = language.at
    case UInt8(ascii: "#"): token = language.hash
    case UInt8(ascii: "$"): token = language.dollar
    default: return false
    }
    guard token != .plain else { return false }
    let start = index
    let first = index + 1 < end ? code[index + 1] : 0
    if first.isASCIILetter || first == UInt8(ascii: "_") {
      index += 1
      while index < end, code[index].isASCIIAlphanumeric || code[index] == UInt8(ascii: "_") { index += 1 }
    } else if token == .variable, first == UInt8(ascii: "{") {
      skip(past: "}", code)
    } else if token == .variable,
      first.isASCIIDigit || first == UInt8(ascii: "?") || first == UInt8(ascii: "@")
    {
      index += 2
    } else if token == .preprocessor, first == UInt8(ascii: "[") || first == UInt8(ascii: "!") {
      // Rust's attributes, on one line.
      while index < end, code[index] != 0x0A, code[index] != UInt8(ascii: "]") { index += 1 }
      if index < end, code[index] != 0x0A { index += 1 }
    } else {
      return false
    }
    emit(token, from: start, code, into: &out)
    return true
  }

  // MARK: Names and numbers

  mutating func readNumber(_ code: Span<UInt8>, into out: inout OutputBuffer) {
    let start = index
    while index < end {
      let byte = code[index]
      let isPart =
        byte.isASCIIAlphanumeric || byte == UInt8(ascii: "_")
        || (byte == UInt8(ascii: ".") && index + 1 < end && code[index + 1].isASCIIDigit)
        || ((byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-"))
          && code[index - 1] | 0x20 == UInt8(ascii: "e")
          && index + 1 < end && code[index + 1].isASCIIDigit)
      guard isPart else { break }
      index += 1
    }
    emit(.number, from: start, code, into: &out)
    isAfterKeyword = false
  }

  mutating func readName(_ code: Span<UInt8>, into out: inout OutputBuffer) {
    let start = index
    var hash = WordHash()
    while index < end, language.isNameByte(code[index]) {
      hash.add(language.ignoresCase ? code[index].asciiLowercased : code[index])
      index += 1
    }
    let following = index < end ? code[index] : 0x0A
    if language.isStringPrefix(code, start..<index),
      following == UInt8(ascii: "\"")
        || following == UInt8(ascii: "'") || following == UInt8(ascii: "#"),
      readString(code, from: start, isRaw: language.isRaw(code, start..<index), into: &out)
    {
      return
    }
    let wasKeyword = isAfterKeyword
    isAfterKeyword = false
    let isMember = start > 0 && code[start - 1] == UInt8(ascii: ".")
    if language.keyMark != 0, isKey(code) {
      emit(.attribute, from: start, code, into: &out)
    } else if let token = language.words[hash.value], !isMember || token != .keyword {
      emit(token, from: start, code, into: &out)
      isAfterKeyword = token == .keyword
    } else if language.hasCalls,
      following == UInt8(ascii: "(") || (wasKeyword && following == UInt8(ascii: "<"))
    {
      emit(
        language.hasCapitalTypes && code[start].isCapital ? .type : .function, from: start, code, into: &out)
    } else if language.hasCapitalTypes, code[start].isCapital {
      emit(.type, from: start, code, into: &out)
    } else {
      lastByte = code[index - 1]
    }
  }

  /// Whether what was read is a key: only blanks stand between it and its mark.
  func isKey(_ code: Span<UInt8>) -> Bool {
    var next = index
    // Keys stand close to their mark; so a run of blanks is looked at only a few times.
    while next < end, next - index < 64, code[next] == 0x20 || code[next] == 0x09 { next += 1 }
    return next < end && code[next] == language.keyMark
  }
}

extension UInt8 {
  fileprivate var isCapital: Bool { self >= 0x41 && self <= 0x5A }
}
