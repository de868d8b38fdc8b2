/// How many stories have a key phrase.
struct PhraseCounts: Sendable {
  private var counts = TextIndex<Int32>()

  init() {}

  init(_ stories: [Edition.Story]) {
    for story in stories {
      for phrase in Set(story.record.text.keyPhrases) { add(phrase, 1) }
    }
  }

  private mutating func add(_ phrase: String, _ number: Int32) {
    if let known = counts.insert(number, for: phrase) {
      counts.replace(at: known, with: counts.values[known] + number)
    }
  }

  /// Puts the phrases of a story in the place of those that it had; false where that makes it related to others, or
  /// no longer.
  mutating func replace(_ old: [String], with new: [String]) -> Bool {
    let (lost, found) = (Set(old).subtracting(new), Set(new).subtracting(old))
    guard lost.allSatisfy({ counts[$0] ?? 0 <= 1 }), found.allSatisfy({ counts[$0] ?? 0 == 0 }) else {
      return false
    }
    for phrase in lost { add(phrase, -1) }
    for phrase in found { add(phrase, 1) }
    return true
  }

  func write(into out: inout BinaryWriter) { counts.write(into: &out) { $0.write($1) } }

  init(from reader: inout BinaryReader) throws(BinaryReader.Damage) {
    counts = try TextIndex(from: &reader) { reader throws(BinaryReader.Damage) in try reader.readInt32() }
  }
}
