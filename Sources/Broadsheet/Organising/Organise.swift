import BroadsheetCore

extension Edition {
  /// The barrier of a build: from all records to one edition.
  ///
  /// A function of its arguments alone. The work is linear in the number of articles and of their terms, but
  /// for one sort. Problems are gathered in `diagnostics`; nothing is dropped without one.
  static func organise(
    _ articles: [KeptArticle], sections indexes: [KeptArticle], scan: Scan,
    site: SiteConfiguration, authors: [String: AuthorDetails], entities: [String: EntityDetails],
    paths: SitePaths, clock: Moment, visibility: Visibility
  ) -> Edition {
    var edition = Edition(site: site, clock: clock)
    var builder = SectionBuilder(site: site, indexes: indexes)
    var held: [ArticleRecord] = []
    let pattern = PermalinkPattern(site.permalink)
    for article in articles {
      let record = article.record
      if let change = visibility.nextChange(record.fields) {
        edition.nextDue = min(edition.nextDue ?? change, change)
      }
      guard visibility.isVisible(record.fields) else {
        held.append(record)
        continue
      }
      edition.add(article, pattern: pattern, sections: &builder)
    }
    edition.held = Set(held.map(\.contentPath))
    // Indices are sorted, not the stories themselves: these are large.
    edition.stories = Self.newestFirst(edition.stories)
    edition.pages.sort { FileSystem.precedes($0.record.path, $1.record.path) }
    edition.sections = builder.finish(&edition.stories)
    edition.collectTerms(knownAuthors: authors)
    edition.collectEntities(entities)
    edition.phrases = PhraseCounts(edition.stories)
    edition.collectPeriods()
    edition.linkNeighbours()
    let related = Related.find(
      stories: edition.stories, tags: edition.tags, series: edition.series,
      others: RelatedTerms(edition.stories, entities: edition.entities), count: site.relatedCount)
    for index in edition.stories.indices { edition.stories[index].related = related[index] }
    edition.collectAssets(scan, held: held, root: paths.content)
    edition.collectRedirects()
    edition.registerAddresses()
    return edition
  }

  /// Newest first, undated last, equal ones by path: a total order that no machine changes.
  private static func newestFirst(_ stories: [Story]) -> [Story] {
    // Keys are sorted, not the stories themselves: these are large. Sources come in the order of their paths.
    let order = stories.indices.map { (date: stories[$0].date?.seconds ?? .min, index: $0) }.sorted {
      $0.date != $1.date ? $0.date > $1.date : $0.index < $1.index
    }
    return order.map { stories[$0.index] }
  }

  private mutating func add(
    _ article: KeptArticle, pattern: PermalinkPattern, sections: inout SectionBuilder
  ) {
    let record = article.record
    let firstFolder = record.folder.split(separator: "/", maxSplits: 1).first.map(String.init)
    let kind = record.fields.kind ?? (firstFolder == "pages" ? .page : .article)
    var story = Story(
      article: article, address: "", kind: kind, title: record.text.title, summary: record.text.summary,
      date: record.fields.date, updated: Self.updated(record.fields))
    if kind != .page {
      // A bundle at the top of Content is its own folder, not a section.
      let isTopBundle = record.isBundle && !record.folder.utf8.contains(UInt8(ascii: "/"))
      let name = record.fields.section ?? (isTopBundle ? nil : firstFolder) ?? site.defaultSection
      story.section = Int32(sections.index(named: name, isWritten: record.fields.section != nil))
    }
    guard
      let address = address(of: record, kind: kind, pattern: pattern, section: sections.slug(story.section))
    else {
      return
    }
    story.address = address
    if kind == .page { pages.append(story) } else { stories.append(story) }
  }

  /// `updated`, or the newest correction: never the clock, never the file's time.
  private static func updated(_ fields: ArticleFields) -> Moment? {
    let newest = [fields.updated, fields.corrections.first?.date].compactMap { $0 }.max()
    guard let newest else { return nil }
    return fields.date.map { newest >= $0 } ?? true ? newest : nil
  }

  private mutating func address(
    of record: ArticleRecord, kind: ArticleKind, pattern: PermalinkPattern, section: String
  ) -> String? {
    if let permalink = record.fields.permalink { return checked(permalink, field: "permalink", of: record) }
    guard let slug = slug(of: record) else { return nil }
    if kind == .page {
      var folders = record.folder.split(separator: "/").map(String.init)
      if record.isBundle { folders.removeLast() }
      if folders.first == "pages" { folders.removeFirst() }
      return "/" + (folders.map(Slug.make).filter { !$0.isEmpty } + [slug]).joined(separator: "/") + "/"
    }
    let address = pattern.address(
      PermalinkPattern.Values(
        section: section, slug: slug, date: record.fields.date.map { site.zone.civilTime(at: $0).date },
        series: record.fields.series.map(Slug.make), author: record.fields.authors.first.map(Slug.make)))
    return checked(address, field: "permalink", of: record)
  }

