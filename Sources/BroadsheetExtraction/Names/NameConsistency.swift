/// Makes the names of a document agree: a surname is the person whose full name the document gives, and a
/// word means the same wherever it stands.
struct NameConsistency {
  /// For each distinct word how strongly the document's names say what it is, by type.
  private var votes: [SIMD4<Int32>] = []

  /// The same for names of several words.
  private var phrases = IndexTable()
  private var phraseVotes: [SIMD8<Int32>] = []

  private static func lane(_ type: EntityType) -> Int {
    switch type {
    case .person: 0
    case .organisation: 1
    case .place: 2
    default: 3
    }
  }

  private static let types: [EntityType] = [.person, .organisation, .place, .other]

  /// Corrects the types of names in place.
  mutating func apply(_ names: inout [NameSpan], _ runs: [NameRun], _ stream: TokenStream) {
    applyRules(&names, stream)
    agreePhrases(&names, stream)
    vote(names, stream)
    for index in names.indices {
      guard let best = verdict(names[index], stream) else { continue }
      names[index].type = best
    }
    addMissing(&names, runs, stream)
  }

  /// Gives all names of the same words, two or more, the type that most of them have.
  private mutating func agreePhrases(_ names: inout [NameSpan], _ stream: TokenStream) {
    phrases.removeAll()
    phraseVotes.removeAll(keepingCapacity: true)
    for name in names where name.tokens.count > 1 {
      let key = Self.key(name, stream)
      let index = phrases[key] ?? phraseVotes.count
      if index == phraseVotes.count {
        phrases[key] = index
        phraseVotes.append(.zero)
      }
      phraseVotes[index][Int(name.type.rawValue)] += Int32(min(max(name.margin, 1), 400))
    }
    for index in names.indices where names[index].tokens.count > 1 {
      guard let vote = phrases[Self.key(names[index], stream)].map({ phraseVotes[$0] }) else { continue }
      var best = names[index].type
      for type in EntityType.allCases where vote[Int(type.rawValue)] > vote[Int(best.rawValue)] {
        best = type
      }
      names[index].type = best
    }
  }

  private static func key(_ name: NameSpan, _ stream: TokenStream) -> UInt64 {
    var value: UInt64 = 0
    for index in name.tokens { value = ByteHash.phrase(value, stream.tokens[index].hash) }
    return value
  }

  /// Adds words that the model left out but that are names elsewhere in the document, and never small.
  private func addMissing(_ names: inout [NameSpan], _ runs: [NameRun], _ stream: TokenStream) {
    var added: [NameSpan] = []
    var next = 0
    for run in runs {
      var index = Int(run.first)
      while index < Int(run.end) {
        while next < names.count, names[next].tokens.upperBound <= index { next += 1 }
        if next < names.count, names[next].tokens.lowerBound <= index {
          index = names[next].tokens.upperBound
          continue
        }
        if let type = missing(index, run, stream) {
          added.append(NameSpan(tokens: index..<index + 1, type: type, margin: 30))
        }
        index += 1
      }
    }
    guard !added.isEmpty else { return }
    names += added
    names.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  private func missing(_ index: Int, _ run: NameRun, _ stream: TokenStream) -> EntityType? {
    let token = stream.tokens[index]
    guard token.isWord, token.isCapital, token.end - token.start > 2,
      token.flags.isDisjoint(with: [.function, .weekday, .month, .common, .demonym])
    else { return nil }
    // A part of a longer name that the model rejected is left alone.
    if index > Int(run.first), stream.isNameLike(index - 1), !run.isTitleCase { return nil }
    if index + 1 < Int(run.end), stream.isNameLike(index + 1), !run.isTitleCase { return nil }
    let word = stream.words[token.word]
    guard word.lowers == 0 else { return nil }
    let vote = votes[Int(token.word)]
    var best = 0
    for lane in 0..<4 where vote[lane] > vote[best] { best = lane }
    let sum = vote[0] + vote[1] + vote[2] + vote[3]
    guard vote[best] > 120, vote[best] * 10 > sum * 7, best < 3 else { return nil }
    return Self.types[best]
  }

  /// What single words and endings say for certain.
  private func applyRules(_ names: inout [NameSpan], _ stream: TokenStream) {
    for index in names.indices {
      let tokens = names[index].tokens
      let last = stream.flags(tokens.upperBound - 1)
      if tokens.count > 1 {
        let isThing = names[index].type == .other || names[index].type == .organisation
        if isThing, last.isDisjoint(with: [.organisationSuffix, .organisationHead]),
          isProduct(last) || isProduct(stream.flags(tokens.lowerBound))
        {
          names[index].type = .product
        } else if last.contains(.organisationSuffix), names[index].type != .organisation,
          last.isDisjoint(with: [.surname, .placeHead])
        {
          names[index].type = .organisation
        }
        continue
      }
      let isName = !last.isDisjoint(with: [.firstName, .surname, .place])
      if last.contains(.demonym), last.isDisjoint(with: [.country, .organisation]) {
        names[index].type = .other
      } else if last.contains(.organisation), !isName, last.isDisjoint(with: [.product, .event]) {
        names[index].type = .organisation
      } else if isProduct(last), !isName || names[index].type == .other {
        names[index].type = .product
      } else if last.contains(.country), names[index].type != .place, names[index].margin < 300 {
        names[index].type = .place
      }
    }
  }

  private func isProduct(_ flags: LexicalFlags) -> Bool {
    flags.contains(.product) && flags.isDisjoint(with: [.organisation, .place])
  }

  private mutating func vote(_ names: [NameSpan], _ stream: TokenStream) {
    votes.removeAll(keepingCapacity: true)
    votes.append(contentsOf: repeatElement(.zero, count: stream.words.count))
    for name in names {
      let lane = Self.lane(name.type)
      let weight = Int32(min(max(name.margin, 1), 400))
      if name.tokens.count == 1 {
        let word = stream.tokens[name.tokens.lowerBound].word
        if word >= 0 { votes[Int(word)][lane] += weight }
      } else if name.type == .person {
        // The surname stands for the person from now on.
        let word = stream.tokens[name.tokens.upperBound - 1].word
        if word >= 0 { votes[Int(word)][lane] += weight * 2 }
      } else if name.type == .organisation {
        let first = stream.tokens[name.tokens.lowerBound]
        // “Lockheed” stands for Lockheed Martin, but “China” not for China Telecom.
        let flags = stream.flags(name.tokens.lowerBound)
        if first.word >= 0,
          flags.isDisjoint(with: [
            .place, .function, .demonym, .firstName, .organisationHead, .country, .personTitle,
          ])
        {
          votes[Int(first.word)][lane] += weight
        }
      }
    }
  }

  /// The type that the document as a whole gives a name of one word, where it is clear.
  private func verdict(_ name: NameSpan, _ stream: TokenStream) -> EntityType? {
    guard name.tokens.count == 1, name.type != .product, name.type != .event else { return nil }
    let word = stream.tokens[name.tokens.lowerBound].word
    guard word >= 0 else { return nil }
    let vote = votes[Int(word)]
    var best = 0
    var sum: Int32 = 0
    for lane in 0..<4 {
      sum += vote[lane]
      if vote[lane] > vote[best] { best = lane }
    }
    guard vote[best] * 10 > sum * 5 else { return nil }
    let type = Self.types[best]
    return type == name.type ? nil : type
  }
}
