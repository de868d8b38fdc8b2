import BroadsheetCore

/// The attributes in `{#id .class key=value}`.
///
/// Only attributes that cannot run or load anything are taken: see ``isAllowed(_:)``.
struct AttributeSet: Sendable, Equatable {
  /// The id, without `#`.
  var id: String?
  /// The classes, separated by one space.
  var classes: [UInt8] = []
  /// The other attributes, in order.
  var pairs: [Pair] = []
  /// The value of `credit`, which figures show.
  var credit: [UInt8]?

  struct Pair: Sendable, Equatable {
    var key: [UInt8]
    var value: [UInt8]
  }

  /// Reads a set at `start`, where `{` stands.
  /// - Returns: nil where this is no attribute set; else the set and where the text goes on.
  static func read(_ text: Span<UInt8>, at start: Int) -> (set: AttributeSet, end: Int)? {
    guard start < text.count, text[start] == UInt8(ascii: "{") else { return nil }
    var set = AttributeSet()
    var index = start + 1
    var isEmpty = true
    while index < text.count {
      let byte = text[index]
      if byte == UInt8(ascii: "}") { return isEmpty ? nil : (set, index + 1) }
      if byte.isMarkdownSpace {
        index += 1
        continue
      }
      let isID = byte == UInt8(ascii: "#")
      if isID || byte == UInt8(ascii: ".") {
        let end = nameEnd(text, index + 1)
        guard end > index + 1 else { return nil }
        if isID {
          set.id = String(decoding: bytes(text, index + 1..<end), as: UTF8.self)
        } else {
          if !set.classes.isEmpty { set.classes.append(0x20) }
          set.classes += bytes(text, index + 1..<end)
        }
        index = end
      } else {
        guard let end = set.readPair(text, at: index) else { return nil }
        index = end
      }
      isEmpty = false
      guard index < text.count, text[index].isMarkdownSpace || text[index] == UInt8(ascii: "}") else {
        return nil
      }
    }
    return nil
  }

  private mutating func readPair(_ text: Span<UInt8>, at start: Int) -> Int? {
    guard text[start].isASCIILetter else { return nil }
    let keyEnd = Self.nameEnd(text, start)
    guard keyEnd < text.count, text[keyEnd] == UInt8(ascii: "=") else { return nil }
    var index = keyEnd + 1
    guard index < text.count else { return nil }
    var value: [UInt8] = []
    let quote = text[index]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      index += 1
      let from = index
      while index < text.count, text[index] != quote { index += 1 }
      guard index < text.count else { return nil }
      value = Self.bytes(text, from..<index)
      index += 1
    } else {
      let from = index
      while index < text.count, !text[index].isMarkdownSpace, text[index] != UInt8(ascii: "}") { index += 1 }
      guard index > from else { return nil }
      value = Self.bytes(text, from..<index)
    }
    let key = Self.bytes(text, start..<keyEnd).map(\.asciiLowercased)
    if key == Array("credit".utf8) {
      credit = value
    } else if key == Array("id".utf8) {
      id = String(decoding: value, as: UTF8.self)
    } else if key == Array("class".utf8) {
      if !classes.isEmpty { classes.append(0x20) }
      classes += value
    } else if Self.isAllowed(key) {
      pairs.append(Pair(key: key, value: value))
    }
    return index
  }

  private static func nameEnd(_ text: Span<UInt8>, _ start: Int) -> Int {
    var index = start
    while index < text.count {
      let byte = text[index]
      guard
        byte.isASCIIAlphanumeric || byte >= 0x80 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
          || byte == UInt8(ascii: ":")
          || (byte == UInt8(ascii: ".") && index > start && index + 1 < text.count
            && text[index + 1].isASCIIDigit)
      else { break }
      index += 1
    }
    return index
  }

  private static func bytes(_ text: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(range.count)
    for index in range { bytes.append(text[index]) }
    return bytes
  }

  /// Whether an attribute may be written: neither handlers nor styles nor addresses.
  static func isAllowed(_ key: [UInt8]) -> Bool {
    let name = String(decoding: key, as: UTF8.self)
    if (name.hasPrefix("data-") || name.hasPrefix("aria-"))
      && name.utf8.allSatisfy({ $0 < 0x80 && $0 != 0x3A })
    {
      return true
    }
    switch name {
    case "lang", "dir", "width", "height", "loading", "role", "hreflang", "rel", "target", "download":
      return true
    default: return false
    }
  }

  /// Writes classes and pairs, each with a leading space, but not the id.
  func write(into out: inout OutputBuffer) {
    if !classes.isEmpty {
      out.append(" class=\"")
      out.append(markupEscaped: classes.span)
      out.append("\"")
    }
    for pair in pairs {
      out.append(0x20)
      out.append(pair.key)
      out.append("=\"")
      out.append(markupEscaped: pair.value.span)
      out.append("\"")
    }
  }
}
