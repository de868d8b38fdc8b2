import BroadsheetCore
import BroadsheetExtraction
import BroadsheetMarkdown

/// One run of a build: its stages as functions from values to values, the clock, and what there is to report.
struct BuildRun {
  let options: BuildOptions
  let paths: SitePaths
  let jobs: Int
  var report = BuildReport()
  /// Whether what earlier builds kept turned out to be damaged.
  var isDamaged = false

  init(options: BuildOptions, paths: SitePaths) {
    self.options = options
    self.paths = paths
    jobs = options.jobs > 0 ? options.jobs : Processors.count
    report.output = paths.output
  }

  /// Whether there is an error, or a warning where warnings count.
  var hasFailed: Bool {
    report.outcome != .success
      || report.diagnostics.contains {
        $0.severity == .error || (options.isStrict && $0.severity == .warning)
      }
  }

  mutating func stage<Result>(_ name: String, _ body: (inout BuildRun) -> Result) -> Result {
    let start = ContinuousClock.now
    let result = body(&self)
    note(stage: name, from: start)
    return result
  }

  mutating func stage<Result>(_ name: String, _ body: (inout BuildRun) async -> Result) async -> Result {
    let start = ContinuousClock.now
    let result = await body(&self)
    note(stage: name, from: start)
    return result
  }

  /// Notes a stage that has ended.
  mutating func note(stage name: String, from start: ContinuousClock.Instant) {
    options.profile?.add(.stage, name, from: start)
    report.stages.append((name, start.duration(to: .now).milliseconds))
  }

  mutating func add(_ diagnostics: [Diagnostic]) { report.diagnostics += diagnostics }

  /// Sorts what there is to say, and settles how the build ended.
  consuming func finish() -> BuildReport {
    report.diagnostics = DiagnosticList.settle(report.diagnostics, paths: paths)
    if report.outcome == .success, hasFailed { report.outcome = .failure }
    return report
  }

  /// Reads `Site.yaml` and freezes the clock; nil where that already fails.
  mutating func configure() -> Site? {
    guard (try? FileSystem.status(of: paths.root))?.kind == .folder else {
      report.outcome = .usage
      add([
        Diagnostic(
          .noContent, "there is no folder `\(paths.root)`", help: "make a site with `broadsheet new DIR`")
      ])
      return nil
    }
    var (configuration, diagnostics) = SiteConfiguration.read(paths)
    if let text = options.baseURL {
      guard let url = BaseURL(text) else {
        report.outcome = .usage
        add([
          Diagnostic(
            .invalidSetting, "`--base-url` is not the address of a site: `\(text)`",
            help: "write it as https://example.org/ or https://example.org/news/")
        ])
        return nil
      }
      configuration.baseURL = url
    }
    guard let clock = clock(in: configuration.zone) else {
      report.outcome = .usage
      add([
        Diagnostic(
          .invalidDate, "`--now` is not a date: `\(options.now ?? "")`",
          help: "write it as 2026-03-01T09:30:00Z")
      ])
      return nil
    }
    report.clock = clock.rfc3339(in: configuration.zone)
    let (data, problems) = DataFiles.read(paths)
    add(diagnostics + problems)
    return Site(
      configuration: configuration, clock: clock, data: data, authors: AuthorDetails.read(data),
      entities: EntityDetails.read(data), knowledge: SiteKnowledge(data),
      program: ProgramIdentity.fingerprint(paths.state), settings: configuration.print(paths, data: data))
  }

  /// The frozen clock: what `--now` says, or the time; nil where it says no date.
  func clock(in zone: ZoneRules) -> Moment? {
    options.now.map { Moment(parsing: $0, zone: zone) } ?? Moment(seconds: SystemClock.now)
  }

  /// Takes the site's lock: two builds at once would undo each other's work.
  mutating func lock() -> FileLock? {
    do throws(FileSystem.Failure) {
      try FileSystem.makeFolders(paths.state)
      if let lock = try FileSystem.lock(paths.state + "/lock") { return lock }
      report.outcome = .environment
      add([
        Diagnostic(
          .outputLocked, "another build of this site is running", help: "wait for it to end, or stop it")
      ])
    } catch {
      fail(Emitter.Failure(error))
    }
    return nil
  }

  mutating func fail(_ failure: Emitter.Failure) {
    report.outcome = .environment
    add([failure.diagnostic])
  }

