import BroadsheetCore

/// The beginning of a line: white space, and the blocks that are open.
extension BlockScanner {
  mutating func findFirstNonspace(_ source: Span<UInt8>) {
    var index = offset
    var position = column
    while index < lineEnd {
      let byte = source[index]
      if byte == 0x20 {
        position += 1
      } else if byte == 0x09 {
        position += 4 - (position & 3)
      } else {
        break
      }
      index += 1
    }
    firstNonspace = index
    firstNonspaceColumn = position
    indent = position - column
    isBlank = index == lineEnd
  }

  /// Goes ahead by bytes, or by columns, in which a tab may be used in part.
  mutating func advance(_ source: Span<UInt8>, by amount: Int, columns: Bool = false) {
    var count = amount
    while count > 0, offset < lineEnd {
      if source[offset] == 0x09 {
        let toTab = 4 - (column & 3)
        if columns {
          hasPartialTab = toTab > count
          let step = min(count, toTab)
          column += step
          if !hasPartialTab { offset += 1 }
          count -= step
        } else {
          hasPartialTab = false
          column += toTab
          offset += 1
          count -= 1
        }
      } else {
        hasPartialTab = false
        offset += 1
        column += 1
        count -= 1
      }
    }
  }

  /// Matches the open blocks against the line's beginning.
  /// - Returns: how many containers match; nil where the line closed a fence and is done with.
  mutating func matchOpenBlocks(_ source: Span<UInt8>) -> Int? {
    leafMatched = false
    lastMatchedTaker = 0
    for index in 1..<max(takers.count, 1) {
      let taker = takers[index]
      if taker > lastMatchedTaker + 1 { beginRegion() }
      findFirstNonspace(source)
      guard matches(source, taker) else { return taker }
      lastMatchedTaker = taker
    }
    let matched = containers.count
    if matched > lastMatchedTaker + 1 { beginRegion() }
    switch leaf {
    case .none:
      break
    case .paragraph:
      findFirstNonspace(source)
      leafMatched = !isBlank
    case .fencedCode:
      findFirstNonspace(source)
      if indent <= 3, peek(source, firstNonspace) == fenceByte, isClosingFence(source) {
        emitLine(source)
        leaf = .none
        return nil
      }
      var remaining = fenceOffset
      while remaining > 0, offset < lineEnd, source[offset] == 0x20 || source[offset] == 0x09 {
        advance(source, by: 1, columns: true)
        remaining -= 1
      }
      leafMatched = true
    case .indentedCode:
      findFirstNonspace(source)
      if indent >= 4 {
        advance(source, by: 4, columns: true)
        leafMatched = true
      } else if isBlank {
        advance(source, by: firstNonspace - offset)
        leafMatched = true
      }
    case .html:
      findFirstNonspace(source)
      leafMatched = htmlKind < 6 || !isBlank
    case .table:
      findFirstNonspace(source)
      leafMatched = TableRow.isRow(source, firstNonspace..<lineEnd)
    }
    return matched
  }

  mutating func matches(_ source: Span<UInt8>, _ index: Int) -> Bool {
    switch containers[index].kind {
    case .document, .block:
      return true
    case .blockQuote:
      guard indent <= 3, peek(source, firstNonspace) == UInt8(ascii: ">") else { return false }
      advance(source, by: indent + 1, columns: true)
      if offset < lineEnd, source[offset] == 0x20 || source[offset] == 0x09 {
        advance(source, by: 1, columns: true)
      }
      return true
    case .item:
      if indent >= containers[index].indentation {
        advance(source, by: containers[index].indentation, columns: true)
        return true
      }
      guard isBlank, containers[index].hasChild else { return false }
      advance(source, by: firstNonspace - offset)
      return true
    case .footnote:
      if indent >= 4 {
        advance(source, by: 4, columns: true)
      } else if lineStart != lineEnd {
        return false
      }
      beginRegion()
      return true
    }
  }

  /// Notes that what follows in the line is in an inner region.
  mutating func beginRegion() {
    regionOffset = hasPartialTab ? offset + 1 : offset
    regionTabColumns = hasPartialTab ? 4 - (column & 3) : 0
    regionColumn = column
  }

  private mutating func isClosingFence(_ source: Span<UInt8>) -> Bool {
    var index = firstNonspace
    while index < lineEnd, source[index] == fenceByte { index += 1 }
    guard index - firstNonspace >= fenceLength else { return false }
    while index < lineEnd, source[index] == 0x20 || source[index] == 0x09 { index += 1 }
    return index == lineEnd
  }
}
