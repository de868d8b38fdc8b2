import BroadsheetCore

extension Edition {
  /// The barrier of a build: from all drafts to one edition.
  ///
  /// A function of its arguments alone. The work is linear in the number of articles and of their terms, but
  /// for one sort. Problems are gathered in `diagnostics`; nothing is dropped without one.
  static func organise(
    _ drafts: [StoryDraft], _ records: Records, scan: Scan, site: Site, drafter: StoryDrafter,
    paths: SitePaths
  ) async -> Edition {
    var edition = Edition(site: site.configuration, clock: site.clock)
    var builder = SectionBuilder(site: edition.site, indexes: records.sections)
    var held: [ArticleRecord] = []
    var order: [(date: Int64, index: Int)] = []
    var sections = [Int32](repeating: -1, count: drafts.count)
    order.reserveCapacity(drafts.count)
    for (index, draft) in drafts.enumerated() {
      if let change = draft.nextChange { edition.nextDue = min(edition.nextDue ?? change, change) }
      edition.diagnostics += draft.diagnostics
      if draft.isHeld {
        held.append(records.articles[index].record)
      } else if let section = draft.section {
        sections[index] = Int32(builder.index(named: section.name, isWritten: section.isWritten))
        if draft.story != nil { order.append((draft.story?.date?.seconds ?? .min, index)) }
      } else if let page = draft.story {
        edition.pages.append(page)
      }
    }
    edition.held = Set(held.map(\.contentPath))
    // Newest first, undated last, equal ones by path, in which order they come: no machine changes that.
    order.sort { $0.date != $1.date ? $0.date > $1.date : $0.index < $1.index }
    edition.stories.reserveCapacity(order.count)
    for (_, index) in order {
      guard var story = drafts[index].story else { continue }
      story.section = sections[index]
      edition.stories.append(story)
    }
    edition.sections = builder.finish(&edition.stories)
    let (stories, pages) = (edition.stories, edition.pages)
    async let book = AddressBook(stories, pages)
    edition.collectTerms(knownAuthors: site.authors)
    edition.collectEntities(site.entities)
    edition.collectPeriods()
    edition.linkNeighbours()
    edition.collectAssets(scan, held: held, root: paths.content)
    edition.collectRedirects(drafter)
    await edition.registerAddresses(book)
    return edition
  }

  /// So many topics an article gets of its key phrases.
  private static let foundTopics = 3

  /// The topics of an article: what its author wrote; where that is nothing, those of its key phrases that other
  /// authors have made topics of.
  private static func topics(of record: ArticleRecord, chosen: Set<String>) -> (
    names: [String], isWritten: Bool
  ) {
    if !record.fields.tags.isEmpty { return (record.fields.tags, true) }
    let found = record.text.keyPhrases.filter { chosen.contains(TermBuilder.slug($0)) }
    return (Array(found.prefix(foundTopics)), false)
  }

  private mutating func collectTerms(knownAuthors: [String: AuthorDetails]) {
    var chosen: Set<String> = []
    var written: Set<String> = []
    for index in stories.indices {
      for tag in stories[index].article.record.fields.tags where written.insert(tag).inserted {
        chosen.insert(TermBuilder.slug(tag))
      }
    }
    var tags = TermBuilder(root: "/topics/")
    var authors = TermBuilder(root: "/authors/")
    var series = TermBuilder(root: "/series/")
    for index in stories.indices {
      let fields = stories[index].article.record.fields
      let topics = Self.topics(of: stories[index].article.record, chosen: chosen)
      stories[index].tags = topics.names.compactMap { name in
        tags.add(name, story: index, isWritten: topics.isWritten)
      }
      let names = fields.authors.isEmpty ? stories[index].article.record.text.byline : fields.authors
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

  private mutating func collectRedirects(_ drafter: StoryDrafter) {
    for list in [stories, pages] {
      for index in list.indices where !list[index].article.record.fields.aliases.isEmpty {
        for alias in list[index].article.record.fields.aliases {
          guard
            let address = drafter.checked(
              alias, field: "aliases", of: list[index].article.record, &diagnostics)
          else { continue }
          redirects.append(Redirect(address: address, target: list[index].address))
        }
      }
    }
  }
}
