import BroadsheetCore

/// Joins names that stand for the same thing: “Nadella” is “Satya Nadella”, “IMF” the “International
/// Monetary Fund”.
struct EntityResolver {
  /// One thing that names stand for.
  struct Group {
    var type: EntityType
    /// The mentions of its fullest form.
    var best: Range<Int>
    /// Its names in ``EntityResolver/members``.
    var names = 0..<0
    /// The index of the site's entry, or -1.
    var known = -1
    /// The first group whose fullest form is the same: this one, unless names of several types are spelt alike.
    var namesake = -1
  }

  var groups: [Group] = []
  /// The indices of the names, group by group.
  private(set) var members: [Int] = []
  private var text: [UInt8] = []
  private var byPhrase = IndexTable()
  private var byWord = IndexTable()
  private var byInitials = IndexTable()

  /// Gives each name its entity. `known` tells the site's entry of a name, or -1.
  mutating func resolve(_ names: inout [NameSpan], _ document: Document, _ rules: LanguageRules, known: [Int])
  {
    groups.removeAll(keepingCapacity: true)
    byPhrase.removeAll()
    byWord.removeAll()
    byInitials.removeAll()
    let stream = document.stream
    text = document.prose.text
    defer { text = [] }
    // Full names first, so that a headline's short name finds the full one below it.
    for index in names.indices where names[index].tokens.count > 1 || known[index] >= 0 {
      let key = key(names[index], stream, rules, known[index])
      let group = byPhrase[key] ?? open(names[index], key, stream, known[index])
      names[index].entity = group
    }
    for index in names.indices {
      if names[index].entity >= 0 {
        noteWords(names[index], stream)
        continue
      }
      names[index].entity = short(names[index], stream, rules)
    }
    gather(names)
    findNamesakes(stream)
  }

  private mutating func findNamesakes(_ stream: TokenStream) {
    byPhrase.removeAll()
    for group in groups.indices {
      var key: UInt64 = 0
      for token in groups[group].best { key = ByteHash.phrase(key, stream.tokens[token].hash) }
      groups[group].namesake = byPhrase[key] ?? group
      if groups[group].namesake == group { byPhrase[key] = group }
    }
  }

  /// Puts the names of each group together.
  private mutating func gather(_ names: [NameSpan]) {
    for name in names {
      let group = name.entity
      groups[group].names = 0..<groups[group].names.count + 1
      if name.tokens.count > groups[group].best.count { groups[group].best = name.tokens }
    }
    var start = 0
    for group in groups.indices {
      let count = groups[group].names.count
      groups[group].names = start..<start
      start += count
    }
    members.removeAll(keepingCapacity: true)
    members.append(contentsOf: repeatElement(0, count: start))
    for (index, name) in names.enumerated() {
      let range = groups[name.entity].names
      members[range.upperBound] = index
      groups[name.entity].names = range.lowerBound..<range.upperBound + 1
    }
  }

  /// The key under which a name is known: its words, without “the” and without what differs in spelling only.
  private func key(_ name: NameSpan, _ stream: TokenStream, _ rules: LanguageRules, _ known: Int) -> UInt64 {
    if known >= 0 { return UInt64(known) &* ByteHash.second ^ 0x5555 }
    var value: UInt64 = 0
    for index in name.tokens {
      let token = stream.tokens[index]
      if index == name.tokens.lowerBound, name.tokens.count > 1, stream.flags(index).contains(.determiner) {
        continue
      }
      if name.tokens.count > 2, index == name.tokens.upperBound - 1, name.type == .organisation,
        stream.flags(index).contains(.organisationSuffix)
      {
        continue
      }
      value = value == 0 ? token.hash : ByteHash.phrase(value, token.hash)
    }
    if let same = rules.sameNames[value] { value = same }
    return value &+ UInt64(name.type == .person ? 1 : name.type == .place ? 2 : 3)
  }

  private mutating func open(_ name: NameSpan, _ key: UInt64, _ stream: TokenStream, _ known: Int) -> Int {
    let group = groups.count
    groups.append(Group(type: name.type, best: name.tokens, known: known))
    byPhrase[key] = group
    guard name.tokens.count > 1 else { return group }
    switch name.type {
    case .person:
      let last = stream.tokens[lastWord(name, stream)].hash
      if byWord[last] == nil { byWord[last] = group }
      let first = stream.tokens[name.tokens.lowerBound].hash &+ 5
      if byWord[first] == nil { byWord[first] = group }
    case .organisation, .product, .event:
      let first = name.tokens.lowerBound
      if stream.flags(first).isDisjoint(with: [
        .place, .function, .demonym, .organisationHead, .country, .determiner,
      ]),
        byWord[stream.tokens[first].hash &+ 3] == nil
      {
        byWord[stream.tokens[first].hash &+ 3] = group
      }
      let initials = initials(name, stream)
      if byInitials[initials] == nil { byInitials[initials] = group }
    default: break
    }
    return group
  }

  /// A full name makes its surname mean this person from here on.
  private mutating func noteWords(_ name: NameSpan, _ stream: TokenStream) {
    guard name.type == .person, name.tokens.count > 1 else { return }
    byWord[stream.tokens[lastWord(name, stream)].hash] = name.entity
  }

  /// The surname: the last word that is no “Jr.”.
  private func lastWord(_ name: NameSpan, _ stream: TokenStream) -> Int {
    var last = name.tokens.upperBound - 1
    while last > name.tokens.lowerBound + 1, stream.tokens[last].shape.contains(.dotted),
      stream.tokens[last].end - stream.tokens[last].start > 2
    {
      last -= 1
    }
    return last
  }

  private mutating func short(_ name: NameSpan, _ stream: TokenStream, _ rules: LanguageRules) -> Int {
    let token = stream.tokens[name.tokens.lowerBound]
    if name.type == .person {
      if let group = byWord[token.hash], groups[group].type == .person { return group }
      // A first name alone is the person of that first name.
      if stream.flags(name.tokens.lowerBound).contains(.firstName), let group = byWord[token.hash &+ 5] {
        return group
      }
    }
    if name.type == .organisation || name.type == .product || name.type == .other {
      // A name that the lexicon knows by itself needs no longer one.
      let isKnown = !stream.flags(name.tokens.lowerBound).isDisjoint(with: [.organisation, .product])
      if !isKnown, let group = byWord[token.hash &+ 3], groups[group].type == name.type { return group }
      if token.shape.contains(.allCapitals), let group = byInitials[token.hash] { return group }
    }
    let key = key(name, stream, rules, -1)
    return byPhrase[key] ?? open(name, key, stream, -1)
  }

  /// The hash of the word that the capitals of a name's words spell.
  private func initials(_ name: NameSpan, _ stream: TokenStream) -> UInt64 {
    var letters: [UInt8] = []
    for index in name.tokens where stream.tokens[index].isCapital {
      if letters.count < 12 { letters.append(text[Int(stream.tokens[index].start)]) }
    }
    return ByteHash.word(letters.span, 0..<letters.count)
  }
}
