import BroadsheetCore

/// Finds positions by text: open addressing over fingerprints, for tables of a hundred thousand addresses where
/// a dictionary of strings costs ten times as much.
struct TextTable: Sendable {
  private struct Slot: Sendable {
    var hash: UInt64 = 0
    /// One more than the position; 0 where the slot is free.
    var position: UInt32 = 0
  }

  private var slots: [Slot]
  private var mask: Int
  private(set) var count = 0

  /// Makes room for `capacity` texts.
  init(capacity: Int = 16) {
    var size = 32
    while size < capacity * 2 { size *= 2 }
    slots = [Slot](repeating: Slot(), count: size)
    mask = size - 1
  }

  static func hash(_ text: String) -> UInt64 { ContentHash(text).low }

  /// The position of a text, of those with its fingerprint the first that `matches`.
  func find(_ hash: UInt64, _ matches: (Int) -> Bool) -> Int? {
    var index = Int(truncatingIfNeeded: hash) & mask
    while slots[index].position != 0 {
      if slots[index].hash == hash {
        let position = Int(slots[index].position - 1)
        if matches(position) { return position }
      }
      index = (index + 1) & mask
    }
    return nil
  }

  /// Enters a text that is not in the table yet.
  mutating func insert(_ hash: UInt64, _ position: Int) {
    if (count + 1) * 2 > slots.count { grow() }
    place(Slot(hash: hash, position: UInt32(position + 1)))
    count += 1
  }

  private mutating func place(_ slot: Slot) {
    var index = Int(truncatingIfNeeded: slot.hash) & mask
    while slots[index].position != 0 { index = (index + 1) & mask }
    slots[index] = slot
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: old.count * 2)
    mask = slots.count - 1
    for slot in old where slot.position != 0 { place(slot) }
  }
}
