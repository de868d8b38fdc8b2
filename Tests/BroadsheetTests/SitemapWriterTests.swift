import BroadsheetCore
import Testing

@testable import Broadsheet

@Suite("Sitemaps")
struct SitemapWriterTests {
  /// An edition of so many articles, of which every third has its place on another site.
  private func edition(of count: Int) -> Edition {
    let record = ArticleRecord(
      path: "Content/a.md", contentPath: "a.md", fields: ArticleFields(), text: ArticleText(),
      body: ArticleBody(),
      feedBody: nil, diagnostics: [])
    let entry = RecordEntry(
      contentPath: "a.md", status: .none, source: .zero, face: .zero, inside: .zero, bodies: .zero,
      faceLength: 0,
      insideLength: 0, bodiesLength: 0)
    let article = KeptArticle(record: record, entry: entry, in: nil)
    var edition = Edition(site: SiteConfiguration(), clock: Moment(seconds: 0))
    edition.stories = KeptList(
      (0..<count).map { index in
        Edition.Story(
          article: article, address: "/news/\(index)/", kind: .article, title: "", summary: "",
          hasCanonical: index % 3 == 0)
      })
    return edition
  }

  @Test("As many parts as the entries fill", arguments: [(6, 1), (74_998, 1), (75_000, 2), (151_000, 3)])
  func parts(_ articles: Int, _ parts: Int) {
    let edition = edition(of: articles)
    let entries = SitemapWriter(edition: edition).entries.count
    #expect(SitemapWriter.parts(edition) == parts)
    #expect((parts - 1) * SitemapWriter.largest < entries && entries <= parts * SitemapWriter.largest)
  }
}
