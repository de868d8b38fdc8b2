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
    var text = OutputBuffer(capacity: length + 8)
    var index = 0
    while index < html.count, text.count < length {
      let start = index
      let end = min(html.count, start + length - text.count)
      while index < end, isPlain(html[index]) { index += 1 }
      text.append(html, start..<index)
      if index == end { continue }
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
        if !isInline { appendBlank(to: &text) }
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
      default: appendBlank(to: &text)
      }
    }
    if endsWithBlank(text) { text.truncate(to: text.count - 1) }
    return text.string()
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte != UInt8(ascii: "<") && byte != UInt8(ascii: "&")
  }

  private static let anchor = Array("a class=\"anchor\"".utf8)
  private static let anchorEnd = Array("</a".utf8)

  private static func matches(_ html: Span<UInt8>, _ start: Int, _ text: [UInt8]) -> Bool {
    guard start + text.count <= html.count else { return false }
    for (offset, byte) in text.enumerated() where html[start + offset] != byte { return false }
    return true
  }

  private static func endsWithBlank(_ text: borrowing OutputBuffer) -> Bool {
    !text.isEmpty && text.span[text.count - 1] == 0x20
  }

  private static func appendBlank(to text: inout OutputBuffer) {
    if !text.isEmpty, !endsWithBlank(text) { text.append(0x20) }
  }

  /// What the escaping of HTML writes.
  private static let entities: [String: UInt8] = [
    "amp": UInt8(ascii: "&"), "lt": UInt8(ascii: "<"), "gt": UInt8(ascii: ">"), "quot": UInt8(ascii: "\""),
    "#34": UInt8(ascii: "\""), "#39": UInt8(ascii: "'"),
  ]

  private static let inlineNames = Set(
    [
      "a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "span", "strong",
      "sub",
      "sup", "u",
    ].map { $0.utf8.reduce(0, key) })

  /// A name of up to seven letters as a number.
  private static func key(_ letters: UInt64, _ letter: UInt8) -> UInt64 { letters << 8 | UInt64(letter) }

  private static func inlineTag(_ html: Span<UInt8>, _ start: Int) -> Bool {
    var index = start
    if html[index] == UInt8(ascii: "/") { index += 1 }
    let first = index
    var name: UInt64 = 0
    while index < html.count, index - first < 7, (0x61...0x7A).contains(html[index]) {
      name = key(name, html[index])
      index += 1
    }
    return inlineNames.contains(name)
  }
}
