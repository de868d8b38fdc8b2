import BroadsheetCore

extension Document {
  /// Finds the list of key points: one whose lead-in says so, wherever it stands, else a closing list of
  /// sentences under a short lead-in of whatever wording.
  mutating func readTakeaways(_ rules: LanguageRules, into metadata: inout ExtractedMetadata) {
    var index = 0
    var closing: (leadIn: Int, items: Range<Int>)?
    while index < roles.count {
      guard roles[index] == .listItem else {
        index += 1
        continue
      }
      let list = prose.blocks[index].list
      var end = index + 1
      while end < roles.count, roles[end] == .listItem || stream.blocks[end].isEmpty,
        prose.blocks[end].list == list || prose.blocks[end].item >= 0
      {
        end += 1
      }
      let items = index..<end
      var leadIn = index - 1
      while leadIn >= 0, stream.blocks[leadIn].isEmpty { leadIn -= 1 }
      index = end
      guard leadIn >= 0, isLeadIn(leadIn) else { continue }
      let tokens = stream.blocks[leadIn]
      let saysSo = rules.takeaways.occurs(stream.tokens, in: tokens)
      if saysSo, tokens.count <= 16 {
        return recordTakeaways(leadIn, items, confidence: 0.95, into: &metadata)
      }
      closing = rules.otherLists.occurs(stream.tokens, in: tokens) ? nil : (leadIn, items)
    }
    guard let closing, isClosing(closing.items), isSentences(closing.items) else { return }
    let isHeading = roles[closing.leadIn] == .heading
    recordTakeaways(closing.leadIn, closing.items, confidence: isHeading ? 0.75 : 0.7, into: &metadata)
  }

  private func isLeadIn(_ block: Int) -> Bool {
    guard roles[block] == .heading || roles[block] == .body, stream.blockSentences[block].count <= 1 else {
      return false
    }
    let tokens = stream.blocks[block]
    return tokens.count <= 24 && !stream.tokens[tokens.upperBound - 1].isMark(Mark.fullStop)
  }

  /// Whether nothing but credits and pointers follows the list.
  private func isClosing(_ items: Range<Int>) -> Bool {
    var left = 2
    for index in items.upperBound..<roles.count where !stream.blocks[index].isEmpty {
      switch roles[index] {
      case .seeAlso, .byline, .furniture: continue
      default:
        left -= 1
        if left < 0 || stream.blocks[index].count > 30 { return false }
      }
    }
    return true
  }

  /// Whether the items read like points rather than like a list of names, links or numbers.
  private func isSentences(_ items: Range<Int>) -> Bool {
    var points = 0
    var sentences = 0
    for index in items where !stream.blocks[index].isEmpty {
      points += 1
      let tokens = stream.blocks[index]
      let linked = links(of: index).reduce(0) { $0 + $1.range.count }
      if linked * 2 > prose.blocks[index].range.count { continue }
      if tokens.count >= 6,
        endsSentence(index) || tokens.contains(where: { stream.flags($0).contains(.finiteVerb) })
      {
        sentences += 1
      }
    }
    return points >= 2 && points <= 12 && sentences * 3 >= points * 2
  }

  private mutating func recordTakeaways(
    _ leadIn: Int, _ items: Range<Int>, confidence: Double, into metadata: inout ExtractedMetadata
  ) {
    roles[leadIn] = .takeawaysHeading
    var heading = string(prose.blocks[leadIn].range)
    while heading.utf8.last == UInt8(ascii: ":") || heading.utf8.last == 0x20 { heading.removeLast() }
    metadata.takeaways.heading = heading
    var item: Int32 = -1
    for index in items where !stream.blocks[index].isEmpty {
      roles[index] = .takeaways
      let bytes = prose.blocks[index].range
      // A second paragraph of an item belongs to it.
      if prose.blocks[index].item == item, var last = metadata.takeaways.items.popLast() {
        last.value += " " + string(bytes)
        last.span = (last.span ?? bytes).lowerBound..<bytes.upperBound
        metadata.takeaways.items.append(last)
      } else {
        metadata.takeaways.items.append(
          Extracted(string(bytes), source: .structure, confidence: confidence, span: bytes))
      }
      item = prose.blocks[index].item
    }
    metadata.pieces.append(StructuralPiece(kind: .takeawaysHeading, blocks: leadIn..<leadIn + 1))
    metadata.pieces.append(StructuralPiece(kind: .takeaways, blocks: items))
  }
}
