/// What takes the features of a token: a sum of weights, or a list for training.
protocol FeatureSink {
  /// Takes one feature.
  mutating func take(_ feature: UInt64)
}

/// The eight labels of the name model, in the order of its weights.
enum NameLabel {
  static let outside = 0
  static let beginPerson = 1
  static let insidePerson = 2
  static let beginOrganisation = 3
  static let insideOrganisation = 4
  static let beginPlace = 5
  static let insidePlace = 6
  static let other = 7
  static let count = 8
}

/// The features of the tokens of name runs. What they are is fixed with the weights: change both together.
struct NameFeatures {
  /// The flags that the features look at.
  static let mask: LexicalFlags = [
    .firstName, .surname, .place, .country, .month, .weekday, .organisationSuffix, .organisationHead,
    .personTitle,
    .placeHead, .demonym, .role, .speechVerb, .connector, .pronoun, .timeUnit, .preposition, .finiteVerb,
    .organisation, .product, .event, .eventHead, .bigPlace, .determiner, .stateAbbreviation, .number,
  ]

  /// The parts of a shape that the features look at.
  private static let looks: Token.Shape = [
    .word, .number, .capital, .allCapitals, .mixedCase, .hyphen, .dotted, .possessive,
  ]

  /// For each token what phrase of the lexicon covers it: 0, or flags and a position.
  var phrases: [UInt32] = []

  /// Looks up the phrases of the lexicon in the runs; the longest at each place wins.
  mutating func findPhrases(_ stream: TokenStream, _ runs: [NameRun], _ model: LanguageModel) {
    phrases.removeAll(keepingCapacity: true)
    phrases.append(contentsOf: repeatElement(0, count: stream.tokens.count))
    for run in runs {
      var index = Int(run.first)
      let end = Int(run.end)
      while index < end {
        guard stream.flags(index).contains(.phrase) else {
          index += 1
          continue
        }
        var value = stream.tokens[index].hash
        var next = index + 1
        var found = 0
        var flags: LexicalFlags = []
        while next < end, next - index < 5, stream.tokens[next].word >= 0 {
          value = ByteHash.phrase(value, stream.tokens[next].hash)
          next += 1
          let here = model.flags(value)
          if !here.isEmpty {
            found = next
            flags = here
          }
        }
        guard found > 0 else {
          index += 1
          continue
        }
        let kind = Self.kind(flags)
        for position in index..<found {
          phrases[position] = kind << 2 | (position == index ? 1 : position == found - 1 ? 3 : 2)
        }
        index = found
      }
    }
  }

  /// What a phrase is, in few bits.
  private static func kind(_ flags: LexicalFlags) -> UInt32 {
    (flags.contains(.organisation) ? 1 : 0) | (flags.contains(.place) ? 2 : 0)
      | (flags.contains(.product) ? 4 : 0)
      | (flags.contains(.event) ? 8 : 0) | (flags.contains(.bigPlace) ? 16 : 0) | 32
  }

  @inline(__always)
  static func feature(_ template: UInt64, _ value: UInt64) -> UInt64 {
    let mixed = (value ^ (template &* 0xA24B_AED4_963E_E407)) &* ByteHash.first
    return mixed ^ (mixed >> 29) ^ (mixed >> 47)
  }

  @inline(__always)
  static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 {
    (first &* ByteHash.second) ^ (second &+ (first >> 31))
  }

  /// Letters of a word that say much: three at the start, three and two at the end.
  @inline(__always)
  private static func affixes(_ text: Span<UInt8>, _ token: Token) -> (UInt64, UInt64, UInt64) {
    let start = Int(token.start)
    let end = Int(token.end)
    let count = end - start
    func letter(_ offset: Int) -> UInt64 { UInt64(text[offset] | 0x20) }
    guard count >= 3 else {
      let value = count == 2 ? letter(start) << 8 | letter(start + 1) : letter(start)
      return (value, value, value)
    }
    let suffix = letter(end - 3) << 16 | letter(end - 2) << 8 | letter(end - 1)
    return (letter(start) << 16 | letter(start + 1) << 8 | letter(start + 2), suffix, suffix & 0xFFFF)
  }

