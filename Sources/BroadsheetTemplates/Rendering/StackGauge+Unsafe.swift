/// Measures how much of the thread's stack is in use, so that templates that call each other deeply fail
/// with an error and never exhaust it.
enum StackGauge {
  /// How much of the stack a render may use: threads have 8 MB on Linux, 512 KB elsewhere.
  static var limit: Int {
    #if os(Linux)
      2 << 20
    #else
      256 << 10
    #endif
  }

  /// Where the stack stands now.
  @inline(never)
  static func position() -> UInt {
    var marker: UInt8 = 0
    return unsafe withUnsafePointer(to: &marker) { UInt(bitPattern: $0) }
  }

  /// How many bytes the stack has grown since.
  static func used(since base: UInt) -> Int {
    let now = position()
    return base > now ? Int(base - now) : Int(now - base)
  }
}
