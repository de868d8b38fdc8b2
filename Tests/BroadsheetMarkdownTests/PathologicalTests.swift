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
    ("blocks in blocks", times("::: note\n", 10_000) + "a\n" + times(":::\n", 10_000)),
    ("blocks that never end", times("::: note\na\n\n", 10_000)),
    ("lines in blocks", times("::: note\n", 10_000) + times("a\n\n", 10_000)),
    ("blocks in quotes", times("> ::: note\n", 5000) + times(":::\n", 10_000)),
    ("quotes in blocks", times("::: note\n> ", 300) + "a" + times("\nb", 5000)),
    ("blocks in lists", (0..<150).map { times("  ", $0) + "- ::: note\n" }.joined() + times("a\n", 5000)),
    ("lazy lines below lists in a block", "::: note\n" + times("- ", 2000) + times("a\n")),
    ("fences that close nothing", times("::::: note\n", 5000) + times("::::\n", 10_000)),
    ("fences of all lengths", (3..<300).map { times(":", $0) + "note\n" }.joined() + times("::::\n", 5000)),
    ("blocks and footnotes", times("::: note\n[^a]: ::: note\n", 3000) + "\n[^a]"),
    ("attributes of a block", "::: note " + times("kind=\"a\" .b #c ")),
    ("quotation marks in a fence", "::: note " + times("kind='")),
    ("brackets in fences", times("::: note [\n", 5000)),
    ("items in blocks", "::: note\n" + times("- **a** b\n")),
    ("tables in blocks", times("::: note\n|a|\n|-|\n", 3000)),
    ("lines to mark", "``` swift {" + times("1,") + "}\n" + times("a\n")),
    ("slashes", "``` js\n" + times("= /[") + "\n"), ("braces in code", "``` js\n`" + times("${") + "\n"),
    ("interpolations", "``` swift\n\"" + times("\\(\"") + "\n"),
    ("comments in comments", "``` swift\n" + times("/*") + "\n"),
    ("number signs", "``` rust\n" + times("#") + "\n"),
    ("keys", "``` json\n" + times("\"a\"" + times(" ", 40)) + "\n"),
    ("apostrophes", "``` c\n" + times("'") + "\n"), ("tags in code", "``` html\n" + times("<script>") + "\n"),
    ("colons", "``` yaml\n" + times("a:b ") + "\n"), ("braces of styles", "``` css\n" + times("a{:") + "\n"),
    ("backslashes in code", "``` py\nr'" + times("\\") + "\n"), ("dollars", "``` sh\n" + times("${") + "\n"),
  ]

  @Test("Come back, in every form", arguments: texts)
  func comeBack(_ test: Sample) {
    let source = Array(test.text.utf8)
    var site = MarkdownOptions.site
    site.blocks = ExampleTests.blocks
    for options in [MarkdownOptions.commonMark, .gitHub, site] {
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
