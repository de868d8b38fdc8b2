import ArgumentParser
import BroadsheetCore
import BroadsheetServices

extension SiteScaffold.ContinuousIntegration: ExpressibleByArgument {}

/// `broadsheet new`
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Make a complete site that builds at once.",
    discussion: """
      Examples:
        broadsheet new my-paper --title "The Harbour Post"
        broadsheet new . --ci github
      """)

  @Argument(help: "The folder to make.")
  var directory: String

  @Option(name: .long, help: "The publication's name.")
  var title = "News"

  @Option(name: .long, help: "Add a workflow that builds and deploys the site: github.")
  var ci: SiteScaffold.ContinuousIntegration?

  func run() throws {
    do throws(Diagnostic) {
      let paths = try SiteScaffold(folder: directory, title: title, ci: ci).write()
      Console.output(paths.map { "  \($0)\n" }.joined())
      Console.output("A new site is in \(directory). Look at it: broadsheet serve \(directory)\n")
    } catch {
      Console.report([error], as: .text)
      Console.exit(error.code == .siteExists ? 1 : 3)
    }
  }
}
