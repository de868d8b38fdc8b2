/// The site's names, ready to be found in tokens.
final class KnowledgeIndex: Sendable {
  /// A name that the site knows.
  struct Entry: Sendable {
    var name: String
    var type: EntityType
    /// 1 for the site's entity list, less for what it learnt.
    var confidence: Double
  }

  /// The entries; their order does not depend on that of the input.
  let entries: [Entry]
  private let names: HashTable<Int32>
  private let firstWords: HashTable<Bool>
  private let longest: Int
  private let tags: HashTable<Bool>
  /// The most words of a name that is looked for.
  static let longestName = 12

  init(_ knowledge: SiteKnowledge) {
    var listed = knowledge.entities.map { (Entry(name: $0.name, type: $0.type, confidence: 1), $0.aliases) }
    listed += knowledge.learnt.map {
      (Entry(name: $0.name, type: $0.type, confidence: min($0.confidence, 0.99)), [])
    }
    // One word alone may be any name; an author signs with two.
    listed += knowledge.authors.filter { $0.utf8.contains(0x20) }.map {
      (Entry(name: $0, type: .person, confidence: 0.95), [])
    }
    listed.sort {
      ($1.0.confidence, $0.0.name, $0.0.type.rawValue) < ($0.0.confidence, $1.0.name, $1.0.type.rawValue)
    }
    entries = listed.map(\.0)
    var names: [UInt64: Int32] = [:]
    var firstWords: [UInt64: Bool] = [:]
    var longest = 0
    for (index, entry) in listed.enumerated() {
      for name in [entry.0.name] + entry.1 {
        let words = TokenStream.words(of: name)
        // A longer name would make every look-up longer.
        guard let first = words.first, words.count <= Self.longestName else { continue }
        var value = first
        for word in words.dropFirst() { value = ByteHash.phrase(value, word) }
        if names[value] == nil { names[value] = Int32(index) }
        firstWords[first] = true
        longest = max(longest, words.count)
      }
    }
    self.names = HashTable(names)
    self.firstWords = HashTable(firstWords)
    self.longest = longest
    tags = Self.phrases(knowledge.tags + knowledge.sections)
  }

  /// The phrases as key phrases have them.
  private static func phrases(_ list: [String]) -> HashTable<Bool> {
    var hashes: [UInt64: Bool] = [:]
    var tokens: [Token] = []
    for phrase in list { hashes[KeyPhraseRanker.hash(of: phrase, &tokens)] = true }
    return HashTable(hashes)
  }

  /// Whether the phrase of this hash is a tag or a section of the site, plural or not.
  func isTag(_ hash: UInt64) -> Bool { tags[hash] != nil }

  /// The longest known name at the token: its entry and the token after it.
  private func match(_ stream: TokenStream, at index: Int, end: Int) -> (entry: Int, end: Int)? {
    guard stream.isNameLike(index) || stream.tokens[index].shape.contains(.number),
      firstWords[stream.tokens[index].hash] != nil
    else { return nil }
    var value: UInt64 = 0
    var found: (Int, Int)?
    var next = index
    while next < end, next - index < longest {
      value = next == index ? stream.tokens[next].hash : ByteHash.phrase(value, stream.tokens[next].hash)
      next += 1
      if let entry = names[value] { found = (Int(entry), next) }
    }
    return found
  }

  /// Puts the site's names in the place of what the model found there; returns the entry of each name, or -1. Learnt names
  /// only fill gaps and settle doubts.
  func apply(_ found: inout [NameSpan], _ stream: TokenStream) -> [Int] {
    guard !entries.isEmpty else { return Array(repeating: -1, count: found.count) }
    var result: [NameSpan] = []
    var known: [Int] = []
    var next = 0
    for sentence in stream.sentences {
      var index = sentence.tokens.lowerBound
      while index < sentence.tokens.upperBound {
        while next < found.count, found[next].tokens.upperBound <= index {
          if result.last.map({ $0.tokens.upperBound <= found[next].tokens.lowerBound }) ?? true {
            result.append(found[next])
            known.append(-1)
          }
          next += 1
        }
        guard let match = match(stream, at: index, end: sentence.tokens.upperBound) else {
          index += 1
          continue
        }
        let tokens = index..<match.end
        let entry = entries[match.entry]
        let isCertain = entry.confidence == 1
        if isCertain || yields(found, from: next, tokens, entry, result.last) {
          result.append(NameSpan(tokens: tokens, type: entry.type, margin: isCertain ? 1000 : 200))
          known.append(match.entry)
          // What the model found in the same place gives way.
          while next < found.count, found[next].tokens.lowerBound < match.end {
            next += 1
          }
          index = match.end
        } else {
          index += 1
        }
      }
    }
    while next < found.count {
      if result.last.map({ $0.tokens.upperBound <= found[next].tokens.lowerBound }) ?? true {
        result.append(found[next])
        known.append(-1)
      }
      next += 1
    }
    found = result
    return known
  }

  /// Whether a learnt name may stand at `tokens`: nothing else stands there, or the same words with another type of which the
  /// model is not sure.
  private func yields(
    _ found: [NameSpan], from next: Int, _ tokens: Range<Int>, _ entry: Entry, _ last: NameSpan?
  ) -> Bool {
    if let last, last.tokens.upperBound > tokens.lowerBound { return false }
    guard next < found.count, found[next].tokens.overlaps(tokens) else { return true }
    guard found[next].tokens == tokens else {
      // A part of the learnt name does not stand for itself.
      return tokens.lowerBound <= found[next].tokens.lowerBound
        && found[next].tokens.upperBound <= tokens.upperBound && tokens.count > 1
    }
    return found[next].type == entry.type || found[next].margin < 300
  }
}

extension TokenStream {
  /// The hashes of the tokens of a name.
  static func words(of name: String) -> [UInt64] {
    var tokens: [Token] = []
    let bytes = Array(name.utf8)
    Tokenizer(model: .english).tokenize(bytes.span, 0..<bytes.count, into: &tokens)
    return tokens.map(\.hash)
  }
}
