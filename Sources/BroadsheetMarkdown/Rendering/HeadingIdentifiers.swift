/// Gives headings their ids: stable, unique in the document, and readable.
///
/// The form is that of GitHub's anchors: letters in lower case, digits, `-` and `_` stay, white space
/// becomes `-`, everything else goes; a second heading of the same text gets `-1`, a third `-2`.
struct HeadingIdentifiers {
  private var used: [String: Int] = [:]

  /// The id of a heading with this text; `isTaken` holds ids that authors wrote.
  mutating func identifier(for text: String, isTaken: Set<String>) -> String {
    let base = Self.slug(text)
    var count = used[base] ?? 0
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
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9", "-", "_": result.append(UInt8(scalar.value))
      case "A"..."Z": result.append(UInt8(scalar.value) | 0x20)
      case " ", "\t", "\n": result.append(UInt8(ascii: "-"))
      default:
        guard scalar.value >= 0x80 else { continue }
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
    return result.isEmpty ? "section" : String(copying: result.span)
  }
}
