extension TokenStream {
  /// Splits the tokens `range` of one block into sentences.
  ///
  /// A sentence ends at a full stop, a question or exclamation mark or an ellipsis, with the closing marks
  /// after it, when what follows begins like a sentence. A full stop that belongs to an abbreviation ends one only
  /// before a capitalised function word.
  mutating func splitSentences(_ range: Range<Int>, block: Int32) {
    guard !range.isEmpty else { return }
    let tokens = tokens
    Self.split(tokens.span, range, block, into: &sentences, &words)
  }

  private static func split(
    _ tokens: Span<Token>, _ range: Range<Int>, _ block: Int32, into sentences: inout [Sentence],
    _ words: inout DocumentWords
  ) {
    var first = range.lowerBound
    var ended = false
    var endedByAbbreviation = false
    for index in range {
      let token = tokens[index]
      if ended || endedByAbbreviation, token.shape.contains(.spaced), index > first {
        if begins(tokens, index, afterAbbreviation: endedByAbbreviation && !ended) {
          sentences.append(Sentence(first: Int32(first), end: Int32(index), block: block))
          first = index
        }
        ended = false
        endedByAbbreviation = false
      }
      if token.word < 0 {
        switch token.hash {
        case Mark.fullStop, Mark.question, Mark.exclamation, Mark.ellipsis: ended = true
        case Mark.closeParenthesis, Mark.quotation, Mark.apostrophe: break
        default:
          ended = false
          endedByAbbreviation = false
        }
      } else {
        ended = false
        endedByAbbreviation = token.shape.contains(.dotted)
        if token.isCapital, token.isWord, index != first, !token.shape.contains(.allCapitals) {
          words[token.word].capitals &+= 1
        }
      }
    }
    sentences.append(Sentence(first: Int32(first), end: Int32(range.upperBound), block: block))
  }

  private static func begins(_ tokens: Span<Token>, _ index: Int, afterAbbreviation: Bool) -> Bool {
    let token = tokens[index]
    if afterAbbreviation {
      guard token.isCapital else { return token.isMark(Mark.quotation) && token.shape.contains(.opens) }
      if tokens[index - 1].word >= 0 {
        let before = tokens[index - 1].flags
        if before.contains(.titleAbbreviation) { return false }
        if tokens[index - 1].end - tokens[index - 1].start == 2 { return false }
      }
      return token.flags.contains(.function) && !token.shape.contains(.allCapitals)
    }
    if token.word < 0 {
      return token.shape.contains(.opens) || token.isMark(Mark.openParenthesis) || token.isMark(Mark.dollar)
        || token.isMark(Mark.symbol) || token.isMark(Mark.fullStop) || token.isMark(Mark.dash)
    }
    return token.isCapital || token.shape.contains(.digits)
  }
}
