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
    var files: [(address: String, kind: PlannedOutput.Kind)] = [
      ("/robots.txt", .robots), ("/.nojekyll", .noJekyll), (Press.manifestAddress, .manifest),
    ]
    if site.securityContact != nil { files.append((Press.securityTextAddress, .securityText)) }
    return files.filter { file in !assets.contains { $0.address == file.address } }
  }

  /// All that exists, in the order in which a deployment should see it: files first, then pages, then what
  /// points at pages.
  func plan(themeAssets: [ThemeAsset]) -> [PlannedOutput] {
    var outputs: [PlannedOutput] = []
    outputs.reserveCapacity(stories.count * 3 + 64)
    for (index, asset) in themeAssets.enumerated() {
      outputs.append(.init(asset.address, .themeAsset(Int32(index))))
    }
    for (index, asset) in assets.enumerated() { outputs.append(.init(asset.address, .asset(Int32(index)))) }
    for index in stories.indices { outputs.append(.init(stories[index].address, .story(Int32(index)))) }
    for index in pages.indices { outputs.append(.init(pages[index].address, .page(Int32(index)))) }
    func list(_ address: String, _ count: Int, _ kind: (Int) -> PlannedOutput.Kind) {
      for number in 1...Pagination.pages(of: count, by: site.pageSize) {
        outputs.append(.init(Pagination.address(address, number), kind(number)))
      }
    }
    for (index, section) in sections.enumerated() {
      list(section.address, section.stories.count) { .section(Int32(index), number: $0) }
    }
    for (index, tag) in tags.enumerated() {
      list(tag.address, tag.stories.count) { .topic(Int32(index), number: $0) }
    }
    for (index, author) in authors.enumerated() {
      list(author.address, author.stories.count) { .author(Int32(index), number: $0) }
    }
    for (index, series) in series.enumerated() {
      outputs.append(.init(series.address, .series(Int32(index))))
    }
    for (index, entity) in entities.enumerated() where entity.hasOwnPage {
      list(entity.address ?? "", entity.stories.count) { .entity(Int32(index), number: $0) }
    }
    if hasEntityIndex { outputs.append(.init(Self.entitiesAddress, .entities)) }
    if !tags.isEmpty { outputs.append(.init("/topics/", .topics)) }
    if !authors.isEmpty { outputs.append(.init("/authors/", .authors)) }
    outputs.append(.init("/archive/", .archive))
    for (index, year) in years.enumerated() { outputs.append(.init(year.address, .year(Int32(index)))) }
    for (index, month) in months.enumerated() { outputs.append(.init(month.address, .month(Int32(index)))) }
    for (index, day) in days.enumerated() { outputs.append(.init(day.address, .day(Int32(index)))) }
    outputs.append(.init("/", .home))
    outputs.append(.init("/404.html", .notFound))
    for (index, redirect) in redirects.enumerated() {
      outputs.append(.init(redirect.address, .redirect(Int32(index))))
    }
    for feed in Feed.allCases {
      outputs.append(.init("/" + feed.fileName, .feed(feed, .site)))
      for (index, section) in sections.enumerated() {
        outputs.append(.init(section.address + feed.fileName, .feed(feed, .section(Int32(index)))))
      }
      guard site.termFeeds != .none else { continue }
      for (index, term) in tags.enumerated() {
        outputs.append(.init(term.address + feed.fileName, .feed(feed, .topic(Int32(index)))))
      }
      for (index, term) in authors.enumerated() {
        outputs.append(.init(term.address + feed.fileName, .feed(feed, .author(Int32(index)))))
      }
      for (index, term) in series.enumerated() {
        outputs.append(.init(term.address + feed.fileName, .feed(feed, .series(Int32(index)))))
      }
    }
    let parts = SitemapWriter.parts(self)
    if parts == 1 {
      outputs.append(.init("/sitemap.xml", .sitemap(part: nil)))
    } else {
      for part in 1...parts { outputs.append(.init("/sitemap-\(part).xml", .sitemap(part: part))) }
      outputs.append(.init("/sitemap.xml", .sitemapIndex))
    }
    outputs.append(.init("/sitemap-news.xml", .newsSitemap))
    for (address, kind) in rootFiles { outputs.append(.init(address, kind)) }
    return outputs
  }
}
