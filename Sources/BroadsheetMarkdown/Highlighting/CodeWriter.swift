import BroadsheetCore

/// Writes pieces of code as HTML, and marks lines.
///
/// An element never spans the border of a marked line: it ends with the line and begins again behind it.
struct CodeWriter {
  private let marks: [ClosedRange<Int>]
  private var nextMark = 0
  private var line = 1
  private var isMarked = false

  /// Begins; `marks` are the lines to mark, from 1, in order and apart.
  init(marking marks: [ClosedRange<Int>]) { self.marks = marks }

  /// Writes a piece.
  mutating func write(
    _ code: Span<UInt8>, _ range: Range<Int>, as token: CodeToken, into out: inout OutputBuffer
  ) {
    guard !range.isEmpty else { return }
    guard !marks.isEmpty else { return writePiece(code, range, token, into: &out) }
    var start = range.lowerBound
    while start < range.upperBound {
      beginLine(into: &out)
      let lineEnd = code.extracting(start..<range.upperBound).next(0x0A, from: 0).map { start + $0 }
      writePiece(code, start..<(lineEnd ?? range.upperBound), token, into: &out)
      guard let lineEnd else { return }
      out.append(0x0A)
      endLine(into: &out)
      start = lineEnd + 1
    }
  }

  /// Ends what is open.
  mutating func finish(into out: inout OutputBuffer) {
    if isMarked { out.append("</mark>") }
    isMarked = false
  }

  private func writePiece(
    _ code: Span<UInt8>, _ range: Range<Int>, _ token: CodeToken, into out: inout OutputBuffer
  ) {
    guard !range.isEmpty else { return }
    guard token != .plain else { return out.append(markupEscaped: code.extracting(range)) }
    out.append("<span class=\"")
    out.append(token.name)
    out.append("\">")
    out.append(markupEscaped: code.extracting(range))
    out.append("</span>")
  }

  private mutating func beginLine(into out: inout OutputBuffer) {
    guard !isMarked, nextMark < marks.count, marks[nextMark].contains(line) else { return }
    isMarked = true
    out.append("<mark>")
  }

  /// Ends a line; the mark of several lines ends with the last.
  private mutating func endLine(into out: inout OutputBuffer) {
    line += 1
    guard nextMark < marks.count, line > marks[nextMark].upperBound else { return }
    nextMark += 1
    finish(into: &out)
  }
}
