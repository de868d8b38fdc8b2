import BroadsheetCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Bytes that never change again, in memory or in a file that is mapped into it; shared without copying.
final class StoredBytes: @unchecked Sendable {
  /// Who gives the memory back.
  private enum Owner: ~Copyable {
    case allocation, mapping
    case buffer(OutputBuffer)
  }

  private let base: UnsafeRawPointer
  private let owner: Owner
  /// How many there are.
  let count: Int

  /// Copies bytes.
  init(_ bytes: Span<UInt8>) {
    let copy = Self.allocate(bytes.count)
    unsafe bytes.withUnsafeBytes { source in
      if let start = source.baseAddress { unsafe copy.copyMemory(from: start, byteCount: source.count) }
    }
    base = UnsafeRawPointer(copy)
    count = bytes.count
    owner = .allocation
  }

  /// Takes over what was written, which must be something.
  init(_ buffer: consuming OutputBuffer) {
    precondition(!buffer.isEmpty)
    count = buffer.count
    base = unsafe buffer.span.withUnsafeBytes { unsafe $0.baseAddress.unsafelyUnwrapped }
    owner = .buffer(buffer)
  }

  /// Reads `count` bytes of an open file; nil where there are fewer.
  init?(_ descriptor: Int32, _ count: Int, at offset: Int64) {
    let copy = Self.allocate(count)
    base = UnsafeRawPointer(copy)
    self.count = count
    owner = .allocation
    var got = 0
    while got < count {
      let more = unsafe pread(descriptor, copy + got, count - got, off_t(offset) + off_t(got))
      if more < 0, errno == EINTR { continue }
      if more <= 0 { return nil }
      got += more
    }
  }

  /// Maps a file; nil where there is none, or it cannot be mapped.
  init?(mapping path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var information = stat()
    guard fstat(descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFREG,
      information.st_size > 0,
      let address = unsafe mmap(nil, Int(information.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0),
      address != MAP_FAILED
    else { return nil }
    base = UnsafeRawPointer(address)
    count = Int(information.st_size)
    owner = .mapping
  }

  deinit {
    switch owner {
    case .mapping: unsafe munmap(UnsafeMutableRawPointer(mutating: base), count)
    case .allocation: unsafe free(UnsafeMutableRawPointer(mutating: base))
    case .buffer: break
    }
  }

  /// The C library's own: what Swift's `allocate` takes is aligned, which costs more.
  private static func allocate(_ count: Int) -> UnsafeMutableRawPointer {
    guard let memory = malloc(max(count, 1)) else { fatalError("no memory for \(count) bytes") }
    return unsafe memory
  }

  /// The bytes.
  var span: Span<UInt8> {
    @_lifetime(borrow self)
    borrowing get {
      let span = unsafe Span<UInt8>(_unsafeStart: base.assumingMemoryBound(to: UInt8.self), count: count)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// An integer in little-endian order; the caller keeps `offset` inside.
  func load<Number: FixedWidthInteger & BitwiseCopyable>(_ type: Number.Type, at offset: Int) -> Number {
    precondition(offset >= 0 && offset + MemoryLayout<Number>.size <= count)
    return Number(littleEndian: unsafe base.loadUnaligned(fromByteOffset: offset, as: Number.self))
  }

  /// Integers in little-endian order, one behind the other.
  func numbers<Number: FixedWidthInteger & BitwiseCopyable>(_ range: Range<Int>) -> [Number] {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    let size = MemoryLayout<Number>.size
    var numbers = [Number](repeating: 0, count: range.count / size)
    unsafe numbers.withUnsafeMutableBytes { target in
      unsafe target.copyMemory(
        from: UnsafeRawBufferPointer(start: base + range.lowerBound, count: target.count))
    }
    #if _endian(big)
      for index in numbers.indices { numbers[index] = Number(littleEndian: numbers[index]) }
    #endif
    return numbers
  }

  /// Text; invalid UTF-8 is repaired.
  func text(_ range: Range<Int>) -> String {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return unsafe String(
      decoding: UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count), as: UTF8.self)
  }
}

extension Span<UInt8> {
  /// Whether these bytes come after others.
  func isAfter(_ other: Span<UInt8>) -> Bool {
    let order = unsafe withUnsafeBytes { one in
      unsafe other.withUnsafeBytes { other -> Int32 in
        guard let start = one.baseAddress, let base = other.baseAddress else { return 0 }
        return unsafe memcmp(start, base, min(one.count, other.count))
      }
    }
    return order != 0 ? order > 0 : count > other.count
  }

  /// Whether these are the same bytes.
  func isSame(as other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    return unsafe withUnsafeBytes { one in
      unsafe other.withUnsafeBytes { other in
        guard let one = one.baseAddress, let base = other.baseAddress else { return true }
        return unsafe memcmp(one, base, other.count) == 0
      }
    }
  }
}
