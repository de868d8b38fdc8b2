import Testing

@testable import BroadsheetMarkdown

/// The scanner and cmark must see the same blocks.
struct BlockScannerTests {
  private static func leaves(of tree: Node) -> [BlockLayout.LeafKind] {
    var kinds: [BlockLayout.LeafKind] = []
    guard var node = tree.firstChild else { return [] }
    while true {
      switch node.kind {
      case .paragraph: kinds.append(.paragraph)
      case .heading: kinds.append(.heading)
      case .codeBlock: kinds.append(.codeBlock)
      case .htmlBlock: kinds.append(.htmlBlock)
      case .thematicBreak: kinds.append(.thematicBreak)
      default: break
      }
      if node.kind != .paragraph, node.kind != .heading, let child = node.firstChild {
        node = child
        continue
      }
      while node.next == nil {
        guard let parent = node.parent, parent != tree else { return kinds }
        node = parent
      }
      guard let following = node.next else { return kinds }
      node = following
    }
  }

  @Test func agreesWithCmark() {
    var random = SystemRandomNumberGenerator()
    let seed = UInt64.random(in: 0...UInt64.max, using: &random)
    var generator = Generator(state: seed)
    let pieces = [
      "a", "b c", "> ", ">", "- ", "-", "* ", "+ ", "1. ", "2) ", "10. ", "1.", "    ", "  ", " ", "\t", "# ",
      "#", "## x #",
      "```", "~~~", "``` x", "---", "***", "___", "===", "- - -", "<div>", "</div>", "<x>", "<!-- ", "-->",
      "<pre>", "</pre>",
      "<?", "?>", "<textarea>", "</textarea>", "[r]: /u", "[r]:", "\"t\"", "/u 'x", "[", "]", "<b", "a=\"",
      "\\", "|", "",
    ]
    for _ in 0..<4000 {
      var text = ""
      for _ in 0..<Int.random(in: 1...8, using: &generator) {
        for _ in 0..<Int.random(in: 0...4, using: &generator) {
          text += pieces.randomElement(using: &generator) ?? ""
        }
        text += "\n"
      }
      let bytes = Array(text.utf8)
      let tree = MarkdownDocument.parse(bytes)
      defer { tree.free() }
      let layout = BlockScanner.scan(bytes.span, options: .commonMark)
      let found = layout.regions[0].leaves.map(\.kind).filter { $0 != .removed }
      #expect(found == Self.leaves(of: tree), "seed \(seed): \(text.debugDescription)")
    }
  }

  /// Twice the input may cost twice the work, not four times.
  @Test(arguments: ["- ", "> ", "[a]: b\n", "a|b\n-|-\n", "[^a]: ", "* * ", "<?", "[a]: b 'c\n"])
  func isLinear(_ piece: String) {
    func work(_ count: Int) -> Int {
      let bytes = Array(String(repeating: piece, count: count).utf8)
      return BlockScanner.scan(bytes.span, options: .gitHub).work
    }
    #expect(work(4000) <= work(2000) * 2 + 64)
  }

  /// Blocks within blocks are written once for cmark, however deep they are nested.
  @Test(arguments: ["::: note\n", "::: note\na\n\n", "> ::: note\n"])
  func isLinearInBlocks(_ piece: String) {
    func size(_ count: Int) -> Int {
      var options = MarkdownOptions.site
      options.blocks = ExampleTests.blocks
      let bytes = Array(String(repeating: piece, count: count).utf8)
      return BlockScanner.scan(bytes.span, options: options).regions.reduce(0) { $0 + $1.bytes.count }
    }
    #expect(size(4000) <= size(2000) * 2 + 64)
  }
}
