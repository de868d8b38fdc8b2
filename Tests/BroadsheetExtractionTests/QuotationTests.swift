import Testing

@testable import BroadsheetExtraction

@Suite struct QuotationTests {
  @Test(arguments: [
    (
      "“We are very glad about it,” Sarah Johnson said.", "We are very glad about it,", "Sarah Johnson",
      "said"
    ),
    (
      "\"We are very glad about it,\" said Sarah Johnson, who works there.", "We are very glad about it,",
      "Sarah Johnson", "said"
    ),
    ("Sarah Johnson said that it was “a very good day” for all.", "a very good day", "Sarah Johnson", "said"),
    ("According to Sarah Johnson, it was “a very good day” for all.", "a very good day", "Sarah Johnson", ""),
    (
      "Sarah Johnson met the press. “We are very glad about it,” she said.", "We are very glad about it,",
      "Sarah Johnson", "said"
    ),
    (
      "``We are very glad about it,'' Sarah Johnson said.", "We are very glad about it,", "Sarah Johnson",
      "said"
    ),
  ])
  func speaker(_ source: String, _ words: String, _ speaker: String, _ verb: String) throws {
    let quotation = try #require(extract(source).quotations.first)
    #expect(text(quotation.span, of: source) == words)
    #expect(quotation.speaker == speaker)
    #expect(quotation.verb == verb)
  }

  @Test func interruptedQuotationsKeepTheirSpeaker() {
    let metadata = extract("“It is a good day,” said Sarah Johnson. “We shall come again next year.”")
    #expect(metadata.quotations.map(\.speaker) == ["Sarah Johnson", "Sarah Johnson"])
  }

  @Test func quotationOfTwoParagraphs() {
    let metadata = extract(
      "“It is a good day, and we are glad.\n\n“It will be better tomorrow,” Sarah Johnson said.")
    #expect(metadata.quotations.count == 2)
  }

  @Test func unclosedMarkQuotesNothing() {
    #expect(extract("He said it was 5\" long and nothing else.").quotations.isEmpty)
  }
}
