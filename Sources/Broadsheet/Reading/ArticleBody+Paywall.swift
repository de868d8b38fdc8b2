import BroadsheetCore
import BroadsheetMarkdown

extension ArticleBody {
  /// So many paragraphs of a paid article everybody may read, unless its author says where the free part ends.
  private static let freeParagraphs = 2

  /// Drops what only subscribers may read: all that follows `<!--more-->`, else the second paragraph. What is
  /// not in the body is in no page and no feed.
  ///
  /// - Returns: the first block that was dropped, nil where none was.
  @discardableResult mutating func keepFreePart(_ rendered: RenderedBody) -> RenderedBody.Block? {
    let paragraphs = rendered.blocks.filter { $0.kind == .paragraph && !$0.html.isEmpty }
    let fallback = paragraphs.prefix(Self.freeParagraphs).last?.html.upperBound
    guard var end = rendered.moreOffset ?? fallback, end < html.count else { return nil }
    // No block is cut in two: the outermost that the cut would meet is paid for.
    for block in blocks where block.html.lowerBound < end && end < block.html.upperBound {
      end = block.html.lowerBound
    }
    html = ByteSlice(html.span.extracting(0..<end))
    slots.removeAll { $0.offset >= end }
    // Blocks come in the order of the text, so that what stays keeps its place.
    blocks.removeAll { $0.html.lowerBound >= end }
    omitted.removeAll { $0.upperBound > end }
    return rendered.blocks.first { $0.html.lowerBound >= end && !$0.html.isEmpty }
  }
}

extension ArticleText {
  /// Forgets what stands in the text from `paid` on: the summary is made of what stands before it, unless the
  /// author wrote one.
  mutating func keepFreePart(_ prose: Prose, _ fields: ArticleFields, before paid: RenderedBody.Block) {
    if fields.description == nil {
      let paragraphs = prose.blocks.filter {
        $0.kind == .paragraph && $0.source.upperBound <= paid.source.lowerBound
      }.map { String(decoding: prose.text[$0.range], as: UTF8.self) }
      summary = Excerpt.cut(paragraphs.joined(separator: " "), to: Self.summaryLength)
    }
    if fields.takeaways.isEmpty { takeaways = nil }
    seeAlso = []
  }

  private static let summaryLength = 280
}
