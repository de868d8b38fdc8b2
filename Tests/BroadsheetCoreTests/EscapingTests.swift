import Testing

@testable import BroadsheetCore

@Suite("Escaping")
struct EscapingTests {
  static func escaped(_ body: (inout OutputBuffer) -> Void) -> String {
    var out = OutputBuffer(capacity: 1)
    body(&out)
    return out.string()
  }

  @Test(
    "HTML text and attributes",
    arguments: [
      ("plain", "plain"), ("a < b & c > d", "a &lt; b &amp; c &gt; d"), ("\"it's\"", "&#34;it&#39;s&#34;"),
      ("é日本\u{1F600}", "é日本\u{1F600}"), ("", ""), ("</script>", "&lt;/script&gt;"),
    ])
  func html(text: String, expected: String) {
    #expect(Self.escaped { $0.append(htmlEscaped: text) } == expected)
  }

  @Test("HTML is escaped wherever a character stands")
  func htmlAtEachPosition() {
    let characters: [Character] = [
      "&", "<", ">", "\"", "'", "!", "%", "(", ";", "=", "?", "#", "a", "é", "|", "\u{7F}",
    ]
    let entities: [Character: String] = ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&#34;", "'": "&#39;"]
    for length in 1...20 {
      for position in 0..<length {
        for first in characters {
          for second in characters {
            var text = [Character](repeating: "x", count: length)
            text[position] = first
            text[(position * 7 + 1) % length] = second
            let expected = text.map { entities[$0] ?? String($0) }.joined()
            #expect(Self.escaped { $0.append(htmlEscaped: String(text)) } == expected)
          }
        }
      }
    }
  }

  @Test(
    "XML drops what XML 1.0 forbids",
    arguments: [
      ("a\u{0}b\u{8}c\u{1F}d", "abcd"), ("tab\tline\nreturn\r", "tab\tline\nreturn\r"),
      ("\u{FFFE}x\u{FFFF}", "x"), ("]]>", "]]&gt;"), ("\u{FFFD}", "\u{FFFD}"),
    ])
  func xml(text: String, expected: String) {
    #expect(Self.escaped { $0.append(xmlEscaped: text) } == expected)
  }

  @Test(
    "JSON strings cannot close a script element",
    arguments: [
      ("</script>", "\"\\u003c/script\\u003e\""), ("a&b", "\"a\\u0026b\""),
      ("\"\\\n\t\r", "\"\\\"\\\\\\n\\t\\r\""),
      ("\u{1}", "\"\\u0001\""), ("\u{2028}\u{2029}", "\"\\u2028\\u2029\""), ("é\u{2026}", "\"é\u{2026}\""),
    ])
  func json(text: String, expected: String) {
    #expect(Self.escaped { $0.append(jsonString: text) } == expected)
  }

  @Test("Addresses", arguments: [("/a b/ü?x=1&y=%20", "/a%20b/%C3%BC?x=1&y=%20"), ("\"<>", "%22%3C%3E")])
  func url(text: String, expected: String) {
    #expect(Self.escaped { $0.append(urlEncoded: text.utf8.span) } == expected)
  }

  @Test(
    "Numbers",
    arguments: [(0, "0"), (7, "7"), (-12, "-12"), (Int.max, "\(Int.max)"), (Int.min, "\(Int.min)")])
  func decimal(number: Int, expected: String) {
    #expect(Self.escaped { $0.append(decimal: number) } == expected)
  }

  @Test(
    "Padding", arguments: [(5, 2, "05"), (12, 2, "12"), (7, 4, "0007"), (2026, 4, "2026"), (123, 2, "123")])
  func padded(number: Int, width: Int, expected: String) {
    #expect(Self.escaped { $0.append(padded: number, width) } == expected)
  }

  @Test("A buffer grows, is cut, and is used again")
  func growth() {
    var out = OutputBuffer(capacity: 1)
    for _ in 0..<1000 { out.append("0123456789") }
    let count = out.count
    #expect(count == 10_000)
    let tail = out.string(from: 9_995)
    #expect(tail == "56789")
    out.truncate(to: 3)
    let head = out.string()
    #expect(head == "012")
    out.removeAll()
    let isEmpty = out.isEmpty
    #expect(isEmpty)
    out.append(string: "again")
    let again = out.bytes()
    #expect(again == Array("again".utf8))
  }
}
