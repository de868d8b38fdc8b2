/// The distinct words of a document: open addressing with epochs, so that a new document clears nothing.
struct DocumentWords {
  /// One distinct word, whatever its case.
  struct Entry {
    /// The hash in lower case.
    var hash: UInt64
    /// What the lexicon knows about it.
    var flags: LexicalFlags
    /// How often it occurs.
    var count: Int32
    /// How often with a capital where a small letter was possible.
    var capitals: Int32
    /// How often in small letters.
    var lowers: Int32

    @inline(__always) mutating func note(isLower: Bool) {
      count &+= 1
      lowers &+= isLower ? 1 : 0
    }
  }

  private(set) var entries: [Entry] = []
  private var slots: [UInt64] = Array(repeating: 0, count: 1 << 11)
  private var mask = (1 << 11) - 1
  private var epoch: UInt32 = 1
  /// How many of the entries have their flags.
  private var known = 0

  /// Forgets all words.
  mutating func begin() {
    entries.removeAll(keepingCapacity: true)
    known = 0
    if epoch == .max || slots.count > 1 << 20 {
      slots = Array(repeating: 0, count: 1 << 11)
      mask = slots.count - 1
      epoch = 0
    }
    epoch += 1
  }

  subscript(index: Int32) -> Entry {
    @inline(__always) get { entries[Int(index)] }
    @inline(__always) _modify { yield &entries[Int(index)] }
  }

  /// Counts one more occurrence of the word of this hash, which is new to the document or not; returns its index.
  @inline(__always)
  mutating func intern(_ hash: UInt64, isLower: Bool) -> Int32 {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let value = slots[slot]
      guard UInt32(truncatingIfNeeded: value >> 32) == epoch else { break }
      let index = Int32(truncatingIfNeeded: value & 0xFFFF_FFFF)
      if entries[Int(index)].hash == hash {
        entries[Int(index)].note(isLower: isLower)
        return index
      }
      slot = (slot &+ 1) & mask
    }
    return insert(hash, isLower: isLower, at: slot)
  }

  /// Looks up the words that are new since the last call. The lexicon is larger than a processor's cache: look-ups one
  /// right after the other wait for memory together.
  mutating func lookUp(_ model: LanguageModel) {
    while known < entries.count {
      entries[known].flags = model.flags(entries[known].hash)
      known += 1
    }
  }

  /// Adds a word whose free slot is known.
  private mutating func insert(_ hash: UInt64, isLower: Bool, at slot: Int) -> Int32 {
    let index = entries.count
    entries.append(Entry(hash: hash, flags: [], count: 1, capitals: 0, lowers: isLower ? 1 : 0))
    slots[slot] = UInt64(epoch) << 32 | UInt64(index)
    if entries.count * 2 > slots.count { grow() }
    return Int32(truncatingIfNeeded: index)
  }

  private mutating func place(_ index: Int, _ hash: UInt64) {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while UInt32(truncatingIfNeeded: slots[slot] >> 32) == epoch { slot = (slot &+ 1) & mask }
    slots[slot] = UInt64(epoch) << 32 | UInt64(index)
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    mask = slots.count - 1
    for (index, entry) in entries.enumerated() { place(index, entry.hash) }
  }
}