  /// What the lexicon knows of the word at a place of the sentence, and its hash.
  @inline(__always)
  static func word(
    _ position: Int, _ sentence: Range<Int>, _ tokens: Span<Token>
  ) -> Neighbour {
    guard position >= sentence.lowerBound && position < sentence.upperBound else { return (1, 7) }
    let token = tokens[position]
    let known = UInt64(token.flags.intersection(Self.mask).rawValue)
    return (token.hash, token.word < 0 ? token.hash << 32 : known)
  }

  /// Tells apart the views of words.
  struct Key: Equatable {
    var word: UInt64 = 0
    var rest: UInt64 = 0
  }

  /// A token as its own features see it: without the words around it.
  struct View {
    let hash: UInt64
    let flags: UInt64
    let shape: UInt64
    let memory: UInt64
    let isStart: UInt64
    let title: UInt64
    let fromStart: UInt64
    let fromEnd: UInt64
    let phrase: UInt64

    var place: UInt64 { fromStart << 2 | fromEnd }
    var state: UInt64 { shape << 8 | memory << 2 | isStart << 1 | title }

    /// For words: what equal views have in common, and no others. What the lexicon knows follows from the word.
    @inline(__always) var key: Key { Key(word: hash, rest: phrase << 24 | place << 20 | state) }
  }

  /// How the token of a run looks by itself.
  @inline(__always)
  func view(_ index: Int, _ run: NameRun, _ sentence: Range<Int>, _ stream: TokenStream) -> View {
    let token = stream.tokens[index]
    let (hash, flags) = Self.word(index, sentence, stream.tokens.span)
    var memory: UInt64 = 0
    if token.word >= 0 {
      let entry = stream.words[token.word]
      memory =
        (entry.lowers > 0 ? 1 : 0) | (entry.capitals > 0 ? 2 : 0) | (entry.capitals > 2 ? 4 : 0)
        | (entry.capitals > entry.lowers ? 8 : 0)
    }
    return View(
      hash: hash, flags: flags, shape: UInt64(token.shape.intersection(Self.looks).rawValue), memory: memory,
      isStart: index == sentence.lowerBound ? 1 : 0, title: run.isTitleCase ? 1 : 0,
      fromStart: UInt64(min(index - Int(run.first), 3)), fromEnd: UInt64(min(Int(run.end) - 1 - index, 3)),
      phrase: UInt64(phrases[index]))
  }

  /// Gives the features to `sink` that a token has by itself.
  @inline(__always)
  static func collectOwn<Sink: FeatureSink>(
    _ view: View, _ token: Token, _ text: Span<UInt8>, into sink: inout Sink
  ) {
    let (word, flags, shape, place) = (view.hash, view.flags, view.shape, view.place)
    let affixes = affixes(text, token)
    sink.take(feature(1, word))
    sink.take(feature(2, pair(word, shape << 1 | view.isStart)))
    sink.take(feature(9, affixes.0))
    sink.take(feature(10, affixes.1))
    sink.take(feature(11, affixes.2 << 8 | view.fromEnd))
    sink.take(feature(12, view.state))
    sink.take(feature(13, flags))
    sink.take(feature(16, view.phrase << 8 | shape))
    sink.take(feature(17, place << 24 | view.state))
    sink.take(feature(29, pair(flags, view.memory << 4 | view.isStart << 1 | view.title)))
    sink.take(feature(31, pair(place, flags) &+ shape))
    // The edges of the run, where the token is one itself.
    if view.fromEnd == 0 {
      sink.take(feature(21, word))
      sink.take(feature(22, pair(flags, flags)))
    }
    if view.fromStart == 0 { sink.take(feature(23, pair(flags, flags))) }
    var bits = UInt32(truncatingIfNeeded: token.word < 0 ? 0 : flags)
    while bits != 0 {
      let bit = UInt64(bits.trailingZeroBitCount)
      sink.take(feature(33, bit << 4 | place))
      bits &= bits &- 1
    }
  }
}
