import Testing

@testable import Broadsheet

@Suite("Descriptions in feeds")
struct FeedDescriptionTests {
  private func text(_ summary: String, _ html: String) -> String {
    FeedDescription.text(summary: summary, html: Array(html.utf8).span)
  }

  @Test("A short summary goes on with the text") func continued() {
    #expect(
      text("A deck.", "<p>The <em>text</em>s begin.</p>\n<p>And go on.</p>\n")
        == "A deck. The texts begin. And go on.")
  }

  @Test("What the text begins with is not said twice") func once() {
    #expect(text("The text begins.", "<p>The text begins. It goes on.</p>") == "The text begins. It goes on.")
    #expect(text("The text…", "<p>The text begins.</p>") == "The text begins.")
    #expect(text("Only this.", "") == "Only this.")
    #expect(
      text(
        "The mill stands still. None.",
        "<p>The mill stands still.</p><h2>Water <a class=\"anchor\" href=\"#w\">#</a></h2><p>None.</p>")
        == "The mill stands still. Water None.")
  }

  @Test("Entities and brackets are text; long texts are cut at a word") func plain() {
    #expect(text("", "<p>A &lt;b&gt; &amp; &quot;c&quot; &copy; d</p>") == "A <b> & \"c\" &copy; d")
    let long = text("", "<p>" + String(repeating: "word ", count: 400) + "</p>")
    #expect(long.unicodeScalars.count > 300 && long.unicodeScalars.count <= 421 && long.hasSuffix("word…"))
    let whole = String(repeating: "word ", count: 70)
    #expect(text(whole, "<p>x</p>") == whole)
  }

  @Test("HTML that ends within a tag or an entity", arguments: ["<p", "<", "a &am", "&", "a<b c='"])
  func truncated(_ html: String) {
    #expect(text("", html).unicodeScalars.count <= html.unicodeScalars.count)
  }
}
