/// The site's names, ready to be found in tokens.
struct KnowledgeIndex: Sendable {
  /// The entries, sorted so that their order in the input does not matter.
  let entities: [SiteKnowledge.KnownEntity]
  private var names: [UInt64: Int] = [:]
  private var firstWords: Set<UInt64> = []
  private var longest = 0
  private var tags: Set<UInt64> = []

  init(_ knowledge: SiteKnowledge) {
    entities = knowledge.entities.sorted {
      ($1.confidence, $0.name, $0.type.rawValue) < ($0.confidence, $1.name, $1.type.rawValue)
    }
    for tag in knowledge.tags { tags.insert(KeyPhraseRanker.hash(of: tag)) }
    for (index, entity) in entities.enumerated() {
      for name in [entity.name] + entity.aliases {
        let words = TokenStream.words(of: name)
        guard let first = words.first else { continue }
        var value = first
        for word in words.dropFirst() { value = ByteHash.phrase(value, word) }
        if names[value] == nil { names[value] = index }
        firstWords.insert(first)
        longest = max(longest, words.count)
      }
    }
  }

  /// Whether the phrase of this hash is a tag of the site, plural or not.
  func isTag(_ hash: UInt64) -> Bool { !tags.isEmpty && tags.contains(hash) }

  /// Whether the site knows no names.
  var isEmpty: Bool { names.isEmpty }

  /// The longest known name at the token: its entry and the token after it.
  func match(_ stream: TokenStream, at index: Int, end: Int) -> (entity: Int, end: Int)? {
    guard firstWords.contains(stream.tokens[index].hash),
      stream.isNameLike(index) || stream.tokens[index].shape.contains(.number)
    else { return nil }
    var value: UInt64 = 0
    var found: (Int, Int)?
    var next = index
    while next < end, next - index < longest {
      value = next == index ? stream.tokens[next].hash : ByteHash.phrase(value, stream.tokens[next].hash)
      next += 1
      if let entity = names[value] { found = (entity, next) }
    }
    return found
  }

  /// Puts the site's names in the place of what the model found there; returns the entry of each name.
  func apply(_ names: inout [NameSpan], _ stream: TokenStream) -> [Int] {
    guard !isEmpty else { return Array(repeating: -1, count: names.count) }
    var found: [(span: NameSpan, entity: Int)] = []
    for sentence in stream.sentences {
      var index = sentence.tokens.lowerBound
      while index < sentence.tokens.upperBound {
        if let match = match(stream, at: index, end: sentence.tokens.upperBound) {
          found.append(
            (
              NameSpan(tokens: index..<match.end, type: entities[match.entity].type, margin: 1000),
              match.entity
            ))
          index = match.end
        } else {
          index += 1
        }
      }
    }
    var result: [NameSpan] = []
    var known: [Int] = []
    var next = 0
    for name in names {
      while next < found.count, found[next].span.tokens.lowerBound < name.tokens.upperBound,
        found[next].span.tokens.lowerBound <= name.tokens.lowerBound
          || found[next].span.tokens.overlaps(name.tokens)
      {
        result.append(found[next].span)
        known.append(found[next].entity)
        next += 1
      }
      if let last = result.last, last.tokens.overlaps(name.tokens) { continue }
      result.append(name)
      known.append(-1)
    }
    for rest in found[next...] {
      result.append(rest.span)
      known.append(rest.entity)
    }
    names = result
    return known
  }
}

extension TokenStream {
  /// The hashes of the tokens of a name.
  static func words(of name: String) -> [UInt64] {
    var stream = TokenStream()
    let bytes = Array(name.utf8)
    stream.tokenize(bytes.span, 0..<bytes.count, .english)
    return stream.tokens.map(\.hash)
  }
}
