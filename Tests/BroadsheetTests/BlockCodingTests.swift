import BroadsheetCore
import BroadsheetExtraction
import Testing

@testable import Broadsheet

@Suite("Blocks that are kept")
struct BlockCodingTests {
  @Test("A record with blocks comes back as it was")
  func blocks() throws {
    let text = """
      ---
      title: T
      date: 2026-03-01
      ---
      Text.

      ::: fact-box The "label" .wide #id
      ::: timeline
      - **2026-01-02**: One [link](b.md).
      - Two
      :::
      :::

      ::: embed url="https://youtu.be/a"
      <b>Raw</b>
      :::

      ::: correction date=2026-03-02
      Mended.
      :::
      """
    var site = SiteConfiguration()
    site.embeds = ["youtube"]
    let reader = ArticleReader(site: site, defaults: SectionDefaults(), extractor: Extractor())
    var workspace = ExtractionWorkspace()
    let record = try reader.read(
      SourceText(path: "Content/a.md", bytes: Array(text.utf8)), contentPath: "a.md", workspace: &workspace
    ).record
    #expect(record.diagnostics.isEmpty)
    #expect(record.body.blocks.map(\.name) == ["fact-box", "timeline", "embed", "correction"])
    var writer = BinaryWriter()
    record.writeFace(into: &writer)
    let inside = writer.count
    record.writeInside(into: &writer)
    let bodies = writer.count
    record.writeBodies(into: &writer)
    let stored = StoredBytes(writer.out.span)
    var face = try BinaryReader(stored, 0..<inside)
    var rest = try BinaryReader(stored, inside..<bodies)
    var html = try BinaryReader(stored, bodies..<stored.count)
    let back = try ArticleRecord(face: &face, inside: &rest)
    #expect(String(describing: back.body.blocks) == String(describing: record.body.blocks))
    #expect(String(describing: back.body.slots) == String(describing: record.body.slots))
    #expect(String(describing: back.feedBody?.blocks) == String(describing: record.feedBody?.blocks))
    #expect(back.fields == record.fields)
    #expect(try ArticleRecord.readBodies(&html).page == record.body.html)
    #expect(record.body.blocks.allSatisfy { !$0.html.isEmpty } && record.fields.updated != nil)
  }
}
