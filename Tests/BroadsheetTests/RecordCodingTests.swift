import BroadsheetCore
import Testing

@testable import Broadsheet

@Suite("Records that are kept")
struct RecordCodingTests {
  /// A record of which every field says something.
  private static func record() -> ArticleRecord {
    var fields = ArticleFields()
    fields.title = "A “title” 東京"
    fields.description = ""
    fields.date = Moment(seconds: -62_135_596_800)
    fields.updated = Moment(seconds: 253_402_300_799)
    fields.publish = Moment(seconds: 0)
    fields.expires = Moment(seconds: 1)
    fields.authors = ["A", ""]
    fields.section = "world"
    fields.tags = ["x", "y"]
    fields.image = .init(source: "a.png", alternative: "", caption: "c", credit: nil, line: 7)
    fields.slug = "s"
    fields.permalink = "/p/"
    fields.aliases = ["/old/"]
    fields.isDraft = true
    fields.kind = ArticleKind.allCases.last
    fields.kicker = "k"
    fields.series = "se"
    fields.seriesPart = -3
    fields.weight = .min
    fields.layout = "l"
    fields.language = "ar"
    fields.dateline = "d"
    fields.canonical = "https://c.example/"
    fields.isPaid = true
    fields.takeaways = ["t"]
    fields.corrections = [.init(date: Moment(seconds: 5), text: "c")]
    fields.extra = [
      .init(
        key: "e", line: 3, column: 4,
        node: DataNode(
          .mapping([
            .init(
              key: "a", node: DataNode(.array([DataNode(.null), DataNode(.bool(true), written: "yes")]))),
            .init(key: "n", node: DataNode(.int(.max), line: 2, column: 9)),
            .init(key: "d", node: DataNode(.double(-0.5))),
            .init(key: "s", node: DataNode(.string("x"))),
          ])))
    ]
    fields.lines = ["title": 2, "date": 3]
    var text = ArticleText()
    text.title = "T"
    text.summary = "S"
    text.byline = ["B"]
    text.dateline = "D"
    text.takeaways = .init(title: "What we know", items: ["1", "2"], isOrdered: true)
    text.seeAlso = [.init(text: "t", target: nil), .init(text: "u", target: "u.md")]
    text.headings = [.init(level: 2, id: "i", text: "h")]
    text.words = 12
    text.readingMinutes = 3
    text.names = [
      .init(
        name: "N", roles: ["r"], acronyms: ["O", ""], type: .event, isAbout: true, isRelevant: true,
        isKnown: true,
        confidence: 99),
      .init(
        name: "東京", roles: [""], acronyms: [], type: .person, isAbout: false, isRelevant: false,
        isKnown: false,
        confidence: 0),
    ]
    text.dates = [.init(value: "2026-03", sentence: "s")]
    text.keyPhrases = ["k"]
    var body = ArticleBody()
    body.html = ByteSlice(Array("<p></p>".utf8))
    body.slots = [
      .init(offset: 3, kind: .link, destination: "a", line: 1),
      .init(offset: 3, kind: .image, destination: "b", line: 2),
      .init(offset: 3, kind: .dimensions, destination: "c", line: 3),
    ]
    body.omitted = [0..<3, 3..<7]
    var feedBody = body
    feedBody.html = ByteSlice(Array("<i>".utf8))
    let diagnostic = Diagnostic(
      .brokenLink, .warning, "m", at: SourceLocation(file: "f", line: 1, column: 2, length: 3), excerpt: "e",
      help: "h", chain: [.init(role: "r", location: SourceLocation(file: "g"))])
    return ArticleRecord(
      path: "Content/p.md", contentPath: "p.md", fields: fields, text: text, body: body, feedBody: feedBody,
      diagnostics: [diagnostic])
  }

  private static func encoded(_ record: ArticleRecord) -> (bytes: [UInt8], inside: Int, bodies: Int) {
    var out = BinaryWriter()
    record.writeFace(into: &out)
    let inside = out.count
    record.writeInside(into: &out)
    let bodies = out.count
    record.writeBodies(into: &out)
    return (out.out.bytes(), inside, bodies)
  }