  /// Stage C: all records to one edition.
  mutating func organise(_ records: Records, _ scan: Scan, _ site: Site) async -> Edition {
    let drafter = StoryDrafter(
      site: site.configuration,
      visibility: Visibility(
        clock: site.clock, includesDrafts: options.includesDrafts, includesFuture: options.includesFuture),
      entities: site.entities)
    let articles = records.articles
    let drafts = await Parallel.map(articles.count, jobs: jobs, start: {}) { range, _ in
      range.map { drafter.draft(articles[$0]) }
    }
    let edition = await Edition.organise(
      drafts, records, scan: scan, site: site, drafter: drafter, paths: paths, jobs: jobs)
    add(edition.diagnostics)
    describe(edition, site)
    return edition
  }

  /// Puts an edition's numbers into the report.
  mutating func describe(_ edition: Edition, _ site: Site) {
    report.articles = edition.stories.count
    report.pages = edition.pages.count
    report.held = edition.held.count
    report.unsure = edition.unsure
    report.nextDue = nextDue(edition)?.rfc3339(in: site.configuration.zone)
  }

  /// The next instant at which the same sources give another site.
  func nextDue(_ edition: Edition) -> Moment? {
    [edition.nextDue, SitemapWriter(edition: edition).nextChange].compactMap { $0 }.min()
  }
}

/// What `Site.yaml`, `Data/` and the clock say.
struct Site: Sendable {
  var configuration: SiteConfiguration
  var clock: Moment
  var data: [DataNode.Entry]
  /// What the data say of authors, by slug.
  var authors: [String: AuthorDetails]
  /// What the data say of people, organisations and all else that articles name, by name.
  var entities: [String: EntityDetails]
  /// The same for the extractor.
  var knowledge: SiteKnowledge
  /// A fingerprint of the program.
  var program: ContentHash
  /// A fingerprint of the settings and the data.
  var settings: ContentHash

  /// A fingerprint of all that every page depends on, but for the theme and the articles.
  var print: ContentHash {
    var print = Fingerprint()
    print.add(program)
    print.add(settings)
    return print.value
  }
}

/// All that stage B read.
struct Records: Sendable {
  var articles: KeptList<KeptArticle> = []
  /// Where those stand that may not be as the index of the log says; nil where all of them may not.
  var fresh: Set<Int>?
  /// How much of the log they take.
  var used: Int64 = 0
  /// Where they lie.
  var stores: [StoredRecords] = []
  /// Where they are kept, and where new ones go; nil where the log was written anew since.
  var keeping: (cache: RecordCache, log: RecordLog)?
  /// When the sources were listed, in nanoseconds since 1970, where the index of the log is still to be saved.
  var unsaved: Int64?
  /// What an edition of them is kept under.
  var editionKey: ContentHash?
  var sections: [KeptArticle] = []
  /// What the sections' own texts set for the articles below them.
  var defaults = SectionDefaults()
  /// The blocks that articles may use.
  var blocks = NewsBlock.builtin
  /// What reads metadata out of the text.
  var extractor = Extractor()
  /// What colours code of languages that Broadsheet does not know.
  var codeHighlighter: CodeHighlighter?

  /// Saves the index of the log, where it is not saved yet.
  func save() {
    if let unsaved, let (cache, log) = keeping { cache.save(articles, fresh: fresh, to: log, now: unsaved) }
  }

  /// Puts another record in the place of one.
  mutating func replace(at position: Int, with article: KeptArticle) {
    used += article.entry.used - articles[position].entry.used
    articles.replace(at: position, with: article)
    fresh?.insert(position)
  }

  /// Where the records stand that are not those which an edition was made of, in their order.
  func changed(since bases: RecordEntry.Rows) -> [Int] {
    articles.indices.filter { position in
      if let fresh, !fresh.contains(position), let index = keeping?.cache.index {
        return index.row(at: position) { word in
          !bases.isOfRecord(RecordEntry.offset(word), RecordEntry.source(word), at: position)
        }
      }
      let entry = articles[position].entry
      return !bases.isOfRecord(entry.offset, entry.source, at: position)
    }
  }

  /// Whether a record that was kept turned out to be damaged.
  var isDamaged: Bool { stores.contains(where: \.isDamaged) }
}

extension Duration {
  /// The same in milliseconds.
  var milliseconds: Double {
    Double(components.seconds) * 1000 + Double(components.attoseconds) / 1e15
  }
}
