import BroadsheetCore
import BroadsheetMarkdown
import Testing

struct ProseTests {
  private func prose(_ text: String) -> Prose { MarkdownDocument(parsing: text, options: .site).prose() }

  @Test func holdsTheText() {
    let text =
      "# A *b*\n\n> - one\n>   two [x](y.md \"t\")\n> - `c d`\n\n```\ncode\n```\n\n| h |\n|-|\n| r\\|s |\n"
    let prose = prose(text)
    #expect(String(decoding: prose.text, as: UTF8.self) == "A b\none\ntwo x\nc d\ncode\nh\nr|s\n")
    #expect(prose.blocks.map(\.kind) == [.heading, .paragraph, .paragraph, .code, .tableCell, .tableCell])
    #expect(prose.blocks.map(\.item) == [-1, 0, 1, -1, -1, -1])
    #expect(prose.blocks.map(\.quoteDepth) == [0, 1, 1, 0, 0, 0])
    #expect(prose.marks.map(\.kind) == [.emphasis, .link, .code])
    #expect(prose.marks[1].destination == "y.md" && prose.marks[1].title == "t")
  }

  /// Text without markup comes from the bytes that the anchors name.
  @Test func findsTheWayBack() {
    var random = SystemRandomNumberGenerator()
    let seed = UInt64.random(in: 0...UInt64.max, using: &random)
    var generator = Generator(state: seed)
    let words = [
      "alpha", "*beta*", "**gamma**", "[delta](u \"t\")", "[eps][r]", "`zeta`", "\\*eta\\*", "<b>",
      "~~theta~~", "![iota](i.png)",
      "www.example.org", "<http://a.b>", "é“x”", "a_b", "x@y.org", "end.  ", "[^1]",
    ]
    let prefixes = ["", "> ", "- ", "  ", "1. ", "# ", "> > ", "    ", "| a | "]
    for _ in 0..<300 {
      var text = ""
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        text += prefixes.randomElement(using: &generator) ?? ""
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
          text += (words.randomElement(using: &generator) ?? "") + " "
        }
        text += Bool.random(using: &generator) ? "\n" : "\n\n"
      }
      text += "\n[r]: /url\n\n[^1]: note\n"
      let source = Array(text.utf8)
      let prose = prose(text)
      var bare = MarkdownDocument(parsing: text, options: .site).prose(isAnchored: false)
      #expect(bare.anchors.isEmpty)
      bare.anchors = prose.anchors
      #expect(bare == prose, "seed \(seed): \(text.debugDescription)")
      for block in prose.blocks {
        for offset in block.range where prose.text[offset] != 0x0A {
          let origin = prose.sourceOffset(of: offset)
          #expect(
            origin < source.count && source[origin] == prose.text[offset],
            "seed \(seed): \(text.debugDescription) at \(offset)")
        }
      }
    }
  }
}

/// SplitMix64, so that a failure can be run again by its seed.
struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
