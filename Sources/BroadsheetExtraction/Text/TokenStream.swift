import BroadsheetCore

/// A document's tokens, sentences and distinct words, in arrays that the next document reuses.
struct TokenStream {
  /// All tokens in reading order.
  var tokens: [Token] = []
  /// All sentences in reading order.
  var sentences: [Sentence] = []
  /// The tokens of each block of the prose.
  var blocks: [Range<Int>] = []
  /// The sentences of each block.
  var blockSentences: [Range<Int>] = []
  /// The distinct words.
  var words = DocumentWords()
  /// The tokens that can be a part of a name by themselves, in reading order.
  private(set) var nameLike: [Int32] = []
  /// The tokens around which an expression of time can stand, in reading order.
  private(set) var dateLike: [Int32] = []
  /// How many tokens are words or numbers.
  var wordCount = 0

  /// What the lexicon knows about the token's word; nothing for punctuation and beyond the end.
  @inline(__always)
  func flags(_ index: Int) -> LexicalFlags {
    index >= 0 && index < tokens.count ? tokens[index].flags : []
  }

  /// Forgets the document.
  mutating func begin() {
    tokens.removeAll(keepingCapacity: true)
    sentences.removeAll(keepingCapacity: true)
    blocks.removeAll(keepingCapacity: true)
    blockSentences.removeAll(keepingCapacity: true)
    nameLike.removeAll(keepingCapacity: true)
    dateLike.removeAll(keepingCapacity: true)
    words.begin()
    wordCount = 0
  }

  /// Reads all blocks of `prose` but code.
  mutating func scan(_ prose: Prose, _ rules: WordRules) {
    begin()
    let tokenizer = Tokenizer(model: rules.model)
    let text = prose.text.span
    for block in prose.blocks {
      let firstToken = tokens.count
      if block.kind != .code {
        // Offsets are 32 bits: what lies beyond is not read.
        let end = min(block.range.upperBound, text.count, Int(Int32.max) - 64)
        let start = max(block.range.lowerBound, 0)
        if start < end {
          tokenizer.tokenize(text, start..<end, into: &tokens)
        }
      }
      blocks.append(firstToken..<tokens.count)
    }
    wordCount = words.count(&tokens, text, rules)
    Self.split(
      &tokens, blocks, &words.entries, into: &sentences, &blockSentences, &nameLike, &dateLike)
  }
}
