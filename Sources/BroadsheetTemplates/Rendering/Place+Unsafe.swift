import BroadsheetCore

/// Where a value is: in a slot of a frame, or in a container that one keeps alive. It is good until a slot or a
/// mapping changes; nothing is counted, as tasks that read the same containers would fight over the count.
struct Place {
  let pointer: UnsafePointer<Value>

  init(_ pointer: UnsafePointer<Value>) { unsafe self.pointer = pointer }

  /// Where a value is that is undefined without a description.
  nonisolated(unsafe) static let absent: Place = {
    let pointer = UnsafeMutablePointer<Value>.allocate(capacity: 1)
    unsafe pointer.initialize(to: .absent)
    return unsafe Place(UnsafePointer(pointer))
  }()

  /// A copy of the value.
  @inline(__always)
  var value: Value { unsafe pointer.pointee }

  @inline(__always)
  var isUndefined: Bool { unsafe pointer.pointee.isUndefined }

  @inline(__always)
  var isTrue: Bool { unsafe pointer.pointee.isTrue }

  /// Whether both are strings of different lengths.
  func isText(unlike other: Place) -> Bool {
    guard case .string = unsafe pointer.pointee, case .string = unsafe other.pointer.pointee else {
      return false
    }
    return unsafe text.pointee.count != other.text.pointee.count
  }

  /// Whether this is the same place as another.
  static func === (one: Place, other: Place) -> Bool { unsafe one.pointer == other.pointer }

  /// The field of a record or the entry of a mapping: ``absent`` where it has none of that name, and nil where
  /// anything else must be asked.
  @inline(__always)
  func field(_ name: Int32, of names: [Name]) -> Place? {
    let name = Int(name)
    switch unsafe pointer.pointee {
    case .record(let record):
      let slot = record.slot(ofNumber: names[name].number)
      if slot >= 0 {
        let place = record.place(slot)
        if !place.isUndefined { return place }
      }
      return names[name].methods.contains(.record) ? nil : .absent
    case .map(let map):
      if names[name].methods.contains(.map) { return nil }
      return map.place(of: names[name]) ?? .absent
    default: return nil
    }
  }

  /// What ``Renderer/write(_:escaped:node:)`` writes of texts and numbers; false for other values.
  @inline(__always)
  func write(to out: inout OutputBuffer, escaped: Bool) -> Bool {
    switch kind {
    case .text: unsafe text.pointee.write(to: &out, escaped: escaped)
    case .markup: unsafe text.pointee.write(to: &out, escaped: false)
    case .number(let number): out.append(decimal: number)
    case .other: return false
    }
    return true
  }

  /// What is written in different ways.
  private enum Kind { case text, markup, number(Int), other }

  /// Looked at before anything is written, so that the value need not be kept meanwhile.
  @inline(__always)
  private var kind: Kind {
    switch unsafe pointer.pointee {
    case .string: .text
    case .markup: .markup
    case .int(let number): .number(number)
    default: .other
    }
  }

  /// The text of a string or of markup where it is: an enumeration whose case stands in a byte of its own, behind what
  /// the cases carry, has that at its start.
  private var text: UnsafePointer<BorrowedText> {
    unsafe UnsafeRawPointer(pointer).assumingMemoryBound(to: BorrowedText.self)
  }
}

/// A text that is looked at where it is. As it cannot be copied, no reference to it is counted.
private struct BorrowedText: ~Copyable {
  private let text: String

  var count: Int { text.utf8.count }

  borrowing func write(to out: inout OutputBuffer, escaped: Bool) {
    if escaped { out.append(htmlEscaped: text) } else { out.append(string: text) }
  }
}

extension [Value] {
  /// Where an item is, as long as the array lives and does not change.
  @inline(__always)
  func place(_ index: Int) -> Place {
    unsafe withUnsafeBufferPointer { items in
      precondition(index >= 0 && index < items.count)
      guard let start = items.baseAddress else { return .absent }
      return unsafe Place(start + index)
    }
  }
}
