/// A set of words and phrases that is matched against tokens by hash.
struct PhraseSet: Sendable {
  private var hashes: Set<UInt64> = []
  private var longest = 0

  /// Makes a set of the phrases of `text`, separated by bars.
  init(_ text: StaticString) {
    for phrase in text.description.split(separator: "|") {
      let words = phrase.split(separator: " ")
      guard !words.isEmpty else { continue }
      longest = max(longest, words.count)
      hashes.insert(ByteHash.phrase(of: String(phrase)))
    }
  }

  /// How many tokens from `index` on the longest phrase of the set covers; 0 where none matches.
  func match(_ tokens: [Token], at index: Int, end: Int) -> Int {
    var value: UInt64 = 0
    var length = 0
    var next = index
    while next < end, next - index < longest {
      guard tokens[next].word >= 0 else { break }
      value = next == index ? tokens[next].hash : ByteHash.phrase(value, tokens[next].hash)
      next += 1
      if hashes.contains(value) { length = next - index }
    }
    return length
  }

  /// Whether the word of this hash is in the set.
  @inline(__always) func contains(_ hash: UInt64) -> Bool { hashes.contains(hash) }

  /// Whether any phrase of the set occurs in the tokens.
  func occurs(_ tokens: [Token], in range: Range<Int>) -> Bool {
    range.contains { match(tokens, at: $0, end: range.upperBound) > 0 }
  }
}
