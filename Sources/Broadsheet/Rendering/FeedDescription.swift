import BroadsheetCore

/// The description of an article in RSS: aggregators want 300 characters of it, where there is as much text.
enum FeedDescription {
  private static let wanted = 300
  private static let longest = 420

  /// So many characters that are the same are no chance.
  private static let same = 20

  /// The summary, followed by the beginning of the text where it is short; the beginning alone where the
  /// summary begins like it.
  static func text(summary: String, html: Span<UInt8>) -> String {
    guard summary.unicodeScalars.count < wanted else { return summary }
    let beginning = plainText(of: html, upTo: longest * 4)
    if beginning.isEmpty { return summary }
    let common = zip(summary.unicodeScalars, beginning.unicodeScalars).prefix { $0 == $1 }.count
    // A summary that was cut ends with an ellipsis.
    if common >= min(same, max(0, summary.unicodeScalars.count - 1)) {
      return Excerpt.cut(beginning, to: longest)
    }
    return Excerpt.cut(summary + " " + beginning, to: longest)
  }

  /// The text of HTML that we wrote ourselves, without its tags, blanks folded: at least `length` bytes of it,
  /// if there are as many.
  static func plainText(of html: Span<UInt8>, upTo length: Int) -> String {
    var text: [UInt8] = []
    var index = 0
    while index < html.count, text.count < length {
      let byte = html[index]
      index += 1
      switch byte {
      case UInt8(ascii: "<"):
        // Letters of two blocks do not touch; those around `<em>` may.
        let isInline = index < html.count && inlineTag(html, index)
        // The sign beside a heading that links to it is furniture.
        if matches(html, index, anchor) {
          while index < html.count, !matches(html, index, anchorEnd) { index += 1 }
        }
        while index < html.count, html[index] != UInt8(ascii: ">") { index += 1 }
        index += 1
        if !isInline { appendBlank(&text) }
      case UInt8(ascii: "&"):
        var end = index
        while end < html.count, end - index < 8, html[end] != UInt8(ascii: ";") { end += 1 }
        let name = String(decoding: (index..<end).map { html[$0] }, as: UTF8.self)
        if let character = entities[name] {
          text.append(character)
          index = end + 1
        } else {
          text.append(byte)
        }
      case 0...0x20: appendBlank(&text)
      default: text.append(byte)
      }
    }
    if text.last == 0x20 { text.removeLast() }
    return String(decoding: text, as: UTF8.self)
  }

  private static let anchor = Array("a class=\"anchor\"".utf8)
  private static let anchorEnd = Array("</a".utf8)

  private static func matches(_ html: Span<UInt8>, _ start: Int, _ text: [UInt8]) -> Bool {
    guard start + text.count <= html.count else { return false }
    for (offset, byte) in text.enumerated() where html[start + offset] != byte { return false }
    return true
  }

  private static func appendBlank(_ text: inout [UInt8]) {
    if let last = text.last, last != 0x20 { text.append(0x20) }
  }

  /// What the escaping of HTML writes.
  private static let entities: [String: UInt8] = [
    "amp": UInt8(ascii: "&"), "lt": UInt8(ascii: "<"), "gt": UInt8(ascii: ">"), "quot": UInt8(ascii: "\""),
    "#34": UInt8(ascii: "\""), "#39": UInt8(ascii: "'"),
  ]

  private static let inlineNames: Set<String> = [
    "a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "span", "strong",
    "sub",
    "sup", "u",
  ]

  private static func inlineTag(_ html: Span<UInt8>, _ start: Int) -> Bool {
    var index = start
    if html[index] == UInt8(ascii: "/") { index += 1 }
    var name: [UInt8] = []
    while index < html.count, name.count < 7, (0x61...0x7A).contains(html[index]) {
      name.append(html[index])
      index += 1
    }
    return inlineNames.contains(String(decoding: name, as: UTF8.self))
  }
}
