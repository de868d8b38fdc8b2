import BroadsheetCore
import Testing

@testable import BroadsheetExtraction

@Suite struct InspectionTests {
  static func json(_ source: String, _ authored: AuthoredMetadata = AuthoredMetadata()) -> String {
    let prose = prose(source)
    var workspace = ExtractionWorkspace()
    let metadata = Extractor().extract(prose, authored: authored, workspace: &workspace)
    var out = OutputBuffer()
    metadata.writeJSON(
      path: "news/a.md", section: "news", prose: prose, source: Array(source.utf8), into: &out)
    return out.string()
  }

  @Test func namesOfTheFields() {
    let json = Self.json(
      "# Title\n\nSarah Johnson said on Monday: “We are <very> glad.”\n\nSEE: [Other](b.md)")
    let names = [
      "version", "path", "title", "summary", "byline", "dateline", "published", "section", "takeaways",
      "seeAlso", "mentions", "entities",
      "dates", "quotes", "keyphrases", "links", "images", "headings", "language", "words", "sentences",
      "readingMinutes",
    ]
    for name in names { #expect(json.contains("\"\(name)\":"), "\(name)") }
    #expect(!json.contains("<") && !json.contains("\n"))
    #expect(json.contains("\"url\":\"b.md\""))
    #expect(json.contains("\"speaker\":\"Sarah Johnson\""))
  }

  @Test func offsetsLinesAndColumnsAreTheSources() {
    let json = Self.json("# Title\n\nOné line,\nthen Sarah Johnson came to [Leeds](l.md) today.")
    #expect(json.contains("\"text\":\"Sarah Johnson\",\"type\":\"person\""))
    #expect(json.contains("\"start\":25,\"end\":38,\"line\":4,\"column\":6"))
  }

  @Test func linesAreFoundInAnyOrder() {
    let source = Array((0..<3000).map { "l\($0)é" }.joined(separator: "\n").utf8)
    let lines = SourceLines(source)
    for offset in stride(from: source.count, through: 0, by: -97) {
      let place = SourceLocation(file: "a", offset: offset, in: source.span)
      #expect(lines.location(of: offset) == (place.line, place.column))
    }
  }

  @Test func terminalTextHasNoControlCharacters() {
    let source = "# Ti\u{1B}[31mtle\n\nSome text \u{7}of an article that goes on."
    let prose = prose(source)
    var workspace = ExtractionWorkspace()
    let metadata = Extractor().extract(prose, workspace: &workspace)
    var out = OutputBuffer()
    metadata.writeText(path: "a.md", section: "news", prose: prose, source: Array(source.utf8), into: &out)
    #expect(out.bytes().allSatisfy { $0 >= 0x20 || $0 == 0x0A })
  }
}
