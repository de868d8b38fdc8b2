import BroadsheetCore
import BroadsheetExtraction
import BroadsheetMarkdown
import Testing

@testable import Broadsheet

@Suite("What a build keeps of a text")
struct ArticleFactsTests {
  private static let source = """
    # Harbour opens in Leeds

    LEEDS, March 3 (Reuters) - Microsoft CEO, Satya Nadella, opened the harbour of Leeds on March 1, 2026, after two \
    years. “We are very glad about it,” Nadella said. It was built for years.

    Jane Doe, the mayor of Berlin, will open another one on April 2, 2026, in the afternoon.
    """

  private func text(before block: Int? = nil, isUnderstood: Bool = true) -> ArticleText {
    let prose = MarkdownDocument(parsing: Self.source, options: .site).prose(isAnchored: false)
    var workspace = ExtractionWorkspace()
    let metadata = Extractor(
      knowledge: SiteKnowledge(entities: [.init(name: "Leeds", type: .place)])
    ).extract(prose, authored: AuthoredMetadata(date: "2026-03-03"), depth: .facts, workspace: &workspace)
    var text = ArticleText()
    text.add(
      metadata, prose, before: block.map { prose.blocks[$0].range.lowerBound } ?? .max,
      isUnderstood: isUnderstood)
    return text
  }

  @Test func keepsNamesDatesAndPhrases() throws {
    let text = text()
    let person = try #require(text.names.first { $0.name == "Satya Nadella" })
    #expect(person.type == .person && person.acronyms.isEmpty && person.roles == ["Microsoft CEO"])
    #expect(try #require(text.names.first { $0.name == "Leeds" }).isKnown)
    let date = try #require(text.dates.first { $0.value == "2026-03-01" })
    #expect(date.sentence.hasPrefix("Microsoft CEO, Satya Nadella, opened"))
    #expect(date.sentence.hasSuffix("years."))
    // Neither lengths of time nor the dateline.
    #expect(text.dates.map(\.value) == ["2026-03-01", "2026-04-02"])
    #expect(!text.keyPhrases.isEmpty && text.keyPhrases.count <= 6)
  }

  @Test func forgetsWhatStandsBehindTheLimit() {
    let text = text(before: 2)
    #expect(text.names.contains { $0.name == "Satya Nadella" })
    #expect(!text.names.contains { $0.name == "Jane Doe" || $0.name == "Berlin" })
    #expect(text.dates.map(\.value) == ["2026-03-01"])
  }

  @Test func keepsOnlyListedNamesOfOtherLanguages() {
    let text = text(isUnderstood: false)
    #expect(text.names.map(\.name) == ["Leeds"])
    #expect(text.dates.isEmpty && text.keyPhrases.isEmpty)
  }
}
