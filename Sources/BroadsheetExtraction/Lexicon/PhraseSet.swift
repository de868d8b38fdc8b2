/// A set of words and phrases that is matched against tokens by hash.
struct PhraseSet: Sendable {
  private let hashes: HashTable<Bool>
  private let longest: Int
  /// The first words of the phrases.
  let openers: [UInt64]

  /// Makes a set of the phrases of `text`, separated by bars.
  init(_ text: StaticString) {
    var entries: [UInt64: Bool] = [:]
    var longest = 0
    var openers: [UInt64] = []
    for phrase in text.description.split(separator: "|") {
      let words = phrase.split(separator: " ")
      guard !words.isEmpty else { continue }
      longest = max(longest, words.count)
      entries[ByteHash.phrase(of: String(phrase))] = true
      openers.append(ByteHash.phrase(of: String(words[0])))
    }
    hashes = HashTable(entries)
    self.longest = longest
    self.openers = openers
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
      if hashes[value] != nil { length = next - index }
    }
    return length
  }

  /// Whether the word of this hash is in the set.
  @inline(__always) func contains(_ hash: UInt64) -> Bool { hashes[hash] != nil }

  /// Whether any phrase of the set occurs in the tokens.
  func occurs(_ tokens: [Token], in range: Range<Int>) -> Bool {
    range.contains { match(tokens, at: $0, end: range.upperBound) > 0 }
  }
}
