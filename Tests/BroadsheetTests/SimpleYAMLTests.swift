import BroadsheetCore
import Testing

@testable import Broadsheet

@Suite("Simple YAML")
struct SimpleYAMLTests {
  private static func simple(_ text: String) -> DataNode? {
    let bytes = Array(text.utf8)
    return SimpleYAML.parse(bytes, 0..<bytes.count, lineOffset: 1)
  }

  private static func whole(_ text: String) -> DataNode? {
    try? YAMLReader.parse(Array(text.utf8)[...], path: "a.md", lineOffset: 1)
  }

  @Test(
    "What most articles have is read without libyaml",
    arguments: [
      "title: \"A: b – “c”\"\ndate: 2026-03-01T10:00:00+01:00\nauthors: [Jane Doe, John O'Neill]\ndraft: true\n",
      "title: It's 5 o'clock, Jane\n\ntags:\n  - a\n  - \"b c\"\nweight: 3\n",
      "tags:\n- x\n- y\ntitle: 'Übung'", "weight: 0x1F\nratio: 1.10\nempty: []\nnothing: null\nflag: False",
    ])
  func reads(text: String) throws {
    #expect(try #require(Self.simple(text)) == Self.whole(text))
  }

  @Test(
    "What YAML may read otherwise is left to libyaml",
    arguments: [
      "", "title:", "title: a: b", "title: a # b", "title: &a b", "title: |\n  x", "title: \"a\\n\"",
      "title: 'it''s'",
      "a: {b: c}", "a:\n  b: c", "a: b\n  c", "a: b\na: c", "a:\t b", "a: [b, [c]]", "a: [b,]", "a: [b: c]",
      "a: - b", "a: *b", "a: !b c", "a: @b", "a: %b", "- a", "a : b", "a:b", "a: b\r\nc: d", "a: b\u{85}c: d",
      "a: b\u{2028}c", "a: \u{FEFF}b", "a:\n  - b\n - c", "a:\n  - b\n  c: d", "a: \"b\" c", "a: 'b\n  c'",
      "a: ~",
      "a: b:", "a: -1", "a: .5", "<<: a", "? a", "a: [b", "a: ]", "a: \"b", "a:\n-\n- b", "a:\n- b: c",
      "a:\n- - b",
    ])
  func leaves(text: String) {
    #expect(Self.simple(text) == nil)
  }

  @Test("Whatever is read is what libyaml reads, to the line and the column")
  func agrees() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix(state: seed)
    let pieces = [
      "title", "a-b_c", ":", ": ", " ", "  ", "\n", "\n", "\n- ", "\n  - ", "[", "]", ", ", ",", "\"", "'",
      "#", " #", "-",
      "- ", "?", "!", "&", "*", "{", "}", "|", ">", "%", "@", "~", "null", "true", "No", "12", "1.5e3",
      "0x1F", "-3", "+1",
      "2026-03-01", "10:30", "é", "“x”", "\u{85}", "\u{A0}", "\u{2028}", "\u{FEFF}", "🙂", "\t", "\r", "\\",
      "/", ".", "...",
      "---", "<<", "word", "two words", "\u{7F}", "\u{1}", "key: value\n", "k: [a, \"b\", c]\n",
      "l:\n- a\n- 'b'\n",
    ]
    var read = 0
    for _ in 0..<60_000 {
      var text = Bool.random(using: &random) ? "k\(Int.random(in: 0..<9, using: &random)): " : ""
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        text += pieces.randomElement(using: &random) ?? ""
      }
      guard let node = Self.simple(text) else { continue }
      read += 1
      #expect(Self.whole(text) == node, "seed \(seed): \(text.debugDescription)")
    }
    #expect(read > 1000)
  }
}

/// Vigna's generator: the same numbers for the same seed.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
