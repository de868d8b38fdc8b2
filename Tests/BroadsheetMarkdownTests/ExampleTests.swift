import BroadsheetCore
import BroadsheetMarkdown
import Foundation
import Testing

/// The examples in `Examples`, which are laid out like those of CommonMark's specification.
struct ExampleTests {
  struct Example: Sendable, CustomTestStringConvertible {
    var file: String
    var number: Int
    var markdown: String
    var html: String
    var testDescription: String { "\(file) \(number)" }
  }

  /// The blocks of `Blocks.md`.
  static let blocks = [
    BlockDefinition(name: "note", attributes: ["kind", "by"]), BlockDefinition(name: "fact-box"),
    BlockDefinition(name: "timeline"), BlockDefinition(name: "quiet", allowsLabel: false, isProse: false),
  ]

  static let examples: [Example] = ["GitHub.md", "Site.md", "Blocks.md", "Code.md"].flatMap(read)

  static func read(_ file: String) -> [Example] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "Examples")
    guard let text = try? String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8) else {
      return []
    }
    let fence = String(repeating: "`", count: 32)
    var examples: [Example] = []
    var part = 0
    var parts = ["", ""]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == fence + " example" {
        part = 1
        parts = ["", ""]
      } else if line == fence {
        examples.append(
          Example(file: file, number: examples.count + 1, markdown: parts[0], html: parts[1]))
        part = 0
      } else if part == 1, line == "." {
        part = 2
      } else if part > 0 {
        parts[part - 1] += line + "\n"
      }
    }
    return examples
  }

  @Test func areFound() { #expect(Self.examples.count >= 11) }

  @Test(arguments: examples) func prints(_ example: Example) {
    var options = MarkdownOptions.gitHub
    if example.file != "GitHub.md" {
      options = .site
      options.blocks = Self.blocks
      options.omitsLeadingTitle = false
      options.hasHeadingAnchors = false
    }
    let document = MarkdownDocument(parsing: example.markdown, options: options)
    #expect(String(decoding: document.html(), as: UTF8.self) == example.html)
  }
}
