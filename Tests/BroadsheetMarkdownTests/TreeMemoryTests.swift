import BroadsheetCore
import Testing

@testable import BroadsheetMarkdown

struct TreeMemoryTests {
  private static func source(_ size: Int) -> String {
    let block =
      "# H *e*\n\nText with [a link](b.md \"t\"), `code`, ~~s~~, www.example.org and a note[^1].\n\n| a | b |\n|---|---|\n| c | d |\n\n- x\n  - y\n\n"
    return String(repeating: block, count: max(1, size / block.utf8.count)) + "[^1]: Note *n*.\n"
  }

  /// Small documents, those of several chunks, and those whose trees stand on the heap are all read alike.
  @Test(arguments: [1000, 300_000, TreeMemory.longestSource + 1000])
  func holdsTreesOfAnySize(size: Int) {
    let source = Self.source(size)
    let html = MarkdownDocument(parsing: source, options: .site).html()
    let blocks = source.utf8.count / Self.source(1).utf8.count
    let headings = String(decoding: html, as: UTF8.self).split(separator: "<h1 ").count
    #expect(headings >= blocks - 1 && headings > 0)
  }

  /// Documents that live at the same time, on one thread and on several, do not disturb each other.
  @Test func keepsDocumentsApart() async {
    let source = Self.source(5000)
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
