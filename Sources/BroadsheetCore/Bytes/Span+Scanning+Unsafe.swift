/// Sixteen bytes looked at together; a mark of a byte is all ones where the question's answer is yes.
private typealias Block = SIMD16<UInt8>
private typealias Marks = SIMDMask<SIMD16<Int8>>

extension SIMD16<UInt8> {
  /// Up to fifteen bytes, and zeros.
  @inline(__always)
  fileprivate init(short bytes: UnsafeRawPointer, count: Int) {
    var low: UInt64 = 0
    var high: UInt64 = 0
    // The first bytes and the last ones, which may be the same.
    if count >= 8 {
      low = unsafe UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
      high = unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self))
      high = (high &>> 8) &>> UInt64(truncatingIfNeeded: 8 &* (15 &- count))
    } else if count >= 4 {
      let last = unsafe UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
      low = unsafe UInt64(UInt32(littleEndian: bytes.loadUnaligned(as: UInt32.self)))
      low |= UInt64(last) &<< UInt64(truncatingIfNeeded: 8 &* (count &- 4))
    } else {
      for index in 0..<count {
        let byte = unsafe bytes.load(fromByteOffset: index, as: UInt8.self)
        low |= UInt64(byte) &<< UInt64(truncatingIfNeeded: 8 &* index)
      }
    }
    self = unsafe unsafeBitCast(SIMD2(low.littleEndian, high.littleEndian), to: Self.self)
  }

  /// Which bytes are control characters.
  @inline(__always)
  fileprivate var controls: Marks { self .< Self(repeating: 0x20) }

  /// Which bytes are not ASCII.
  @inline(__always)
  fileprivate var beyondASCII: Marks { self .>= Self(repeating: 0x80) }

  /// Which bytes are `byte`.
  @inline(__always)
  fileprivate func matches(_ byte: UInt8) -> Marks { self .== Self(repeating: byte) }

  /// Which bytes are `byte` once the bits `mask` of each are all that counts.
  @inline(__always)
  fileprivate func matches(_ byte: UInt8, mask: UInt8) -> Marks {
    (self & Self(repeating: mask)) .== Self(repeating: byte)
  }
}

extension SIMDMask<SIMD16<Int8>> {
  /// The first byte from `start` on that is marked, with `start` below 16; 16 where none is.
  @inline(__always)
  fileprivate func first(from start: Int = 0) -> Int {
    let halves = unsafe unsafeBitCast(self, to: SIMD2<UInt64>.self)
    var low = UInt64(littleEndian: halves[0])
    var high = UInt64(littleEndian: halves[1])
    // The shift counts bits of one half.
    let kept = UInt64.max &<< UInt64(truncatingIfNeeded: 8 &* start)
    if start < 8 { low &= kept } else { (low, high) = (0, high & kept) }
    return low != 0 ? low.trailingZeroBitCount / 8 : 8 &+ high.trailingZeroBitCount / 8
  }
}

extension Span where Element == UInt8 {
  /// The index of the first `&`, `<`, `>`, `"` or `'` from `start` on; the count where there is none.
  public func firstHTMLSpecial(from start: Int) -> Int {
    first(from: start) { $0.matches(0x22) .| $0.matches(0x26, mask: 0xFE) .| $0.matches(0x3C, mask: 0xFD) }
  }

  /// The index of the first byte that may not stand in XML as it is: as for HTML, control characters, and what
  /// U+FFFE and U+FFFF begin with.
  func firstXMLSpecial(from start: Int) -> Int {
    first(from: start) {
      $0.matches(0x22) .| $0.matches(0x26, mask: 0xFE) .| $0.matches(0x3C, mask: 0xFD)
        .| $0.controls .| $0.matches(0xEF)
    }
  }

