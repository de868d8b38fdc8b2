import ArgumentParser

/// `broadsheet`: builds news sites from Markdown.
@main
struct BroadsheetCommand: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "broadsheet",
    abstract: "A static site generator for news.",
    discussion: """
      Put articles (Markdown, or plain wire text) into Content/, then:

        broadsheet build              write the site to Output/
        broadsheet serve              build it and look at it
        broadsheet publish --to NAME  send it where readers are

      Exit codes: 0 fine; 1 content, templates or Site.yaml have errors; 2 wrong usage; 3 the environment
      failed (disk full, no permission).
      """,
    version: version,
    subcommands: [
      NewCommand.self, BuildCommand.self, ServeCommand.self, InspectCommand.self, MarkdownCommand.self,
      TemplateCommand.self, PublishCommand.self, ReferenceCommand.self,
    ])

  /// Like the package's own `main`, but wrong usage is exit code 2.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      if exitCode(for: error) == .validationFailure {
        Console.error(fullMessage(for: error) + "\n")
        Console.exit(2)
      }
      exit(withError: error)
    }
  }
}
