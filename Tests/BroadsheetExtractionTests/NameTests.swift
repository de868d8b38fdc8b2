import Testing

@testable import BroadsheetExtraction

@Suite struct NameTests {
  @Test(arguments: [
    (
      "The prime minister of France, Emmanuel Macron, met officials in Berlin on Monday.", "Berlin",
      EntityType.place
    ),
    (
      "Shares of Microsoft rose after the company said that it would buy a rival.", "Microsoft", .organisation
    ),
    ("“We are glad,” said Sarah Johnson, who works at the hospital.", "Sarah Johnson", .person),
    ("He bought an iPhone in the shop and paid in cash.", "iPhone", .product),
    ("He fought in World War II and came home.", "World War II", .event),
  ])
  func type(_ source: String, _ name: String, _ type: EntityType) {
    let metadata = extract(source)
    let found = metadata.mentions.first { text($0.span, of: source) == name }
    #expect(found?.type == type, "\(metadata.mentions.map { text($0.span, of: source) })")
  }

  @Test(arguments: [
    "It rained on Tuesday in the hills.", "In March it was colder.", "The study of AI grew.",
    "nothing here at all",
  ])
  func noNames(_ source: String) { #expect(extract(source).mentions.isEmpty) }

  @Test func shortNamesJoinFullOnes() throws {
    let source =
      "# Nadella visits Leeds\n\nSatya Nadella came to Leeds on Monday. The head of Microsoft met students there. Nadella said that he was glad."
    let metadata = extract(source)
    let entity = try #require(metadata.entities.first { $0.name == "Satya Nadella" })
    #expect(entity.aliases == ["Nadella"])
    #expect(entity.mentions == 3)
    #expect(entity.type == .person)
  }

  @Test func rolesComeWithTheirAffiliation() throws {
    let metadata = extract("In June, Microsoft CEO, Satya Nadella, laid out his rules. Others followed him.")
    let entity = try #require(metadata.entities.first { $0.name == "Satya Nadella" })
    let role = try #require(entity.roles.first)
    #expect(role.text == "Microsoft CEO")
    #expect(metadata.entities[role.affiliation].name == "Microsoft")
  }

  @Test func appositionsAreRoles() throws {
    let metadata = extract("The plan failed, said John Miller, a spokesman for the city council, on Monday.")
    let entity = try #require(metadata.entities.first { $0.name == "John Miller" })
    #expect(entity.roles.first?.text == "spokesman for the city council")
  }

  @Test func theSitesOwnNamesWin() throws {
    let knowledge = SiteKnowledge(entities: [
      .init(name: "Harbour Watch", aliases: ["The Watch"], type: .organisation),
      .init(name: "Leeds", type: .person),
    ])
    let source = "The Watch and Leeds met on Monday. Harbour Watch said nothing about it."
    let metadata = extract(source, knowledge: knowledge)
    #expect(metadata.entities.map(\.name).sorted() == ["Harbour Watch", "Leeds"])
    #expect(metadata.entities.first { $0.name == "Leeds" }?.type == .person)
    #expect(metadata.entities.allSatisfy { $0.source == .author })
    let reversed = extract(source, knowledge: SiteKnowledge(entities: knowledge.entities.reversed()))
    #expect(reversed == metadata)
  }
}
