import BroadsheetCore
import Testing

@testable import Broadsheet

@Suite("Bodies")
struct BodyTests {
  /// A body with a link, an anchor of a heading, a footnote, a picture, and a part that the page shows elsewhere.
  static var body: ArticleBody {
    var body = ArticleBody()
    var html: [UInt8] = []
    func slot(_ kind: ArticleBody.Slot.Kind, _ destination: String) {
      body.slots.append(.init(offset: html.count, kind: kind, destination: destination, line: 1))
    }
    func text(_ text: String) { html += Array(text.utf8) }
    text("<p><a href=\"")
    slot(.link, "b.md")
    text("\">b</a> <img src=\"")
    slot(.image, "c.png")
    text("\" alt=\"\"")
    slot(.dimensions, "c.png")
    text("><sup><a href=\"#fn-1\">1</a></sup></p>")
    let start = html.count
    text("<p>SEE: <a href=\"")
    slot(.link, "d.md")
    text("\">d</a></p>")
    body.omitted = [start..<html.count]
    text("<h2 id=\"x\">X <a class=\"anchor\" href=\"#x\" aria-label=\"x\">#</a></h2><p><a href=\"")
    slot(.link, "#x")
    text("\">x</a></p>")
    body.html = ByteSlice(html)
    return body
  }

  static let values = ["/b/?q=1&r=2", "/c.png", " width=\"1\" height=\"2\"", "/d/", "#x"]

  @Test("A page leaves out what stands elsewhere on it")
  func page() {
    var out = OutputBuffer()
    Self.body.writePage(into: &out, values: Self.values)
    let html = out.string()
    #expect(
      html == """
        <p><a href="/b/?q=1&amp;r=2">b</a> <img src="/c.png" alt="" width="1" height="2"><sup>\
        <a href="#fn-1">1</a></sup></p><h2 id="x">X <a class="anchor" href="#x" aria-label="x">#</a></h2>\
        <p><a href="#x">x</a></p>
        """)
  }

  @Test("A feed has the whole body, every address absolute, and no anchors")
  func feed() {
    var out = OutputBuffer()
    Self.body.writeFeed(
      into: &out, values: Self.values, origin: "https://x.org", permalink: "https://x.org/a/")
    let html = out.string()
    #expect(
      html == """
        <p><a href="https://x.org/b/?q=1&amp;r=2">b</a> <img src="https://x.org/c.png" alt="" width="1" height="2"><sup>\
        <a href="https://x.org/a/#fn-1">1</a></sup></p><p>SEE: <a href="https://x.org/d/">d</a></p><h2 id="x">X</h2>\
        <p><a href="https://x.org/a/#x">x</a></p>
        """)
  }
}
