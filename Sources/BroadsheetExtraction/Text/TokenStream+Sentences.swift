extension TokenStream {
  /// Tells each token what is known about its word, notes those that names and dates are looked for at, and splits the
  /// blocks into sentences.
  ///
  /// A sentence ends at a full stop, a question or exclamation mark or an ellipsis, with the closing marks
  /// after it, when what follows begins like a sentence. A full stop that belongs to an abbreviation ends one only
  /// before a capitalised function word.
  static func split(
    _ tokens: inout [Token], _ blocks: [Range<Int>], _ words: inout [DocumentWords.Entry],
    into sentences: inout [Sentence], _ blockSentences: inout [Range<Int>], _ nameLike: inout [Int32],
    _ dateLike: inout [Int32]
  ) {
    let count = tokens.count
    var tokens = tokens.mutableSpan
    var words = words.mutableSpan
    nameLike.append(addingCapacity: count) { nameLike in
      dateLike.append(addingCapacity: count) { dateLike in
        for index in blocks.indices {
          let first = sentences.count
          if !blocks[index].isEmpty {
            split(&tokens, blocks[index], Int32(index), &words, into: &sentences, &nameLike, &dateLike)
          }
          blockSentences.append(first..<sentences.count)
        }
      }
    }
  }

  private static func split(
    _ tokens: inout MutableSpan<Token>, _ range: Range<Int>, _ block: Int32,
    _ words: inout MutableSpan<DocumentWords.Entry>, into sentences: inout [Sentence],
    _ nameLike: inout OutputSpan<Int32>, _ dateLike: inout OutputSpan<Int32>
  ) {
    var first = range.lowerBound
    var ended = false
    var endedByAbbreviation = false
    tokens[first].shape.insert(.sentenceStart)
    for index in range {
      if tokens[index].word >= 0 {
        let word = Int(tokens[index].word)
        tokens[index].flags = words[word].note.flags
        tokens[index].kinds = words[word].note.kinds
        // Most tokens are words in small letters, which neither begin nor end a sentence.
        if tokens[index].shape.isDisjoint(with: Token.Shape.notable) {
          tokens[index].kinds.notePart(isCapital: false)
          if !tokens[index].flags.isDisjoint(with: .dateLike) {
            dateLike.append(Int32(truncatingIfNeeded: index))
          }
          ended = false
          endedByAbbreviation = false
          continue
        }
        if tokens[index].isWord, !tokens[index].shape.contains(.possessive) {
          tokens[index].kinds.notePart(isCapital: tokens[index].isCapital)
        }
        if tokens[index].isNameLike { nameLike.append(Int32(truncatingIfNeeded: index)) }
        if tokens[index].isDateLike { dateLike.append(Int32(truncatingIfNeeded: index)) }
      }
      let token = tokens[index]
      if ended || endedByAbbreviation, token.shape.contains(.spaced), index > first {
        if begins(tokens.span, index, afterAbbreviation: endedByAbbreviation && !ended) {
          sentences.append(Sentence(first: Int32(first), end: Int32(index), block: block))
          first = index
          // A mark that opens a sentence starts none, nor does the word behind it.
          if token.word >= 0 { tokens[index].shape.insert(.sentenceStart) }
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
          words[Int(token.word)].capitals &+= 1
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

extension Token.Shape {
  /// What words in small letters have not.
  fileprivate static let notable: Self = [
    .capital, .allCapitals, .mixedCase, .number, .hyphen, .dotted, .digits, .possessive,
  ]
}
