import BroadsheetCore

/// One article as the stages read it: its prose, its tokens, and what part each block plays.
struct Document {
  /// The text.
  var prose = Prose()
  /// Its tokens and sentences.
  var stream = TokenStream()
  /// The part of each block.
  var roles: [BlockRole] = []
  /// For each block the token at which its matter begins: after a dateline.
  var openings: [Int] = []

  /// The text of some bytes, with line breaks and runs of spaces as one space.
  func string(_ range: Range<Int>) -> String { prose.string(range) }

  /// The text of some tokens.
  func string(tokens range: Range<Int>) -> String {
    guard !range.isEmpty else { return "" }
    return string(span(range))
  }

  /// The bytes of some tokens, which must not be none.
  func span(_ tokens: Range<Int>) -> Range<Int> {
    Int(stream.tokens[tokens.lowerBound].start)..<Int(stream.tokens[tokens.upperBound - 1].end)
  }

  /// Whether a line break stands before the token.
  func startsLine(_ index: Int) -> Bool {
    guard index > 0, index < stream.tokens.count else { return true }
    let gap = Int(stream.tokens[index - 1].end)..<Int(stream.tokens[index].start)
    return gap.contains { prose.text[$0] == 0x0A }
  }

  /// Whether the block holds sentences that the article's matter consists of.
  func isMatter(_ block: Int) -> Bool { roles[block] == .body }
}

/// The part that a block plays in an article.
enum BlockRole: UInt8 {
  /// Running text.
  case body
  /// The heading or line that gives the title.
  case headline
  /// Any other heading.
  case heading
  /// A byline.
  case byline
  /// A dateline and nothing else.
  case dateline
  /// A pointer to other articles.
  case seeAlso
  /// The words above the takeaways.
  case takeawaysHeading
  /// An item of the takeaways.
  case takeaways
  /// An item of another list.
  case listItem
  /// Credits, captions, code, table cells.
  case furniture
}
