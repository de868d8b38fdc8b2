#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A growing run of bytes that has one owner: what every renderer appends to.
///
/// Appending copies whole runs and never goes through `Character`; the buffer is reused between outputs
/// with ``removeAll()``, which keeps its memory.
@frozen
public struct OutputBuffer: ~Copyable, @unchecked Sendable {
  @usableFromInline var base: UnsafeMutablePointer<UInt8>
  /// The number of bytes written so far.
  public private(set) var count: Int
  @usableFromInline var capacity: Int

  /// Makes an empty buffer with room for `capacity` bytes.
  public init(capacity: Int = 4096) {
    self.capacity = max(capacity, 64)
    base = Self.resize(nil, to: self.capacity)
    count = 0
  }

  deinit { unsafe free(base) }

  /// The C library's own: what `allocate` takes is aligned, which costs more and cannot grow where it is.
  private static func resize(_ memory: UnsafeMutablePointer<UInt8>?, to capacity: Int)
    -> UnsafeMutablePointer<UInt8>
  {
    guard let larger = unsafe realloc(memory, capacity) else { fatalError("no memory for \(capacity) bytes") }
    return unsafe larger.assumingMemoryBound(to: UInt8.self)
  }

  /// Whether nothing has been written.
  @inlinable public var isEmpty: Bool { count == 0 }

  /// The bytes written so far.
  @inlinable public var span: Span<UInt8> {
    @_lifetime(borrow self)
    borrowing get {
      let span = unsafe Span(_unsafeStart: UnsafePointer(base), count: count)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// Makes room for `additional` more bytes.
  @inlinable public mutating func reserve(_ additional: Int) {
    if count + additional > capacity { grow(to: count + additional) }
  }

  @usableFromInline @inline(never)
  mutating func grow(to needed: Int) {
    capacity = max(needed, capacity * 2)
    base = unsafe Self.resize(base, to: capacity)
  }

  /// Appends one byte.
  @inlinable public mutating func append(_ byte: UInt8) {
    if count == capacity { grow(to: count + 1) }
    base[count] = byte
    setCount(count + 1)
  }

  @usableFromInline mutating func setCount(_ value: Int) { count = value }

  /// Appends the bytes of a number, the lowest first.
  @inlinable public mutating func append(littleEndian number: some FixedWidthInteger & BitwiseCopyable) {
    let size = number.bitWidth / 8
    reserve(size)
    unsafe UnsafeMutableRawPointer(base + count).storeBytes(
      of: number.littleEndian, as: type(of: number.littleEndian))
    setCount(count + size)
  }

  /// Appends a run of bytes.
  @inlinable public mutating func append(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }

  /// Appends the bytes `range` of `bytes`.
  @inlinable public mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    append(bytes.extracting(range))
  }

  /// Appends bytes from memory that the caller keeps alive during the call.
  @inlinable public mutating func append(contentsOf bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress, !bytes.isEmpty else { return }
    reserve(bytes.count)
    unsafe memcpy(base + count, start, bytes.count)
    setCount(count + bytes.count)
  }

  /// Appends bytes of an array.
  @inlinable public mutating func append(_ bytes: [UInt8]) { append(bytes.span) }

  /// Appends bytes of a slice.
  @inlinable public mutating func append(_ bytes: ArraySlice<UInt8>) { append(bytes.span) }

  /// Appends a literal, without allocating.
  @inlinable public mutating func append(_ literal: StaticString) {
    literal.withUTF8Buffer { unsafe append(contentsOf: $0) }
  }

  /// Appends the UTF-8 of a string.
  @inlinable public mutating func append(string: String) { append(string.utf8.span) }

  /// Appends an integer in decimal.
  public mutating func append(decimal value: Int) {
    if value >= 0, value < 10 { return append(UInt8(48 + value)) }
    if value < 0 { append(UInt8(ascii: "-")) }
    var magnitude = value.magnitude
    var digits: InlineArray<20, UInt8> = .init(repeating: 0)
    var first = 20
    repeat {
      first -= 1
      digits[first] = UInt8(48 + magnitude % 10)
      magnitude /= 10
    } while magnitude > 0
    for index in first..<20 { append(digits[index]) }
  }

  /// Drops all bytes from `count` on; what a renderer calls after it has taken a captured part out.
  @inlinable public mutating func truncate(to count: Int) {
    precondition(count >= 0 && count <= self.count)
    setCount(count)
  }

  /// Empties the buffer and keeps its memory.
  @inlinable public mutating func removeAll() { setCount(0) }

  /// The bytes from `start` on as a string; invalid UTF-8 is repaired.
  public borrowing func string(from start: Int = 0) -> String {
    String(utf8: span.extracting(start..<count))
  }

  /// The bytes from `start` on as an array.
  public borrowing func bytes(from start: Int = 0) -> [UInt8] {
    unsafe Array(UnsafeBufferPointer(start: base + start, count: count - start))
  }
}
