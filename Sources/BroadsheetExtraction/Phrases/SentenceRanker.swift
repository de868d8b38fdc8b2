import BroadsheetCore

/// Picks the sentences that say most of what the article says: early ones that share the article's frequent words.
struct SentenceRanker {
  /// The best `count` sentences in reading order.
  static func best(_ document: Document, _ rules: LanguageRules, count: Int) -> [Extracted<String>] {
    var scored: [(score: Float, tokens: Range<Int>)] = []
    var position = 0
    let stream = document.stream
    scored.reserveCapacity(stream.sentences.count)
    for block in document.roles.indices where document.roles[block] == .body {
      for sentence in stream.sentences[stream.blockSentences[block]] {
        let first = max(Int(sentence.first), document.openings[block])
        guard first < Int(sentence.end) else { continue }
        let tokens = first..<Int(sentence.end)
        guard let weight = weight(tokens, document, rules) else { continue }
        scored.append((weight + 2.4 / (1 + Float(position) * 0.35), tokens))
        position += 1
      }
    }
    let best = scored.indices.sorted { (scored[$1].score, $0) < (scored[$0].score, $1) }.prefix(count)
      .sorted()
    return best.map { index in
      let span = document.span(scored[index].tokens)
      return Extracted(document.string(span), source: .statistics, confidence: 0.5, span: span)
    }
  }

  /// How central the sentence's words are; nil for what is no sentence.
  private static func weight(_ tokens: Range<Int>, _ document: Document, _ rules: LanguageRules) -> Float? {
    guard tokens.count >= 6, tokens.count <= 80 else { return nil }
    var sum: Float = 0
    var content = 0
    var smalls = 0
    for index in tokens {
      let token = document.stream.tokens[index]
      guard token.isWord else { continue }
      if !token.isCapital { smalls += 1 }
      guard !token.flags.contains(.function) else { continue }
      content += 1
      let count = Float(document.stream.words[token.word].count)
      sum += count / (count + 3)
    }
    guard content >= 3, smalls >= 4 else { return nil }
    if rules.furniture.match(document.stream.tokens, at: tokens.lowerBound, end: tokens.upperBound) > 0 {
      return nil
    }
    let mean = sum / Float(content)
    // Short sentences say little, and questions nothing.
    let size = Float(min(tokens.count, 22)) / 22
    let last = document.stream.tokens[tokens.upperBound - 1]
    return mean * size * (last.isMark(Mark.question) ? 0.3 : 1)
  }
}
