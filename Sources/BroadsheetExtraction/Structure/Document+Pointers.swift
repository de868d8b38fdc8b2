import BroadsheetCore

extension Document {
  /// Reads “SEE: …”, “READ MORE: …”, “Related: …” lines and the lists below such lines.
  mutating func readPointers(_ rules: LanguageRules, into metadata: inout ExtractedMetadata) {
    var index = 0
    while index < roles.count {
      defer { index += 1 }
      guard roles[index] == .body || roles[index] == .heading || roles[index] == .listItem else { continue }
      let tokens = stream.blocks[index]
      guard !tokens.isEmpty, let start = pointerText(index, rules) else { continue }
      if start < tokens.upperBound {
        guard roles[index] != .heading || hasLink(index) else { continue }
        record(index, from: start, into: &metadata)
        continue
      }
      // Nothing after the lead-in: the pointers are the list below it.
      var item = index + 1
      guard item < roles.count, prose.blocks[item].item >= 0 else { continue }
      let list = prose.blocks[item].list
      while item < roles.count, prose.blocks[item].list == list, roles[item] == .listItem {
        record(item, from: stream.blocks[item].lowerBound, into: &metadata)
        item += 1
      }
      roles[index] = .seeAlso
      metadata.pieces.append(StructuralPiece(kind: .seeAlso, blocks: index..<index + 1))
      index = item - 1
    }
  }

  /// The token at which the pointer's text begins, or nil where the block is no pointer.
  private func pointerText(_ block: Int, _ rules: LanguageRules) -> Int? {
    let range = stream.blocks[block]
    let tokens = stream.tokens
    let first = range.lowerBound
    let long = begins(range, rules.pointers)
    let bare = begins(range, rules.barePointers)
    guard long > 0 || bare > 0 else { return nil }
    var index = first + max(long, bare)
    // “MORE ON AI:” and “READ MORE HERE:” hold a few more words before the colon.
    var colon = index
    while colon < range.upperBound, colon - index < 5, tokens[colon].word >= 0 { colon += 1 }
    let hasColon = colon < range.upperBound && tokens[colon].isMark(Mark.colon)
    let isShouted = tokens[first].shape.contains(.allCapitals)
    if hasColon {
      guard long > 0 || isShouted || hasLink(block) else { return nil }
      guard colon == index || long > 0 || isShouted else { return nil }
      return colon + 1
    }
    if index < range.upperBound,
      tokens[index].isMark(Mark.dash) || tokens[index].isMark(UInt64(UInt8(ascii: "|")))
    {
      guard long > 0 || isShouted else { return nil }
      index += 1
      return index < range.upperBound ? index : nil
    }
    // Without a colon a whole line must be the lead-in, or a link must follow it.
    if index == range.upperBound { return long > 0 || (isShouted && bare > 0) ? index : nil }
    guard long > 0 || isShouted, range.count <= 24 else { return nil }
    let start = Int(tokens[index].start)
    let links = links(of: block)
    return links.contains { $0.range.lowerBound <= start && $0.range.upperBound > start } ? index : nil
  }

  private func hasLink(_ block: Int) -> Bool { !links(of: block).isEmpty }

  /// The links that begin in the block.
  func links(of block: Int) -> ArraySlice<Prose.Mark> {
    let range = prose.blocks[block].range
    var low = 0
    var high = prose.marks.count
    while low < high {
      let middle = (low + high) / 2
      if prose.marks[middle].range.lowerBound < range.lowerBound { low = middle + 1 } else { high = middle }
    }
    var end = low
    var isAny = false
    while end < prose.marks.count, prose.marks[end].range.lowerBound < range.upperBound {
      if prose.marks[end].kind == .link { isAny = true }
      end += 1
    }
    return isAny ? prose.marks[low..<end].filter { $0.kind == .link }[...] : []
  }

  private mutating func record(_ block: Int, from start: Int, into metadata: inout ExtractedMetadata) {
    let end = stream.blocks[block].upperBound
    guard start < end else { return }
    let links = links(of: block).filter { $0.range.upperBound > Int(stream.tokens[start].start) }
    if links.count > 1 {
      for link in links {
        metadata.seeAlso.append(
          SeeAlso(text: string(link.range), destination: link.destination, span: link.range, block: block))
      }
    } else {
      let bytes = span(start..<end)
      metadata.seeAlso.append(
        SeeAlso(text: string(bytes), destination: links.first?.destination ?? "", span: bytes, block: block))
    }
    roles[block] = .seeAlso
    metadata.pieces.append(StructuralPiece(kind: .seeAlso, blocks: block..<block + 1))
  }
}
