/// Labels the tokens of name runs with the trained model, by Viterbi's algorithm over each run.
struct NameTagger {
  private struct Score: FeatureSink {
    let model: LanguageModel
    var sum = SIMD8<Int16>(repeating: 0)

    @inline(__always) mutating func take(_ feature: UInt64) {
      sum &+= SIMD8<Int16>(truncatingIfNeeded: model.weights(feature))
    }
  }

  /// What the model made of a token.
  struct Tag {
    /// One of ``NameLabel``.
    var label: UInt8 = 0
    /// How much better the label is than the next one.
    var margin: Int16 = 0
  }

  /// What the features that a word has by itself come to. A view's key is never zero.
  private struct OwnScore {
    var key = NameFeatures.Key()
    var sum = SIMD8<Int16>.zero
  }

  /// A power of two.
  private static let ownScoreCount = 1 << 12

  /// A token on the way through a run: the best score of each label, and the label before it.
  private struct Step {
    var scores: SIMD8<Int32>
    var backs: SIMD8<Int32>
  }

  /// The runs of the document.
  private(set) var runs: [NameRun] = []
  /// For each token of a run what the model made of it.
  private(set) var tags: [Tag] = []
  private var features = NameFeatures()
  private var steps: [Step] = []
  /// What words by themselves came to, from document to document: names come again and again.
  private var ownScores = Array(repeating: OwnScore(), count: ownScoreCount)
  /// The weights of each label after each other one; the last row is that of a run's first token.
  private var transitions = InlineArray<9, SIMD8<Int32>>(repeating: .zero)

  /// Whether `label` can follow `before`: a name goes on only as what it began.
  static func canFollow(_ label: Int, _ before: Int) -> Bool {
    switch label {
    case NameLabel.insidePerson: before == NameLabel.beginPerson || before == NameLabel.insidePerson
    case NameLabel.insideOrganisation:
      before == NameLabel.beginOrganisation || before == NameLabel.insideOrganisation
    case NameLabel.insidePlace: before == NameLabel.beginPlace || before == NameLabel.insidePlace
    default: true
    }
  }

  /// The feature of a transition from `before`; 8 stands for the start of a run.
  static func transition(_ before: Int) -> UInt64 { NameFeatures.feature(99, UInt64(before)) }

  /// Where the phrase of the lexicon ends that begins at the token, or the token itself where none begins.
  func phraseEnd(_ index: Int, _ limit: Int) -> Int {
    guard index < limit, features.phrases[index] & 3 == 1 else { return index }
    var end = index + 1
    while end < limit, features.phrases[end] & 3 > 1 { end += 1 }
    return features.phrases[end - 1] & 3 == 3 ? end : index
  }

  /// The type of a phrase that the lexicon knows as a product or an event and as nothing else.
  func knownType(_ tokens: Range<Int>) -> EntityType? {
    guard phraseEnd(tokens.lowerBound, tokens.upperBound) == tokens.upperBound else { return nil }
    switch features.phrases[tokens.lowerBound] >> 2 & 31 {
    case 4: return .product
    case 8: return .event
    default: return nil
    }
  }

  /// Labels all tokens.
  mutating func tag(_ stream: TokenStream, _ text: Span<UInt8>, _ model: LanguageModel) {
    stream.findRuns(&runs)
    features.findPhrases(stream, runs, model)
    // Kept from document to document: what stands outside of runs is old.
    let missing = stream.tokens.count - tags.count
    if missing > 0 { tags.append(contentsOf: repeatElement(Tag(), count: missing)) }
    for before in 0..<9 {
      var row = SIMD8<Int32>(truncatingIfNeeded: model.weights(Self.transition(before)))
      for label in 0..<NameLabel.count where !Self.canFollow(label, before) { row[label] = -1_000_000 }
      transitions[before] = row
    }
    var sentence = 0
    for run in runs {
      while stream.sentences[sentence].end <= run.first { sentence += 1 }
      tag(run, stream.sentences[sentence].tokens, stream, text, model)
    }
  }

  /// The sum of the weights of the features that a token has by itself.
  @inline(__always)
  private mutating func ownScore(
    _ view: NameFeatures.View, _ token: Token, _ text: Span<UInt8>, _ model: LanguageModel
  ) -> SIMD8<Int16> {
    let key = view.key
    let mixed = (key.word &+ key.rest &* ByteHash.first) >> 40
    let slot = Int(truncatingIfNeeded: mixed) & (Self.ownScoreCount - 1)
    // A mark's bytes do not follow from its hash.
    if token.word >= 0, ownScores[slot].key == key { return ownScores[slot].sum }
    var sink = Score(model: model)
    features.collectOwn(view, token, text, into: &sink)
    if token.word >= 0 { ownScores[slot] = OwnScore(key: key, sum: sink.sum) }
    return sink.sum
  }

  private mutating func tag(
    _ run: NameRun, _ sentence: Range<Int>, _ stream: TokenStream, _ text: Span<UInt8>,
    _ model: LanguageModel
  ) {
    // Kept from run to run: what lies beyond this run's tokens is old.
    while steps.count < Int(run.end - run.first) { steps.append(Step(scores: .zero, backs: .zero)) }
    let edges = NameFeatures.Edges(run, sentence, stream.tokens.span)
    var previous = SIMD8<Int32>.zero
    for index in Int(run.first)..<Int(run.end) {
      let view = features.view(index, run, sentence, stream)
      var sink = Score(model: model)
      features.collectContext(view, index, edges, sentence, stream.tokens.span, into: &sink)
      sink.sum &+= ownScore(view, stream.tokens[index], text, model)
      let emission = SIMD8<Int32>(truncatingIfNeeded: sink.sum)
      var best: SIMD8<Int32>
      var back = SIMD8<Int32>.zero
      if index == Int(run.first) {
        best = transitions[8]
      } else {
        best = transitions[0] &+ SIMD8(repeating: previous[0])
        for before in 1..<NameLabel.count {
          let candidate = transitions[before] &+ SIMD8(repeating: previous[before])
          let isBetter = candidate .> best
          best.replace(with: candidate, where: isBetter)
          back.replace(with: SIMD8(repeating: Int32(before)), where: isBetter)
        }
      }
      previous = best &+ emission
      steps[index - Int(run.first)] = Step(scores: previous, backs: back)
    }
    var label = 0
    for candidate in 1..<NameLabel.count where previous[candidate] > previous[label] { label = candidate }
    let steps = steps
    var tags = tags.mutableSpan
    var index = Int(run.end) - 1
    while index >= Int(run.first) {
      let step = steps[index - Int(run.first)]
      var rival = Int32.min
      for other in 0..<NameLabel.count where other != label { rival = max(rival, step.scores[other]) }
      tags[index] = Tag(label: UInt8(label), margin: Int16(clamping: step.scores[label] &- rival))
      label = Int(step.backs[label])
      index -= 1
    }
  }
}
