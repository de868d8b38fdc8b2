import BroadsheetCore

extension BlockScanner {
  /// Begins a leaf that has no content of interest, or whose content follows.
  mutating func openLeaf(_ kind: BlockLayout.LeafKind, state: LeafState) {
    containers[containers.count - 1].hasChild = true
    leaf = state
    let count = layout.segments.count
    leafIndex = layout.regions[region].leaves.count
    layout.regions[region].leaves.append(
      BlockLayout.Leaf(
        kind: kind, line: Int32(truncatingIfNeeded: line), start: Int32(truncatingIfNeeded: firstNonspace),
        segments: count..<count))
  }

  mutating func addHeading(_ source: Span<UInt8>, from start: Int) {
    openLeaf(.heading, state: .none)
    var low = start
    while low < lineEnd, source[low] == 0x20 || source[low] == 0x09 { low += 1 }
    var end = lineEnd
    while end > low, source[end - 1].isMarkdownSpace { end -= 1 }
    var hashes = end
    while hashes > low, source[hashes - 1] == UInt8(ascii: "#") { hashes -= 1 }
    if hashes != end, hashes == low || source[hashes - 1] == 0x20 || source[hashes - 1] == 0x09 {
      end = hashes
      while end > low, source[end - 1].isMarkdownSpace { end -= 1 }
    }
    addSegment(low, end)
    endParagraphSegments()
  }

  mutating func segment(_ start: Int, _ end: Int) -> BlockLayout.Segment {
    BlockLayout.Segment(start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end))
  }

  mutating func addSegment(_ start: Int, _ end: Int) { layout.segments.append(segment(start, end)) }

  mutating func endParagraphSegments() {
    let first = layout.regions[region].leaves[leafIndex].segments.lowerBound
    layout.regions[region].leaves[leafIndex].segments = first..<layout.segments.count
  }

  // MARK: Paragraphs

  mutating func beginParagraph(_ source: Span<UInt8>) {
    let task = extensions.contains(.taskLists) ? TaskBox.state(source, scanner: &self) : .none
    if task != .none, TaskBox.isAlone(source, firstNonspace, lineEnd) { return addEmptyTask(source, task) }
    paragraphHasElder = containers[containers.count - 1].hasChild
    openLeaf(.paragraph, state: .paragraph)
    layout.regions[region].leaves[leafIndex].task = task
    paragraphFirstOffset = emitPosition(source, firstNonspace)
    paragraphLastOffset = paragraphFirstOffset
    var textStart = firstNonspace
    if task != .none {
      textStart += 3
      while textStart < lineEnd, source[textStart] == 0x20 || source[textStart] == 0x09 { textStart += 1 }
    }
    addSegment(textStart, lineEnd)
    emitLine(source)
  }

  mutating func addParagraphLine(_ source: Span<UInt8>, isLazy: Bool) {
    paragraphLastOffset = isRewriting ? layout.regions[region].bytes.count : lineStart
    // A lazy line keeps its white space, which shows behind a backslash.
    addSegment(isLazy ? offset : firstNonspace, lineEnd)
    if isLazy, isRewriting, region != 0 { emitLazyLine(source) } else { emitLine(source) }
  }

  /// Ends the open leaf.
  mutating func closeLeaf(_ source: Span<UInt8>) {
    if leaf == .table { closeTable(source) }
    if leaf == .paragraph {
      if !finishDefinitions(source) {
        layout.regions[region].leaves[leafIndex].kind = .removed
        // An item that nothing is left in ends with the next blank line.
        containers[containers.count - 1].hasChild = paragraphHasElder
      }
      endParagraphSegments()
    }
    leaf = .none
  }
}
