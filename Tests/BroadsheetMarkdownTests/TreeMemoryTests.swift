import BroadsheetCore
import Testing

@testable import BroadsheetMarkdown

struct TreeMemoryTests {
  private static func source(blocks: Int) -> String {
    let block = """
      ## H *e*

      Text with [a link](b.md "t"), `code`, ~~s~~, www.example.org and a note[^1].

      | a | b |
      |---|---|
      | c | d |

      - x
        - y


      """
    return String(repeating: block, count: blocks) + "[^1]: Note *n*.\n"
  }

  /// Small documents, those whose trees fill several chunks, and those whose trees stand on the heap.
  @Test(arguments: [(1, 0), (800, 0), (30, TreeMemory.longestSource)])
  func holdsTreesOfAnySize(blocks: Int, padding: Int) {
    let source = Self.source(blocks: blocks) + "\n" + String(repeating: "a", count: padding)
    var out = OutputBuffer()
    let body = MarkdownDocument(parsing: source, options: .site).renderBody(into: &out)
    #expect(body.headings.count == blocks)
    #expect(body.headings.allSatisfy { $0.text == "H e" })
    #expect(body.slots.count == blocks)
  }

  /// Documents that live at the same time, on one thread and on several, do not disturb each other.
  @Test func keepsDocumentsApart() async {
    let source = Self.source(blocks: 30)
    let expected = MarkdownDocument(parsing: source, options: .site).html()
    await withTaskGroup(of: Bool.self) { group in
      for index in 0..<32 {
        group.addTask {
          let first = MarkdownDocument(parsing: source, options: .site)
          let other = MarkdownDocument(parsing: "*a* \(index)", options: .site)
          await Task.yield()
          return first.html() == expected && other.html() == Array("<p><em>a</em> \(index)</p>\n".utf8)
        }
      }
      for await isSame in group { #expect(isSame) }
    }
  }
}