  /// The index of the first byte that may not stand in a JSON string inside a page as it is: quotation marks,
  /// backslashes, `&`, `<`, `>`, control characters, and what U+2028 and U+2029 begin with.
  func firstJSONSpecial(from start: Int) -> Int {
    first(from: start) {
      $0.matches(0x22, mask: 0xFB) .| $0.matches(0x3C, mask: 0xFD) .| $0.matches(0x5C)
        .| $0.controls .| $0.matches(0xE2)
    }
  }

  /// The index of the first byte from `start` on that HTML or typography may write otherwise: one of
  /// ``firstHTMLSpecial(from:)``, `-` or `.`; the count where there is none.
  public func firstTypographic(from start: Int) -> Int {
    first(from: start) {
      $0.matches(0x22) .| $0.matches(0x26, mask: 0xFE) .| $0.matches(0x3C, mask: 0xFD)
        .| $0.matches(0x2D) .| $0.matches(0x2E)
    }
  }

  /// Whether there is nothing but ASCII's letters and digits, `-`, `.`, `/` and `_`: what an address is made of.
  public var isPlainAddress: Bool {
    first(from: 0) {
      let letters = ($0 | Block(repeating: 0x20)) &- Block(repeating: 0x61)
      let digits = $0 &- Block(repeating: 0x2D)
      let isPlain =
        (letters .< Block(repeating: 26)) .| (digits .< Block(repeating: 13)) .| $0.matches(0x5F)
      return .!isPlain
    } == count
  }

  /// Whether there is nothing but ASCII.
  public var isASCII: Bool { firstBeyondASCII(from: 0) == count }

  /// The index of the first byte from `start` on that is not ASCII; the count where there is none.
  fileprivate func firstBeyondASCII(from start: Int) -> Int { first(from: start) { $0.beyondASCII } }

  @inline(__always)
  private func first(from start: Int, in marks: (Block) -> Marks) -> Int {
    unsafe withUnsafeBytes { bytes in
      let count = bytes.count
      precondition(start >= 0)
      guard start < count, let bytes = bytes.baseAddress else { return count }
      var index = start
      while index &+ 16 <= count {
        let block = unsafe bytes.loadUnaligned(fromByteOffset: index, as: Block.self)
        let found = marks(block).first()
        if found < 16 { return index &+ found }
        index &+= 16
      }
      if index == count { return count }
      // The last bytes are those of a block that begins before them, or of a short one.
      guard count >= 16 else {
        return unsafe min(marks(Block(short: bytes, count: count)).first(from: index), count)
      }
      let last = count &- 16
      let block = unsafe bytes.loadUnaligned(fromByteOffset: last, as: Block.self)
      return last &+ marks(block).first(from: index &- last)
    }
  }

  /// The offset of the first byte that is not part of well-formed UTF-8 (Unicode 15, table 3-7); nil where all is.
  public var firstInvalidUTF8: Int? { firstInvalidUTF8(from: firstBeyondASCII(from: 0)) }

  /// The same, where `start` is the first byte that is not ASCII.
  fileprivate func firstInvalidUTF8(from start: Int) -> Int? {
    var index = start
    while index < count {
      let lead = self[index]
      let length =
        switch lead {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 0
        }
      guard length > 0, index + length <= count else { return index }
      let second = self[index + 1]
      let lowest: UInt8 = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80
      let highest: UInt8 = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF
      guard second >= lowest, second <= highest else { return index }
      if length > 2, self[index + 2] & 0xC0 != 0x80 { return index }
      if length > 3, self[index + 3] & 0xC0 != 0x80 { return index }
      index = firstBeyondASCII(from: index + length)
    }
    return nil
  }
}

extension String {
  /// Text from its UTF-8; what is not well-formed is repaired.
  ///
  /// The standard library's own check takes several times as long.
  public init(utf8 bytes: Span<UInt8>) {
    let ascii = bytes.firstBeyondASCII(from: 0)
    if bytes.firstInvalidUTF8(from: ascii) == nil {
      self.init(copying: unsafe UTF8Span(unchecked: bytes, isKnownASCII: ascii == bytes.count))
    } else {
      self = unsafe bytes.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
    }
  }
}
