/// The variables of one run of a function.
final class Frame {
  /// How many slots the frames have that are used again.
  static let commonCapacity = 24

  /// The slots; the compiler has counted them. Those from `count` on are undefined.
  private let slots: UnsafeMutablePointer<Value>
  private let capacity: Int
  @exclusivity(unchecked) private(set) var count: Int
  @exclusivity(unchecked) private(set) var parent: Frame?
  @exclusivity(unchecked) private(set) var context: Context
  /// Whether a macro may still look at it when the function has ended.
  @exclusivity(unchecked) var isCaptured = false

  init(count: Int32, parent: Frame?, context: Context) {
    self.count = Int(count)
    self.parent = parent
    self.context = context
    capacity = max(Self.commonCapacity, Int(count))
    slots = .allocate(capacity: capacity)
    unsafe slots.initialize(repeating: .undefined(nil), count: capacity)
  }

  deinit {
    // What is undefined without a description needs no release.
    unsafe slots.deinitialize(count: count)
    unsafe slots.deallocate()
  }

  /// Whether another function can use it once this one has ended.
  var isReusable: Bool { !isCaptured && capacity == Self.commonCapacity }

  /// Serves another run, of a function with at most ``commonCapacity`` slots.
  func reuse(count: Int32, parent: Frame?, context: Context) {
    precondition(count <= capacity)
    self.count = Int(count)
    self.parent = parent
    self.context = context
  }

  /// Ends a run: nothing stays that others may wait to see released.
  func end() {
    for index in 0..<count { unsafe slots[index] = .undefined(nil) }
    count = 0
    parent = nil
  }

  subscript(_ slot: Int32) -> Value {
    @inline(__always) get {
      precondition(slot >= 0 && slot < count)
      return unsafe slots[Int(slot)]
    }
    @inline(__always) set {
      precondition(slot >= 0 && slot < count)
      unsafe slots[Int(slot)] = newValue
    }
  }

  /// Where the value of a slot is.
  @inline(__always)
  func place(_ slot: Int32) -> Place {
    precondition(slot >= 0 && slot < count)
    return unsafe Place(slots + Int(slot))
  }

  /// Puts the value at a place into a slot without counting a reference to it: its owner keeps it until
  /// ``takeBack(_:)``, and nothing else is put into the slot before.
  func lend(_ place: Place, to slot: Int32) {
    precondition(slot >= 0 && slot < count)
    unsafe UnsafeMutableRawPointer(slots + Int(slot)).copyMemory(
      from: place.pointer, byteCount: MemoryLayout<Value>.size)
  }

  /// Empties a slot whose value was lent.
  func takeBack(_ slot: Int32) {
    precondition(slot >= 0 && slot < count)
    unsafe (slots + Int(slot)).initialize(to: .undefined(nil))
  }

  /// The value in a slot of the frame `depth` functions further out.
  func value(of slot: Int32, depth: Int32) -> Value { place(of: slot, depth: depth).value }

  /// Where the value of a slot of the frame `depth` functions further out is. Frames of shared modules are many
  /// renders' ancestors, which would fight over the count of references to them.
  func place(of slot: Int32, depth: Int32) -> Place {
    var frame = unsafe Unmanaged.passUnretained(self)
    for _ in 0..<depth {
      let parent = unsafe frame._withUnsafeGuaranteedRef { frame in
        unsafe frame.parent.map { unsafe Unmanaged.passUnretained($0) }
      }
      guard let parent = unsafe parent else { break }
      unsafe frame = parent
    }
    return unsafe frame._withUnsafeGuaranteedRef { $0.place(slot) }
  }

  /// Lets go of all values, so that no circle of references stays.
  func release() {
    for index in 0..<count { unsafe slots[index] = .undefined(nil) }
    context.release()
  }
}
