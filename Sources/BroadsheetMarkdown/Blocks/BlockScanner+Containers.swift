/// Container blocks. They take nothing from the beginning of a line, so that any number of them can be open
/// without a line having to pass them one by one.
extension BlockScanner {
  /// Opens a container block whose fence stands at the first byte of the line that is no white space.
  mutating func openBlock(_ source: Span<UInt8>, length: Int, header: Int) {
    emitPlaceholderLine(source, for: .block(layout.blocks.count))
    var region = BlockLayout.Region()
    region.isRewritten = true
    region.isBlock = true
    let number = layout.regions.count
    layout.regions.append(region)
    layout.blocks.append(
      BlockLayout.Block(
        fence: segment(firstNonspace, lineEnd), header: segment(header, lineEnd), lineStart: lineStart,
        line: Int32(truncatingIfNeeded: line), region: number))
    var container = Container(kind: .block, region: number, line: line)
    container.fenceLength = length
    container.block = layout.blocks.count - 1
    container.itemColumns = containers[containers.count - 1].itemColumns
    openFences[length, default: []].append(containers.count)
    containers[containers.count - 1].hasChild = true
    containers.append(container)
    openRegions.append(number)
  }

  /// Notes a closing fence that closes nothing, and is text.
  mutating func addStrayFence(_ source: Span<UInt8>) {
    let column = SourcePlace.column(at: firstNonspace, from: lineStart, source)
    layout.strayFences.append(
      BlockLayout.StrayFence(line: Int32(truncatingIfNeeded: line), column: Int32(truncatingIfNeeded: column))
    )
  }

  /// Closes the block that the line is the closing fence of, if it is one.
  mutating func closesBlock(_ source: Span<UInt8>, _ matched: Int) -> Bool {
    guard openRegions.count > 1, knowsBlocks else { return false }
    findFirstNonspace(source)
    guard indent <= 3, peek(source, firstNonspace) == UInt8(ascii: ":"),
      let fence = BlockFence.read(source, firstNonspace, lineEnd), fence.header == nil,
      let closed = blockClosed(byFence: fence.length, matched: matched)
    else { return false }
    closeLeaf(source)
    closeContainers(to: closed, fenced: true)
    return true
  }

  /// The container that a closing fence closes: the innermost with as many colons, else the innermost of
  /// all if it has fewer. Fences in a quote, an item or a footnote close only what was opened there.
  private mutating func blockClosed(byFence length: Int, matched: Int) -> Int? {
    if let same = openFences[length] {
      var low = 0
      var high = same.count
      while low < high {
        let middle = (low + high) / 2
        if same[middle] < matched { low = middle + 1 } else { high = middle }
      }
      if low > 0, same[low - 1] > lastMatchedTaker { return same[low - 1] }
    }
    let innermost = containers[matched - 1]
    return innermost.kind == .block && innermost.fenceLength < length ? matched - 1 : nil
  }

  /// Ends the containers from `count` on.
  /// - Parameter fenced: the one of them that a fence closes, the others having none.
  mutating func closeContainers(to count: Int, fenced: Bool = false) {
    while containers.count > count {
      let closed = containers.removeLast()
      if closed.kind != .block { takers.removeLast() }
      switch closed.kind {
      case .footnote:
        openRegions.removeLast()
        layout.footnoteOrder.append(closed.footnote)
      case .block:
        openRegions.removeLast()
        openFences[closed.fenceLength]?.removeLast()
        layout.blocks[closed.block].isClosed = fenced && containers.count == count
      case .document, .blockQuote, .item:
        break
      }
    }
  }
}
