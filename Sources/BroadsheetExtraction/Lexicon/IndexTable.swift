/// A table from hashes that are already good to indices, which forgets all at once: open addressing with epochs, so that
/// a new document clears nothing.
struct IndexTable: Sendable {
  private struct Slot {
    var key: UInt64 = 0
    var epoch: UInt32 = 0
    var value: Int32 = 0
  }

  private var slots: [Slot] = Array(repeating: Slot(), count: 1 << 7)
  private var mask = 1 << 7 - 1
  private var epoch: UInt32 = 1
  private var count = 0

  /// Forgets all entries.
  mutating func removeAll() {
    count = 0
    if epoch == .max || slots.count > 1 << 16 {
      slots = Array(repeating: Slot(), count: 1 << 7)
      mask = slots.count - 1
      epoch = 0
    }
    epoch += 1
  }

  /// The index of a key; setting nil is not done.
  subscript(key: UInt64) -> Int? {
    @inline(__always) get {
      let slot = place(key)
      return slots[slot].epoch == epoch ? Int(slots[slot].value) : nil
    }
    set {
      guard let newValue else { return }
      var slot = place(key)
      if slots[slot].epoch != epoch {
        if (count + 1) * 2 > slots.count {
          grow()
          slot = place(key)
        }
        count += 1
      }
      slots[slot] = Slot(key: key, epoch: epoch, value: Int32(truncatingIfNeeded: newValue))
    }
  }

  /// The slot of the key, or the free one where it belongs.
  @inline(__always)
  private func place(_ key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: key ^ key >> 32) & mask
    while slots[slot].epoch == epoch, slots[slot].key != key { slot = (slot &+ 1) & mask }
    return slot
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(), count: old.count * 2)
    mask = slots.count - 1
    for entry in old where entry.epoch == epoch { slots[place(entry.key)] = entry }
  }
}
