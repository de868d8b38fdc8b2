import Testing

@testable import BroadsheetCore

@Suite("Diagnostics")
struct DiagnosticTests {
  static let source = Array("title: Harbour\ndraft: maybe\r\nlast".utf8)

  static var sample: Diagnostic {
    Diagnostic(
      .wrongFieldType, "`draft` must be `true` or `false`",
      at: SourceLocation(file: "Content/a.md", line: 2, column: 8, length: 5), help: "write `true`"
    ).quoting(source.span)
  }

  @Test("Text shows the line with a caret under the place")
  func text() {
    #expect(
      DiagnosticFormat.text.describe(Self.sample) == """
        error[BS0204]: `draft` must be `true` or `false`
          --> Content/a.md:2:8
          |
        2 | draft: maybe
          |        ^^^^^
          help: write `true`

        """)
  }

  @Test("JSON is one object a line")
  func json() throws {
    let line = DiagnosticFormat.json.describe(Self.sample)
    let node = try JSONParser.parse(Array(line.utf8))
    #expect(node["code"]?.value == .string("BS0204"))
    #expect(node["line"]?.value == .int(2))
    #expect(node["excerpt"]?.value == .string("draft: maybe"))
    #expect(line.hasSuffix("}\n"))
  }

  @Test("GitHub's commands escape what would end them")
  func github() {
    let diagnostic = Diagnostic(
      .brokenLink, .warning, "50% of\nlinks", at: SourceLocation(file: "a,b:c.md", line: 3, column: 1))
    #expect(
      DiagnosticFormat.github.describe(diagnostic)
        == "::warning file=a%2Cb%3Ac.md,line=3,col=1,title=BS0801::50%25 of%0Alinks\n")
  }

  @Test("Control characters of a message never reach the terminal")
  func control() {
    let diagnostic = Diagnostic(.brokenLink, "x\u{1B}[31my")
    #expect(!DiagnosticFormat.text.describe(diagnostic).contains("\u{1B}"))
  }

  @Test("A long line is cut around the place")
  func longLine() {
    let line = String(repeating: "a", count: 5000) + "X" + String(repeating: "b", count: 5000)
    let diagnostic = Diagnostic(
      .brokenLink, "here", at: SourceLocation(file: "a", line: 1, column: 5001), excerpt: line)
    let rows = DiagnosticFormat.text.describe(diagnostic).split(separator: "\n")
    #expect(rows[3].count < 200)
    let caret = rows[4].firstIndex(of: "^")
    #expect(caret != nil)
    if let caret {
      let column = rows[4].distance(from: rows[4].startIndex, to: caret)
      #expect(Array(rows[3])[column] == "X")
    }
  }

  @Test(
    "Lines and columns count as editors do",
    arguments: [(0, 1, 1), (7, 1, 8), (15, 2, 1), (22, 2, 8), (29, 3, 1), (33, 3, 5)])
  func locations(offset: Int, line: Int, column: Int) {
    let location = SourceLocation(file: "a", offset: offset, in: Self.source.span)
    #expect(location.line == line && location.column == column)
  }

  @Test(
    "Suggestions",
    arguments: [
      ("titel", "title"), ("descripton", "description"), ("tag", "tags"), ("zzz", nil), ("draft ", "draft"),
      ("Title", "title"), ("x", nil),
    ])
  func suggestions(name: String, expected: String?) {
    #expect(Suggestion.nearest(to: name, in: ["title", "tags", "description", "draft"]) == expected)
  }

  @Test("Codes are unique")
  func codes() {
    #expect(Set(DiagnosticCode.allCases.map(\.rawValue)).count == DiagnosticCode.allCases.count)
  }

  @Test("A fingerprint depends on every byte and on the length")
  func hashes() {
    var seen: Set<ContentHash> = []
    let bytes = [UInt8](repeating: 0, count: 300)
    for length in 0...300 { #expect(seen.insert(ContentHash(bytes.span.extracting(0..<length))).inserted) }
    for index in 0..<300 {
      var changed = bytes
      changed[index] = 1
      #expect(seen.insert(ContentHash(changed.span)).inserted)
    }
  }
}
