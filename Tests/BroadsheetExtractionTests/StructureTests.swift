import Testing

@testable import BroadsheetExtraction

@Suite struct StructureTests {
  static let body =
    "The council met on Monday and approved the budget for the coming year after a long debate."

  @Test(arguments: [
    ("By Jane Doe", ["Jane Doe"]),
    ("By Jane Doe and John Roe", ["Jane Doe", "John Roe"]),
    ("By Jane Doe and John Roe, Reuters", ["Jane Doe", "John Roe"]),
    ("By Jane Doe, Political Editor", ["Jane Doe"]),
    ("BY JANE DOE", ["Jane Doe"]),
    ("By Ludwig van Beethoven", ["Ludwig van Beethoven"]),
    ("By Monday, the council had met twice and nothing was settled.", []),
    ("By then it was late", []),
  ])
  func byline(_ line: String, _ expected: [String]) {
    let metadata = extract("# Budget passes\n\n\(line)\n\n\(Self.body)")
    #expect(metadata.byline.map(\.value) == expected)
    #expect(metadata.pieces.contains { $0.kind == .byline && $0.blocks == 1..<2 } == !expected.isEmpty)
  }

  @Test(arguments: [
    ("LONDON, March 3 (Reuters) - \(body)", "London", "Reuters"),
    ("PARIS — \(body)", "Paris", ""),
    ("NEW YORK (AP) _ \(body)", "New York", "AP"),
    ("Beirut, Lebanon (CNN) -- \(body)", "Beirut", "CNN"),
    ("BREAKING — \(body)", nil, ""),
    (body, nil, ""),
  ])
  func dateline(_ source: String, _ place: String?, _ agency: String) {
    let dateline = extract(source).dateline?.value
    #expect(dateline?.place == place)
    #expect((dateline?.agency ?? "") == agency)
  }

  @Test func dateOfItsOwnIsThePublicationDate() {
    let metadata = extract("# Budget passes\n\nMarch 01, 2008\n\n\(Self.body)")
    #expect(metadata.published?.value == "2008-03-01")
    #expect(metadata.pieces.contains { $0.kind == .dateline && $0.blocks == 1..<2 })
    #expect(metadata.summary?.value == Self.body)
  }

  @Test(arguments: [
    ("SEE: The guide to budgets", "The guide to budgets", ""),
    ("SEE ALSO: [The guide](guide.md)", "The guide", "guide.md"),
    ("Read more: How it began", "How it began", ""),
    ("RELATED: [One](a.md)", "One", "a.md"),
  ])
  func pointer(_ line: String, _ text: String, _ destination: String) {
    let metadata = extract("# Title\n\n\(Self.body)\n\n\(line)\n\n\(Self.body)")
    #expect(metadata.seeAlso.map(\.text) == [text])
    #expect(metadata.seeAlso.first?.destination == destination)
    #expect(metadata.pieces.contains { $0.kind == .seeAlso && $0.blocks == 2..<3 })
  }

  @Test(arguments: ["See what happened: nothing at all.", "Read by thousands: the report of the council."])
  func sentencesAreNoPointers(_ line: String) {
    #expect(extract("# Title\n\n\(Self.body)\n\n\(line)").seeAlso.isEmpty)
  }

  @Test func listBelowALeadInHoldsPointers() {
    let metadata = extract("# T\n\n\(Self.body)\n\nRelated:\n\n- [One](1.md)\n\n- [Two](2.md)")
    #expect(metadata.seeAlso.map(\.destination) == ["1.md", "2.md"])
    #expect(metadata.takeaways.heading == nil)
  }

  @Test(arguments: [
    ("The 3 big takeaways for readers", true), ("Key points:", true), ("## What to know", true),
    ("Three things that the vote changes", true), ("## What's next", false), ("Sources:", false),
  ])
  func closingList(_ leadIn: String, _ isTakeaways: Bool) {
    let items =
      "- The council approved the budget.\n- Taxes will rise by two percent.\n- The bridge is delayed again."
    let metadata = extract("# Budget\n\n\(Self.body)\n\n\(leadIn)\n\n\(items)")
    #expect((metadata.takeaways.heading != nil) == isTakeaways)
    if isTakeaways {
      #expect(metadata.takeaways.items.count == 3)
      #expect(!metadata.takeaways.areExtracted)
      #expect(metadata.pieces.contains { $0.kind == .takeaways && $0.blocks == 3..<6 })
    }
  }

  @Test func takeawaysFromStatisticsSaySo() {
    let metadata = extract(
      "# Budget\n\n\(Self.body) The mayor praised the vote of the council. Taxes will rise by two percent next year. Nobody in the town is glad about it."
    )
    #expect(metadata.takeaways.areExtracted)
    #expect(metadata.takeaways.items.count == 3)
    #expect(metadata.takeaways.items.allSatisfy { $0.source == .statistics })
  }

  @Test func summaryEndsWithASentence() throws {
    let metadata = extract(
      "# Budget\n\nBy Jane Doe\n\n\(Self.body) It was the third attempt this year, and the mayor said that it would be the last one. \(Self.body) \(Self.body)"
    )
    let summary = try #require(metadata.summary?.value)
    #expect(summary.hasPrefix(Self.body))
    #expect(summary.hasSuffix("."))
    #expect(summary.count <= 300)
  }

  @Test func countsWordsAndSentences() {
    let metadata = extract("# A title\n\nOne two three. Four five!\n\nDr. Smith of the U.S. Army isn't here.")
    #expect(metadata.words == 2 + 5 + 8)
    #expect(metadata.sentences == 3)
    #expect(metadata.readingMinutes == 1)
  }

  @Test(arguments: [
    ("# Title\n\nPublished: March 3, 2026\n\nThe harbour was opened in the morning.", "2026-03-03"),
    ("# Title\n\nPosted on 3 March 2026 at 9:00\n\nThe harbour was opened in the morning.", "2026-03-03"),
    ("# Title\n\nUpdated: 2026-03-05\n\nPublished: 2026-03-03\n\nThe harbour was opened.", "2026-03-03"),
    ("# Title\n\nBy Jane Doe | March 3, 2026\n\nThe harbour was opened in the morning.", "2026-03-03"),
    ("# Title\n\nThe harbour was opened in the morning.\n\nLast updated: March 5, 2026", "2026-03-05"),
  ])
  func theTextStatesWhenItWasPublished(_ source: String, _ day: String) {
    let metadata = extract(source)
    #expect(metadata.published?.value == day)
    #expect(metadata.published?.source == .structure)
    #expect(extract(source, authored: AuthoredMetadata(date: "2026-01-01")).published?.value == "2026-01-01")
  }

  @Test func aDateInRunningTextIsNoDayOfPublication() {
    #expect(
      extract(
        "# Title\n\nPublished books of March 3, 2026, were read by all who came to the fair in the town."
      ).published == nil)
    #expect(extract("# Title\n\nThe harbour was opened on March 3, 2026, in the rain.").published == nil)
  }
}
