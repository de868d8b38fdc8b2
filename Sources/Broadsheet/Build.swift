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
  ///
  /// - Parameters:
  ///   - memory: what the last build of this process left, and this one leaves.
  ///   - changes: what has changed since then.
  public func run(_ memory: BuildMemory? = nil, changes: SiteChanges = .everything) async -> BuildReport {
    while true {
      var run = BuildRun(options: options, paths: paths)
      await run.build(memory, changes)
      if !run.isDamaged { return run.finish() }
      RecordCache.discard(paths.state)
    }
  }
}

extension BuildRun {
  fileprivate mutating func build(_ memory: BuildMemory?, _ changes: SiteChanges) async {
    if let last = memory?.recall(), let lock = lock(),
      let whole = stage("patch", { $0.patched(last, changes) })
    {
      async let saved: Void = whole.records.save()
      let published = await publish(
        whole, openOutput(trusting: last.outputs), nil, memory, plan: last.press.outputs,
        dependencies: last.dependencies)
      keep(published, whole, memory)
      // Taking the last edition apart takes a while, and nobody waits for it.
      Task.detached { withExtendedLifetime(last) {} }
      await saved
      return _ = consume lock
    }
    Allocator.makeRoom()
    guard let site = stage("configure", { $0.configure() }), let lock = lock() else { return }
    memory?.keep(nil)
    async let opening = openOutput()
    let start = ContinuousClock.now
    async let scanning = Scan.run(paths, jobs: jobs)  // A
    let theme = ThemeFiles(overriddenBy: paths.templates, relativeTo: paths)
    let settings = settings(theme, site)
    let output = await opening
    let looks = await looks(settings, output)
    let scan = await scanning
    note(stage: "scan", from: start)
    let inputs = inputs(scan, settings)
    let mayStop = memory.map { !$0.expectsMore } ?? true
    if mayStop, await stage("compare", { await $0.isUnchanged(inputs, site, output, looks) }) {
      return _ = consume lock
    }
    let records = await stage("articles") { await $0.read(scan, site) }  // B, in parallel
    async let saved: Void = records.save()
    if let whole = await stage("recall", { await $0.recall(records, scan, theme, site) }) {
      keep(await publish(whole, output, inputs, memory, looks: looks), whole, memory)
      await saved
      return _ = consume lock
    }
    let preface = report.diagnostics
    let edition = await stage("organise") { await $0.organise(records, scan, site) }  // C, the one barrier
    let links = await stage("links") { await $0.resolveLinks(edition) }
    isDamaged = records.isDamaged
    if isDamaged {
      await saved
      return _ = consume lock
    }
    var whole = WholeEdition(
      site: site, scan: scan, theme: theme, records: records, edition: edition, links: links,
      preface: preface, diagnostics: Array(report.diagnostics[preface.count...]))
    let isGood = !hasFailed
    async let kept = isGood ? whole.keep(in: paths.state, jobs: jobs) : nil
    let published = await publish(whole, output, inputs, memory, looks: looks)  // D, in parallel
    whole.base = await kept
    keep(published, whole, memory)
    await saved
    _ = consume lock
  }
}
