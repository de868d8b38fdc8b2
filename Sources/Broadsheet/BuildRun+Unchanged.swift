import BroadsheetCore

extension BuildRun {
  /// A fingerprint of what a build reads besides the files in `Content/`.
  func settings(_ theme: ThemeFiles, _ site: Site) -> ContentHash {
    var print = Fingerprint()
    print.add(site.print)
    print.add(theme.print)
    for flag in [options.includesDrafts, options.includesFuture, options.isStrict] { print.add(flag) }
    return print.value
  }

  /// A fingerprint of all that a build reads; nil where a file may have changed since without a trace.
  func inputs(_ scan: Scan, _ settings: ContentHash) -> LastBuild.Inputs? {
    guard scan.diagnostics.isEmpty, !options.isClean, let files = scan.files else { return nil }
    var print = Fingerprint()
    print.add(settings)
    print.add(files)
    return LastBuild.Inputs(settings: settings, all: print.value)
  }

  /// Begins to look at the output, where most of it is likely to be as it was; else nil.
  func looks(_ settings: ContentHash, _ output: Result<Emitter, Emitter.Failure>) async -> OutputLooks? {
    guard let emitter = try? output.get(), !options.isClean, !hasFailed, emitter.interrupted.isEmpty,
      LastBuild.read(emitter.lastBuildPath)?.inputs.settings == settings
    else { return nil }
    return await OutputLooks(emitter, jobs: jobs)
  }

  /// Whether nothing has changed since the last good build, in what is read and in what was written; then there
  /// is nothing to do, and what that build said is said again.
  mutating func isUnchanged(
    _ inputs: LastBuild.Inputs?, _ site: Site, _ output: Result<Emitter, Emitter.Failure>,
    _ looks: OutputLooks?
  ) async -> Bool {
    guard let inputs, let looks, let emitter = try? output.get(),
      let last = LastBuild.read(emitter.lastBuildPath), last.inputs == inputs, last.holds(at: site.clock),
      await looks.touched().isEmpty
    else { return false }
    let count = emitter.known.count
    report.articles = last.articles
    report.pages = last.pages
    report.held = last.held
    report.outputs = count
    report.unchanged = count
    report.unsure = last.unsure
    report.nextDue = last.nextDue?.rfc3339(in: site.configuration.zone)
    report.diagnostics = last.diagnostics
    return true
  }

  /// Remembers a good build.
  func remember(_ inputs: LastBuild.Inputs?, _ edition: Edition, at path: String) {
    guard let inputs, !hasFailed else { return }
    LastBuild(
      inputs: inputs, clock: edition.clock, nextDue: nextDue(edition), articles: report.articles,
      pages: report.pages, held: report.held, unsure: report.unsure, diagnostics: report.diagnostics
    ).write(path)
  }
}

extension Fingerprint {
  /// Adds files with all that tells of a change of them; false where one may change without a trace after `moment`, when
  /// they were listed.
  mutating func add(_ files: [Scan.File], at moment: Int64) -> Bool {
    add(files.count)
    // By index: copying a file counts references.
    for index in files.indices {
      let status = files[index].status.settled(at: moment)
      if status.size < 0 { return false }
      add(files[index].contentPath)
      add(status)
    }
    return true
  }
}
