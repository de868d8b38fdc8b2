/// A mapping with the fields of a shape, such as an article: immutable, made once, read by any number of
/// renders at once without locks.
///
/// ```swift
/// static let shape = Shape(["title", "url"])
/// let record = Record.make(shape, [.string("Harbour opens"), .absent])
/// ```
///
/// A field whose value is ``Value/absent`` is undefined for templates, and is not listed.
///
/// The values lie in the record itself: lists show records that are far from each other in memory, and each step to
/// another place there takes longer than reading a field.
public final class Record: @unchecked Sendable {
  private struct Head {
    /// Not counted, as tasks that make records of the same shape would fight over the count: shapes stay.
    let shape: Unmanaged<Shape>
    let note: Int?
    let count: Int32
  }

  private typealias Storage = ManagedBufferPointer<Head, Value>

  /// Instances have their values behind them: ``allocate(_:count:note:)`` alone makes them.
  private init() {}

  /// Makes a record; `values` has one value for each name of `shape`. They are written where they stay.
  @inlinable @inline(__always)
  public static func make<let count: Int>(
    _ shape: Shape, _ values: consuming InlineArray<count, Value>, note: Int? = nil
  ) -> Record {
    let record = allocate(shape, count: count, note: note)
    unsafe UnsafeMutableRawPointer(record.start).bindMemory(to: InlineArray<count, Value>.self, capacity: 1)
      .initialize(to: values)
    return record
  }

  /// Makes a record whose values `fill` appends where they stay, one for each name of `shape`.
  public static func make(
    _ shape: Shape, note: Int? = nil, fill: (inout OutputSpan<Value>) -> Void
  ) -> Record {
    let count = shape.names.count
    let record = allocate(shape, count: count, note: note)
    var values = unsafe OutputSpan(
      buffer: UnsafeMutableBufferPointer(start: record.start, count: count), initializedCount: 0)
    fill(&values)
    let filled = unsafe values.finalize(for: UnsafeMutableBufferPointer(start: record.start, count: count))
    precondition(filled == count, "a record needs a value for each field of its shape")
    return record
  }

  /// Makes a record whose values have yet to be written.
  @usableFromInline
  static func allocate(_ shape: Shape, count: Int, note: Int?) -> Record {
    precondition(count == shape.names.count, "a record needs a value for each field of its shape")
    let storage = Storage(bufferClass: Record.self, minimumCapacity: count) { _, _ in
      unsafe Head(shape: Unmanaged.passUnretained(shape), note: note, count: Int32(count))
    }
    return unsafe unsafeDowncast(storage.buffer, to: Record.self)
  }

  deinit {
    unsafe Storage(unsafeBufferObject: self).withUnsafeMutablePointers { head, values in
      for index in 0..<Int(head.pointee.count) { unsafe (values + index).deinitialize(count: 1) }
    }
  }

  /// Where the values are.
  @usableFromInline
  var start: UnsafeMutablePointer<Value> {
    unsafe Storage(unsafeBufferObject: self).withUnsafeMutablePointerToElements { unsafe $0 }
  }

  /// The names of the fields.
  public var shape: Shape { unsafe Storage(unsafeBufferObject: self).header.shape.takeUnretainedValue() }

  /// Whether it is of a shape.
  public func isOf(_ shape: Shape) -> Bool {
    unsafe Storage(unsafeBufferObject: self).header.shape.toOpaque()
      == Unmanaged.passUnretained(shape).toOpaque()
  }

  /// The slot of the field whose name has a number; -1 where there is none.
  @inline(__always)
  func slot(ofNumber number: Int) -> Int {
    unsafe Storage(unsafeBufferObject: self).header.shape._withUnsafeGuaranteedRef {
      $0.slot(ofNumber: number)
    }
  }

  /// What its maker notes of it for filters of its own; templates do not see it.
  public var note: Int? { Storage(unsafeBufferObject: self).header.note }

  /// The number of fields.
  public var count: Int { Int(Storage(unsafeBufferObject: self).header.count) }

  /// The value of a slot, in the order of the shape's names.
  public subscript(slot: Int) -> Value { place(slot).value }

  /// Where the value of a slot is, as long as the record lives.
  @inline(__always)
  func place(_ slot: Int) -> Place {
    unsafe Storage(unsafeBufferObject: self).withUnsafeMutablePointers { head, values in
      unsafe precondition(slot >= 0 && slot < Int(head.pointee.count))
      return unsafe Place(UnsafePointer(values + slot))
    }
  }

  /// The value of a field; nil if there is none or it is absent.
  public subscript(name: String) -> Value? {
    guard let slot = shape.slot(of: name) else { return nil }
    return present(slot)
  }

  func value(_ name: borrowing Name) -> Value? {
    let slot = slot(ofNumber: name.number)
    return slot >= 0 ? present(slot) : nil
  }

  private func present(_ slot: Int) -> Value? {
    let place = place(slot)
    return place.isUndefined ? nil : place.value
  }

  /// The names of the fields that are present.
  var presentNames: [String] {
    var names: [String] = []
    for (slot, name) in shape.names.enumerated() where !place(slot).isUndefined { names.append(name) }
    return names
  }

  /// The same fields as a mapping of its own.
  func asMap() -> ValueMap {
    let map = ValueMap()
    for (slot, name) in shape.names.enumerated() {
      if let value = present(slot) { map.set(.string(name), value) }
    }
    return map
  }
}

extension Shape {
  /// Lets a shape live as long as the process.
  func stay() { _ = unsafe Unmanaged.passRetained(self) }
}
