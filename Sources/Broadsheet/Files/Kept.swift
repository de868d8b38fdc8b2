/// A value that may still lie where it was kept: then it is made when it is first asked for.
struct Kept<Value: Sendable>: Sendable {
  private final class Box: Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
  }

  private var own: Value
  private var lent: Memo<Box>?

  init(_ value: Value) { own = value }

  /// - Parameters:
  ///   - empty: what stands for it until it is made.
  ///   - make: makes it, the same each time.
  init(empty: Value, make: @escaping @Sendable () -> Value) {
    own = empty
    lent = Memo(count: 1) { _ in Box(make()) }
  }

  var value: Value {
    _read {
      if let lent { yield lent[0].value } else { yield own }
    }
    _modify {
      if let lent {
        own = lent[0].value
        self.lent = nil
      }
      yield &own
    }
  }
}
