/// The distinct words of a document: open addressing with epochs, so that a new document clears nothing.
struct DocumentWords {
  /// One distinct word, whatever its case.
  struct Entry {
    /// The hash in lower case.
    var hash: UInt64 = 0
    /// What the lexicon knows about it.
    var flags: LexicalFlags = []
    /// How often it occurs.
    var count: Int32 = 0
    /// How often with a capital where a small letter was possible.
    var capitals: Int32 = 0
    /// How often in small letters.
    var lowers: Int32 = 0
  }

  /// The words that there are, and then free ones: memory of earlier documents.
  private var entries: [Entry] = []
  /// How many distinct words there are.
  private(set) var count = 0
  private var slots: [UInt64] = Array(repeating: 0, count: 1 << 11)
  private var epoch: UInt32 = 1

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
    @inline(__always) _modify { yield &entries[Int(index)] }
  }

  /// Counts the words of the tokens, tells each token which one is its own, and looks all up.
  ///
  /// - Returns: how many of the tokens are words or numbers.
  mutating func count(_ tokens: inout [Token], _ model: LanguageModel) -> Int {
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
    lookUp(model)
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
      var slot = Int(truncatingIfNeeded: hash) & mask
      var word = known
      while true {
        let value = slots[slot]
        guard value >> 32 == mark >> 32 else {
          slots[slot] = mark | UInt64(word)
          entries[word] = Entry(hash: hash)
          known &+= 1
          break
        }
        word = Int(truncatingIfNeeded: value & 0xFFFF_FFFF)
        if entries[word].hash == hash { break }
        word = known
        slot = (slot &+ 1) & mask
      }
      tokens[index].word = Int32(truncatingIfNeeded: word)
      entries[word].count &+= 1
      entries[word].lowers &+= shape.isDisjoint(with: [.capital, .number, .possessive]) ? 1 : 0
    }
    count = known
    return total
  }

  /// Looks up all words. The lexicon is larger than a processor's cache: look-ups one right after the other wait for
  /// memory together.
  private mutating func lookUp(_ model: LanguageModel) {
    let count = count
    var entries = entries.mutableSpan
    for index in 0..<count { entries[index].flags = model.flags(entries[index].hash) }
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
