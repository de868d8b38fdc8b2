import Testing

@testable import BroadsheetCore

@Suite("JSON")
struct JSONParserTests {
  static func parse(_ text: String) throws -> DataNode { try JSONParser.parse(Array(text.utf8)) }

  @Test("Values keep their kind, order and place")
  func values() throws {
    let node = try Self.parse("{\"b\": [1, 2.5, -3, 1e2, true, null],\n \"a\": \"x\"}")
    guard case .mapping(let entries) = node.value else { return #expect(Bool(false)) }
    #expect(entries.map(\.key) == ["b", "a"])
    #expect(entries[1].line == 2 && entries[1].column == 2)
    guard case .array(let items) = entries[0].node.value else { return #expect(Bool(false)) }
    #expect(items.map(\.value) == [.int(1), .double(2.5), .int(-3), .double(100), .bool(true), .null])
    #expect(items[1].column == 11)
  }

  @Test(
    "Strings",
    arguments: [
      ("\"a\\u00e9\\n\\\"\\\\\\/\"", "aé\n\"\\/"), ("\"\\ud83d\\ude00\"", "\u{1F600}"),
      ("\"\\ud83d\"", "\u{FFFD}"),
      ("\"\\ud83dx\"", "\u{FFFD}x"), ("\"日本\"", "日本"), ("\"\"", ""),
    ])
  func strings(text: String, expected: String) throws {
    #expect(try Self.parse(text).value == .string(expected))
  }

  @Test(
    "What is not JSON",
    arguments: [
      ("", 0), ("{", 1), ("[1,]", 3), ("{\"a\" 1}", 5), ("[1 2]", 3), ("01", 0), ("-", 0), ("1.5.2", 0),
      ("\"a", 2),
      ("\"\\x\"", 1), ("\"\\u+123\"", 3), ("tru", 0), ("{} x", 3), ("\"\n\"", 1), ("[1", 2), ("'a'", 0),
    ])
  func refuses(text: String, offset: Int) {
    do {
      _ = try Self.parse(text)
      Issue.record("`\(text)` was taken")
    } catch let failure as JSONParser.Failure {
      #expect(failure.offset == offset, "\(text): \(failure.message)")
    } catch { Issue.record(error) }
  }

  @Test("Depth is bounded")
  func depth() throws {
    #expect(throws: JSONParser.Failure.self) { try Self.parse(String(repeating: "[", count: 100_000)) }
    #expect(throws: Never.self) {
      try Self.parse(String(repeating: "[", count: 150) + String(repeating: "]", count: 150))
    }
  }

  @Test("Of equal keys the last wins, in the first's place")
  func duplicates() throws {
    let node = try Self.parse("{\"a\":1,\"b\":2,\"a\":3}")
    #expect(node["a"]?.value == .int(3))
    guard case .mapping(let entries) = node.value else { return #expect(Bool(false)) }
    #expect(entries.map(\.key) == ["a", "b"])
  }

  @Test("What the writer writes, the parser reads")
  func roundTrip() throws {
    var json = JSONWriter()
    json.object { json in
      json.member("text", "a \"b\" </script>\n")
      json.member("absent", nil as String?)
      json.member("number", -12)
      json.array("list") { list in
        list.item("x")
        list.object { $0.member("flag", true) }
        list.object { _ in }
      }
    }
    let node = try Self.parse(json.string())
    #expect(node["text"]?.value == .string("a \"b\" </script>\n"))
    #expect(node["number"]?.value == .int(-12))
    #expect(node["absent"] == nil)
    guard case .array(let items)? = node["list"]?.value else { return #expect(Bool(false)) }
    #expect(items.count == 3)
  }

  @Test("What one writer has written, another takes over")
  func written() throws {
    var member = JSONWriter()
    member.member("url", "https://a.example/?a&b")
    member.member("name", "A")
    var object = JSONWriter()
    object.object { $0.append(written: member.bytes()) }
    var json = JSONWriter()
    json.object { json in
      json.member(named: "a \"key\"", 1)
      json.member("about", written: object.bytes())
      json.array("list") { list in
        list.append(written: object.bytes())
        list.append(written: [])
        list.append(written: object.bytes())
      }
      json.member("text", "<p>".utf8.span)
    }
    let node = try Self.parse(json.string())
    #expect(node["a \"key\""]?.value == .int(1))
    #expect(node["about"]?["url"]?.value == .string("https://a.example/?a&b"))
    #expect(node["text"]?.value == .string("<p>"))
    guard case .array(let items)? = node["list"]?.value else { return #expect(Bool(false)) }
    #expect(items.map { $0["name"]?.value } == [.string("A"), .string("A")])
  }
}
