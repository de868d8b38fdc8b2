import BroadsheetCore
import Testing

@testable import BroadsheetMarkdown

/// What rendering says about container blocks, besides their HTML.
@Suite("Container blocks")
struct ContainerTests {
  static func render(_ text: String) -> (body: RenderedBody, html: [UInt8]) {
    var options = MarkdownOptions.site
    options.blocks = ExampleTests.blocks
    let document = MarkdownDocument(parsing: text, options: options)
    var out = OutputBuffer()
    let body = document.renderBody(into: &out)
    return (body, out.bytes())
  }

  static func text(_ bytes: [UInt8], _ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  @Test("Name, label, attributes and classes")
  func header() throws {
    let (body, _) = Self.render(
      "\n ::: note The *\"label\"* kind=\"a b\" .wide by='c' #n .x kind=d=e :::\n:::\n")
    let block = try #require(body.containers.first)
    #expect(block.name == "note")
    #expect(block.label == "The *\"label\"*")
    #expect(block.classes == ["wide", "x"])
    #expect(block.id == "n")
    #expect(block.attributes.map(\.name) == ["kind", "by", "kind"])
    #expect(block.attribute("kind") == "d=e")
    #expect(block.attribute("by") == "c")
    #expect(block.attribute("of") == nil)
    #expect(block.line == 2 && block.column == 2)
    #expect(body.warnings.isEmpty)
  }

  @Test("Ranges of the HTML and of the text")
  func ranges() throws {
    let (body, html) = Self.render(
      """
      A

      ::: fact-box
      One *two*
      three

      ::: note
      Four `5`
      :::
      - six
      :::
      B
      """)
    try #require(body.containers.count == 2)
    let (outer, inner) = (body.containers[0], body.containers[1])
    #expect(Self.text(html, inner.html) == "<div class=\"note\">\n<p>Four <code>5</code></p>\n</div>\n")
    #expect(Self.text(html, inner.content) == "<p>Four <code>5</code></p>\n")
    #expect(Self.text(html, outer.html).hasPrefix("<div class=\"fact-box\">\n<p>One"))
    #expect(Self.text(html, outer.html).hasSuffix("</ul>\n</div>\n"))
    #expect(Self.text(body.containerText, outer.text) == "One two three\nFour 5\nsix")
    #expect(Self.text(body.containerText, inner.text) == "Four 5")
    #expect(inner.parent == 0 && inner.depth == 1 && outer.parent == nil && outer.depth == 0)
    #expect(body.blocks.map(\.kind) == [.paragraph, .container, .paragraph])
    #expect(body.blocks.map(\.line) == [1, 3, 12])
  }

  @Test("Items and what they begin with")
  func items() throws {
    let (body, html) = Self.render(
      """
      ::: timeline
      - **3 May** The vote
        - inner
      - no **label**

      - __4 *June*__: Loose
      :::
      - outside
      """)
    try #require(body.containerItems.count == 3)
    let texts = body.containerItems.map { Self.text(body.containerText, $0.text) }
    #expect(texts == ["3 May The vote\ninner", "no label", "4 June: Loose"])
    #expect(
      body.containerItems.map { Self.text(body.containerText, $0.labelText) } == ["3 May", "", "4 June"])
    #expect(
      body.containerItems.map { Self.text(html, $0.labelHTML) }
        == ["<strong>3 May</strong>", "", "<strong>4 <em>June</em></strong>"])
    #expect(Self.text(html, body.containerItems[1].html) == "\n<p>no <strong>label</strong></p>\n")
  }

  @Test(
    "What is wrong",
    arguments: [
      ("::: nite\n:::", "error BS0502 1:1 there is no block `nite` (did you mean `note`?)"),
      (
        "a\n\n> ::: zzz\n> :::",
        "error BS0502 3:3 there is no block `zzz` (use a block of the theme, or add a template for this one; "
          + "`\\:::` writes colons)"
      ),
      (
        "- a\n  ::: note\n",
        "error BS0503 2:3 the block `note` is never closed (end it with a line of as many colons as it begins with)"
      ),
      (
        ":::",
        "warning BS0504 1:1 this fence closes no block (remove it, or write `\\:::` if colons are meant)"
      ),
      (
        "::: note knd=x\n:::",
        "error BS0505 1:1 the block `note` has no attribute `knd` (did you mean `kind`?)"
      ),
      (
        "::: note kind=\"x\n:::",
        "error BS0505 1:1 the value of `kind` of the block `note` is not closed "
          + "(end it with the quotation mark that it begins with, on the same line)"
      ),
      (
        "::: quiet please\n:::",
        "error BS0505 1:1 the block `quiet` has no label, but `please` stands behind its name "
          + "(put the text into the block)"
      ),
    ])
  func warnings(_ text: String, _ expected: String) throws {
    let (body, _) = Self.render(text)
    let found = body.warnings.map { warning in
      let diagnostic = warning.diagnostic(file: "a.md")
      return
        "\(diagnostic.severity.rawValue) \(diagnostic.code.rawValue) \(warning.line):\(warning.column) "
        + "\(diagnostic.message) (\(diagnostic.help ?? ""))"
    }
    #expect(found == [expected])
  }

  @Test("A block must have the attributes that it requires")
  func requiredAttributes() {
    var options = MarkdownOptions.site
    options.blocks = [BlockDefinition(name: "claim", attributes: ["rating"], requiredAttributes: ["rating"])]
    func warnings(_ text: String) -> [RenderedBody.Warning.Kind] {
      let document = MarkdownDocument(parsing: text, options: options)
      var out = OutputBuffer()
      return document.renderBody(into: &out).warnings.map(\.kind)
    }
    #expect(warnings("::: claim rating=no\n:::") == [])
    #expect(warnings("::: claim\n:::") == [.missingBlockAttribute(block: "claim", attribute: "rating")])
  }

  @Test("Slots in blocks have the line of the source")
  func slots() {
    let (body, _) = Self.render("a\n\n> ::: note\n> text\n> and [b](c.md)\n> :::\n\n![](d.png)")
    #expect(body.slots.map(\.line) == [5, 8, 8])
  }

  @Test("Prose has what blocks hold, with its place, unless they are no prose")
  func prose() {
    let text =
      "One.\n\n> ::: note\n> Two *three*.\n> :::\n\n::: quiet\nFour.\n:::\n\n- ::: note\n  Five.\n  :::\n\nSix."
    var options = MarkdownOptions.site
    options.blocks = ExampleTests.blocks
    let document = MarkdownDocument(parsing: text, options: options)
    let prose = document.prose()
    #expect(String(decoding: prose.text, as: UTF8.self) == "One.\nTwo three.\nFive.\nSix.\n")
    let source = Array(text.utf8)
    #expect(
      prose.blocks.map { Self.text(source, $0.source) } == ["One.", "Two *three*.", "Five.", "Six."])
    #expect(prose.blocks.map(\.quoteDepth) == [0, 1, 0, 0])
  }

  @Test("Without known blocks, colons are text")
  func isOff() {
    let document = MarkdownDocument(parsing: "::: note\na\n:::", options: .site)
    #expect(String(decoding: document.html(), as: UTF8.self) == "<p>::: note\na\n:::</p>\n")
  }

  @Test("A highlighter of one's own gets the code of other languages")
  func highlighter() {
    var options = MarkdownOptions.site
    options.codeHighlighter = CodeHighlighter(identity: "test") { language, code in
      language == "cobol" ? Array("<b>\(code.count)</b>".utf8) : nil
    }
    func html(_ text: String) -> String {
      String(decoding: MarkdownDocument(parsing: text, options: options).html(), as: UTF8.self)
    }
    #expect(
      html("~~~ cobol\nABC\n~~~")
        == "<pre class=\"highlight\"><code class=\"language-cobol\"><b>4</b></code></pre>\n")
    #expect(html("~~~ apl\n<\n~~~") == "<pre><code class=\"language-apl\">&lt;\n</code></pre>\n")
    #expect(html("~~~ json\n1\n~~~").contains("<span class=\"m\">1</span>"))
    options.highlightsCode = false
    #expect(html("~~~ json\n1\n~~~") == "<pre><code class=\"language-json\">1\n</code></pre>\n")
  }

  @Test("Every block that the scanner finds is in the tree, whatever stands around it")
  func agrees() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = Generator(state: seed)
    let pieces = [
      "a", "b c", "> ", ">", "- ", "1. ", "    ", "  ", " ", "\t", "# ", "```", "---", "===", "<div>",
      "</div>",
      "<!-- ", "-->", "[r]: /u", "[r]", "[^n]: ", "[^n]", "|a|", "|-|", "- [ ]", "- [x] b", ": c", "\\", "",
      "::: note", "::: note", ":::", ":::", ":::: fact-box", "::::", "::: quiet", "::::::",
    ]
    var options = MarkdownOptions.site
    options.blocks = ExampleTests.blocks
    var total = 0
    for _ in 0..<10_000 {
      var text = ""
      for _ in 0..<Int.random(in: 1...12, using: &generator) {
        for _ in 0..<Int.random(in: 0...3, using: &generator) {
          text += pieces.randomElement(using: &generator) ?? ""
        }
        text += "\n"
      }
      let document = MarkdownDocument(parsing: text, options: options)
      let found = document.layout?.blocks.count ?? 0
      let built = document.additions.blocks.count
      total += found
      #expect(built == found, "seed \(seed): \(text.debugDescription)")
      let prose = document.prose()
      #expect(
        prose.blocks.allSatisfy { $0.source.upperBound <= text.utf8.count },
        "seed \(seed): \(text.debugDescription)")
    }
    #expect(total > 1000, "seed \(seed)")
  }

  @Test("No code loses a byte, in any language")
  func keepsCode() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = Generator(state: seed)
    let pieces = [
      "a", "b1", " ", "\n", "\"", "'", "`", "\\", "/", "*", "/*", "*/", "//", "#", "$", "{", "}", "(", ")",
      "<", ">",
      "<!--", "-->", "<script>", "</script>", "&", ";", "&amp;", ":", "- ", "=", "@", "[", "]", "é", "0x",
      "1.5", "--",
      "r#\"", "\"\"\"", "${", "\\(", "!", "let", "def",
    ]
    for name in [
      "swift", "c", "rust", "go", "py", "ts", "html", "css", "json", "yaml", "toml", "sql", "sh", "diff",
    ] {
      for _ in 0..<300 {
        let code = (0..<Int.random(in: 1...30, using: &generator)).map { _ in
          pieces.randomElement(using: &generator) ?? ""
        }.joined()
        guard !code.contains("~~~") else { continue }
        let text = "~~~ \(name) {2}\n\(code)\n~~~"
        let html = String(decoding: MarkdownDocument(parsing: text, options: .site).html(), as: UTF8.self)
        var shown = ""
        var isTag = false
        for character in html.unicodeScalars {
          if character == "<" {
            isTag = true
          } else if character == ">" {
            isTag = false
          } else if !isTag {
            shown.unicodeScalars.append(character)
          }
        }
        for (entity, byte) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
          shown = shown.split(separator: entity, omittingEmptySubsequences: false).joined(separator: byte)
        }
        #expect(shown == code + "\n\n", "seed \(seed), \(name): \(code.debugDescription)")
      }
    }
  }
}
