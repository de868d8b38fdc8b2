import BroadsheetCore
import Testing

@testable import BroadsheetExtraction

@Suite struct HostileTests {
  /// One block of these bytes.
  static func block(_ bytes: [UInt8]) -> Prose {
    var result = Prose()
    result.text = bytes + [0x0A]
    result.blocks = [.init(kind: .paragraph, range: 0..<bytes.count, source: 0..<bytes.count)]
    result.anchors = [.init(text: 0, source: 0)]
    return result
  }

  @Test(arguments: [21, 22, 23, 24] as [UInt64])
  func anyBytes(_ seed: UInt64) {
    var generator = Generator(state: seed)
    var workspace = ExtractionWorkspace()
    let extractor = Extractor()
    let marks: [UInt8] = [
      0x22, 0x27, 0x60, 0xE2, 0x80, 0x9C, 0x9D, 0xC2, 0xA0, 0x2E, 0x2D, 0x41, 0x61, 0x30, 0x20, 0x0A, 0xF0,
      0xFF, 0xC3, 0x00,
    ]
    for _ in 0..<200 {
      let bytes = (0..<Int.random(in: 0...200, using: &generator)).map { _ in
        Bool.random(using: &generator)
          ? marks.randomElement(using: &generator) ?? 0 : UInt8.random(in: 0...255, using: &generator)
      }
      let prose = Self.block(bytes)
      let metadata = extractor.extract(prose, workspace: &workspace)
      var out = OutputBuffer()
      metadata.writeJSON(path: "a.md", section: "news", prose: prose, source: bytes, into: &out)
      metadata.writeText(path: "a.md", section: "news", prose: prose, source: bytes, into: &out)
      #expect(out.count > 0, "seed \(seed)")
    }
  }

  @Test(arguments: [
    "x", "X", "9", "\"", "“", "'", ".", "-", "A ", "Al. ", "(", "é", "1 ", "two ", "\"A\" ", "By ", "said ",
    "John Smith, ", "Monday ", "Acme Corp of Leeds and ", "the year ended ", "May 4, 1995, later that day ",
    "by the end of the ", "nineteen ninety ", "A-B-C ",
  ])
  func longRuns(_ piece: String) {
    let size = piece == "x" ? 1_000_000 : piece == "\"" ? 100_000 : 20_000
    let bytes = Array(String(repeating: piece, count: size / piece.utf8.count).utf8)
    var workspace = ExtractionWorkspace()
    let metadata = Extractor().extract(Self.block(bytes), workspace: &workspace)
    #expect((metadata.title?.value.unicodeScalars.count ?? 0) <= 120)
  }

  @Test(arguments: [
    "\"a\" ", "“He said it” ", "said \"", "two years ago ", "Monday ", "March 3, ", "John said “a b c” ",
    "the quarter ", "May 4, 1995, two days later ", "the following year ", "nineteen ninety ",
    "a few of the ",
  ])
  func workGrowsWithTheText(_ piece: String) {
    func work(_ count: Int) -> Int {
      var document = Document()
      document.prose = Self.block(Array(String(repeating: piece, count: count).utf8))
      document.stream.scan(document.prose, .english)
      let dates = DateScanner(document, .english, reference: CalendarDay(year: 2026, month: 3, day: 18))
      dates.scan()
      let none = Array(repeating: Int32(-1), count: document.stream.tokens.count)
      var quotations = QuotationReader(document, [], none, .english)
      quotations.read()
      return dates.work + quotations.work + document.stream.tokens.count
    }
    let small = work(500)
    let large = work(5000)
    #expect(large <= small * 12 + 2000, "\(small) and \(large)")
  }

  @Test func rangesBeyondTheTextAreCut() {
    var prose = Self.block(Array("Short text here.".utf8))
    prose.blocks.append(.init(kind: .heading, level: 1, range: 5..<500, source: 0..<0))
    prose.blocks.append(.init(kind: .paragraph, range: 900..<1000, source: 0..<0))
    prose.marks.append(.init(kind: .link, range: 700..<800))
    var workspace = ExtractionWorkspace()
    let metadata = Extractor().extract(prose, workspace: &workspace)
    #expect(metadata.words > 0)
  }
}
