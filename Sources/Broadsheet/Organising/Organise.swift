import BroadsheetCore

extension Edition {
  /// The barrier of a build: from all drafts to one edition.
  ///
  /// A function of its arguments alone. The work is linear in the number of articles and of their terms, but
  /// for one sort. Problems are gathered in `diagnostics`; nothing is dropped without one.
  static func organise(
    _ drafts: consuming [[StoryDraft]], _ records: Records, scan: Scan, site: Site, drafter: StoryDrafter,
    paths: SitePaths, jobs: Int
  ) async -> Edition {
    var edition = Edition(site: site.configuration, clock: site.clock)
    var held: [ArticleRecord] = []
    let terms = edition.collectStories(&drafts, records, &held)
    var gathered = await Gathered(edition, terms, site)
    edition.take(&gathered)
    // Nobody changes the stories while their relatives are sought: they would have to be copied. A task, as `async let`
    // would hold them to the end of this function.
    let relatives = Task { [edition] in await Related(edition, terms).all(jobs) }
    edition.collectPeriods()
    edition.collectAssets(scan, held: held, root: paths.content)
    edition.collectRedirects(drafter)
    edition.registerAddresses(&gathered.book)
    for (index, found) in await relatives.value.enumerated() { edition.stories[index].related = found }
    edition.linkNeighbours()
    for (index, found) in await edition.companions(jobs).enumerated() {
      edition.entities[index].companions = found
    }
    return edition
  }

  /// Takes the stories out of the drafts, newest first, with their sections, and the plain pages; gives what the
  /// stories' texts name.
  private mutating func collectStories(
    _ drafts: inout [[StoryDraft]], _ records: Records, _ held: inout [ArticleRecord]
  ) -> [StoryTerms] {
    var builder = SectionBuilder(site: site, indexes: records.sections)
    var order: [(date: Int64, index: Int, chunk: Int, place: Int)] = []
    var index = -1
    for chunk in drafts.indices {
      for place in drafts[chunk].indices {
        index += 1
        if let change = drafts[chunk][place].nextChange { nextDue = min(nextDue ?? change, change) }
        diagnostics += drafts[chunk][place].diagnostics
        if drafts[chunk][place].isHeld {
          held.append(records.articles[index].record)
        } else if let section = drafts[chunk][place].section {
          let section = builder.index(named: section.name, isWritten: section.isWritten)
          guard drafts[chunk][place].story != nil else { continue }
          drafts[chunk][place].story?.section = Int32(section)
          order.append((drafts[chunk][place].story?.date?.seconds ?? .min, index, chunk, place))
        } else if let page = drafts[chunk][place].story {
          pages.append(page)
        }
      }
    }
    self.held = Set(held.map(\.contentPath))
    // Newest first, undated last, equal ones by path, in which order they come: no machine changes that.
    order.sort { $0.date != $1.date ? $0.date > $1.date : $0.index < $1.index }
    stories.reserveCapacity(order.count)
    var terms: [StoryTerms] = []
    terms.reserveCapacity(order.count)
    for (_, _, chunk, place) in order {
      // Taken, not copied: each has a dozen references.
      guard let story = drafts[chunk][place].story.take() else { continue }
      stories.append(story)
      terms.append(drafts[chunk][place].terms)
    }
    sections = builder.finish(&stories)
    return terms
  }

  /// What tasks gather side by side while nobody changes the stories.
  private struct Gathered: Sendable {
    var book: AddressBook
    var phrases: PhraseCounts
    var topics: StoryTopics
    var entities: KeptList<Entity> = []
    var appearances: [[Appearance]] = []
    var unsure = UnsureNames()

    init(_ edition: Edition, _ terms: [StoryTerms], _ site: Site) async {
      // What takes longest is begun first.
      async let topics = StoryTopics(edition, knownAuthors: site.authors)
      async let book = AddressBook(edition.stories, edition.pages)
      async let phrases = PhraseCounts(terms)
      let hasEntities = edition.site.hasEntities
      var builder = EntityBuilder(details: site.entities, least: edition.site.entityArticles)
      for index in hasEntities ? edition.stories.indices : 0..<0 {
        builder.add(edition.stories[index].article.record, terms[index])
      }
      self.topics = await topics
      if hasEntities {
        let written = [self.topics.tags.map(\.slug), self.topics.authors.map(\.slug)].joined()
        entities = KeptList(builder.finish(written: Set(written).union(edition.sections.map(\.slug))))
        (appearances, unsure) = (builder.appearances, builder.unsure)
      }
      self.book = await book
      self.phrases = await phrases
    }
  }

  /// Takes over what was gathered: what is left in `gathered` would have to be copied before it is changed.
  private mutating func take(_ gathered: inout Gathered) {
    swap(&phrases, &gathered.phrases)
    swap(&tags, &gathered.topics.tags)
    swap(&authors, &gathered.topics.authors)
    swap(&series, &gathered.topics.series)
    swap(&entities, &gathered.entities)
    unsure = gathered.unsure
    for index in stories.indices {
      stories[index].tags = gathered.topics.ofStory[index].tags
      stories[index].authors = gathered.topics.ofStory[index].authors
      stories[index].series = gathered.topics.ofStory[index].series
    }
    for (index, appearances) in gathered.appearances.enumerated() {
      stories[index].appearances = appearances
    }
    for index in series.indices { series[index].stories = inOrder(series[index].stories) }
  }

  private func companions(_ jobs: Int) async -> [[Entity.Companion]] {
    let companions = Companions(self)
    return await Parallel.map(entities.count, jobs: jobs, start: { companions.workspace() }) {
      range, workspace in range.map { companions.find($0, &workspace) }
    }.flatMap { $0 }
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
