/// The variables of one run of a function.
final class Frame {
  /// The slots; the compiler has counted them.
  private let slots: UnsafeMutablePointer<Value>
  let count: Int
  let parent: Frame?
  let context: Context
  /// Whether a macro may still look at it when the function has ended.
  var isCaptured = false

  init(count: Int32, parent: Frame?, context: Context) {
    self.count = Int(count)
    self.parent = parent
    self.context = context
    slots = .allocate(capacity: max(1, Int(count)))
    unsafe slots.initialize(repeating: .undefined(nil), count: Int(count))
  }

  deinit {
    unsafe slots.deinitialize(count: count)
    unsafe slots.deallocate()
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

  /// The frame `depth` functions further out.
  func ancestor(_ depth: Int32) -> Frame {
    var frame = self
    for _ in 0..<depth {
      guard let parent = frame.parent else { break }
      frame = parent
    }
    return frame
  }

  /// Lets go of all values, so that no circle of references stays.
  func release() {
    for index in 0..<count { unsafe slots[index] = .undefined(nil) }
  }
}
