import BroadsheetCore

/// What each output is made of, as one fingerprint: where it is that of the last build, and the file has not been
/// touched, the output need not be rendered again.
///
/// Whoever gives a page something new to show adds it here. The randomised comparison of incremental with
/// clean builds finds what was forgotten.
extension Press {
  /// The fingerprint of all that an output reads; nil for one that is cheaply made anew each time.
  ///
  /// - Parameter part: takes the articles that it shows; see ``Dependencies``.
  func reads(of output: PlannedOutput.Kind, _ part: inout Dependencies.Part) -> ContentHash? {
    var print = OutputPrint(articles: part.articles)
    part.articles = []
    let isKnown = add(output, to: &print)
    if isKnown, mayQuery(output) { print.add(everythingOf: prints) }
    part.articles = print.articles
    part.end(output, isMadeAnew: !isKnown, readsAll: print.readsAll)
    return isKnown ? print.value : nil
  }

  /// Adds all that an output reads; false where nobody knows.
  private func add(_ output: PlannedOutput.Kind, to print: inout OutputPrint) -> Bool {
    print.add(prints.common)
    switch output {
    case .story(let index): addStory(Int(index), to: &print)
    case .page(let index):
      print.add(page: index, edition.pages[Int(index)].article.entry.face)
      add(
        edition.pages[Int(index)].article, links.pages[Int(index)].print,
        seeAlso: links.pages[Int(index)].seeAlso, blocks: edition.pages[Int(index)].blocks, to: &print)
    case .section(let index, let number):
      let section = edition.sections[Int(index)]
      print.add(prints.sections[Int(index)])
      add(section.stories, number, to: &print)
      if let article = section.article, number == 1 {
        print.add(article.entry.face)
        add(
          article, links.sections[Int(index)].print, seeAlso: links.sections[Int(index)].seeAlso,
          blocks: article.record.body.blocks.map(\.name), to: &print)
      }
    case .topic(let index, let number):
      print.add(prints.tags[Int(index)])
      add(edition.tags[Int(index)].stories, number, to: &print)
    case .author(let index, let number):
      print.add(prints.authors[Int(index)])
      add(edition.authors[Int(index)].stories, number, to: &print)
    case .series(let index):
      print.add(prints.series[Int(index)])
      add(edition.series[Int(index)].stories[...], to: &print)
    case .entity(let index, let number):
      addEntity(Int(index), number, to: &print)
    case .entities:
      for index in edition.entities.indices where edition.entities[index].address != nil {
        print.add(prints.entity(index))
        print.add(edition.entities[index].slug)
        print.add(edition.entities[index].stories.count)
      }
    case .topics: addIndex(of: edition.tags, prints.tags, to: &print)
    case .authors: addIndex(of: edition.authors, prints.authors, to: &print)
    case .archive: for year in edition.years { addCount(of: year, to: &print) }
    case .year(let index):
      let year = edition.years[Int(index)].year
      for month in edition.months where month.year == year { addCount(of: month, to: &print) }
    case .month(let index): add(edition.months[Int(index)], to: &print)
    case .day(let index): add(edition.days[Int(index)], to: &print)
    case .feed(_, .site):
      addFeed(edition.stories.indices.prefix(edition.site.feedItems).map(Int32.init), &print)
    case .feed(_, .section(let index)):
      print.add(prints.sections[Int(index)])
      addFeed(edition.sections[Int(index)].stories.prefix(edition.site.feedItems), &print)
    case .feed(_, .topic(let index)):
      print.add(prints.tags[Int(index)])
      addFeed(of: edition.tags[Int(index)], &print)
    case .feed(_, .author(let index)):
      print.add(prints.authors[Int(index)])
      addFeed(of: edition.authors[Int(index)], &print)
    case .feed(_, .series(let index)):
      print.add(prints.series[Int(index)])
      addFeed(of: edition.series[Int(index)], &print)
    case .sitemap, .sitemapIndex: print.add(prints.addresses)
    case .asset(let index):
      guard let status = edition.assets[Int(index)].settledStatus else { return false }
      print.add(status)
    default: return false
    }
    return true
  }

  /// The template that an output is rendered with; nil for what code writes.
  func template(of output: PlannedOutput.Kind) -> String? {
    switch output {
    case .story(let index):
      edition.stories[Int(index)].layout.map(Self.templateName) ?? "article.html"
    case .page(let index):
      edition.pages[Int(index)].layout.map(Self.templateName) ?? "page.html"
    case .section: "section.html"
    case .topic: "topic.html"
    case .author: "author.html"
    case .series: "series.html"
    case .archive, .year, .month, .day: "archive.html"
    case .entity: "entity.html"
    case .entities: "entities.html"
    case .home: "home.html"
    case .topics: "topics.html"
    case .authors: "authors.html"
    case .notFound: "404.html"
    case .redirect: "redirect.html"
    case .feed, .sitemap, .sitemapIndex, .newsSitemap, .robots, .noJekyll, .manifest, .securityText, .asset,
      .themeAsset:
      nil
    }
  }

