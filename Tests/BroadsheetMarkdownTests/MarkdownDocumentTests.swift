import BroadsheetCore
import Testing

@testable import BroadsheetMarkdown

struct MarkdownDocumentTests {
  private func html(_ text: String, _ options: MarkdownOptions = .gitHub) -> String {
    String(decoding: MarkdownDocument(parsing: text, options: options).html(), as: UTF8.self)
  }

  @Test(arguments: [
    ("", ""), ("\u{FEFF}# a", "<h1>a</h1>\n"), ("a\r\nb\rc", "<p>a\nb\nc</p>\n"),
    ("a\0b", "<p>a\u{FFFD}b</p>\n"), ("~~a\0~~", "<p><del>a\u{FFFD}</del></p>\n"),
  ]) func survivesOddInput(_ text: String, _ expected: String) { #expect(html(text) == expected) }

  @Test func repairsInvalidText() {
    let document = MarkdownDocument(parsing: [0x61, 0xFF, 0x62], options: .site)
    #expect(document.prose().text == Array("a\u{FFFD}b\n".utf8))
  }

  @Test func leavesSlots() {
    var out = OutputBuffer()
    out.append("<main>")
    let document = MarkdownDocument(
      parsing: "x [a](b.md#c) ![alt](i.png)\n\n[w](https://example.org) [f](#g)\n", options: .site)
    let body = document.renderBody(into: &out)
    #expect(body.slots.map(\.kind) == [.link, .imageSource, .imageDimensions, .link])
    #expect(body.slots.map(\.destination) == ["b.md#c", "i.png", "i.png", "#g"])
    #expect(body.slots.map(\.line) == [1, 1, 1, 3])
    let html = out.bytes(from: 6)
    for slot in body.slots where slot.kind != .imageDimensions {
      #expect(html[slot.offset - 1] == UInt8(ascii: "\"") && html[slot.offset] == UInt8(ascii: "\""))
    }
  }

  @Test func leavesTheTitleOut() {
    var out = OutputBuffer()
    let body = MarkdownDocument(
      parsing: "# Head *line*\n\ntext\n\n## Next\n\n<!--more-->\n\nrest\n", options: .site
    )
    .renderBody(into: &out)
    #expect(body.title?.text == "Head line")
    #expect(body.headings.map(\.id) == ["next"])
    #expect(out.string().hasPrefix("<p>text</p>\n<h3 id=\"next\">"))
    #expect(body.moreOffset.map { String(out.string().utf8.dropFirst($0)) } == "<p>rest</p>\n")
    #expect(body.blocks.map(\.kind) == [.heading, .paragraph, .heading, .rawHTML, .paragraph])
    #expect(body.blocks[1].source == 15..<19)
  }

  @Test(arguments: [
    ("javascript:x", true), ("JaVaScRiPt:x", true), ("java\tscript:x", true), ("\u{1}javascript:x", true),
    ("javascript%3Ax", true), ("%6a%61vascript:x", true), ("%256aavascript:x", true), ("vbscript:x", true),
    ("file:///etc", true),
    ("data:text/html,x", true), ("data:image/svg+xml,x", true), ("data:image/png;base64,x", false),
    ("https://javascript:x", false), ("a/javascript:x", false), ("#javascript:x", false),
    ("mailto:a@b.c", false),
    ("javascript.html", false), ("\u{200B}javascript:x", true), ("\u{A0}javascript:x", true),
  ]) func forbidsAddresses(_ address: String, _ isForbidden: Bool) {
    #expect((AddressKind(address.utf8.span) == .forbidden) == isForbidden)
  }

  @Test func warns() {
    var out = OutputBuffer()
    let body = MarkdownDocument(parsing: "a\nb ![](x.png)\n[c](javascript:d)\n", options: .site).renderBody(
      into: &out)
    #expect(body.warnings.map(\.line) == [2, 3])
    #expect(
      body.warnings.map { $0.diagnostic(file: "f.md").code } == [.missingAlternativeText, .forbiddenURL])
    #expect(!out.string().contains("javascript"))
  }

  @Test(arguments: [
    (MarkdownOptions.RawHTML.keep, "<p>a <b>c</b></p>\n"), (.escape, "<p>a &lt;b&gt;c&lt;/b&gt;</p>\n"),
    (.drop, "<p>a c</p>\n"),
  ]) func treatsRawHTML(_ policy: MarkdownOptions.RawHTML, _ expected: String) {
    var options = MarkdownOptions.site
    options.rawHTML = policy
    #expect(html("a <b>c</b>\n", options) == expected)
  }

  @Test(arguments: [
    ("de", "„a“ ‚b‘"), ("fr", "«\u{202F}a\u{202F}» ‘b’"), ("sv", "”a” ’b’"), ("de-CH", "«a» ‹b›"),
    ("en", "“a” ‘b’"),
  ]) func setsQuotationMarks(_ language: String, _ expected: String) {
    var options = MarkdownOptions.site
    options.smartPunctuation = language
    #expect(html("\"a\" 'b'", options) == "<p>\(expected)</p>\n")
  }

  @Test func parsesInManyTasksAtOnce() async {
    let text = "a ~~b~~ | c\n-|-\n[^1] www.x.org\n\n[^1]: n\n"
    let expected = html(text)
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<32 {
        group.addTask {
          String(decoding: MarkdownDocument(parsing: text, options: .gitHub).html(), as: UTF8.self)
            == expected
        }
      }
      for await same in group { #expect(same) }
    }
  }
}
