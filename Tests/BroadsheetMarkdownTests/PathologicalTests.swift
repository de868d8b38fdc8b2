import BroadsheetCore
import Testing

@testable import BroadsheetMarkdown

/// Texts that bring careless parsers to their knees: each is parsed, rendered and read in every form. One that
/// took the square of its length, or recursed with its nesting, would not come back.
@Suite("Pathological texts")
struct PathologicalTests {
  static let size = 20_000

  static func times(_ text: String, _ count: Int = size) -> String { String(repeating: text, count: count) }

  /// A text that the log calls by its name.
  struct Sample: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var testDescription: String { name }
  }

  static let texts: [Sample] = pairs.map { Sample(name: $0.name, text: $0.text) }

  private static let pairs: [(name: String, text: String)] = [
    ("open brackets", times("[")), ("closed brackets", times("]")), ("images", times("![")),
    ("links in links", times("[a](") + times("b)")), ("asterisks", times("*a ")),
    ("nested emphasis", times("*a _b ") + times("_ *")),
    ("underscores", times("_")), ("tildes", times("~~a ")), ("pairs of tildes", times("~a~~b~~~")),
    ("backticks", (1...200).map { "e" + times("`", $0) }.joined()), ("quotes", times("> ")),
    ("lists", times("- ")),
    ("ordered lists", times("1. ", 2000) + "a"), ("pipes", times("|")),
    ("pipes over a rule", times("a|") + "\n" + times("-|")),
    ("rows", "a|b\n-|-\n" + times("a|b\n")), ("footnotes", times("[^a]") + "\n\n[^a]: x"),
    (
      "definitions of footnotes",
      (0..<5000).map { "[^\($0)] " }.joined() + "\n\n" + (0..<5000).map { "[^\($0)]: x\n\n" }.joined()
    ),
    ("addresses", times("www.a.b/(")), ("mail", times("a@b.c")),
    ("dots and ats", times("a.") + "@" + times("b.")),
    ("tags", times("<a ")), ("comments", times("<!--")), ("declarations", times("<!A ")),
    ("instructions", times("<?")),
    ("entities", times("&")), ("attributes", "# a {" + times(".b ") + "}"), ("braces", times("{")),
    ("definitions", times("a\n: b\n\n", 3000)),
    ("quotation marks", times("\"'")), ("backslashes", times("\\")), ("indents", times(" ") + "a"),
    ("tabs", times("\t")),
    ("breaks", times("a  \n")), ("tasks", times("- [ ] a\n")), ("alerts", times("> [!NOTE]\n> a\n\n", 3000)),
    ("references", times("[a]: b\n")), ("open reference", "[a]: <" + times("b")),
    ("emphasis of links", times("*[a](b)*")),
  ]

  @Test("Come back, in every form", arguments: texts)
  func comeBack(_ test: Sample) {
    let source = Array(test.text.utf8)
    for options in [MarkdownOptions.commonMark, .gitHub, .site] {
      let document = MarkdownDocument(parsing: source, options: options)
      let html = document.html()
      // Nothing that is said is lost, and nothing grows out of proportion.
      #expect(html.count <= source.count * 80 + 2000, "\(test.name): \(html.count) bytes of HTML")
      if !options.isPlain {
        let prose = document.prose()
        #expect(prose.text.count <= source.count + 2000, "\(test.name)")
      }
    }
  }
}
