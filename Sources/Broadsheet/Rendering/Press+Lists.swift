import BroadsheetCore
import BroadsheetTemplates

extension Press {
  func list(
    kind: String, title: String, description: String? = nil, address: String,
    stories: [Int32], number: Int
  ) -> PageContent {
    let site = edition.site
    var content = plain(kind: kind, title: number == 1 ? title : "\(title) – \(number)")
    let range = Pagination.range(number, of: stories.count, by: site.pageSize)
    content.articles = values.stories.list(stories[range])
    content.description = description
    content.pagination = pagination(
      address, number, count: Pagination.pages(of: stories.count, by: site.pageSize))
    content.crumbs = [values.homeCrumb, Crumb(title, address, site)]
    content.structuredData = [
      structuredData.collection(
        title, description: description, address: Pagination.address(address, number), stories: stories[range]
      )
    ]
    return content
  }

  private func pagination(_ address: String, _ number: Int, count: Int) -> Value {
    guard count > 1 else { return .absent }
    let site = edition.site
    let first = site.url(address)
    // The first, the last and the neighbours: a list of all pages would grow with the archive.
    var pages: [Value] = []
    pages.reserveCapacity(7)
    var (previous, next) = (Value.absent, Value.absent)
    var last = 0
    for page in [1, number - 2, number - 1, number, number + 1, number + 2, count]
    where page > last && page <= count {
      let url = Value.string(Pagination.address(first, page))
      if page == number - 1 { previous = url }
      if page == number + 1 { next = url }
      pages.append(Shapes.pageLink.record([.int(page), url, .bool(page == number)]))
      last = page
    }
    return Shapes.pagination.record([
      .int(number), .int(count), previous, next, .list(pages),
    ])
  }

  func section(_ index: Int, _ number: Int) throws(Diagnostic) -> PageContent {
    let site = edition.site
    let section = edition.sections[index]
    var content = list(
      kind: "section", title: section.title, description: section.description,
      address: section.address,
      stories: section.stories,
      number: number)
    content.feeds = values.sectionFeeds[index]
    var body: Value = .absent
    if let record = section.record, let text = section.article?.bodies.page, !text.html.isEmpty, number == 1 {
      var out = OutputBuffer(capacity: text.html.count + 256)
      text.writePage(
        into: &out, values: links.sections[index].values,
        blocks: try blocks.pieces(
          of: text, values: links.sections[index].values,
          for: .init(permalink: site.permalink(section.address), file: record.path, isFeed: false)))
      body = .markup(out.string())
    }
    content[.section] =
      Shapes.section.record([
        .string(section.title), .string(section.slug), .string(site.url(section.address)),
        .optional(section.description), body,
      ])
    return content
  }

  func topic(_ index: Int, _ number: Int) -> PageContent {
    let term = edition.tags[index]
    var content = list(
      kind: "topic", title: term.name, address: term.address, stories: term.stories,
      number: number)
    content.feeds = SharedValues.feeds(of: term, edition.site)
    content[.topic] = values.tags[index]
    return content
  }

  func author(_ index: Int, _ number: Int) -> PageContent {
    let site = edition.site
    let term = edition.authors[index]
    let details = authors[term.slug]
    var content = list(
      kind: "author", title: term.name, address: term.address, stories: term.stories,
      number: number)
    content.structuredData = [structuredData.profile(term, details: details)]
    content.description = details?.bio
    content.feeds = SharedValues.feeds(of: term, site)
    content[.author] =
      Shapes.author.record([
        .string(term.name), .string(term.slug), .string(site.url(term.address)), .optional(details?.role),
        details?.bio.map { .markup(Theme.html($0, site)) } ?? .absent,
        .optional(details?.image.map { SharedValues.local($0, site) }),
        .strings(details?.sameAs ?? []),
      ])
    return content
  }

  func series(_ index: Int) -> PageContent {
    let site = edition.site
    let term = edition.series[index]
    var content = plain(kind: "series", title: term.name)
    content.articles = term.stories.map { values.stories[Int($0)] }
    content.feeds = SharedValues.feeds(of: term, site)
    content.crumbs = [values.homeCrumb, Crumb(term.name, term.address, site)]
    content.structuredData = [
      structuredData.collection(term.name, address: term.address, stories: term.stories[...])
    ]
    content[.series] =
      Shapes.seriesPart.record([
        .string(term.name), .string(term.slug), .string(site.url(term.address)), .absent,
        .int(term.stories.count),
      ])
    return content
  }

  /// An alphabetical index of terms with the number of their articles.
  func index(of terms: [Edition.Term], kind: String, address: String) -> PageContent {
    let site = edition.site
    let title = labels["indexes." + kind]
    var content = plain(kind: kind, title: title)
    content.crumbs = [values.homeCrumb, Crumb(title, address, site)]
    let sorted = terms.sorted { a, b in
      let (foldedA, foldedB) = (a.slug, b.slug)
      return FileSystem.precedes(foldedA, foldedB)
    }
    content.items = .list(
      sorted.map { term in
        Shapes.count.record([
          .string(term.name), .string(term.name), .string(term.slug), .string(site.url(term.address)),
          .int(term.stories.count),
        ])
      })
    return content
  }

  /// The archive's index (nil), or that of a year, a month or a day.
  func archive(_ period: Edition.Period?) -> PageContent {
    let site = edition.site
    let names = values.dateNames
    let level = period.map { $0.day != nil ? "day" : $0.month != nil ? "month" : "year" } ?? "index"
    let address = period?.address ?? "/archive/"
    let title = values.archiveTitle
    let label = period.map { names.label($0) } ?? title
    var content = plain(kind: "archive", title: label)
    content.crumbs = [values.homeCrumb, values.archiveCrumb]
    let children: [Edition.Period] =
      switch level {
      case "index": edition.years
      case "year": edition.months.filter { $0.year == period?.year }
      case "month": edition.days.filter { $0.year == period?.year && $0.month == period?.month }
      default: []
      }
    if let period {
      content.crumbs.append(Crumb(label, address, site))
      if period.listsStories { content.articles = period.stories.map { values.stories[$0] } }
    }
    content[.archive] =
      Shapes.archive.record([
        .string(level), .string(label), .string(site.url(address)),
        .list(
          children.map { child in
            Shapes.count.record([
              .string(names.label(child)), .string(names.label(child)), .absent,
              .string(site.url(child.address)),
              .int(child.stories.count),
            ])
          }),
      ])
    return content
  }
}
