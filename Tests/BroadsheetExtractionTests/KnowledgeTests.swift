import Testing

@testable import BroadsheetExtraction

@Suite struct KnowledgeTests {
  private func type(of name: String, _ source: String, _ knowledge: SiteKnowledge = SiteKnowledge())
    -> EntityType?
  {
    let metadata = extract(source, knowledge: knowledge)
    return metadata.mentions.first { text($0.span, of: source) == name }?.type
  }

  @Test func learntNamesFillGaps() {
    let source =
      "People waited until Wednesday. The council asked Velmora Quince about the plan, and it passed."
    let knowledge = SiteKnowledge(learnt: [
      .init(name: "Velmora Quince", type: .organisation, confidence: 0.9)
    ])
    #expect(type(of: "Velmora Quince", source, knowledge) == .organisation)
    let entity = extract(source, knowledge: knowledge).entities.first { $0.name == "Velmora Quince" }
    #expect(entity?.source == .statistics)
    #expect(entity?.confidence == 0.9)
  }

  @Test func learntNamesYieldToWhatTheArticleSays() {
    let source = "The prime minister of France, Emmanuel Macron, met officials in Berlin on Monday."
    let knowledge = SiteKnowledge(learnt: [.init(name: "Emmanuel", type: .place, confidence: 0.9)])
    #expect(type(of: "Emmanuel Macron", source, knowledge) == .person)
  }

  @Test func listedNamesWinOverLearntOnes() {
    let knowledge = SiteKnowledge(
      entities: [
        .init(name: "Leeds", type: .organisation, page: "/clubs/leeds/", sameAs: ["https://a.example/"])
      ],
      learnt: [.init(name: "Leeds", type: .place, confidence: 2)])
    #expect(type(of: "Leeds", "They went to Leeds on Monday and came home.", knowledge) == .organisation)
  }

  @Test func authorsArePeople() {
    let source = "The note was written by Rowan Harbour, who was there, on Monday."
    let knowledge = SiteKnowledge(authors: ["Rowan Harbour", "Harbour"])
    #expect(type(of: "Rowan Harbour", source, knowledge) == .person)
    #expect(type(of: "Harbour", "The Harbour was closed. They left the Harbour.", knowledge) != .person)
  }

  @Test func tagsOfTheArticleAndTheSiteAreLikelierPhrases() {
    let source = """
      The town council voted on a new budget and a tram line for the old market. Many people came to the meeting.

      A second vote on the tram line and the flood wall comes later, and the flood wall costs more.
      """
    func rank(_ metadata: ExtractedMetadata) -> Int? {
      metadata.keyPhrases.firstIndex { $0.text == "flood wall" }
    }
    let plain = rank(extract(source)) ?? 99
    let tagged = rank(extract(source, authored: AuthoredMetadata(tags: ["Flood walls"]))) ?? 99
    let site = rank(extract(source, knowledge: SiteKnowledge(sections: ["Flood Wall"]))) ?? 99
    #expect(tagged < plain)
    #expect(site < plain)
  }

  @Test func theOrderOfArticlesAndListsDoesNotMatter() {
    let texts = [
      "The head of Microsoft, Satya Nadella, came to Berlin on Monday. Satya Nadella met students of Berlin.",
      "Sarah Johnson of Microsoft said that she was glad. Sarah Johnson met Satya Nadella in Berlin.",
      "Shares of Microsoft rose in New York, said Satya Nadella, who spoke for Microsoft.",
    ]
    let found = texts.map { extract($0).entities }
    var forwards = NameCounts()
    for entities in found { forwards.add(entities) }
    var parts = NameCounts()
    for entities in found.reversed() {
      var part = NameCounts()
      part.add(entities)
      parts.merge(part)
    }
    #expect(forwards == parts)
    let names = forwards.names(least: 2)
    #expect(names.contains { $0.name == "Berlin" && $0.type == .place && $0.confidence == 0.8 })
    #expect(!names.contains { $0.name == "Sarah Johnson" })
    let source = texts.joined(separator: "\n\n")
    #expect(
      extract(source, knowledge: SiteKnowledge(learnt: names))
        == extract(source, knowledge: SiteKnowledge(learnt: names.reversed())))
  }

  @Test func namesOfManyWordsAreNotLookedFor() {
    let long = Array(repeating: "Leeds", count: 400).joined(separator: " ")
    let knowledge = SiteKnowledge(
      entities: [.init(name: long, type: .event), .init(name: "Leeds Harbour", type: .organisation)])
    let found = extract("They saw \(long) and Leeds Harbour on Monday.", knowledge: knowledge).entities
    #expect(!found.contains { $0.name == long })
    #expect(found.contains { $0.name == "Leeds Harbour" && $0.source == .author })
  }

  @Test func namesWithoutAgreementAreNotLearnt() {
    var counts = NameCounts()
    for index in 0..<10 {
      counts.add([
        Entity(
          name: "Paris", type: index < 7 ? .place : .organisation, aliases: [], roles: [], mentions: 1,
          relevance: 1,
          isAbout: false, source: .statistics, confidence: 0.95)
      ])
    }
    #expect(counts.names(least: 2).isEmpty)
  }

  @Test func whatTheHeadlineNamesIsMoreRelevant() throws {
    let metadata = extract(
      "# Storm reaches Leeds and its harbour\n\nThe plan of Berlin is old. The mayor of Berlin and the council of Berlin said so."
    )
    #expect(metadata.entities.first?.name == "Leeds")
    #expect(metadata.entities.first?.relevance == 1)
    #expect(try #require(metadata.entities.first { $0.name == "Berlin" }).mentions == 3)
  }

  @Test(arguments: [31, 32] as [UInt64])
  func tableOfIndicesIsADictionary(_ seed: UInt64) {
    var generator = Generator(state: seed)
    var table = IndexTable()
    for _ in 0..<4 {
      table.removeAll()
      var reference: [UInt64: Int] = [:]
      for _ in 0..<600 {
        let key = UInt64.random(in: 0..<400, using: &generator) &* 0x1_0000_0000
        if Bool.random(using: &generator) {
          let value = Int.random(in: 0..<1000, using: &generator)
          table[key] = value
          reference[key] = value
        } else {
          #expect(table[key] == reference[key], "seed \(seed)")
        }
      }
    }
  }

  @Test func tagsOfTheSiteComeForward() throws {
    let source =
      "# Interest rates rise\n\nThe central bank raised interest rates on Monday. Later the price of copper prices fell, and mortgage lenders followed the bank."
    let plain = try #require(extract(source).keyPhrases.first { $0.text == "mortgage lenders" })
    let tagged = try #require(
      extract(source, knowledge: SiteKnowledge(tags: ["Mortgage lender"])).keyPhrases.first {
        $0.text == "mortgage lenders"
      })
    #expect(tagged.score > plain.score)
  }
}
