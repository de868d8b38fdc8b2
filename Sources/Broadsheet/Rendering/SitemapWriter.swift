import BroadsheetCore

/// Writes `sitemap.xml` (in parts with an index where it grows too long) and `sitemap-news.xml`.
struct SitemapWriter {
  let edition: Edition
  /// The protocol's limit of addresses a file.
  static let largest = 50_000
  /// Google's limit of articles in a news sitemap.
  private static let largestNews = 1000
  private static let newsWindow = Int64(2 * 86_400)

  private var site: SiteConfiguration { edition.site }

  /// All pages that a search engine should know: address and date of the last change.
  var entries: [(address: String, modified: Moment?)] {
    var entries: [(String, Moment?)] = []
    func newest(_ stories: some Sequence<Int32>) -> Moment? {
      stories.first { _ in true }.flatMap { edition.stories[Int($0)].date }
    }
    entries.append(("/", edition.stories.first?.date))
    for section in edition.sections { entries.append((section.address, newest(section.stories))) }
    let stories = edition.stories
    // By index: a story is large, and this takes little of it.
    for index in stories.indices where !stories[index].hasCanonical {
      entries.append((stories[index].address, stories[index].updated ?? stories[index].date))
    }
    for page in edition.pages { entries.append((page.address, page.updated ?? page.date)) }
    for author in edition.authors { entries.append((author.address, newest(author.stories))) }
    for series in edition.series { entries.append((series.address, nil)) }
    for tag in edition.tags { entries.append((tag.address, newest(tag.stories))) }
    for entity in edition.entities where entity.hasOwnPage {
      entries.append((entity.address ?? "", newest(entity.stories)))
    }
    return entries
  }

  /// How many part files an edition has; 1 means that `sitemap.xml` holds all.
  static func parts(_ edition: Edition) -> Int {
    // By index: a story is large, and this takes little of it.
    let stories = edition.stories.indices.count { !edition.stories[$0].hasCanonical }
    let lists = [
      stories, edition.pages.count, edition.sections.count, edition.tags.count,
      edition.authors.count, edition.series.count, edition.entities.count(where: \.hasOwnPage),
    ]
    return max(1, (lists.reduce(1, +) + largest - 1) / largest)
  }

  func write(_ entries: ArraySlice<(address: String, modified: Moment?)>, into out: inout OutputBuffer) {
    out.append(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    )
    for entry in entries {
      out.append("<url><loc>")
      out.append(xmlEscaped: site.permalink(entry.address))
      out.append("</loc>")
      if let modified = entry.modified {
        out.append("<lastmod>")
        out.append(rfc3339: modified, in: site.zone)
        out.append("</lastmod>")
      }
      out.append("</url>\n")
    }
    out.append("</urlset>\n")
  }

  func writeIndex(parts: Int, into out: inout OutputBuffer) {
    out.append(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    )
    for part in 1...parts {
      out.append("<sitemap><loc>")
      out.append(xmlEscaped: site.permalink("/sitemap-\(part).xml"))
      out.append("</loc></sitemap>\n")
    }
    out.append("</sitemapindex>\n")
  }

  /// Articles of the last two days by the edition's clock.
  func writeNews(into out: inout OutputBuffer) {
    out.append(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">

      """)
    let earliest = Moment(seconds: edition.clock.seconds - Self.newsWindow)
    var count = 0
    for story in edition.stories {
      guard let date = story.date, date > earliest, count < Self.largestNews else { break }
      guard date <= edition.clock, !story.hasCanonical else { continue }
      count += 1
      out.append("<url><loc>")
      out.append(xmlEscaped: site.permalink(story.address))
      out.append("</loc><news:news><news:publication><news:name>")
      out.append(xmlEscaped: site.publisher ?? site.title)
      out.append("</news:name><news:language>")
      out.append(xmlEscaped: Self.newsLanguage(story.record.fields.language ?? site.language))
      out.append("</news:language></news:publication><news:publication_date>")
      out.append(rfc3339: date, in: site.zone)
      out.append("</news:publication_date><news:title>")
      out.append(xmlEscaped: story.title)
      out.append("</news:title></news:news></url>\n")
    }
    out.append("</urlset>\n")
  }

  /// When the news sitemap next changes by the clock alone.
  var nextChange: Moment? {
    var next: Moment?
    for story in edition.stories {
      guard let date = story.date, date.seconds > edition.clock.seconds - Self.newsWindow else { break }
      if date <= edition.clock { next = Moment(seconds: date.seconds + Self.newsWindow) }
    }
    return next
  }

  /// ISO 639 with two letters, but for Chinese, where the script counts.
  private static func newsLanguage(_ tag: String) -> String {
    let lower = tag.lowercased()
    if lower == "zh-cn" || lower == "zh-tw" { return lower }
    return String(lower.prefix { $0 != "-" })
  }
}
