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
    /// How much better the label is than the next one; 0 for that of no name.
    var margin: Int16 = 0
  }

  /// What the features that a word has by itself come to. A view's key is never zero.
  private struct OwnScore {
    var key = NameFeatures.Key()
    var sum = SIMD8<Int16>.zero
  }

  /// What the features come to that the edges of runs have by the word next to them. A word's hash is never zero.
  private struct NeighbourScore {
    var hash: UInt64 = 0
    var before = SIMD8<Int16>.zero
    var after = SIMD8<Int16>.zero
  }

  // Powers of two.
  private static let ownScoreCount = 1 << 12
  private static let neighbourCount = 1 << 10

  /// The runs of the document.
  private(set) var runs: [NameRun] = []
  /// For each token of a run what the model made of it.
  private(set) var tags: [Tag] = []
  private var features = NameFeatures()
  private var steps: [Transitions.Step] = []
  /// What words by themselves came to, from document to document: names come again and again.
  private var ownScores = Array(repeating: OwnScore(), count: ownScoreCount)
  /// What the words next to runs came to, from document to document.
  private var neighbours = Array(repeating: NeighbourScore(), count: neighbourCount)

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
    Self.tag(
      runs, stream, text, model, features, Transitions(model), &ownScores, &neighbours, &steps, &tags)
  }

  /// The sum of the weights of the features that a token has by itself.
  @inline(__always)
  private static func ownScore(
    _ view: NameFeatures.View, _ token: Token, _ text: Span<UInt8>, _ model: LanguageModel,
    _ memory: inout MutableSpan<OwnScore>
  ) -> SIMD8<Int16> {
    let key = view.key
    let mixed = (key.word &+ key.rest &* ByteHash.first) >> 40
    let slot = Int(truncatingIfNeeded: mixed) & (ownScoreCount - 1)
    // A mark's bytes do not follow from its hash.
    if token.word >= 0, memory[slot].key == key { return memory[slot].sum }
    let score = newOwnScore(view, token, text, model)
    if token.word >= 0 { memory[slot] = score }
    return score.sum
  }

  @inline(never)
  private static func newOwnScore(
    _ view: NameFeatures.View, _ token: Token, _ text: Span<UInt8>, _ model: LanguageModel
  ) -> OwnScore {
    var sink = Score(model: model)
    NameFeatures.collectOwn(view, token, text, into: &sink)
    return OwnScore(key: view.key, sum: sink.sum)
  }

  /// What a word next to a run comes to by itself.
  @inline(__always)
  private static func neighbourScore(
    _ word: NameFeatures.Neighbour, _ model: LanguageModel, _ memory: inout MutableSpan<NeighbourScore>
  ) -> NeighbourScore {
    let slot = Int(truncatingIfNeeded: word.hash ^ word.hash >> 32) & (neighbourCount - 1)
    if memory[slot].hash == word.hash { return memory[slot] }
    memory[slot] = newNeighbourScore(word, model)
    return memory[slot]
  }

  @inline(never)
  private static func newNeighbourScore(
    _ word: NameFeatures.Neighbour, _ model: LanguageModel
  ) -> NeighbourScore {
    var (before, after) = (Score(model: model), Score(model: model))
    NameFeatures.collectBefore(word, into: &before)
    NameFeatures.collectAfter(word, into: &after)
    return NeighbourScore(hash: word.hash, before: before.sum, after: after.sum)
  }

  /// Labels the tokens of all runs.
  private static func tag(
    _ runs: [NameRun], _ stream: TokenStream, _ text: Span<UInt8>, _ model: LanguageModel,
    _ features: NameFeatures, _ transitions: Transitions, _ ownScores: inout [OwnScore],
    _ neighbours: inout [NeighbourScore], _ steps: inout [Transitions.Step], _ tags: inout [Tag]
  ) {
    var ownScores = ownScores.mutableSpan
    var neighbours = neighbours.mutableSpan
    var tags = tags.mutableSpan
    let tokens = stream.tokens.span
    var sentence = 0
    for run in runs {
      while stream.sentences[sentence].end <= run.first { sentence += 1 }
      let range = stream.sentences[sentence].tokens
      let (first, last) = (Int(run.first), Int(run.end) - 1)
      // Kept from run to run: what lies beyond this run's tokens is old.
      while steps.count <= last - first { steps.append(Transitions.Step(scores: .zero, backs: .zero)) }
      var steps = steps.mutableSpan
      let edges = NameFeatures.Edges(run, range, tokens)
      var previous = SIMD8<Int16>.zero
      for index in first...last {
        let view = features.view(index, run, range, stream)
        var sink = Score(model: model)
        NameFeatures.collectContext(view, index, edges, range, tokens, into: &sink)
        if index == first { sink.sum &+= neighbourScore(edges.before, model, &neighbours).before }
        if index == last { sink.sum &+= neighbourScore(edges.after, model, &neighbours).after }
        sink.sum &+= ownScore(view, tokens[index], text, model, &ownScores)
        let step = index == first ? transitions.first(sink.sum) : transitions.next(previous, sink.sum)
        previous = step.scores
        steps[index - first] = step
      }
      follow(first...last, steps.span, &tags)
    }
  }

  /// Goes back through a run from the best label of its last token.
  @inline(__always)
  private static func follow(
    _ run: ClosedRange<Int>, _ steps: Span<Transitions.Step>, _ tags: inout MutableSpan<Tag>
  ) {
    let scores = steps[run.upperBound - run.lowerBound].scores
    var label = 0
    for candidate in 1..<NameLabel.count where scores[candidate] > scores[label] { label = candidate }
    var index = run.upperBound
    while index >= run.lowerBound {
      let step = steps[index - run.lowerBound]
      var margin: Int16 = 0
      if label != NameLabel.outside {
        var rival = Int16.min
        for other in 0..<NameLabel.count where other != label { rival = max(rival, step.scores[other]) }
        margin = Int16(clamping: Int32(step.scores[label]) &- Int32(rival))
      }
      tags[index] = Tag(label: UInt8(truncatingIfNeeded: label), margin: margin)
      label = Int(step.backs[label])
      index -= 1
    }
  }
}
