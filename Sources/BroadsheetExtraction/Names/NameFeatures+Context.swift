/// What a token has by what stands around it.
extension NameFeatures {
  /// A word next to a token: its hash, and what the lexicon knows of it.
  typealias Neighbour = (hash: UInt64, known: UInt64)

  /// What stands at the edges of a run, the same for all its tokens.
  struct Edges {
    let before: Neighbour
    let after: Neighbour
    let first: Neighbour
    let last: Neighbour
    let size: UInt64

    @inline(__always)
    init(_ run: NameRun, _ sentence: Range<Int>, _ tokens: Span<Token>) {
      before = NameFeatures.word(Int(run.first) - 1, sentence, tokens)
      after = NameFeatures.word(Int(run.end), sentence, tokens)
      first = NameFeatures.word(Int(run.first), sentence, tokens)
      last = run.end - run.first == 1 ? first : NameFeatures.word(Int(run.end) - 1, sentence, tokens)
      size = UInt64(min(run.end - run.first, 5))
    }
  }

  /// Gives the features to `sink` that the first token of a run has by the word before it alone.
  @inline(__always)
  static func collectBefore<Sink: FeatureSink>(_ before: Neighbour, into sink: inout Sink) {
    sink.take(feature(3, before.hash))
    sink.take(feature(18, before.hash))
    sink.take(feature(25, before.known))
  }

  /// Gives the features to `sink` that the last token of a run has by the word behind it alone.
  @inline(__always)
  static func collectAfter<Sink: FeatureSink>(_ after: Neighbour, into sink: inout Sink) {
    sink.take(feature(4, after.hash))
    sink.take(feature(19, after.hash))
    sink.take(feature(26, after.known))
  }

  /// Gives the features to `sink` that a token has by itself together with what stands around it, but for what
  /// ``collectBefore(_:into:)`` and ``collectAfter(_:into:)`` give.
  @inline(__always)
  static func collectContext<Sink: FeatureSink>(
    _ view: View, _ index: Int, _ edges: Edges, _ sentence: Range<Int>, _ tokens: Span<Token>,
    into sink: inout Sink
  ) {
    let (word, flags, fromStart, fromEnd) = (view.hash, view.flags, view.fromStart, view.fromEnd)
    var before = edges.before
    if fromStart > 0 {
      before = Self.word(index - 1, sentence, tokens)
      sink.take(feature(3, before.hash))
      sink.take(feature(18, edges.before.hash &+ fromStart))
      sink.take(feature(25, before.known))
      sink.take(feature(23, pair(edges.first.known, flags) &+ fromStart))
    }
    var after = edges.after
    if fromEnd > 0 {
      after = Self.word(index + 1, sentence, tokens)
      sink.take(feature(4, after.hash))
      sink.take(feature(19, edges.after.hash &+ fromEnd))
      sink.take(feature(26, after.known))
      sink.take(feature(21, edges.last.hash &+ fromEnd))
      sink.take(feature(22, pair(edges.last.known, flags) &+ fromEnd))
    }
    sink.take(feature(5, pair(before.hash, word)))
    sink.take(feature(6, pair(word, after.hash)))
    sink.take(feature(14, pair(flags, before.known)))
    sink.take(feature(15, pair(flags, after.known)))
    sink.take(feature(20, pair(edges.before.known, edges.after.known) &+ edges.size))
    sink.take(feature(27, pair(edges.before.hash, edges.size) &+ flags))
    sink.take(feature(28, pair(edges.after.hash, edges.size) &+ flags))
  }
}
