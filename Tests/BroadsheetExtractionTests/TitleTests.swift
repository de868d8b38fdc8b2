import Testing

@testable import BroadsheetExtraction

@Suite struct TitleTests {
  @Test(arguments: [
    // A heading, whatever stands below it.
    ("# Harbour reopens\n\nThe harbour reopened on Monday.", "Harbour reopens"),
    // A first line that is no sentence.
    (
      "Harbour reopens after storm\n\nThe harbour of the town reopened on Monday, officials said.",
      "Harbour reopens after storm"
    ),
    // A subheading further down is no title.
    (
      "The council approved the budget on Monday.\n\n## What it costs\n\nA lot of money.",
      "The council approved the budget on Monday"
    ),
    // An apposition between commas goes.
    (
      "Acme, the maker of anvils and rockets founded by Jane Doe, John Roe, and Mary Major, announced Tuesday that it was moving to Leeds. More follows.",
      "Acme announced Tuesday that it was moving to Leeds"
    ),
    // A dateline goes.
    (
      "LONDON, March 3 (Reuters) - The bank raised interest rates on Tuesday.",
      "The bank raised interest rates on Tuesday"
    ),
  ])
  func title(_ source: String, _ expected: String) {
    #expect(extract(source).title?.value == expected)
  }

  @Test func longLeadIsCutAtAClause() throws {
    let lead =
      "The regional government said on Wednesday that it would spend several hundred million euros on new railway lines, which will connect the smaller towns of the north with the capital within five years if parliament agrees."
    let title = try #require(extract(lead).title?.value)
    #expect(title.unicodeScalars.count <= 120)
    #expect(lead.hasPrefix(title))
    #expect(title.hasSuffix("new railway lines"))
  }

  @Test(arguments: [
    "Somebody said that the of the and the with the under the over the from the into the to the at the by the on the in the as the for the but the or the",
    String(repeating: "x", count: 5000), String(repeating: "word ", count: 300),
    "“" + String(repeating: "quoted words, ", count: 40),
  ])
  func madeTitlesNeverExceedTheLimit(_ source: String) throws {
    let title = try #require(extract(source).title?.value)
    #expect(title.unicodeScalars.count <= 120)
    #expect(title.last != "," && title.last != " ")
  }

  @Test func authorWins() {
    let metadata = extract("# One\n\nText of the article.", authored: AuthoredMetadata(title: "Two"))
    #expect(metadata.title == Extracted("Two", source: .author, confidence: 1))
  }

  @Test func emptyArticleHasNone() { #expect(extract("").title == nil) }
}
