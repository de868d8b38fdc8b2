/// The most frequent words of several languages.
struct FrequentWords: Sendable {
  /// The languages as BCP 47 tags.
  let tags: [StaticString]
  /// For each word the languages that have it, as bits.
  private let languages: HashTable<UInt32>

  /// Makes the list from words separated by bars, by language; 32 languages at most.
  init(_ lists: [(tag: StaticString, words: StaticString)]) {
    tags = lists.map(\.tag)
    var entries: [UInt64: UInt32] = [:]
    for (index, list) in lists.prefix(32).enumerated() {
      for word in list.words.description.split(separator: "|") {
        entries[ByteHash.phrase(of: String(word)), default: 0] |= 1 << UInt32(index)
      }
    }
    languages = HashTable(entries)
  }

  /// The languages that have the word among their frequent ones, as bits.
  @inline(__always) func languages(_ hash: UInt64) -> UInt32 { languages[hash] ?? 0 }
}

/// Guesses the language by its most frequent words.
enum LanguageGuess {
  /// The tag of the likeliest language and how sure we are; nil for too little text or none that is known.
  static func guess(_ stream: TokenStream, _ rules: LanguageRules) -> (tag: String, confidence: Double)? {
    var counts = InlineArray<32, Int>(repeating: 0)
    var total = 0
    // The first words tell.
    for index in 0..<Int32(min(stream.words.count, 256)) {
      let entry = stream.words[index]
      total += Int(entry.count)
      var languages = entry.note.languages
      while languages != 0 {
        counts[languages.trailingZeroBitCount] += Int(entry.count)
        languages &= languages &- 1
      }
    }
    var best = 0
    for index in rules.frequentWords.tags.indices where counts[index] > counts[best] { best = index }
    guard total >= 8, counts[best] * 20 >= total else { return nil }
    var next = 0
    for index in rules.frequentWords.tags.indices where index != best { next = max(next, counts[index]) }
    let lead = Double(counts[best] - next) / Double(counts[best])
    return (rules.frequentWords.tags[best].description, min(0.99, 0.5 + lead * 0.5))
  }
}
