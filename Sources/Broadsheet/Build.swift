import BroadsheetCore

/// Builds a site: the whole way of an article on one screen.
public struct Build: Sendable {
  let options: BuildOptions
  let paths: SitePaths

  /// Prepares a build.
  public init(_ options: BuildOptions) {
    self.options = options
    paths = SitePaths(root: options.root, output: options.output)
  }

  /// Runs all stages. Diagnostics are gathered; nothing is written unless every stage before succeeded.
  public func run() async -> BuildReport {
    var run = BuildRun(options: options, paths: paths)
    guard let site = run.stage("configure", { $0.configure() }) else { return run.finish() }
    guard let state = run.lock() else { return run.finish() }

    let sources = run.stage("scan") { _ in Scan.run(paths) }  // A
    let inputs = run.inputs(sources, site)
    if await run.stage("compare", { await $0.isUnchanged(inputs, site) }) { return run.finish() }
    let records = await run.stage("articles") { await $0.read(sources, site) }  // B, in parallel
    let edition = run.stage("organise") { $0.organise(records, sources, site) }  // C, the one barrier
    let links = await run.stage("links") { await $0.resolveLinks(edition) }
    guard let press = run.stage("prepare", { $0.prepare(edition, links, site) }) else { return run.finish() }
    await run.stage("render") { await $0.render(press, inputs) }  // D, in parallel

    _ = consume state
    return run.finish()
  }
}
