/// Guesses the language by its most frequent words.
enum LanguageGuess {
  /// The tag of the likeliest language and how sure we are; nil for too little text or none that is known.
  static func guess(_ stream: TokenStream, _ rules: LanguageRules) -> (tag: String, confidence: Double)? {
    var counts = Array(repeating: 0, count: rules.frequentWords.count)
    var total = 0
    for entry in stream.words.entries {
      total += Int(entry.count)
      for (index, language) in rules.frequentWords.enumerated() where language.words.contains(entry.hash) {
        counts[index] += Int(entry.count)
      }
    }
    guard total >= 8, let best = counts.indices.max(by: { (counts[$0], $1) < (counts[$1], $0) }) else { return nil }
    guard counts[best] * 20 >= total else { return nil }
    let next = counts.indices.filter { $0 != best }.map { counts[$0] }.max() ?? 0
    let lead = Double(counts[best] - next) / Double(counts[best])
    return (rules.frequentWords[best].tag.description, min(0.99, 0.5 + lead * 0.5))
  }
}
