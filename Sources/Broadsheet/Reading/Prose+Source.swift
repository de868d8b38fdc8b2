import BroadsheetCore
import BroadsheetMarkdown

extension Prose {
  /// Where the text of a block begins.
  func offset(of block: RenderedBody.Block) -> Int {
    blocks.first { $0.source.lowerBound >= block.source.lowerBound }?.range.lowerBound ?? text.count
  }

  /// Moves the way back to the source: the text began `offset` bytes into the file.
  mutating func shift(by offset: Int) {
    guard offset > 0 else { return }
    for index in anchors.indices { anchors[index].source += offset }
    for index in blocks.indices {
      let source = blocks[index].source
      blocks[index].source = source.lowerBound + offset..<source.upperBound + offset
    }
  }
}
