import BroadsheetCore
import Testing

@testable import Broadsheet

@Suite("Addresses")
struct AddressTests {
  @Test(
    "Slugs",
    arguments: [
      ("Hello, World!", "hello-world"), ("It's 5 o'clock", "its-5-oclock"), ("  --a--b--  ", "a-b"),
      ("Ärger über Öl", "ärger-über-öl"),
      ("e\u{301}te\u{301}", "été"), ("日本の記事", "日本の記事"), ("../../etc/passwd", "etc-passwd"), ("!!!", ""),
      ("Don\u{2019}t", "dont"), ("\u{202E}evil", "evil"), ("A\u{0}B", "a-b"),
    ])
  func slugs(text: String, expected: String) { #expect(Slug.make(text) == expected) }

  @Test("A long slug is cut at a hyphen, within what file systems take")
  func longSlug() {
    let slug = Slug.make(String(repeating: "word ", count: 100))
    #expect(slug.utf8.count <= Slug.longest)
    #expect(slug.hasSuffix("word"))
    #expect(Slug.make(String(repeating: "日", count: 200)).utf8.count <= Slug.longest)
  }

  @Test(
    "Signs that tell names apart are spelt",
    arguments: [("C++", "c-plus-plus"), ("C#", "c-sharp"), ("R&D", "r-and-d")])
  func terms(name: String, expected: String) { #expect(TermBuilder.slug(name) == expected) }

  @Test(
    "Addresses that stay below the site",
    arguments: [
      ("/a/b/", "/a/b/"), ("a/b", "/a/b/"), ("/a.html", "/a.html"), ("/", "/"), ("/caf%C3%A9/", "/café/"),
      ("//", nil),
      ("/../x/", nil), ("/a/%2e%2e/b", nil), ("/a\\b", nil), ("/a?b", nil), ("https://x.org/", nil),
      ("/a/./b", nil),
      ("/a\u{0}/", nil), ("/%ff/", nil),
    ])
  func safe(text: String, expected: String?) {
    let address = try? SafeAddress.parse(text).get()
    #expect(address == expected)
  }

  @Test(
    "Permalink patterns",
    arguments: [
      ("/{section}/{slug}/", "/world/a/"), ("/{year}/{month}/{day}/{slug}.html", "/2026/03/01/a.html"),
      ("/{series}/{slug}/", "/a/"),
    ])
  func permalinks(pattern: String, expected: String) {
    let values = PermalinkPattern.Values(
      section: "world", slug: "a", date: CivilDate(year: 2026, month: 3, day: 1), series: nil, author: nil)
    #expect(PermalinkPattern(pattern).problem == nil)
    #expect(PermalinkPattern(pattern).address(values) == expected)
  }

  @Test("Patterns that make no sense", arguments: ["{slug}", "/{slugg}/", "/{slug", "/{section}/"])
  func badPermalinks(pattern: String) { #expect(PermalinkPattern(pattern).problem != nil) }

  @Test(
    "Base URLs",
    arguments: [
      ("https://Example.org", "https://example.org/"), ("https://x.org/news", "https://x.org/news/"),
      ("http://localhost:8080/", "http://localhost:8080/"), ("ftp://x.org/", nil), ("x.org", nil),
      ("https://", nil),
      ("https://x.org/?a", nil), ("https://x.org/../", nil), ("https://x.org/a b/", nil),
    ])
  func baseURLs(text: String, expected: String?) { #expect(BaseURL(text)?.absolute == expected) }

  @Test(
    "What authors write, against the folder they write it in",
    arguments: [
      ("a.svg", "world/x", "world/x/a.svg"), ("../b.md#h", "world/x", "world/b.md"),
      ("/images/c.png?x", "world", "images/c.png"),
      ("../../../d", "world", nil), ("https://x.org/", "world", nil), ("#h", "world", nil),
      ("a%20b.md", "", "a b.md"),
    ])
  func contentPaths(destination: String, folder: String, expected: String?) {
    #expect(ContentPath.resolve(destination, from: folder[...]) == expected)
  }

  @Test(
    "Pages of lists", arguments: [(0, 10, 1), (10, 10, 1), (11, 10, 2), (100, 20, 5)])
  func pagination(count: Int, size: Int, pages: Int) {
    #expect(Pagination.pages(of: count, by: size) == pages)
    let all = (1...pages).flatMap { Array(Pagination.range($0, of: count, by: size)) }
    #expect(all == Array(0..<count))
  }
}
