extension StaticString {
  /// The byte at `index` of an ASCII literal.
  @inlinable public func byte(at index: Int) -> UInt8 {
    precondition(index >= 0 && index < utf8CodeUnitCount)
    return unsafe utf8Start[index]
  }
}
