import ArgumentParser
import Broadsheet
import BroadsheetCore
import BroadsheetServices

/// `broadsheet serve`
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Build the site and look at it on this machine.",
    discussion: """
      Serves the output on loopback, as a static host would: clean addresses, the site's sub-path, its 404 page.
      Control-C ends it.

      Examples:
        broadsheet serve
        broadsheet serve my-paper --drafts --port 9000
      """)

  @OptionGroup var arguments: BuildArguments

  @Option(name: .long, help: "The port (default: 8080, or the next that is free).")
  var port: UInt16?

  func run() async throws {
    let options = try arguments.options()
    let report = await Build(options).run()
    Console.report(report.diagnostics, as: .text)
    Console.output(report.summary)
    guard report.outcome == .success else { Console.exit(report.outcome.rawValue) }
    let paths = SitePaths(root: options.root, output: options.output)
    let base = options.baseURL.flatMap { BaseURL($0) } ?? SiteConfiguration.read(paths).0.baseURL
    do throws(Diagnostic) {
      try await StaticServer(folder: paths.output, basePath: base.path, port: port).runUntilInterrupted {
        Console.output("Look at it at \($0) (Control-C ends).\n")
      }
    } catch {
      Console.report([error], as: .text)
      Console.exit(3)
    }
  }
}
