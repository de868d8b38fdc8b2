import BroadsheetCore

extension Document {
  /// Finds out what part each block plays, and records the pieces that a page may set apart.
  mutating func readRoles(
    _ rules: LanguageRules, hasTitle: Bool, hasDate: Bool, into metadata: inout ExtractedMetadata
  ) {
    roles.removeAll(keepingCapacity: true)
    openings.removeAll(keepingCapacity: true)
    for (index, block) in prose.blocks.enumerated() {
      openings.append(stream.blocks[index].lowerBound)
      switch block.kind {
      case .heading: roles.append(.heading)
      case .code, .tableCell, .term: roles.append(.furniture)
      case .paragraph:
        roles.append(
          stream.blocks[index].isEmpty ? .furniture : block.item >= 0 ? .listItem : .body)
      }
    }
    readHeadline(hasTitle: hasTitle, rules)
    readBylines(rules, into: &metadata)
    readDatelines(into: &metadata)
    readPointers(rules, into: &metadata)
    readTakeaways(rules, into: &metadata)
    readFurniture(rules)
    if !hasDate { readPublished(rules, into: &metadata) }
    for (index, role) in roles.enumerated() where role == .headline {
      metadata.pieces.append(StructuralPiece(kind: .headline, blocks: index..<index + 1))
    }
    metadata.pieces.sort {
      ($0.blocks.lowerBound, $0.kind.rawValue) < ($1.blocks.lowerBound, $1.kind.rawValue)
    }
  }

  /// The indices of the first `count` blocks that hold text.
  private func opening(_ count: Int) -> [Int] {
    var result: [Int] = []
    for index in roles.indices where !stream.blocks[index].isEmpty {
      result.append(index)
      if result.count == count { break }
    }
    return result
  }

  /// How many tokens the longest of the phrases covers with which the tokens begin, which must be known as lead-ins.
  func begins(_ tokens: Range<Int>, _ phrases: PhraseSet) -> Int {
    guard !tokens.isEmpty, stream.tokens[tokens.lowerBound].kinds.contains(.leadIn) else { return 0 }
    return phrases.match(stream.tokens, at: tokens.lowerBound, end: tokens.upperBound)
  }

  /// Whether the block's last token ends a sentence.
  func endsSentence(_ block: Int) -> Bool {
    var index = stream.blocks[block].upperBound - 1
    let first = stream.blocks[block].lowerBound
    while index > first,
      stream.tokens[index].isMark(Mark.quotation) || stream.tokens[index].isMark(Mark.closeParenthesis)
        || stream.tokens[index].isMark(Mark.apostrophe)
    {
      index -= 1
    }
    guard index >= first else { return false }
    let token = stream.tokens[index]
    return token.isMark(Mark.fullStop) || token.isMark(Mark.question) || token.isMark(Mark.exclamation)
      || token.isMark(Mark.ellipsis) || token.shape.contains(.dotted)
  }

  private mutating func readHeadline(hasTitle: Bool, _ rules: LanguageRules) {
    let first = opening(4)
    guard let lead = first.first else { return }
    // A heading of the first level among the first blocks, or whatever heading comes first of all.
    for index in first where roles[index] == .heading {
      if prose.blocks[index].level == 1 || index == lead {
        roles[index] = .headline
        return
      }
    }
    // Plain wire text: a short first line that is no sentence, above text that is.
    guard !hasTitle, roles[lead] == .body, first.count > 1, prose.blocks[lead].quoteDepth == 0 else { return }
    let tokens = stream.blocks[lead]
    guard tokens.count >= 3, tokens.count <= 22, stream.blockSentences[lead].count == 1 else { return }
    guard !endsSentence(lead) || stream.tokens[tokens.upperBound - 1].isMark(Mark.question) else { return }
    guard !stream.tokens[tokens.upperBound - 1].isMark(Mark.colon) else { return }
    guard
      stream.tokens[tokens.lowerBound].isCapital || stream.tokens[tokens.lowerBound].shape.contains(.digits)
    else { return }
    if begins(tokens, rules.byline) > 0 { return }
    if begins(tokens, rules.furniture) > 0 { return }
    if dateline(of: lead) != nil { return }
    let next = first[1]
    let isFollowedByText =
      stream.blocks[next].count > tokens.count || endsSentence(next)
      || begins(stream.blocks[next], rules.byline) > 0
    if isFollowedByText, roles[next] == .body { roles[lead] = .headline }
  }

  private mutating func readFurniture(_ rules: LanguageRules) {
    for index in roles.indices where roles[index] == .body {
      let tokens = stream.blocks[index]
      let length = begins(tokens, rules.furniture)
      if length > 0,
        tokens.count <= 14
          || stream.tokens[min(tokens.lowerBound + length, tokens.upperBound - 1)].isMark(Mark.colon)
      {
        roles[index] = .furniture
      }
    }
  }
}
