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
    var score: Double
  }

  /// The phrases by where they first stand, until they are sorted.
  var all: [Candidate] = []
  private var slots: [UInt64] = Array(repeating: 0, count: 1 << 12)
  private var epoch: UInt32 = 0

  /// Forgets all phrases.
  mutating func begin() {
    all.removeAll(keepingCapacity: true)
    epoch &+= 1
    if epoch == 0 || slots.count > 1 << 18 {
      slots = Array(repeating: 0, count: 1 << 12)
      epoch = 1
    }
  }

  /// Counts a phrase of `length` tokens from `first` on.
  mutating func note(_ hash: UInt64, _ first: Int, _ length: Int, isWhole: Bool) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash >> 7) & mask
    while UInt32(truncatingIfNeeded: slots[slot] >> 32) == epoch {
      let index = Int(slots[slot] & 0xFFFF_FFFF)
      if all[index].hash == hash {
        var all = all.mutableSpan
        all[index].count += 1
        if isWhole { all[index].wholes += 1 }
        return
      }
      slot = (slot + 1) & mask
    }
    slots[slot] = UInt64(epoch) << 32 | UInt64(all.count)
    all.append(
      Candidate(
        hash: hash, first: Int32(first), count: 1, length: Int32(length), wholes: isWhole ? 1 : 0, score: 0))
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

  /// Drops all but about the best `count`, in one pass: those in the lower parts of the scores' range.
  mutating func keepBest(_ count: Int) {
    all.removeAll { $0.score <= 0 }
    guard all.count > count else { return }
    var best = 0.0
    for candidate in all where candidate.score > best { best = candidate.score }
    var histogram = InlineArray<64, Int>(repeating: 0)
    // The lowest score of each part, so that the parts need not be found twice.
    var lowest = InlineArray<64, Double>(repeating: .infinity)
    for candidate in all {
      let level = min(63, Int(candidate.score / best * 64))
      histogram[level] += 1
      lowest[level] = min(lowest[level], candidate.score)
    }
    var level = 63
    var kept = histogram[63]
    var least = lowest[63]
    while level > 0, kept < count {
      level -= 1
      kept += histogram[level]
      least = min(least, lowest[level])
    }
    all.removeAll { $0.score < least }
  }

  /// Puts the best first.
  mutating func sort() { all.sort { ($1.score, $0.first) < ($0.score, $1.first) } }
}
