/// Gives headings their ids: stable, unique in the document, and readable.
///
/// The form is that of GitHub's anchors: letters in lower case, digits, `-` and `_` stay, white space
/// becomes `-`, everything else goes; a second heading of the same text gets `-1`, a third `-2`.
struct HeadingIdentifiers {
  private var used: [String: Int] = [:]

  /// The id of a heading with this text; `isTaken` holds ids that authors wrote.
  mutating func identifier(for text: String, isTaken: Set<String>) -> String {
    let base = Self.slug(text)
    if used.isEmpty { used.reserveCapacity(8) }
    let before = used.updateValue(1, forKey: base)
    if before == nil, !isTaken.contains(base) { return base }
    var count = before ?? 0
    var candidate = count == 0 ? base : "\(base)-\(count)"
    while (count > 0 && used[candidate] != nil) || isTaken.contains(candidate) {
      count += 1
      candidate = "\(base)-\(count)"
    }
    used[base] = count + 1
    if candidate != base { used[candidate] = 1 }
    return candidate
  }

  private static func slug(_ text: String) -> String {
    let bytes = text.utf8.span
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      result.append(addingCapacity: bytes.count - index) { out in
        appendASCII(of: bytes, &index, to: &out)
      }
      let start = index
      while index < bytes.count, bytes[index] >= 0x80 { index += 1 }
      if start < index { append(String(copying: bytes.extracting(start..<index)), to: &result) }
    }
    return result.isEmpty ? "section" : String(copying: result.span)
  }

  /// Appends what ids keep of a text up to the next character beyond ASCII.
  private static func appendASCII(
    of bytes: Span<UInt8>, _ index: inout Int, to out: inout OutputSpan<UInt8>
  ) {
    while index < bytes.count, bytes[index] < 0x80 {
      let byte = bytes[index]
      index += 1
      switch byte {
      case _ where byte.isASCIIAlphanumeric: out.append(byte.asciiLowercased)
      case UInt8(ascii: "-"), UInt8(ascii: "_"): out.append(byte)
      case 0x20, 0x09, 0x0A: out.append(UInt8(ascii: "-"))
      default: break
      }
    }
  }

  /// Appends what ids keep of a text beyond ASCII.
  private static func append(_ text: String, to result: inout [UInt8]) {
    for scalar in text.unicodeScalars {
      let properties = scalar.properties
      if properties.isAlphabetic || properties.numericType != nil
        || properties.generalCategory == .nonspacingMark
        || properties.generalCategory == .spacingMark
      {
        result += properties.lowercaseMapping.utf8
      } else if properties.isWhitespace {
        result.append(UInt8(ascii: "-"))
      }
    }
  }
}
