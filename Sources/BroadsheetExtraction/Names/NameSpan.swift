/// One name in the text.
struct NameSpan {
  /// Its tokens.
  var tokens: Range<Int>
  /// What it stands for.
  var type: EntityType
  /// How much better its label is than the next one, in the model's units.
  var margin: Int
  /// The entity that it belongs to, or -1.
  var entity = -1
}

extension NameTagger {
  /// The names that the labels mark, in reading order.
  func spans(_ stream: TokenStream, into spans: inout [NameSpan]) {
    spans.removeAll(keepingCapacity: true)
    for run in runs {
      var index = Int(run.first)
      while index < Int(run.end) {
        let label = Int(tags[index].label)
        guard label != NameLabel.outside else {
          index += 1
          continue
        }
        var end = index + 1
        while end < Int(run.end), Self.continues(label, Int(tags[end].label)) { end += 1 }
        var last = end
        let type = Self.type(label)
        var first = index
        // A name begins and ends with a word of its own.
        while last > first + 1, !Self.canEnd(stream, last - 1, type) { last -= 1 }
        while first + 1 < last, stream.flags(first).contains(.weekday) { first += 1 }
        index = end
        guard last - first > 1 || Self.canStandAlone(stream, first) else { continue }
        var margin = Int(Int16.max)
        for token in first..<last { margin = min(margin, Int(tags[token].margin)) }
        spans.append(NameSpan(tokens: first..<last, type: type, margin: margin))
      }
    }
  }

  private static func canEnd(_ stream: TokenStream, _ index: Int, _ type: EntityType) -> Bool {
    let token = stream.tokens[index]
    guard token.word >= 0, !token.shape.contains(.possessive) else { return false }
    if type != .other, token.shape.contains(.number) { return false }
    let flags = token.flags
    return flags.isDisjoint(with: [.weekday, .connector])
      || token.isCapital && flags.isDisjoint(with: [.weekday])
  }

  /// Whether one word can be a name: not a day, a month or a common acronym.
  private static func canStandAlone(_ stream: TokenStream, _ index: Int) -> Bool {
    let flags = stream.flags(index)
    if !flags.isDisjoint(with: [.weekday, .common]) { return false }
    if flags.contains(.month), flags.isDisjoint(with: [.surname]) { return false }
    return stream.tokens[index].isWord
  }

  private static func continues(_ first: Int, _ label: Int) -> Bool {
    switch first {
    case NameLabel.beginPerson: label == NameLabel.insidePerson
    case NameLabel.beginOrganisation: label == NameLabel.insideOrganisation
    case NameLabel.beginPlace: label == NameLabel.insidePlace
    case NameLabel.other: label == NameLabel.other
    default: first == label
    }
  }

  private static func type(_ label: Int) -> EntityType {
    switch label {
    case NameLabel.beginPerson, NameLabel.insidePerson: .person
    case NameLabel.beginOrganisation, NameLabel.insideOrganisation: .organisation
    case NameLabel.beginPlace, NameLabel.insidePlace: .place
    default: .other
    }
  }

  /// Adds the nationalities, products and events of the lexicon that the model left out, and gives names that the
  /// lexicon knows as products or events their type.
  func addKnown(_ stream: TokenStream, to given: [NameSpan], into spans: inout [NameSpan]) {
    spans.removeAll(keepingCapacity: true)
    var next = 0
    for run in runs {
      var index = Int(run.first)
      while index < Int(run.end) {
        if next < given.count, given[next].tokens.lowerBound == index {
          var name = given[next]
          if let type = knownType(name.tokens) { name.type = type }
          spans.append(name)
          index = name.tokens.upperBound
          next += 1
          continue
        }
        let limit = next < given.count ? min(given[next].tokens.lowerBound, Int(run.end)) : Int(run.end)
        let end = phraseEnd(index, limit)
        if end > index, let type = knownType(index..<end) {
          spans.append(NameSpan(tokens: index..<end, type: type, margin: 60))
          index = end
        } else {
          let flags = stream.flags(index)
          if flags.contains(.demonym), stream.tokens[index].isCapital,
            flags.isDisjoint(with: [.place, .firstName, .surname])
          {
            spans.append(NameSpan(tokens: index..<index + 1, type: .other, margin: 60))
          } else if flags.contains(.product), stream.tokens[index].shape.contains(.mixedCase),
            !stream.tokens[index].isCapital
          {
            // “iPhone”
            spans.append(NameSpan(tokens: index..<index + 1, type: .product, margin: 60))
          }
          index += 1
        }
      }
    }
  }
}
