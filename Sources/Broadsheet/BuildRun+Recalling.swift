import BroadsheetCore

extension BuildRun {
  /// A fingerprint of all that an edition depends on besides its articles' texts; nil where something may have changed
  /// without a trace.
  func editionKey(_ scan: Scan, _ site: Site, records key: ContentHash, generation: UInt32) -> ContentHash? {
    guard scan.diagnostics.isEmpty, !options.isClean else { return nil }
    var print = Fingerprint()
    print.add(site.print)
    print.add(key)
    print.add(generation)
    for flag in [options.includesDrafts, options.includesFuture] { print.add(flag) }
    print.add(scan.articlePaths)
    for files in [scan.sectionIndexes, scan.assets] {
      guard print.add(files, at: scan.moment) else { return nil }
    }
    return print.value
  }

  /// The edition that an earlier process left, with the articles that have changed since; nil where there is none, or
  /// where these would move something: then the stages run that make one.
  mutating func recall(_ records: Records, _ scan: Scan, _ theme: ThemeFiles, _ site: Site) async
    -> WholeEdition?
  {
    guard let key = records.editionKey, let stored = records.keeping?.cache.stored, !hasFailed,
      scan.articles.count == records.articles.count
    else { return nil }
    let articles = records.articles
    // What the edition was made of, and what has changed since.
    var bases = records
    var changed: [(position: Int, article: KeptArticle)] = []
    let kept = await KeptEdition.read(
      paths.state, key: key, site: site, records: records, content: paths.content, jobs: jobs
    ) { position, base in
      changed.append((position, articles[position]))
      bases.replace(at: position, with: KeptArticle(base, in: stored))
      return bases.articles[position]
    }
    guard let kept, site.clock >= kept.edition.clock,
      nextDue(kept.edition).map({ site.clock < $0 }) ?? true
    else { return nil }
    var whole = WholeEdition(
      site: site, scan: scan, theme: theme, records: bases, edition: kept.edition, links: kept.links,
      base: kept.base, preface: report.diagnostics, diagnostics: kept.diagnostics)
    guard whole.replace(changed), !stored.isDamaged, !kept.base.isDamaged else { return nil }
    add(whole.diagnostics)
    describe(whole.edition, site)
    return whole
  }
}

extension WholeEdition {
  /// Keeps the edition for the next process, and gives what that finds then.
  func keep(in state: String, jobs: Int) async -> KeptEdition.Base? {
    guard let key = records.editionKey else { return nil }
    return await KeptEdition.write(self, key: key, to: state, jobs: jobs).map { KeptEdition.Base(seal: $0) }
  }
}
