import BroadsheetCore

/// Replaces straight quotation marks, `--`, `---` and `...` by what a language prints.
///
/// Whether a mark opens or closes is decided as typewriters' heirs do: it opens behind white space, an
/// opening bracket or a dash, unless white space follows.
struct SmartPunctuation {
  /// The marks of a language: outer and inner quotation marks, in UTF-8.
  struct Marks {
    var open: StaticString
    var close: StaticString
    var innerOpen: StaticString
    var innerClose: StaticString
  }

  private let marks: Marks
  /// What stands before: white space (or an opening bracket), or a word.
  private var isAfterSpace = true

  /// Chooses the marks of a language by its BCP 47 tag; unknown languages get those of English.
  init(language: String) {
    marks = Self.marks(for: language)
  }

  /// Begins a block, whose start counts as white space.
  mutating func beginBlock() { isAfterSpace = true }
  /// Notes that white space was written.
  mutating func noteSpace() { isAfterSpace = true }
  /// Notes that something was written that a closing mark may follow.
  mutating func noteWord() { isAfterSpace = false }

  /// Writes a text, escaped for HTML; `following` is the first byte of what comes behind it.
  mutating func write(_ text: Span<UInt8>, before following: UInt8, into out: inout OutputBuffer) {
    let count = text.count
    var start = 0
    var index = text.firstTypographic(from: 0)
    while index < count {
      let byte = text[index]
      var end = index + 1
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        out.append(text, start..<index)
        let before = index > 0 ? Self.opens(after: text, index) : isAfterSpace
        let next = end < count ? text[end] : following
        writeMark(byte, opens: before && !next.isMarkdownSpace, next: next, into: &out)
        start = end
      case UInt8(ascii: "-"), UInt8(ascii: "."):
        while end < count, text[end] == byte { end += 1 }
        let length = end - index
        if length == 3 || length == 2 && byte == UInt8(ascii: "-") {
          out.append(text, start..<index)
          out.append(byte == UInt8(ascii: ".") ? "…" : length == 2 ? "–" : "—")
          start = end
        }
      default:
        out.append(text, start..<index)
        out.append(markupEscaped: text.extracting(index..<end))
        start = end
      }
      index = text.firstTypographic(from: end)
    }
    out.append(text, start..<count)
    if count > 0 { isAfterSpace = Self.opens(after: text, count) }
  }

  private func writeMark(_ byte: UInt8, opens: Bool, next: UInt8, into out: inout OutputBuffer) {
    if byte == UInt8(ascii: "\"") { return out.append(opens ? marks.open : marks.close) }
    // An apostrophe before a number ('90s) or inside a word is the same sign in every language.
    if opens && !next.isASCIIDigit { return out.append(marks.innerOpen) }
    out.append(opens || next.isASCIIAlphanumeric || next >= 0x80 ? "’" : apostropheOrClose)
  }

  /// Behind a word, `'` may be either; where the two differ, the apostrophe is by far the more frequent in
  /// languages that write it, and the closing mark in the others.
  private var apostropheOrClose: StaticString { marks.innerClose }

  /// Whether what stands before `index` lets a mark open.
  private static func opens(after text: Span<UInt8>, _ index: Int) -> Bool {
    let byte = text[index - 1]
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "-"), UInt8(ascii: "/"),
      UInt8(ascii: "="), UInt8(ascii: "\""), UInt8(ascii: "'"):
      return byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "'") || index == 1
    case 0x80...:
      // En and em dashes, and the no-break space.
      if index >= 3, text[index - 3] == 0xE2, text[index - 2] == 0x80 { return byte == 0x93 || byte == 0x94 }
      return index >= 2 && text[index - 2] == 0xC2 && byte == 0xA0
    default: return byte.isMarkdownSpace
    }
  }

  private static let english = Marks(open: "“", close: "”", innerOpen: "‘", innerClose: "’")

  private static func marks(for language: String) -> Marks {
    if language == "en" { return english }
    let primary =
      language.split(whereSeparator: { $0 == "-" || $0 == "_" }).first.map { $0.lowercased() } ?? ""
    let isSwiss = language.lowercased().hasSuffix("-ch")
    switch primary {
    case "de" where isSwiss, "it" where isSwiss:
      return Marks(open: "«", close: "»", innerOpen: "‹", innerClose: "›")
    case "de", "cs", "sk", "sl", "is", "lt", "et", "bg", "sr", "hr", "ka":
      return Marks(open: "„", close: "“", innerOpen: "‚", innerClose: "‘")
    case "pl", "ro", "hu":
      return Marks(open: "„", close: "”", innerOpen: "«", innerClose: "»")
    case "fr":
      return Marks(open: "«\u{202F}", close: "\u{202F}»", innerOpen: "‘", innerClose: "’")
    case "es", "it", "pt", "ca", "el", "gl", "eu":
      return Marks(open: "«", close: "»", innerOpen: "‘", innerClose: "’")
    case "ru", "uk", "be":
      return Marks(open: "«", close: "»", innerOpen: "„", innerClose: "“")
    case "no", "nb", "nn", "da":
      return Marks(open: "«", close: "»", innerOpen: "‘", innerClose: "’")
    case "sv", "fi":
      return Marks(open: "”", close: "”", innerOpen: "’", innerClose: "’")
    case "ja", "zh":
      return Marks(open: "「", close: "」", innerOpen: "『", innerClose: "』")
    default: return english
    }
  }
}
