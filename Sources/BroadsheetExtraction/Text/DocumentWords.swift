/// The distinct words of a document: open addressing with epochs, so that a new document clears nothing.
struct DocumentWords {
  /// One distinct word, whatever its case.
  struct Entry {
    /// What is the same of it in all documents.
    var note = WordNote()
    /// The token where it first stands.
    var first: Int32 = 0
    /// How often it occurs.
    var count: Int32 = 0
    /// How often with a capital where a small letter was possible.
    var capitals: Int32 = 0
    /// How often in small letters.
    var lowers: Int32 = 0

    /// The hash in lower case.
    @inline(__always) var hash: UInt64 { note.hash }
    /// What the lexicon knows about it.
    @inline(__always) var flags: LexicalFlags { note.flags }
  }

  /// The words that there are, and then free ones: memory of earlier documents.
  var entries: [Entry] = []
  /// How many distinct words there are.
  private(set) var count = 0
  private var slots: [UInt64] = Array(repeating: 0, count: 1 << 11)
  private var epoch: UInt32 = 1
  /// What was found out about words of earlier documents: most come again.
  private var notes = Array(repeating: WordNote(), count: noteCount)

  /// A power of two.
  private static let noteCount = 1 << 12

  /// So many tokens are counted between two looks at the memory that new words need.
  private static let batch = 512

  /// Forgets all words.
  mutating func begin() {
    count = 0
    if epoch == .max || slots.count > 1 << 20 {
      slots = Array(repeating: 0, count: 1 << 11)
      entries = []
      epoch = 0
    }
    epoch += 1
  }

  subscript(index: Int32) -> Entry {
    @inline(__always) get { entries[Int(index)] }
  }

  /// Counts the words of the tokens, tells each token which one is its own, and looks all up.
  ///
  /// - Returns: how many of the tokens are words or numbers.
  mutating func count(_ tokens: inout [Token], _ text: Span<UInt8>, _ rules: WordRules) -> Int {
    var total = 0
    var start = 0
    while start < tokens.count {
      let end = min(start + Self.batch, tokens.count)
      if entries.count < count + Self.batch {
        let missing = max(count + Self.batch - entries.count, entries.count)
        entries.append(contentsOf: repeatElement(Entry(), count: missing))
      }
      if (count + Self.batch) * 2 > slots.count { grow() }
      total += Self.count(&tokens, start..<end, &entries, &slots, &count, epoch)
      start = end
    }
    Self.lookUp(&entries, count, &notes, tokens.span, text, rules)
    return total
  }

  /// Counts the words of some tokens, for which there is room.
  private static func count(
    _ tokens: inout [Token], _ range: Range<Int>, _ entries: inout [Entry], _ slots: inout [UInt64],
    _ count: inout Int, _ epoch: UInt32
  ) -> Int {
    var tokens = tokens.mutableSpan
    var entries = entries.mutableSpan
    var slots = slots.mutableSpan
    let mask = slots.count - 1
    let mark = UInt64(epoch) << 32
    var known = count
    var total = 0
    for index in range where tokens[index].word >= 0 {
      let hash = tokens[index].hash
      let shape = tokens[index].shape
      if !shape.contains(.possessive) { total &+= 1 }
      let isLower: Int32 = shape.isDisjoint(with: [.capital, .number, .possessive]) ? 1 : 0
      var slot = Int(truncatingIfNeeded: hash) & mask
      while true {
        // Of this epoch the slot is the index of a word; of an earlier one it is far more.
        let word = Int(truncatingIfNeeded: slots[slot] ^ mark)
        guard word < known && word >= 0 else {
          slots[slot] = mark | UInt64(known)
          entries[known] = Entry(
            note: WordNote(hash: hash), first: Int32(truncatingIfNeeded: index), count: 1, lowers: isLower)
          tokens[index].word = Int32(truncatingIfNeeded: known)
          known &+= 1
          break
        }
        if entries[word].note.hash == hash {
          tokens[index].word = Int32(truncatingIfNeeded: word)
          entries[word].count &+= 1
          entries[word].lowers &+= isLower
          break
        }
        slot = (slot &+ 1) & mask
      }
    }
    count = known
    return total
  }

  /// Looks up all words. The lexicon is larger than a processor's cache: look-ups one right after the other wait for
  /// memory together.
  private static func lookUp(
    _ entries: inout [Entry], _ count: Int, _ notes: inout [WordNote], _ tokens: Span<Token>,
    _ text: Span<UInt8>, _ rules: WordRules
  ) {
    var entries = entries.mutableSpan
    var notes = notes.mutableSpan
    for index in 0..<count {
      let hash = entries[index].note.hash
      let slot = Int(truncatingIfNeeded: hash >> 20) & (noteCount - 1)
      if notes[slot].hash != hash { notes[slot] = rules.note(tokens[Int(entries[index].first)], text) }
      entries[index].note = notes[slot]
    }
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for index in 0..<count {
      var slot = Int(truncatingIfNeeded: entries[index].hash) & mask
      while slots[slot] != 0 { slot = (slot &+ 1) & mask }
      slots[slot] = UInt64(epoch) << 32 | UInt64(index)
    }
  }
}
