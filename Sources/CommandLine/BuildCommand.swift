import ArgumentParser
import Broadsheet
import BroadsheetCore

extension DiagnosticFormat: ExpressibleByArgument {}

/// The options that `build`, `serve` and `publish` share.
struct BuildArguments: ParsableArguments {
  @Argument(help: "The site's folder.")
  var directory = "."

  @Option(name: .long, help: "Where to write the site (default: DIR/Output).")
  var output: String?

  @Option(name: .long, help: "The site's address, instead of Site.yaml's.")
  var baseUrl: String?

  @Option(name: .long, help: "The clock: RFC 3339, or a date in the site's zone (default: now).")
  var now: String?

  @Flag(name: .long, help: "Publish drafts.")
  var drafts = false

  @Flag(name: .long, help: "Publish scheduled articles.")
  var future = false

  @Option(name: .long, help: "How many tasks work at once (default: one a processor).")
  var jobs: Int?

  func options() throws -> BuildOptions {
    if let jobs, jobs < 1 { throw ValidationError("`--jobs` must be at least 1.") }
    var options = BuildOptions(root: directory)
    options.output = output
    options.baseURL = baseUrl
    options.now = now
    options.includesDrafts = drafts
    options.includesFuture = future
    options.jobs = jobs ?? 0
    return options
  }
}

/// `broadsheet build`
struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Write the site to Output/.",
    discussion: """
      Only what changed is written; files that Broadsheet did not write are never touched. A build with errors
      leaves the last good output as it was.

      Examples:
        broadsheet build
        broadsheet build my-paper --base-url https://example.org/news/
        broadsheet build --strict --format github --report build.json
      """)

  @OptionGroup var arguments: BuildArguments

  @Flag(name: .long, help: "Treat warnings as errors.")
  var strict = false

  @Flag(name: .long, help: "Compare every file anew, trusting nothing from earlier builds.")
  var clean = false

  @Option(name: .long, help: ArgumentHelp("Write counts, times and diagnostics as JSON.", valueName: "file"))
  var report: String?

  @Flag(name: .long, help: "Print where the time went: stages, templates, the slowest articles and pages.")
  var profile = false

  @Option(
    name: .long,
    help: ArgumentHelp("Write a trace for chrome://tracing or ui.perfetto.dev.", valueName: "file"))
  var trace: String?

  @Option(name: .long, help: "How diagnostics are printed: text, json or github.")
  var format = DiagnosticFormat.text

  /// Never taken apart: the process ends first.
  private static let memory = BuildMemory(expectsMore: false)

  func run() async throws {
    var options = try arguments.options()
    options.isStrict = strict
    options.isClean = clean
    let measured = profile || trace != nil ? Profile() : nil
    options.profile = measured
    let result = await Build(options).run(Self.memory)
    Console.report(result.diagnostics, as: format)
    do throws(Diagnostic) {
      if let report { try result.write(to: report) }
      if let trace { try measured?.writeTrace(to: trace) }
    } catch {
      Console.report([error], as: format)
      Console.exit(3)
    }
    if format == .text { Console.output(result.summary) }
    if profile, let measured { Console.output("\n" + measured.table()) }
    if result.outcome != .success { Console.exit(result.outcome.rawValue) }
  }
}
