import ArgumentParser
import Broadsheet
import BroadsheetCore
import BroadsheetServices

/// `broadsheet publish`
struct PublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish", abstract: "Send the built site to where readers are.",
    discussion: """
      Sends the output of the last build to a target that Site.yaml lists under `publish`: a folder (a new
      release, then one switch of a link), or a branch of a git repository (only what changed, never by force).

      Examples:
        broadsheet build && broadsheet publish --to web
        broadsheet publish --to pages --dry-run
      """)

  @Argument(help: "The site's folder.")
  var directory = "."

  @Option(name: .long, help: "The target's name (default: the only one).")
  var to: String?

  @Option(name: .long, help: "The output folder (default: DIR/Output).")
  var output: String?

  @Flag(name: .long, help: "Say what would change, and change nothing.")
  var dryRun = false

  func run() throws {
    let paths = SitePaths(root: directory, output: output)
    let (site, diagnostics) = SiteConfiguration.read(paths)
    if !diagnostics.isEmpty { Console.report(diagnostics, as: .text) }
    if diagnostics.contains(where: { $0.severity == .error }) { Console.exit(1) }
    do throws(Diagnostic) {
      let target = try Publisher.target(named: to, in: site)
      let summary = try Publisher.publish(target: target, output: paths.output, paths: paths, dryRun: dryRun)
      Console.output(summary.describe())
    } catch {
      Console.report([error], as: .text)
      Console.exit(error.code == .unknownTarget ? 2 : 3)
    }
  }
}
