import ArgumentParser
import Broadsheet
import BroadsheetCore
import BroadsheetMarkdown

/// `broadsheet markdown`
struct MarkdownCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "markdown", abstract: "Turn Markdown into an HTML fragment.",
    discussion: """
      Reads a file or standard input: GitHub Flavored Markdown, raw HTML kept, no front matter.

      Examples:
        broadsheet markdown article.md
        echo '*hello*' | broadsheet markdown --commonmark
        broadsheet markdown --site article.md
      """)

  @Argument(help: "A file (default: standard input).")
  var file: String?

  @Flag(name: .long, help: "CommonMark alone, without extensions.")
  var commonmark = false

  @Flag(name: .long, help: "As in a site's articles: heading anchors, figures, smart punctuation.")
  var site = false

  func run() throws {
    if commonmark, site { throw ValidationError("Choose one of `--commonmark` and `--site`.") }
    let source: [UInt8]
    do { source = try file.map { try Files.read($0) } ?? Console.input() } catch let error as Diagnostic {
      Console.report([error], as: .text)
      Console.exit(1)
    }
    let options: MarkdownOptions = commonmark ? .commonMark : site ? .site : .gitHub
    Console.output(MarkdownDocument(parsing: source, options: options).html())
  }
}
