/// The phrases of a document by their hashes: open addressing with epochs, so that a new document clears nothing.
struct PhraseTable {
  /// A phrase that was found.
  struct Candidate {
    var hash: UInt64
    var first: Int32
    var count: Int32
    var length: Int32
    /// How often it is all of its run.
    var wholes: Int32
  }

  /// A candidate that is good for something.
  struct Ranked {
    var score: Double
    /// Where it first stands.
    var first: Int32
    var index: Int32
  }

  /// The phrases by where they first stand.
  private(set) var all: [Candidate] = []
  /// Those that are ranked; the best first in the end.
  private(set) var ranked: [Ranked] = []
  private var slots: [UInt64] = Array(repeating: 0, count: 1 << 10)
  private var epoch: UInt32 = 0

  /// Forgets all phrases.
  mutating func begin() {
    all.removeAll(keepingCapacity: true)
    ranked.removeAll(keepingCapacity: true)
    epoch &+= 1
    if epoch == 0 || slots.count > 1 << 18 {
      slots = Array(repeating: 0, count: 1 << 10)
      epoch = 1
    }
  }

  /// Counts a phrase of `length` tokens from `first` on.
  @inline(__always)
  mutating func note(_ hash: UInt64, _ first: Int, _ length: Int, isWhole: Bool) {
    let (slot, index) = place(hash)
    guard index < all.count else { return add(hash, first, length, isWhole, slot) }
    var all = all.mutableSpan
    all[index].count &+= 1
    all[index].wholes &+= isWhole ? 1 : 0
  }

  /// The slot of the phrase and its index; or the free slot where it belongs, and a larger index.
  @inline(__always)
  private func place(_ hash: UInt64) -> (slot: Int, index: Int) {
    let (slots, all) = (slots.span, all.span)
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash >> 7) & mask
    while true {
      // Of this epoch it is the index of a phrase; of another one it is far more.
      let index = Int(truncatingIfNeeded: slots[slot] ^ UInt64(epoch) << 32)
      guard index >= 0, index < all.count else { return (slot, .max) }
      if all[index].hash == hash { return (slot, index) }
      slot = (slot &+ 1) & mask
    }
  }

  private mutating func add(_ hash: UInt64, _ first: Int, _ length: Int, _ isWhole: Bool, _ slot: Int) {
    slots[slot] = UInt64(epoch) << 32 | UInt64(all.count)
    all.append(
      Candidate(
        hash: hash, first: Int32(truncatingIfNeeded: first), count: 1,
        length: Int32(truncatingIfNeeded: length), wholes: isWhole ? 1 : 0))
    if all.count * 2 > slots.count { grow() }
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for (index, candidate) in all.enumerated() {
      var slot = Int(truncatingIfNeeded: candidate.hash >> 7) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt64(epoch) << 32 | UInt64(index)
    }
  }

  /// Gives a candidate a score above 0.
  mutating func rank(_ index: Int, _ score: Double) {
    ranked.append(Ranked(score: score, first: all[index].first, index: Int32(truncatingIfNeeded: index)))
  }

  /// Drops all but about the best `count` of the ranked, in one pass, those in the lower parts of the scores' range, and
  /// puts the best first.
  mutating func rankBest(_ count: Int) {
    if ranked.count > count { drop(below: least(of: count)) }
    ranked.sort { ($1.score, $0.first, $0.index) < ($0.score, $1.first, $1.index) }
  }

  /// The lowest score of about the best `count`.
  private func least(of count: Int) -> Double {
    let ranked = ranked.span
    var best = 0.0
    for index in ranked.indices { best = max(best, ranked[index].score) }
    var histogram = InlineArray<64, Int>(repeating: 0)
    // The lowest score of each part, so that the parts need not be found twice.
    var lowest = InlineArray<64, Double>(repeating: .infinity)
    for index in ranked.indices {
      let level = min(63, Int(ranked[index].score / best * 64))
      histogram[level] += 1
      lowest[level] = min(lowest[level], ranked[index].score)
    }
    var level = 63
    var kept = histogram[63]
    var least = lowest[63]
    while level > 0, kept < count {
      level -= 1
      kept += histogram[level]
      least = min(least, lowest[level])
    }
    return least
  }

  private mutating func drop(below least: Double) { ranked.removeAll { $0.score < least } }
}
