extension KeyPhraseRanker {
  /// The hash of a phrase as candidates have it; `tokens` is memory that the next call uses again.
  static func hash(of phrase: String, _ tokens: inout [Token]) -> UInt64 {
    let bytes = phrase.utf8.span
    tokens.removeAll(keepingCapacity: true)
    Tokenizer(model: .english).tokenize(bytes, 0..<bytes.count, into: &tokens)
    var value: UInt64 = 0
    for (index, token) in tokens.enumerated() {
      let stem = stem(token, bytes)
      value = index == 0 ? stem : ByteHash.phrase(value, stem)
    }
    return value
  }

  /// The hash of a word without its plural.
  static func stem(_ token: Token, _ text: Span<UInt8>) -> UInt64 {
    let range = token.range
    if range.count > 3, text[range.upperBound - 1] | 0x20 == UInt8(ascii: "s"),
      text[range.upperBound - 2] | 0x20 != UInt8(ascii: "s")
    {
      if range.count > 4, text[range.upperBound - 2] | 0x20 == UInt8(ascii: "e"),
        text[range.upperBound - 3] | 0x20 == UInt8(ascii: "i")
      {
        return ByteHash.word(text, range.lowerBound..<range.upperBound - 3) &+ 1
      }
      return ByteHash.word(text, range.lowerBound..<range.upperBound - 1)
    }
    if range.count > 3, text[range.upperBound - 1] | 0x20 == UInt8(ascii: "y") {
      return ByteHash.word(text, range.lowerBound..<range.upperBound - 1) &+ 1
    }
    return token.hash
  }
}
