/// Recognises what stands in pointed brackets.
enum RawInline {
  /// The end of `<scheme:…>` at `start`.
  static func addressEnd(_ text: Span<UInt8>, _ start: Int) -> Int? {
    var index = start + 1
    guard index < text.count, text[index].isASCIILetter else { return nil }
    while index < text.count {
      let byte = text[index]
      guard
        byte.isASCIIAlphanumeric || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".")
          || byte == UInt8(ascii: "-")
      else { break }
      index += 1
    }
    let length = index - start - 1
    guard length >= 2, length <= 32, index < text.count, text[index] == UInt8(ascii: ":") else { return nil }
    index += 1
    while index < text.count {
      let byte = text[index]
      if byte == UInt8(ascii: ">") { return index + 1 }
      if byte <= 0x20 || byte == UInt8(ascii: "<") { return nil }
      index += 1
    }
    return nil
  }

  /// The end of `<name@host>` at `start`.
  static func mailEnd(_ text: Span<UInt8>, _ start: Int) -> Int? {
    var index = start + 1
    while index < text.count, isMailByte(text[index]) { index += 1 }
    guard index > start + 1, index < text.count, text[index] == UInt8(ascii: "@") else { return nil }
    while true {
      index += 1
      let part = index
      while index < text.count, text[index].isASCIIAlphanumeric || text[index] == UInt8(ascii: "-") {
        index += 1
      }
      guard index > part, index - part <= 63, index < text.count, text[part] != UInt8(ascii: "-"),
        text[index - 1] != UInt8(ascii: "-")
      else { return nil }
      if text[index] == UInt8(ascii: ">") { return index + 1 }
      guard text[index] == UInt8(ascii: ".") else { return nil }
    }
  }

  private static func isMailByte(_ byte: UInt8) -> Bool {
    if byte.isASCIIAlphanumeric { return true }
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"),
      UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "/"),
      UInt8(ascii: "="), UInt8(ascii: "?"), UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "`"),
      UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"), UInt8(ascii: "~"), UInt8(ascii: "-"):
      return true
    default: return false
    }
  }

  /// The end of the raw HTML at `start`. `missingEnds` remembers which ends do not come any more, so that
  /// many beginnings without an end stay linear.
  static func htmlEnd(_ text: Span<UInt8>, _ start: Int, missingEnds: inout Set<UInt8>) -> Int? {
    guard start + 1 < text.count else { return nil }
    switch text[start + 1] {
    case UInt8(ascii: "?"):
      return end(text, start + 2, "?>", 1, &missingEnds)
    case UInt8(ascii: "!"):
      return markupEnd(text, start, &missingEnds)
    default:
      return HTMLTag.end(text, start, text.count)
    }
  }

  private static func markupEnd(_ text: Span<UInt8>, _ start: Int, _ missingEnds: inout Set<UInt8>) -> Int? {
    if hasPrefix(text, start + 2, "--") {
      var index = start + 4
      if index < text.count, text[index] == UInt8(ascii: ">") { return nil }
      if hasPrefix(text, index, "->") { return nil }
      guard !missingEnds.contains(2) else { return nil }
      while index + 1 < text.count {
        if text[index] == UInt8(ascii: "-"), text[index + 1] == UInt8(ascii: "-") {
          return index + 2 < text.count && text[index + 2] == UInt8(ascii: ">") ? index + 3 : nil
        }
        index += 1
      }
      missingEnds.insert(2)
      return nil
    }
    if hasPrefix(text, start + 2, "[CDATA[") { return end(text, start + 9, "]]>", 3, &missingEnds) }
    var index = start + 2
    while index < text.count, text[index] >= 0x41, text[index] <= 0x5A { index += 1 }
    guard index > start + 2, index < text.count, text[index].isMarkdownSpace else { return nil }
    return end(text, index, ">", 4, &missingEnds)
  }

  private static func end(
    _ text: Span<UInt8>, _ start: Int, _ mark: StaticString, _ kind: UInt8, _ missingEnds: inout Set<UInt8>
  ) -> Int? {
    guard !missingEnds.contains(kind) else { return nil }
    let first = mark.byte(at: 0)
    let count = mark.utf8CodeUnitCount
    var index = start
    while index + count <= text.count {
      if text[index] != first {
        index += 1
        continue
      }
      if hasPrefix(text, index, mark) { return index + count }
      // As in cmark's scanner, what begins like the end and is none is taken as a whole: `]]]>` ends nothing.
      var same = 1
      while same < count - 1, text[index + same] == mark.byte(at: same) { same += 1 }
      index += same + 1
    }
    missingEnds.insert(kind)
    return nil
  }

  private static func hasPrefix(_ text: Span<UInt8>, _ start: Int, _ prefix: StaticString) -> Bool {
    let count = prefix.utf8CodeUnitCount
    guard start + count <= text.count else { return false }
    for index in 0..<count where text[start + index] != prefix.byte(at: index) { return false }
    return true
  }
}
