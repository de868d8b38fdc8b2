extension InlineParser {
  /// Makes a link of the address that begins with `www.` here.
  mutating func matchDomain(_ text: Span<UInt8>) -> Bool {
    let start = position
    if start > 0 {
      let before = text[start - 1]
      guard
        before == UInt8(ascii: "*") || before == UInt8(ascii: "_") || before == UInt8(ascii: "~")
          || before == UInt8(ascii: "(") || before.isMarkdownSpace
      else { return false }
    }
    guard start + 4 <= text.count, text[start + 1] == UInt8(ascii: "w"), text[start + 2] == UInt8(ascii: "w"),
      text[start + 3] == UInt8(ascii: "."), let domain = domainEnd(text, start, needsDot: true)
    else { return false }
    let end = Autolink.end(text, start, from: domain)
    guard end > start else { return false }
    position = end
    let address = Self.bytes(text, start..<end)
    addLink(url: Array("http://".utf8) + address, text: address)
    return true
  }

  /// Makes a link of the address whose scheme stands in front of the `:` here.
  mutating func matchScheme(_ text: Span<UInt8>) -> Bool {
    guard position + 4 <= text.count, text[position + 1] == UInt8(ascii: "/"),
      text[position + 2] == UInt8(ascii: "/")
    else { return false }
    var start = position
    // No scheme that counts is longer; cmark-gfm takes all letters and then wants one of three names.
    while start > 0, position - start < 6, text[start - 1].isASCIILetter { start -= 1 }
    guard Autolink.isScheme(text, start..<position),
      Autolink.isHostByte(text, position + 3),
      let domain = domainEnd(text, position + 3, needsDot: false)
    else { return false }
    let end = Autolink.end(text, position, from: domain)
    guard end > position else { return false }
    takeBack(position - start)
    position = end
    let address = Self.bytes(text, start..<end)
    addLink(url: address, text: address)
    return true
  }

  /// Takes bytes away from the end of the text so far.
  private mutating func takeBack(_ count: Int) {
    var remaining = count
    var node = tree.nodes[0].lastChild
    while remaining > 0, node >= 0, tree.nodes[node].kind == .text, tree.nodes[node].string < 0 {
      let length = tree.nodes[node].end - tree.nodes[node].start
      let taken = min(length, remaining)
      tree.nodes[node].end -= taken
      remaining -= taken
      node = tree.nodes[node].previous
    }
  }

  /// Where the domain that begins at `start` ends; nil where it is none.
  private mutating func domainEnd(_ text: Span<UInt8>, _ start: Int, needsDot: Bool) -> Int? {
    guard start >= badDomainsUpTo else { return nil }
    var index = start + 1
    var dots = 0
    var lastDot = start
    var dotBeforeLast = start
    var underscoresBefore = 0
    var underscores = 0
    while index < text.count - 1 {
      let byte = text[index]
      if byte == UInt8(ascii: "_") {
        underscores += 1
      } else if byte == UInt8(ascii: ".") {
        underscoresBefore = underscores
        underscores = 0
        dots += 1
        dotBeforeLast = lastDot
        lastDot = index
      } else if byte != UInt8(ascii: "-"), !Autolink.isHostByte(text, index) {
        break
      }
      index += 1
    }
    if underscoresBefore > 0 || underscores > 0 {
      // Whatever begins before the last two dots ends in the same bad parts.
      badDomainsUpTo = dotBeforeLast
      return nil
    }
    return needsDot && dots == 0 ? nil : max(index, start)
  }
}

/// The rules for bare addresses, as cmark-gfm has them.
enum Autolink {
  /// Whether letters are a scheme that is linked without brackets.
  static func isScheme(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    for name in ["http", "https", "ftp"] as [StaticString] where range.count == name.utf8CodeUnitCount {
      var matches = true
      for (offset, index) in range.enumerated() where text[index].asciiLowercased != name.byte(at: offset) {
        matches = false
        break
      }
      if matches { return true }
    }
    return false
  }

  /// Whether a character that can be part of a host begins here.
  static func isHostByte(_ text: Span<UInt8>, _ index: Int) -> Bool {
    guard index < text.count else { return false }
    let byte = text[index]
    if byte < 0x80 { return !byte.isMarkdownSpace && !byte.isASCIIPunctuation }
    return byte >= 0xC0 && CharacterClass.scalar(text, at: index) != nil
      && CharacterClass(text, at: index) == .other
  }

