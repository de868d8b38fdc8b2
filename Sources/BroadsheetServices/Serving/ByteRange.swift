/// The part of a file that a `Range` header asks for (RFC 9110, section 14).
enum ByteRange: Hashable {
  /// No range, several, or one that does not read as a range: the whole file answers.
  case whole
  /// One range of the file.
  case part(Range<Int>)
  /// A range outside the file.
  case unsatisfiable

  /// Reads a `Range` header for a file of `size` bytes.
  init(_ header: String?, size: Int) {
    self = .whole
    guard let header, header.lowercased().hasPrefix("bytes=") else { return }
    let text = header.dropFirst(6)
    guard !text.contains(","), let dash = text.firstIndex(of: "-") else { return }
    let (first, last) = (text[..<dash], text[text.index(after: dash)...])
    if first.isEmpty {
      guard let count = Self.number(last) else { return }
      self = count == 0 || size == 0 ? .unsatisfiable : .part(max(0, size - count)..<size)
      return
    }
    guard let start = Self.number(first) else { return }
    if last.isEmpty {
      self = start < size ? .part(start..<size) : .unsatisfiable
      return
    }
    guard let end = Self.number(last), end >= start else { return }
    self = start < size ? .part(start..<min(end, size - 1) + 1) : .unsatisfiable
  }

  /// Digits alone: no sign, no blank.
  private static func number(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    return Int(text) ?? .max
  }
}
