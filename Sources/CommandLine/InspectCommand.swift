import ArgumentParser
import Broadsheet
import BroadsheetCore

extension Inspection.Format: ExpressibleByArgument {}

/// `broadsheet inspect`
struct InspectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "Show what Broadsheet reads out of an article.",
    discussion: """
      Prints the metadata of a file, or of every article of a folder (of its Content/ if it has one), with the
      source and the confidence of each value. No Site.yaml is needed.

      Examples:
        broadsheet inspect Content/world/harbour.md
        broadsheet inspect . --format jsonl | jq .title.value
      """)

  @Argument(help: "A file or a folder.")
  var path: String

  @Option(name: .long, help: "text, json or jsonl (one object a line).")
  var format = Inspection.Format.text

  func run() async throws {
    let result = await Inspection().run(path, format: format)
    Console.output(result.output)
    Console.report(result.diagnostics.filter { $0.severity != .notice }, as: .text)
    if result.diagnostics.contains(where: { $0.severity == .error }) { Console.exit(1) }
  }
}