  /// Whether the template of an output may ask for any article there is.
  private func mayQuery(_ output: PlannedOutput.Kind) -> Bool {
    // Most outputs are articles without a layout of their own.
    if case .story(let index) = output, edition.stories[Int(index)].layout == nil {
      return articlesMayQuery
    }
    return template(of: output).map(theme.queries.contains) ?? false
  }

  /// All that an article's own page shows. By index: a story is large, and copying it costs more than this.
  private func addStory(_ index: Int, to print: inout OutputPrint) {
    print.add(story: index, prints)
    addText(of: index, to: &print)
    add(neighbour: edition.stories[index].newer, to: &print)
    add(neighbour: edition.stories[index].older, to: &print)
    for appearance in edition.stories[index].appearances {
      print.add(appearance.entity >= 0 ? prints.entity(Int(appearance.entity)) : .zero)
      print.add(Int(appearance.name))
    }
    add(edition.stories[index].related[...], to: &print)
    add(links.stories[index].mentions[...], to: &print)
  }

  /// The text of an article. By index, as above.
  private func addText(of index: Int, to print: inout OutputPrint) {
    add(
      edition.stories[index].article, links.stories[index].print, seeAlso: links.stories[index].seeAlso,
      blocks: edition.stories[index].blocks, to: &print)
  }

  private func add(neighbour: Int32, to print: inout OutputPrint) {
    if neighbour >= 0 { print.add(story: Int(neighbour), prints) } else { print.add(0) }
  }

  /// An article's text with what its open places are filled with.
  private func add(
    _ article: KeptArticle, _ links: ContentHash, seeAlso: [LinkTable.Target?], blocks: [String],
    to print: inout OutputPrint
  ) {
    // A block's template may ask for any article there is.
    if blocks.contains(where: { theme.queries.contains(BlockRenderer.template($0)) }) {
      print.add(everythingOf: prints)
    }
    print.add(article.entry.inside)
    print.add(article.entry.bodies)
    print.add(links)
    for target in seeAlso {
      switch target {
      case .story(let index): print.add(story: Int(index), prints)
      case .page(let index): print.add(edition.pages[Int(index)].address)
      case .asset(let index): print.add(edition.assets[Int(index)].address)
      case nil: print.add(0)
      }
    }
  }

  /// A page of an entity: the first one shows what articles say of it, and who is named beside it.
  /// By index: an entity is large, and tasks that copy the same one wait for each other.
  private func addEntity(_ index: Int, _ number: Int, to print: inout OutputPrint) {
    print.add(prints.entity(index))
    add(edition.entities[index].stories, number, to: &print)
    guard number == 1 else { return }
    for role in edition.entities[index].roles {
      print.add(role.text)
      print.add(story: Int(role.story), prints)
    }
    for companion in edition.entities[index].companions {
      print.add(prints.entity(Int(companion.entity)))
      print.add(companion.count)
    }
  }

  /// One page of a list.
  private func add(_ stories: [Int32], _ number: Int, to print: inout OutputPrint) {
    let size = edition.site.pageSize
    print.add(Pagination.pages(of: stories.count, by: size))
    add(stories[Pagination.range(number, of: stories.count, by: size)], to: &print)
  }

  private func add(_ stories: ArraySlice<Int32>, to print: inout OutputPrint) {
    print.add(stories.count)
    for index in stories { print.add(story: Int(index), prints) }
  }

  private func add(_ period: Edition.Period, to print: inout OutputPrint) {
    for index in period.stories {
      if period.listsStories { print.add(story: index, prints) }
      // A month lists its days with their counts.
      print.add(edition.stories[index].date)
    }
  }

  /// An alphabetical index of terms.
  private func addIndex(of terms: [Edition.Term], _ own: [ContentHash], to print: inout OutputPrint) {
    for (term, own) in zip(terms, own) {
      print.add(own)
      print.add(term.slug)
      print.add(term.stories.count)
    }
  }

  private func addCount(of period: Edition.Period, to print: inout OutputPrint) {
    for number in [period.year, period.month ?? 0, period.stories.count] { print.add(number) }
  }

  private func addFeed(of term: Edition.Term, _ print: inout OutputPrint) {
    addFeed(term.stories.sorted().prefix(edition.site.feedItems), &print)
  }

  private func addFeed(_ stories: some Sequence<Int32>, _ print: inout OutputPrint) {
    for index in stories {
      print.add(story: Int(index), prints)
      addText(of: Int(index), to: &print)
    }
  }
}
