import BroadsheetCore

/// One file that a build writes, before it is rendered.
struct PlannedOutput: Sendable {
  enum Scope: Sendable {
    case site
    case section(Int32)
    case topic(Int32)
    case author(Int32)
    case series(Int32)
  }

  enum Kind: Sendable {
    case home
    case story(Int32)
    case page(Int32)
    case section(Int32, number: Int)
    case topic(Int32, number: Int)
    case topics
    case author(Int32, number: Int)
    case authors
    case series(Int32)
    case entity(Int32, number: Int)
    case entities
    case archive
    case year(Int32)
    case month(Int32)
    case day(Int32)
    case notFound
    case redirect(Int32)
    case feed(Feed, Scope)
    case sitemap(part: Int?)
    case sitemapIndex
    case newsSitemap
    case robots
    case noJekyll
    case manifest
    case securityText
    case asset(Int32)
    case themeAsset(Int32)
  }

  /// Its address below the base path.
  var address: String
  var kind: Kind

  init(_ address: String, _ kind: Kind) {
    self.address = address
    self.kind = kind
  }

  /// Where it is written, below the output folder.
  var path: String { SafeAddress.outputPath(address) }
}

extension Edition {
  /// The small files at the root that are written unless the site brings one of that name.
  var rootFiles: [(address: String, kind: PlannedOutput.Kind)] {
    var kinds: [PlannedOutput.Kind] = [.robots, .noJekyll, .manifest]
    if site.securityContact != nil { kinds.append(.securityText) }
    return kinds.map { (address(of: $0, themeAssets: []), $0) }.filter { file in
      !assets.contains { $0.address == file.address }
    }
  }

  /// All that exists, in the order in which a deployment should see it: files first, then pages, then what
  /// points at pages.
  func plan(themeAssets: [ThemeAsset]) -> [PlannedOutput] {
    var outputs: [PlannedOutput] = []
    outputs.reserveCapacity(stories.count * 3 + 64)
    func add(_ kind: PlannedOutput.Kind) {
      outputs.append(.init(address(of: kind, themeAssets: themeAssets), kind))
    }
    func addAll(_ indices: Range<Int>, _ kind: (Int32) -> PlannedOutput.Kind) {
      for index in indices { add(kind(Int32(index))) }
    }
    func addPages(of count: Int, _ kind: (Int) -> PlannedOutput.Kind) {
      for number in 1...Pagination.pages(of: count, by: site.pageSize) { add(kind(number)) }
    }
    addAll(themeAssets.indices) { .themeAsset($0) }
    addAll(assets.indices) { .asset($0) }
    addAll(stories.indices) { .story($0) }
    addAll(pages.indices) { .page($0) }
    for (index, section) in sections.enumerated() {
      addPages(of: section.stories.count) { .section(Int32(index), number: $0) }
    }
    for (index, tag) in tags.enumerated() {
      addPages(of: tag.stories.count) { .topic(Int32(index), number: $0) }
    }
    for (index, author) in authors.enumerated() {
      addPages(of: author.stories.count) { .author(Int32(index), number: $0) }
    }
    addAll(series.indices) { .series($0) }
    for index in entities.indices where entities[index].hasOwnPage {
      addPages(of: entities[index].stories.count) { .entity(Int32(index), number: $0) }
    }
    if hasEntityIndex { add(.entities) }
    if !tags.isEmpty { add(.topics) }
    if !authors.isEmpty { add(.authors) }
    add(.archive)
    addAll(years.indices) { .year($0) }
    addAll(months.indices) { .month($0) }
    addAll(days.indices) { .day($0) }
    add(.home)
    add(.notFound)
    addAll(redirects.indices) { .redirect($0) }
    for feed in Feed.allCases {
      add(.feed(feed, .site))
      addAll(sections.indices) { .feed(feed, .section($0)) }
      guard site.termFeeds != .none else { continue }
      addAll(tags.indices) { .feed(feed, .topic($0)) }
      addAll(authors.indices) { .feed(feed, .author($0)) }
      addAll(series.indices) { .feed(feed, .series($0)) }
    }
    let parts = SitemapWriter.parts(self)
    if parts == 1 {
      add(.sitemap(part: nil))
    } else {
      for part in 1...parts { add(.sitemap(part: part)) }
      add(.sitemapIndex)
    }
    add(.newsSitemap)
    for (_, kind) in rootFiles { add(kind) }
    return outputs
  }

  /// Where an output is, below the base path.
  func address(of output: PlannedOutput.Kind, themeAssets: [ThemeAsset]) -> String {
    func feeds(of scope: PlannedOutput.Scope) -> String {
      switch scope {
      case .site: "/"
      case .section(let index): sections[Int(index)].address
      case .topic(let index): tags[Int(index)].address
      case .author(let index): authors[Int(index)].address
      case .series(let index): series[Int(index)].address
      }
    }
    return switch output {
    case .themeAsset(let index): themeAssets[Int(index)].address
    case .asset(let index): assets[Int(index)].address
    case .story(let index): stories[Int(index)].address
    case .page(let index): pages[Int(index)].address
    case .section(let index, let number): Pagination.address(sections[Int(index)].address, number)
    case .topic(let index, let number): Pagination.address(tags[Int(index)].address, number)
    case .author(let index, let number): Pagination.address(authors[Int(index)].address, number)
    case .series(let index): series[Int(index)].address
    case .entity(let index, let number): Pagination.address(entities[Int(index)].address ?? "", number)
    case .entities: Self.entitiesAddress
    case .topics: "/topics/"
    case .authors: "/authors/"
    case .archive: "/archive/"
    case .year(let index): years[Int(index)].address
    case .month(let index): months[Int(index)].address
    case .day(let index): days[Int(index)].address
    case .home: "/"
    case .notFound: "/404.html"
    case .redirect(let index): redirects[Int(index)].address
    case .feed(let feed, let scope): feeds(of: scope) + feed.fileName
    case .sitemap(let part): part.map { "/sitemap-\($0).xml" } ?? "/sitemap.xml"
    case .sitemapIndex: "/sitemap.xml"
    case .newsSitemap: "/sitemap-news.xml"
    case .robots: "/robots.txt"
    case .noJekyll: "/.nojekyll"
    case .manifest: Press.manifestAddress
    case .securityText: Press.securityTextAddress
    }
  }
}