  /// Where the address that begins at `start` and whose domain ends at `domain` ends: at white space or `<`,
  /// less the punctuation that belongs to the sentence.
  static func end(_ text: Span<UInt8>, _ start: Int, from domain: Int) -> Int {
    var end = domain
    while end < text.count, !text[end].isMarkdownSpace { end += 1 }
    return trimmed(text, start, end)
  }

  /// The address without trailing punctuation, closing brackets that it does not open, and entities.
  static func trimmed(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> Int {
    var end = limit
    var open = 0
    var closed = 0
    for index in start..<limit {
      let byte = text[index]
      if byte == UInt8(ascii: "<") {
        end = index
        break
      }
      if byte == UInt8(ascii: "(") { open += 1 }
      if byte == UInt8(ascii: ")") { closed += 1 }
    }
    while end > start {
      let byte = text[end - 1]
      switch byte {
      case UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"),
        UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "'"), UInt8(ascii: "\""):
        end -= 1
      case UInt8(ascii: ";"):
        var ampersand = end - 2
        while ampersand > start, text[ampersand].isASCIILetter { ampersand -= 1 }
        if ampersand >= start, ampersand < end - 2, text[ampersand] == UInt8(ascii: "&") {
          end = ampersand
        } else {
          end -= 1
        }
      case UInt8(ascii: ")"):
        if closed <= open { return end }
        closed -= 1
        end -= 1
      default:
        return end
      }
    }
    return end
  }

  /// One e-mail address in a text.
  struct Mail {
    var range: Range<Int>
    /// Whether `mailto:` goes in front.
    var needsScheme: Bool
  }

  /// The next e-mail address of a text behind `from`; `limit` is what an earlier address took.
  static func nextMail(_ text: Span<UInt8>, from: Int) -> Mail? {
    var search = from
    while true {
      while search < text.count, text[search] != UInt8(ascii: "@") { search += 1 }
      guard search < text.count else { return nil }
      if let mail = mail(text, at: search, from: from) { return mail }
      search += 1
    }
  }

  private static func mail(_ text: Span<UInt8>, at: Int, from: Int) -> Mail? {
    var start = at
    var needsScheme = true
    var isChat = false
    while start > from {
      let byte = text[start - 1]
      if byte.isASCIIAlphanumeric || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+")
        || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      {
        start -= 1
        continue
      }
      guard byte == UInt8(ascii: ":") else { break }
      if isPreceded(text, by: "mailto:", start, from) {
        needsScheme = false
      } else if isPreceded(text, by: "xmpp:", start, from) {
        needsScheme = false
        isChat = true
      } else {
        break
      }
      start -= 1
    }
    guard start < at else { return nil }
    var end = at
    var signs = 0
    var dots = 0
    while end < text.count {
      let byte = text[end]
      if byte == UInt8(ascii: "@") {
        signs += 1
        if signs > 1 { return nil }
      } else if byte == UInt8(ascii: "."), end + 1 < text.count, text[end + 1].isASCIIAlphanumeric {
        dots += 1
      } else if !byte.isASCIIAlphanumeric, !(byte == UInt8(ascii: "/") && isChat), byte != UInt8(ascii: "-"),
        byte != UInt8(ascii: "_")
      {
        break
      }
      end += 1
    }
    guard end - at >= 2, dots > 0, text[end - 1].isASCIILetter || text[end - 1] == UInt8(ascii: ".") else {
      return nil
    }
    end = trimmed(text, at, end)
    return end > at ? Mail(range: start..<end, needsScheme: needsScheme) : nil
  }

  /// Whether a scheme ends at `end`, with no letter or digit in front.
  private static func isPreceded(_ text: Span<UInt8>, by scheme: StaticString, _ end: Int, _ from: Int)
    -> Bool
  {
    let count = scheme.utf8CodeUnitCount
    guard end - count >= from else { return false }
    for index in 0..<count where text[end - count + index] != scheme.byte(at: index) { return false }
    return end - count == from || !text[end - count - 1].isASCIIAlphanumeric
  }
}
