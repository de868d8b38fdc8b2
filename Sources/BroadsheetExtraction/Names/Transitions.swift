/// The weights of each label after each other one, and the steps that they allow.
struct Transitions {
  /// A token on the way through a run: the best score of each label, and the label before it.
  ///
  /// Scores count from that of the label outside. A token has at most 60 features with weights of a byte, so that those
  /// of labels that can follow any other one are at most 16,000 apart, and those of the others 32,000.
  struct Step {
    var scores: SIMD8<Int16>
    var backs: SIMD8<Int16>
  }

  /// Less than any score.
  private static let never: Int16 = -32_000

  /// The last row is that of a run's first token.
  private var rows = InlineArray<9, SIMD8<Int16>>(repeating: .zero)

  /// Takes the weights from a model.
  init(_ model: LanguageModel) {
    for before in 0..<9 {
      rows[before] = SIMD8<Int16>(truncatingIfNeeded: model.weights(Self.feature(before)))
    }
  }

  /// The feature of a transition from `before`; 8 stands for the start of a run.
  static func feature(_ before: Int) -> UInt64 { NameFeatures.feature(99, UInt64(before)) }

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

  /// All of the bits of a label, where it cannot follow `before`.
  @inline(__always)
  private static func barred(_ before: Int) -> SIMD8<Int16> {
    var result = SIMD8<Int16>.zero
    for label in 0..<NameLabel.count where !canFollow(label, before) { result[label] = -1 }
    return result
  }

  /// The first token of a run, of which the labels come to `emission` by themselves.
  @inline(__always)
  func first(_ emission: SIMD8<Int16>) -> Step {
    var scores = rows[8] &+ emission
    scores &-= SIMD8(repeating: scores[NameLabel.outside])
    let barred = Self.barred(8)
    return Step(scores: (scores & ~barred) | (SIMD8(repeating: Self.never) & barred), backs: .zero)
  }

  /// The token behind one with these scores.
  @inline(__always)
  func next(_ previous: SIMD8<Int16>, _ emission: SIMD8<Int16>) -> Step {
    var best = SIMD8<Int16>(repeating: .min)
    var backs = SIMD8<Int16>.zero
    @inline(__always)
    func follow(_ before: Int) {
      let barred = Self.barred(before)
      let candidate =
        ((rows[before] &+ SIMD8(repeating: previous[before])) & ~barred)
        | (SIMD8(repeating: Self.never) & barred)
      let isBetter = candidate .> best
      best.replace(with: candidate, where: isBetter)
      backs.replace(with: SIMD8(repeating: Int16(truncatingIfNeeded: before)), where: isBetter)
    }
    follow(0)
    follow(1)
    follow(2)
    follow(3)
    follow(4)
    follow(5)
    follow(6)
    follow(7)
    var scores = best &+ emission
    scores &-= SIMD8(repeating: scores[NameLabel.outside])
    return Step(scores: scores, backs: backs)
  }
}
