import BroadsheetCore
import BroadsheetExtraction
import Testing

@testable import Broadsheet

extension EntityBuilder {
  /// Adds the names of the next article, as a build does.
  fileprivate mutating func add(_ names: [ArticleText.Name], details: [EntityDetails] = []) {
    var text = ArticleText()
    text.names = names
    let record = ArticleRecord(
      path: "", contentPath: "", fields: ArticleFields(), text: text, body: ArticleBody(), feedBody: nil,
      diagnostics: [])
    let known = Dictionary(details.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    add(record, StoryTerms(text, details: known))
  }
}

@Suite("Entities of a site")
struct EntityBuilderTests {
  private static func name(
    _ name: String, _ type: EntityType = .organisation, acronyms: [String] = [], roles: [String] = [],
    confidence: UInt8 = 93, isKnown: Bool = false
  ) -> ArticleText.Name {
    ArticleText.Name(
      name: name, roles: roles, acronyms: acronyms, type: type, isAbout: false, isRelevant: true,
      isKnown: isKnown,
      confidence: confidence)
  }

  private static func build(
    _ stories: [[ArticleText.Name]], details: [EntityDetails] = [], least: Int = 2
  ) -> (entities: [Edition.Entity], builder: EntityBuilder) {
    var builder = EntityBuilder(
      details: Dictionary(details.map { ($0.name, $0) }, uniquingKeysWith: { $1 }), least: least)
    for names in stories { builder.add(names, details: details) }
    let entities = builder.finish()
    return (entities, builder)
  }

  @Test("Two articles make one, under the most frequent spelling")
  func spellings() {
    let (entities, builder) = Self.build([
      [Self.name("ACME Corp")], [Self.name("Acme Corp")], [Self.name("Acme Corp"), Self.name("Other Inc")],
    ])
    #expect(entities.map(\.name) == ["Acme Corp"])
    #expect(entities[0].stories == [0, 1, 2] && entities[0].slug == "acme-corp")
    #expect(builder.appearances[2].map(\.entity) == [0, -1])
  }

  @Test("A likely name counts where enough articles are certain of it, and is unsure elsewhere")
  func likely() {
    let sure = Self.name("Acme")
    let likely = Self.name("Acme", confidence: 65)
    let vague = Self.name("Acme", confidence: 55)
    let (entities, builder) = Self.build([[sure], [likely], [sure], [vague]])
    #expect(entities.map(\.stories) == [[0, 1, 2]])
    #expect(builder.appearances.map(\.count) == [1, 1, 1, 0])
    let few = Self.build([[sure], [likely]])
    #expect(few.entities.isEmpty && few.builder.appearances.map(\.count) == [1, 0])
    let none = Self.build([[likely], [vague]])
    #expect(none.builder.unsure.names == [.init(type: "organisation", name: "Acme", articles: 2)])
    #expect(none.builder.unsure.counts == [.init(type: "organisation", count: 1)])
  }

  @Test("A likely name that is a tag, a section or an author of the site is certain")
  func written() {
    let likely = [Self.name("Acme", confidence: 65), Self.name("Other Inc", confidence: 65)]
    var builder = EntityBuilder(details: [:], least: 2)
    for _ in 0..<2 { builder.add(likely) }
    let entities = builder.finish(written: ["acme"])
    #expect(entities.map(\.name) == ["Acme"] && entities[0].stories == [0, 1])
    #expect(builder.unsure.names.map(\.name) == ["Other Inc"])
  }

  @Test("Types keep namesakes apart, one word is no person, and a role proves one")
  func types() {
    let stories = (0..<2).map { _ in
      [
        Self.name("Jordan", .place), Self.name("Jordan", .person),
        Self.name("Ann Jordan", .person, confidence: 50),
        Self.name("Bo Jordan", .person, roles: ["mayor"], confidence: 50), Self.name("Jordan", .product),
        Self.name("Act", .other),
      ]
    }
    let (entities, _) = Self.build(stories)
    #expect(entities.map(\.kind) == [.place, .person, .product])
    #expect(entities[1].name == "Bo Jordan" && entities[1].roles.map(\.text) == ["mayor"])
  }

  @Test("An acronym joins the one name that it stands for")
  func acronyms() {
    let full = Self.name("World Health Organization", acronyms: ["WHO"])
    let (entities, _) = Self.build([[full], [Self.name("WHO")]])
    #expect(entities.map(\.name) == ["World Health Organization"] && entities[0].stories == [0, 1])
    let other = Self.name("World Hockey Organisation", acronyms: ["WHO"])
    let (apart, _) = Self.build([[full, other], [Self.name("WHO")], [Self.name("WHO")]])
    #expect(apart.map(\.name) == ["WHO"])
  }

  @Test("What the site lists is one from the first article on, as what the site says it is")
  func listed() {
    let details = EntityDetails(
      name: "Principia", aliases: [], kind: .work, description: nil, page: nil, sameAs: [])
    let (entities, _) = Self.build([[Self.name("Principia", .other, isKnown: true)]], details: [details])
    #expect(entities.map(\.kind) == [.work] && entities[0].details?.name == "Principia")
  }

  @Test("The order of articles changes the numbers of things only")
  func order() {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("entities: seed \(seed)")
    var dice = seed
    func throwDice(_ count: Int) -> Int {
      dice = dice &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((dice >> 33) % UInt64(count))
    }
    let words = ["Acme", "ACME", "acme", "World Bank", "WB", "Jane Doe", "Zorb", "WHO", "!!!", "A B"]
    let stories = (0..<30).map { _ in
      (0..<4).map { _ in
        let word = words[throwDice(words.count)]
        return Self.name(
          word, word.hasPrefix("Jane") ? .person : .organisation,
          acronyms: word == "World Bank" ? ["WB"] : [],
          roles: word.hasPrefix("Jane") ? ["mayor"] : [], confidence: UInt8(50 + throwDice(45)))
      }
    }
    func told(_ order: [Int]) -> Set<String> {
      let (entities, builder) = Self.build(order.map { stories[$0] }, least: 3)
      let unsure = builder.unsure.counts.map { "\($0)" }
      return Set(
        entities.map { "\($0.kind) \($0.slug) \($0.name) \($0.stories.map { order[Int($0)] }.sorted())" }
          + unsure)
    }
    let expected = told(Array(stories.indices))
    #expect(expected.count > 2, "seed \(seed)")
    for _ in 0..<10 {
      var order = Array(stories.indices)
      for index in order.indices.reversed() { order.swapAt(index, throwDice(index + 1)) }
      #expect(told(order) == expected, "seed \(seed)")
    }
  }
}
