import BroadsheetCore

/// A part of a template, the state of the render, and the values that the part reads: where they are, and a word for
/// each that tells all but texts apart.
struct FragmentKey {
  /// What is the same or not at one glance.
  struct Head: Equatable {
    var part: Int32 = 0
    var count: UInt8 = 0
    var isStrict = false
    var autoescape = false
    /// Four bits for each value: its type.
    var kinds: UInt64 = 0
    var hash: UInt64 = 0
  }

  private(set) var head = Head()
  private(set) var words: InlineArray<16, UInt64>
  private(set) var places: InlineArray<16, Place>

  init() {
    words = InlineArray(repeating: 0)
    places = InlineArray(repeating: .absent)
  }

  /// Begins the key of another part, without values.
  mutating func begin(part: Int32, isStrict: Bool, autoescape: Bool) {
    head = Head(part: part, isStrict: isStrict, autoescape: autoescape)
    head.hash = UInt64(UInt32(bitPattern: part)) << 2 | (isStrict ? 2 : 0) | (autoescape ? 1 : 0)
  }

  var count: Int { Int(head.count) }

  /// Adds a value; false where it may still change.
  mutating func append(_ place: Place) -> Bool {
    guard let (kind, word) = unsafe place.pointer.pointee.identity else { return false }
    words[count] = word
    places[count] = place
    head.kinds = head.kinds << 4 | UInt64(kind)
    head.hash = (head.hash ^ word ^ UInt64(kind) << 56) &* 0x9E37_79B9_7F4A_7C15
    head.hash ^= head.hash >> 32
    head.count += 1
    return true
  }

  /// Whether a value is a text, whose word is a hash.
  func isText(_ index: Int) -> Bool { (head.kinds >> UInt64(4 * (count - 1 - index))) & 15 >= Value.textKind }
}

/// What a cached part has written for some values of its keys. It keeps these alive, so that no other record
/// can be taken for one of them.
///
/// All of it lies in one piece: fragments are many, and far from each other in memory. Behind the head there are the
/// words of the keys, the bytes, and the keys' values.
final class Fragment: @unchecked Sendable {
  private struct Head {
    let key: FragmentKey.Head
    let byteCount: Int

    /// Where the values of the keys are behind the words and the bytes.
    var valueOffset: Int { Int(key.count) + (byteCount + 7) / 8 }
  }

  private typealias Storage = ManagedBufferPointer<Head, UInt64>

  /// Instances have their contents behind them: ``make(_:bytes:)`` alone makes them.
  private init() {}

  /// Keeps the end of what was written.
  static func make(_ key: FragmentKey, bytes: Span<UInt8>) -> Fragment {
    let head = Head(key: key.head, byteCount: bytes.count)
    let capacity = head.valueOffset + key.count * (MemoryLayout<Value>.stride / 8)
    let storage = Storage(bufferClass: Fragment.self, minimumCapacity: capacity) { _, _ in head }
    unsafe storage.withUnsafeMutablePointerToElements { start in
      for index in 0..<key.count { unsafe (start + index).initialize(to: key.words[index]) }
      unsafe bytes.withUnsafeBytes { bytes in
        guard let source = bytes.baseAddress else { return }
        unsafe UnsafeMutableRawPointer(start + key.count).copyMemory(from: source, byteCount: bytes.count)
      }
      let values = unsafe Self.values(head, start)
      for index in 0..<key.count { unsafe (values + index).initialize(to: key.places[index].value) }
    }
    return unsafe unsafeDowncast(storage.buffer, to: Fragment.self)
  }

  deinit {
    unsafe Storage(unsafeBufferObject: self).withUnsafeMutablePointers { head, start in
      _ = unsafe Self.values(head.pointee, start).deinitialize(count: Int(head.pointee.key.count))
    }
  }

  private static func values(_ head: Head, _ start: UnsafeMutablePointer<UInt64>) -> UnsafeMutablePointer<
    Value
  > {
    unsafe UnsafeMutableRawPointer(start + head.valueOffset).bindMemory(
      to: Value.self, capacity: Int(head.key.count))
  }

  private var head: Head { Storage(unsafeBufferObject: self).header }

  var hash: UInt64 { head.key.hash }

  /// About how much memory it takes.
  var size: Int { head.byteCount + Int(head.key.count) * (MemoryLayout<Value>.stride + 8) + 96 }

  /// Writes what the part wrote if it did so for the values of a key.
  func write(for key: FragmentKey, to out: inout OutputBuffer) -> Bool {
    unsafe Storage(unsafeBufferObject: self).withUnsafeMutablePointers { head, start in
      guard unsafe head.pointee.key == key.head else { return false }
      for index in 0..<key.count {
        if unsafe start[index] != key.words[index] { return false }
        if key.isText(index),
          unsafe !Self.values(head.pointee, start)[index].hasText(of: key.places[index].pointer.pointee)
        {
          return false
        }
      }
      let bytes = unsafe UnsafeRawPointer(start + key.count).assumingMemoryBound(to: UInt8.self)
      unsafe out.append(contentsOf: UnsafeBufferPointer(start: bytes, count: head.pointee.byteCount))
      return true
    }
  }
}
