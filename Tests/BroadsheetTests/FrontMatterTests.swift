import BroadsheetCore
import Testing

@testable import Broadsheet

@Suite("Front matter")
struct FrontMatterTests {
  static func read(_ text: String) throws -> (ArticleFields, [Diagnostic], body: String) {
    let source = try SourceText(path: "Content/a.md", bytes: Array(text.utf8))
    let frontMatter = try FrontMatter.parse(source)
    let (fields, diagnostics) = ArticleFields.read(
      frontMatter.fields, defaults: nil, path: "Content/a.md", zone: .utc)
    return (fields, diagnostics, String(decoding: source.bytes[frontMatter.bodyStart...], as: UTF8.self))
  }

  @Test(
    "YAML, TOML, JSON and line endings give the same fields",
    arguments: [
      "---\ntitle: \"A: b\"\ndate: 2026-03-01\ntags: [x, y]\ndraft: true\n---\nText\n",
      "---\r\ntitle: \"A: b\"\r\ndate: 2026-03-01\r\ntags: [x, y]\r\ndraft: true\r\n---\r\nText\n",
      "+++\ntitle = \"A: b\"\ndate = 2026-03-01\ntags = [\"x\", \"y\"]\ndraft = true\n+++\nText\n",
      "+++\ntitle = \"A: b\"\ndate = 2026-03-01\ndraft = true\n[taxonomies]\ntags = [\"x\", \"y\"]\n+++\nText\n",
      "{\"title\": \"A: b\", \"date\": \"2026-03-01\", \"tags\": [\"x\", \"y\"], \"draft\": true}\nText\n",
      "\u{FEFF}---\ntitle: 'A: b'\npublished: 2026-03-01\nkeywords:\n- x\n- y\ndraft: yes\n...\nText\n",
    ])
  func forms(text: String) throws {
    let (fields, diagnostics, body) = try Self.read(text)
    #expect(fields.title == "A: b")
    #expect(fields.date?.rfc3339(in: .utc) == "2026-03-01T00:00:00Z")
    #expect(fields.tags == ["x", "y"])
    #expect(fields.isDraft)
    #expect(diagnostics.isEmpty)
    #expect(body.drop { $0.isNewline } == "Text\n")
  }

  @Test("Text keeps its spelling where YAML would read a number")
  func spelling() throws {
    let (fields, _, _) = try Self.read("---\ntitle: 007\nslug: 1.10\nkicker: yes\n---\n")
    #expect(fields.title == "007")
    #expect(fields.slug == "1.10")
    #expect(fields.kicker == "yes")
  }

  @Test("Unknown fields are kept; misspelt ones are named with a suggestion")
  func unknown() throws {
    let (fields, diagnostics, _) = try Self.read("---\ntitel: x\nmood: {happy: 3}\n---\n")
    #expect(fields.extra.map(\.key) == ["titel", "mood"])
    #expect(diagnostics.map(\.code) == [.unknownField])
    #expect(diagnostics.first?.help == "did you mean `title`?")
    #expect(diagnostics.first?.location?.line == 2)
  }

  @Test(
    "Values of the wrong kind",
    arguments: [
      ("title: [a]", DiagnosticCode.wrongFieldType), ("date: soon", .invalidDate),
      ("date: 2026-02-30", .invalidDate),
      ("draft: perhaps", .wrongFieldType), ("kind: novel", .invalidFieldValue),
      ("weight: heavy", .wrongFieldType),
      ("tags: {a: b}", .wrongFieldType), ("corrections: [{text: x}]", .wrongFieldType),
      ("image: {alt: x}", .wrongFieldType),
    ])
  func wrong(line: String, code: DiagnosticCode) throws {
    let (_, diagnostics, _) = try Self.read("---\nextra: {}\n\(line)\n---\n")
    #expect(diagnostics.map(\.code) == [code])
    #expect(diagnostics.first?.location?.line == 3)
    #expect(diagnostics.first?.severity == .error)
  }

  @Test(
    "What cannot be read at all",
    arguments: [
      ("---\ntitle: x\n", DiagnosticCode.unclosedFrontMatter), ("+++\ntitle = 1\n", .unclosedFrontMatter),
      ("---\na: [1\n---\n", .frontMatterSyntax), ("+++\na = \n+++\n", .frontMatterSyntax),
      ("{\"a\": }\n", .frontMatterSyntax),
      ("---\na: 1\na: 2\n---\n", .duplicateKey), ("---\n- a\n? [b]\n---\n", .frontMatterSyntax),
      ("---\na: *b\n---\n", .frontMatterSyntax),
    ])
  func unreadable(text: String, code: DiagnosticCode) {
    do {
      _ = try Self.read(text)
      Issue.record("it was taken")
    } catch let diagnostic as Diagnostic {
      #expect(diagnostic.code == code)
      #expect(diagnostic.location?.file == "Content/a.md")
    } catch { Issue.record(error) }
  }

  @Test("A bomb of aliases and a deep nest are errors, not a hang")
  func bombs() {
    var bomb = "---\na0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
    for level in 1...12 {
      let alias = "*a\(level - 1)"
      bomb += "a\(level): &a\(level) [\([String](repeating: alias, count: 10).joined(separator: ","))]\n"
    }
    for text in [bomb + "---\n", "---\na: " + String(repeating: "[", count: 100_000) + "\n---\n"] {
      #expect(throws: Diagnostic.self) { try Self.read(text) }
    }
  }

  @Test("Merge keys")
  func merge() throws {
    let (fields, _, _) = try Self.read(
      "---\nbase: &b {section: world, title: Base}\n<<: *b\ntitle: Own\n---\n")
    #expect(fields.title == "Own")
    #expect(fields.section == "world")
  }

  @Test(
    "Bytes that are not text",
    arguments: [[0xFF, 0xFE, 0x41, 0], [0x41, 0xC3, 0x28], [0x41, 0, 0x42], [0xED, 0xA0, 0x80]])
  func encodings(bytes: [UInt8]) {
    #expect(throws: Diagnostic.self) { try SourceText(path: "a", bytes: bytes) }
  }
}
