import ArgumentParser
import Broadsheet
import BroadsheetCore
import BroadsheetServices

/// `broadsheet serve`
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Build the site, look at it on this machine, and keep it up to date.",
    discussion: """
      Serves the output on loopback, as a static host would: clean addresses, the site's sub-path, its 404 page.
      Content, templates, data and Site.yaml are watched: after each save the site is built again, and open pages
      load again, swap their style sheets or show what is wrong. Control-C ends it.

      Examples:
        broadsheet serve
        broadsheet serve my-paper --drafts --port 9000
      """)

  @OptionGroup var arguments: BuildArguments

  @Option(name: .long, help: "The port (default: 8080, or the next that is free).")
  var port: UInt16?

  @Flag(name: .long, help: "Leave open pages alone: build again after changes, but put no script into pages.")
  var noReload = false

  func run() async throws {
    let options = try arguments.options()
    let paths = SitePaths(root: options.root, output: options.output)
    let history = BuildHistory()
    let memory = BuildMemory()
    let session = LiveSession(
      paths, port: port, reloads: !noReload, followsClock: options.now == nil,
      basePath: {
        let base = options.baseURL.flatMap { BaseURL($0) } ?? SiteConfiguration.read(paths).0.baseURL
        return base.path
      },
      onBuild: { report in
        history.tell(report)
        // What was asked for makes no sense, and no edit will mend it.
        if report.outcome == .usage { Console.exit(report.outcome.rawValue) }
      },
      rebuild: { await Build(options).run(memory, changes: $0) })
    do throws(Diagnostic) {
      try await session.runUntilInterrupted {
        Console.output("Look at it at \($0) (Control-C ends).\n")
      }
    } catch {
      Console.report([error], as: .text)
      Console.exit(3)
    }
  }
}