  /// The author's slug, else the file's name without its date and ending, else that of its folder.
  private mutating func slug(of record: ArticleRecord) -> String? {
    if let written = record.fields.slug {
      let slug = Slug.make(written)
      let isSafe = !written.contains("/") && !written.contains("\\") && !written.contains("..")
      if isSafe, !slug.isEmpty { return slug }
      diagnostics.append(
        Diagnostic(
          .unsafeAddress, "`slug` cannot be `\(written)`", at: location(of: "slug", in: record),
          help: "write letters, digits and hyphens; for a whole address use `permalink`"))
      return nil
    }
    let name = record.isBundle ? record.folder.split(separator: "/").last ?? "" : record.fileName
    let base = record.isBundle ? name : name.lastIndex(of: ".").map { name[..<$0] } ?? name
    let slug = Slug.make(String(DatedName(base).name))
    if !slug.isEmpty { return slug }
    diagnostics.append(
      Diagnostic(
        .unsafeAddress, "the file's name gives no address", at: SourceLocation(file: record.path),
        help: "rename the file, or set `slug` in its front matter"))
    return nil
  }

  private mutating func checked(_ address: String, field: String, of record: ArticleRecord) -> String? {
    switch SafeAddress.parse(address) {
    case .success(let address): return address
    case .failure(let problem):
      diagnostics.append(
        Diagnostic(
          .unsafeAddress, "`\(field)` \(problem.text): `\(address)`", at: location(of: field, in: record),
          help: "write an address below the site, such as /world/a-title/"))
      return nil
    }
  }

  private func location(of field: String, in record: ArticleRecord) -> SourceLocation {
    SourceLocation(file: record.path, line: record.fields.lines[field] ?? 0)
  }

  private mutating func collectTerms(knownAuthors: [String: AuthorDetails]) {
    var tags = TermBuilder(root: "/topics/")
    var authors = TermBuilder(root: "/authors/")
    var series = TermBuilder(root: "/series/")
    for index in stories.indices {
      let fields = stories[index].record.fields
      stories[index].tags = fields.tags.compactMap { tags.add($0, story: index) }
      let names = fields.authors.isEmpty ? stories[index].record.text.byline : fields.authors
      // An article may name an author by the slug of `Data/authors.yaml`.
      stories[index].authors = names.compactMap { name in
        authors.add(knownAuthors[TermBuilder.slug(name)]?.name ?? name, story: index)
      }
      stories[index].series = fields.series.flatMap { series.add($0, story: index) } ?? -1
    }
    self.tags = tags.finish()
    self.authors = authors.finish()
    self.series = series.finish()
    for index in self.series.indices {
      self.series[index].stories = inOrder(self.series[index].stories)
    }
  }

  /// A series reads from its first part on: by part, then oldest first.
  private func inOrder(_ members: [Int32]) -> [Int32] {
    members.sorted { a, b in
      let (partA, partB) = (
        stories[Int(a)].record.fields.seriesPart, stories[Int(b)].record.fields.seriesPart
      )
      return (partA ?? .max, -a) < (partB ?? .max, -b)
    }
  }

  private mutating func collectPeriods() {
    for index in stories.indices {
      guard let date = stories[index].date else { break }
      let day = site.zone.civilTime(at: date).date
      func extend(_ periods: inout [Period], month: Int?, day dayOfMonth: Int?) {
        if let last = periods.last, last.year == day.year, last.month == month, last.day == dayOfMonth {
          periods[periods.count - 1].stories = last.stories.lowerBound..<index + 1
        } else {
          periods.append(Period(year: day.year, month: month, day: dayOfMonth, stories: index..<index + 1))
        }
      }
      extend(&years, month: nil, day: nil)
      extend(&months, month: day.month, day: nil)
      extend(&days, month: day.month, day: day.day)
    }
  }

  private mutating func linkNeighbours() {
    for section in sections {
      for (newer, older) in zip(section.stories, section.stories.dropFirst()) {
        stories[Int(newer)].older = older
        stories[Int(older)].newer = newer
      }
    }
  }

  private mutating func collectRedirects() {
    for list in [stories, pages] {
      for index in list.indices where !list[index].record.fields.aliases.isEmpty {
        for alias in list[index].record.fields.aliases {
          guard let address = checked(alias, field: "aliases", of: list[index].record) else { continue }
          redirects.append(Redirect(address: address, target: list[index].address))
        }
      }
    }
  }
}