  private static func decoded(
    _ bytes: [UInt8], _ inside: Int, _ bodies: Int
  ) throws -> (
    record: ArticleRecord, html: (page: ByteSlice, feed: ByteSlice?), dates: [ArticleText.DatedSentence]
  ) {
    let stored = StoredBytes(bytes.span)
    var face = try BinaryReader(stored, 0..<inside)
    var inner = try BinaryReader(stored, inside..<bodies)
    var rest = try BinaryReader(stored, bodies..<bytes.count)
    let record = try ArticleRecord(face: &face, inside: &inner)
    return (record, try ArticleRecord.readBodies(&rest), try ArticleText.readDates(&rest))
  }

  @Test("Come back whole")
  func roundTrip() throws {
    let record = Self.record()
    // A new field must be set above, so that this test sees whether it is kept.
    for mirror in [Mirror(reflecting: record.fields), Mirror(reflecting: record.text)] {
      for child in mirror.children {
        let isUnset = "\(child.value)" == "nil" || "\(child.value)" == "[]" || "\(child.value)" == "false"
        #expect(!isUnset, "\(child.label ?? "") is not set by this test")
      }
    }
    let (bytes, inside, bodies) = Self.encoded(record)
    let (copy, html, dates) = try Self.decoded(bytes, inside, bodies)
    #expect(html.page == record.body.html && html.feed == record.feedBody?.html)
    #expect(copy.path == record.path && copy.contentPath == record.contentPath)
    #expect(copy.fields == record.fields)
    #expect("\(copy.text)" == "\(record.withoutBodies.text)" && dates == record.text.dates)
    for (one, other) in [(copy.body, record.body), (copy.feedBody!, record.feedBody!)] {
      #expect("\(one.slots)" == "\(other.slots)")
      #expect(one.omitted == other.omitted)
    }
    #expect(copy.diagnostics == record.diagnostics)
    #expect(Self.encoded(copy).bytes[..<bodies] == bytes[..<bodies])
  }

  @Test("Damage is noticed or harmless, and never ends the process")
  func damage() throws {
    let (bytes, inside, bodies) = Self.encoded(Self.record())
    for index in bytes.indices {
      for value in [UInt8(0), 0xFF, bytes[index] ^ 0x40] {
        var damaged = bytes
        damaged[index] = value
        _ = try? Self.decoded(damaged, inside, bodies)
      }
      _ = try? Self.decoded(Array(bytes[..<index]), min(inside, index), min(bodies, index))
    }
  }

  @Test("A file that was changed just now is not trusted")
  func settling() {
    let second: Int64 = 1_000_000_000
    let status = FileSystem.Status(
      kind: .file, size: 5, modified: 100 * second + 7, changed: 100 * second + 7, inode: 1, device: 1)
    #expect(status.settled(at: 101 * second) == status)
    #expect(status.settled(at: 100 * second + 8).size == -1)
    #expect(status.settled(at: 99 * second).size == -1)
    // A file system that knows whole seconds only.
    let coarse = FileSystem.Status(
      kind: .file, size: 5, modified: 100 * second, changed: 100 * second, inode: 1, device: 1)
    #expect(coarse.settled(at: 102 * second).size == -1)
    #expect(coarse.settled(at: 103 * second) == coarse)
  }

  @Test("Texts are found among many")
  func index() {
    var index = TextIndex<Int>()
    for number in 0..<5_000 { #expect(index.insert(number, for: "/a/\(number)/") == nil) }
    #expect(index.insert(7, for: "/a/4321/") == 4321)
    for number in 0..<5_000 { #expect(index["/a/\(number)/"] == number) }
    #expect(index["/a/5000/"] == nil)
    #expect(index.position(of: Array("/a/17/".utf8).span) == 17)
  }
}
