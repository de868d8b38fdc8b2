import BroadsheetCore
import Testing

@testable import BroadsheetExtraction

@Suite struct PropertyTests {
  static let words = [
    "Microsoft", "London", "Jane", "Doe", "said", "the", "of", "on", "Monday", "June", "2024", "“", "”", "\"",
    ",", ".", "\n\n", "# ", "- ",
    "By ", "SEE:", "(Reuters)", "—", "two", "years", "ago", "will", "U.S.", "Mr.", "Key points", "é", "’s",
    "quarter", "third",
  ]

  static func article(_ generator: inout Generator) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 1...160, using: &generator) {
      text += words.randomElement(using: &generator) ?? ""
      if Bool.random(using: &generator) { text += " " }
    }
    return text
  }

  @Test func everyMarginIsAProbability() {
    for margin in -1000...1000 {
      let confidence = EntityRanking.confidence(Double(margin))
      #expect(confidence >= 0.5 && confidence <= 0.99)
    }
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
  func spansPointAtTheirSource(_ seed: UInt64) {
    var generator = Generator(state: seed)
    var workspace = ExtractionWorkspace()
    let extractor = Extractor()
    for _ in 0..<60 {
      let source = Self.article(&generator)
      let prose = prose(source)
      let metadata = extractor.extract(prose, workspace: &workspace)
      let spans =
        metadata.mentions.map(\.span) + metadata.dates.map(\.span) + metadata.quotations.map(\.span)
        + metadata.keyPhrases.map(\.span) + metadata.takeaways.items.compactMap(\.span)
        + metadata.seeAlso.map(\.span)
        + [metadata.title?.span, metadata.summary?.span].compactMap { $0 }
      for span in spans {
        #expect(
          span.lowerBound >= 0 && span.upperBound <= prose.text.count && !span.isEmpty,
          "seed \(seed): \(source)")
      }
      for mention in metadata.mentions {
        #expect(metadata.entities.indices.contains(mention.entity))
        let range = prose.sourceRange(of: mention.span)
        let rendered = String(decoding: prose.text[mention.span], as: UTF8.self)
        let bytes = Array(source.utf8)
        #expect(String(decoding: bytes[range], as: UTF8.self) == rendered, "seed \(seed): \(source)")
      }
      #expect(metadata.entities.reduce(0) { $0 + $1.mentions } == metadata.mentions.count)
      #expect(metadata.mentions.map(\.span.lowerBound) == metadata.mentions.map(\.span.lowerBound).sorted())
    }
  }

  @Test(arguments: [11, 12, 13] as [UInt64])
  func theWorkspaceCarriesNothingOver(_ seed: UInt64) {
    var generator = Generator(state: seed)
    let articles = (0..<40).map { _ in Self.article(&generator) }
    let extractor = Extractor()
    var used = ExtractionWorkspace()
    let forwards = articles.map { extractor.extract(prose($0), workspace: &used) }
    let backwards = articles.reversed().map { extractor.extract(prose($0), workspace: &used) }
    let fresh = articles.map { article in
      var workspace = ExtractionWorkspace()
      return extractor.extract(prose(article), workspace: &workspace)
    }
    #expect(forwards == fresh, "seed \(seed)")
    #expect(Array(backwards.reversed()) == fresh, "seed \(seed)")
  }

  @Test func authorsWin() {
    let authored = AuthoredMetadata(
      title: "T", summary: "S", date: "2020-01-02", authors: ["A", "B"], language: "cy",
      takeaways: ["One", "Two"])
    let metadata = extract(
      "# Other\n\nBy Jane Doe\n\nLONDON, March 3, 2024 (Reuters) - The bank of the city failed.",
      authored: authored)
    #expect(metadata.title?.value == "T")
    #expect(metadata.summary?.value == "S")
    #expect(metadata.published?.value == "2020-01-02")
    #expect(metadata.byline.map(\.value) == ["A", "B"])
    #expect(metadata.language?.value == "cy")
    #expect(metadata.takeaways.items.map(\.value) == ["One", "Two"])
    #expect(metadata.title?.source == .author)
  }

  @Test func languages() {
    #expect(
      extract("The council of the town said that it was glad to see the end of the long strike.").language?
        .value == "en")
    #expect(
      extract(
        "Der Rat der Stadt hat gesagt, dass er sich über das Ende des langen Streiks freut und nicht mehr wartet."
      ).language?.value == "de")
    #expect(
      extract(
        "Le conseil de la ville est content de la fin de la grève, et les ouvriers sont contents aussi."
      ).language?.value == "fr")
    #expect(extract("xyzzy plugh").language == nil)
  }

  @Test func keyPhrasesAreRankedAndApart() throws {
    let metadata = extract(
      "# Interest rates rise\n\nThe central bank raised interest rates on Monday. The central bank said that interest rates would rise again. Mortgage lenders followed."
    )
    let phrases = metadata.keyPhrases.map(\.text)
    #expect(phrases.prefix(3).contains { $0.lowercased() == "interest rates" })
    #expect(phrases.contains("central bank"))
    #expect(metadata.keyPhrases.map(\.score) == metadata.keyPhrases.map(\.score).sorted(by: >))
  }
}

/// A small generator of random numbers, the same on every machine.
struct Generator: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state ^ (state >> 33)) &* 0xFF51_AFD7_ED55_8CCD
  }
}
