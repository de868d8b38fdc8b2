import Synchronization

/// The field names of a kind of record, with the slot of each; made once and shared by all of them. It lives as long
/// as the process, so that no record counts references to it.
public final class Shape: Sendable {
  /// The names of the fields; a record's values are in this order.
  public let names: [String]
  /// What the record is called in messages.
  public let label: String
  /// Slot + 1 by hash, 0 where free; its size is a power of two, so that a probe is a mask.
  private let table: [UInt16]
  /// Slot + 1 by the number of the name, 0 where it is none of the fields'.
  private let slots: [UInt16]

  /// Makes a shape; names must differ.
  public init(_ names: [String], label: String = "record") {
    self.names = names
    self.label = label
    var size = 8
    while size < names.count * 3 { size *= 2 }
    var table = [UInt16](repeating: 0, count: size)
    for (slot, name) in names.enumerated() {
      var probe = Int(Name.hash(of: name)) & (size - 1)
      while table[probe] != 0 {
        precondition(names[Int(table[probe]) - 1] != name, "a shape's field names must differ")
        probe = (probe + 1) & (size - 1)
      }
      table[probe] = UInt16(slot + 1)
    }
    self.table = table
    let numbers = names.map { NameNumbers.number(of: $0) }
    var slots = [UInt16](repeating: 0, count: (numbers.max() ?? -1) + 1)
    for (slot, number) in numbers.enumerated() { slots[number] = UInt16(slot + 1) }
    self.slots = slots
    stay()
  }

  /// The slot of the field whose name has a number; -1 where there is none.
  @inline(__always)
  func slot(ofNumber number: Int) -> Int { number < slots.count ? Int(slots[number]) - 1 : -1 }

  /// The slot of a field.
  public func slot(of name: String) -> Int? {
    var probe = Int(Name.hash(of: name)) & (table.count - 1)
    while table[probe] != 0 {
      let slot = Int(table[probe]) - 1
      if names[slot] == name { return slot }
      probe = (probe + 1) & (table.count - 1)
    }
    return nil
  }
}

/// Numbers of names, the same in all shapes and programs of a process: what a template reads of a record is found by
/// the number of its name, without comparing texts.
private enum NameNumbers {
  private static let numbers = Mutex<[String: Int]>([:])

  static func number(of name: String) -> Int {
    numbers.withLock { numbers in
      if let number = numbers[name] { return number }
      numbers[name] = numbers.count
      return numbers.count - 1
    }
  }
}

/// A name in templates, with what can be known of it before anything is rendered.
struct Name: Sendable {
  let text: String
  /// Finds it in shapes.
  let number: Int
  /// Finds it in mappings.
  let hash: UInt32
  /// The types that have a method of this name.
  let methods: Methods.Owners
  /// The field of `loop` of this name.
  let loopField: LoopState.Field?
  /// What the method of this name asks of a text.
  let affix: Methods.Affix?

  init(_ text: String) {
    self.text = text
    number = NameNumbers.number(of: text)
    hash = Self.hash(of: text)
    methods = Methods.owners(of: text)
    loopField = LoopState.Field(rawValue: text)
    affix = Methods.Affix(rawValue: text)
  }

  /// FNV-1a over the UTF-8. Shapes are made by programs, so that nobody can aim at collisions.
  static func hash(of text: String) -> UInt32 {
    var hash: UInt32 = 2_166_136_261
    for byte in text.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return hash ^ (hash >> 15)
  }
}
