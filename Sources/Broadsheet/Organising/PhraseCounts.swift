import BroadsheetCore

/// How many stories have a key phrase.
struct PhraseCounts: Sendable {
  /// A list of one, since it may still lie where it was kept.
  private var kept: KeptList<PrintIndex<Int32>> = [PrintIndex()]

  private var counts: PrintIndex<Int32> {
    _read { yield kept[0] }
    _modify { yield &kept[0] }
  }

  init() {}

  /// Counts that may still lie where they were kept.
  init(_ kept: KeptList<PrintIndex<Int32>>) { self.kept = kept }

  init(_ terms: [StoryTerms]) {
    for index in terms.indices {
      for (place, phrase) in terms[index].phrases.enumerated()
      where !terms[index].phrases[..<place].contains(phrase) {
        add(phrase, 1)
      }
    }
  }

  private mutating func add(_ phrase: ContentHash, _ number: Int32) {
    if let known = counts.insert(number, for: phrase) {
      counts.replace(at: known, with: counts.values[known] + number)
    }
  }

  /// Puts the phrases of a story in the place of those that it had; false where that makes it related to others, or
  /// no longer.
  mutating func replace(_ old: [String], with new: [String]) -> Bool {
    let (old, new) = (Set(old.map { ContentHash($0) }), Set(new.map { ContentHash($0) }))
    let (lost, found) = (old.subtracting(new), new.subtracting(old))
    guard lost.allSatisfy({ counts[$0] ?? 0 <= 1 }), found.allSatisfy({ counts[$0] ?? 0 == 0 }) else {
      return false
    }
    for phrase in lost { add(phrase, -1) }
    for phrase in found { add(phrase, 1) }
    return true
  }

  func write(into out: inout BinaryWriter) { counts.write(into: &out) }
}
