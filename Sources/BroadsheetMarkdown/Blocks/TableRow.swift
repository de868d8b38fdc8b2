/// Splits lines into the cells of a table, as cmark-gfm does.
enum TableRow {
  /// Whether a line that is not blank has any cell: all have, but for a bar alone.
  static func isRow(_ source: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard let first = range.first else { return false }
    guard source[first] == UInt8(ascii: "|") else { return true }
    return skipSpace(source, first + 1, range.upperBound) < range.upperBound
  }

  /// The alignments that a delimiter row gives, or nil where the line is none.
  static func alignments(_ source: Span<UInt8>, _ range: Range<Int>) -> [Additions.Alignment]? {
    var result: [Additions.Alignment] = []
    let end = range.upperBound
    var index = range.lowerBound
    guard index < end else { return nil }
    if source[index] == UInt8(ascii: "|") { index += 1 }
    while true {
      index = skipSpace(source, index, end)
      var isLeft = false
      var isRight = false
      if index < end, source[index] == UInt8(ascii: ":") {
        isLeft = true
        index += 1
      }
      let dashes = index
      while index < end, source[index] == UInt8(ascii: "-") { index += 1 }
      guard index > dashes else { return nil }
      if index < end, source[index] == UInt8(ascii: ":") {
        isRight = true
        index += 1
      }
      result.append(isLeft ? (isRight ? .centre : .left) : isRight ? .right : .none)
      index = skipSpace(source, index, end)
      if index == end { return result }
      guard source[index] == UInt8(ascii: "|") else { return nil }
      index = skipSpace(source, index + 1, end)
      if index == end { return result }
    }
  }

  /// How many cells a line has.
  static func count(_ source: Span<UInt8>, _ range: Range<Int>) -> Int {
    var cells = Cells(source, range)
    var count = 0
    while cells.next(source) != nil { count += 1 }
    return count
  }

  /// The cells of a line, one after another, without the white space around them.
  struct Cells {
    private var index: Int
    private let end: Int

    init(_ source: Span<UInt8>, _ range: Range<Int>) {
      index = range.lowerBound
      end = range.upperBound
      if index < end, source[index] == UInt8(ascii: "|") {
        index = TableRow.skipSpace(source, index + 1, end)
      }
    }

    mutating func next(_ source: Span<UInt8>) -> Range<Int>? {
      guard index < end else { return nil }
      var low = index
      var close = index
      // A bar behind a backslash is text, however many backslashes there are.
      while close < end,
        source[close] != UInt8(ascii: "|") || (close > low && source[close - 1] == UInt8(ascii: "\\"))
      {
        close += 1
      }
      index = close < end ? TableRow.skipSpace(source, close + 1, end) : end
      while low < close, source[low].isMarkdownSpace { low += 1 }
      while close > low, source[close - 1].isMarkdownSpace { close -= 1 }
      return low..<close
    }
  }

  fileprivate static func skipSpace(_ source: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var index = start
    while index < end, source[index].isMarkdownSpace { index += 1 }
    return index
  }
}

/// Recognises the box of a task in front of a list item's text.
enum TaskBox {
  /// The state of the box that begins the text of an item that this line opened.
  static func state(_ source: Span<UInt8>, scanner: inout BlockScanner) -> BlockLayout.Task {
    guard let item = scanner.containers.last, item.kind == .item, !item.hasChild, item.line == scanner.line
    else {
      return .none
    }
    let start = scanner.firstNonspace
    let end = scanner.lineEnd
    guard start + 3 < end, source[start] == UInt8(ascii: "["), source[start + 2] == UInt8(ascii: "]"),
      source[start + 3].isMarkdownSpace
    else { return .none }
    let mark = source[start + 1]
    guard mark == 0x20 || mark | 0x20 == UInt8(ascii: "x") else { return .none }
    if scanner.isPlain {
      guard isFirstMarker(source, scanner.lineStart, start) else { return .none }
      // cmark-gfm looks for the mark in the whole line.
      for index in scanner.lineStart..<(end - 2)
      where source[index] == UInt8(ascii: "[") && source[index + 1] | 0x20 == UInt8(ascii: "x")
        && source[index + 2] == UInt8(ascii: "]")
      {
        return .done
      }
    }
    return mark == 0x20 ? .open : .done
  }

  /// Whether nothing but white space follows the box at `start`.
  static func isAlone(_ source: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    for index in start + 3..<end where !source[index].isMarkdownSpace { return false }
    return true
  }

  /// Whether only one list marker and white space stand between the line's beginning and the box; cmark-gfm
  /// knows tasks only there.
  private static func isFirstMarker(_ source: Span<UInt8>, _ start: Int, _ box: Int) -> Bool {
    var index = start
    while index < box, source[index].isMarkdownSpace { index += 1 }
    if index < box, source[index].isASCIIDigit {
      while index < box, source[index].isASCIIDigit { index += 1 }
    }
    index += 1
    guard index < box else { return false }
    while index < box, source[index].isMarkdownSpace { index += 1 }
    return index == box
  }
}
