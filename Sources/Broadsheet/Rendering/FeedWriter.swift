import BroadsheetCore

/// Writes RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1 of a list of articles.
///
/// A feed is a function of its articles: ids never change, dates are the articles' own, and the same articles
/// give the same bytes.
struct FeedWriter {
  let edition: Edition
  /// For each article what its links lead to.
  let links: KeptList<ResolvedLinks>
  let stories: StoryValues
  let blocks: BlockRenderer
  /// What stands before a correction.
  let correctionLabel: String
  /// Each author's object in JSON Feed.
  let authors: Memo<StructuredData.Fragment>

  init(
    edition: Edition, links: KeptList<ResolvedLinks>, stories: StoryValues, blocks: BlockRenderer,
    correctionLabel: String
  ) {
    self.edition = edition
    self.links = links
    self.stories = stories
    self.blocks = blocks
    self.correctionLabel = correctionLabel
    authors = Memo(count: edition.authors.count) { index in
      StructuredData.Fragment { json in
        json.object { author in
          author.member("name", edition.authors[index].name)
          author.member("url", edition.site.permalink(edition.authors[index].address))
        }
      }
    }
  }

  /// What a feed is of.
  struct Subject {
    var title: String
    var description: String
    /// The address of the page that it follows.
    var address: String
    /// Newest first; the feed takes as many as the site allows.
    var stories: ArraySlice<Int32>
    /// Whether it holds the articles themselves, or their summaries alone.
    var isFull = true
  }

  var site: SiteConfiguration { edition.site }

  func write(_ format: Feed, of subject: Subject, into out: inout OutputBuffer) throws(Diagnostic) {
    let stories = subject.stories.prefix(site.feedItems)
    var texts = Texts()
    if subject.isFull {
      for index in stories {
        let article = edition.stories[Int(index)].article
        let bodies = article.bodies
        let body = bodies.feed ?? bodies.page
        try writeText(index, article.record, body, into: &texts.html)
        texts.ends.append(texts.html.count)
        if format == .rss {
          texts.descriptions.append(
            FeedDescription.text(summary: edition.stories[Int(index)].summary, html: body.html.span))
        }
      }
    }
    switch format {
    case .rss: writeRSS(subject, stories, texts, &out)
    case .atom: writeAtom(subject, stories, texts, &out)
    case .json: writeJSON(subject, stories, texts, &out)
    }
  }

  /// The texts of a feed's articles, one behind the other; of a feed of summaries none.
  struct Texts: ~Copyable {
    var html = OutputBuffer()
    var ends: [Int] = []
    /// What RSS says of them.
    var descriptions: [String] = []

    /// The text at a position in the feed.
    subscript(position: Int) -> Span<UInt8> {
      @_lifetime(borrow self)
      borrowing get { html.span.extracting((position > 0 ? ends[position - 1] : 0)..<ends[position]) }
    }
  }

  /// The newest date of the articles; nil where none has one.
  private func newest(_ stories: ArraySlice<Int32>) -> Moment? {
    // By index: a story is large, and copying it costs more than this.
    stories.compactMap { edition.stories[Int($0)].updated ?? edition.stories[Int($0)].date }.max()
  }

  /// Atom demands a date even of what has none: the epoch then, the same everywhere and always.
  private static let epoch = Moment(seconds: 0).rfc3339(in: .utc)

  /// An article's text as feeds have it.
  private func writeText(
    _ index: Int32, _ record: ArticleRecord, _ body: ArticleBody, into out: inout OutputBuffer
  ) throws(Diagnostic) {
    let links = links[Int(index)]
    if let image = links.image {
      out.append("<p><img src=\"")
      out.append(htmlEscaped: image.permalink)
      out.append("\" alt=\"")
      out.append(htmlEscaped: image.alternative)
      out.append("\"></p>\n")
    }
    let values = record.feedBody == nil ? links.values : links.feedValues
    let permalink = stories.listed(Int(index)).permalink
    body.writeFeed(
      into: &out, values: values, origin: site.baseURL.origin, permalink: permalink,
      blocks: try blocks.pieces(
        of: body, values: values, for: .init(permalink: permalink, file: record.path, isFeed: true)))
    for correction in record.fields.corrections {
      out.append("<p><strong>")
      out.append(htmlEscaped: correctionLabel)
      out.append(", ")
      out.append(string: correction.date.rfc3339(in: site.zone).prefix(10).description)
      out.append(":</strong> ")
      out.append(htmlEscaped: correction.text)
      out.append("</p>\n")
    }
  }

  private func element(_ name: StaticString, _ text: String, _ out: inout OutputBuffer) {
    element(name, text.utf8.span, &out)
  }

  private func element(_ name: StaticString, _ text: Span<UInt8>, _ out: inout OutputBuffer) {
    out.append("<")
    out.append(name)
    out.append(">")
    out.append(xmlEscaped: text)
    out.append("</")
    out.append(name)
    out.append(">\n")
  }

  private func writeRSS(
    _ subject: Subject, _ indices: ArraySlice<Int32>, _ texts: borrowing Texts, _ out: inout OutputBuffer
  ) {
    out.append(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel>

      """)
    element("title", subject.title, &out)
    element("link", site.permalink(subject.address), &out)
    element("description", subject.description, &out)
    element("language", site.language, &out)
    if let newest = newest(indices) { element("lastBuildDate", newest.rfc822(in: site.zone), &out) }
    out.append("<atom:link href=\"")
    out.append(xmlEscaped: site.permalink(subject.address + Feed.rss.fileName))
    out.append("\" rel=\"self\" type=\"application/rss+xml\"/>\n")
    // By index: a story is large, and copying it costs more than this.
    for (position, index) in indices.lazy.map(Int.init).enumerated() {
      let permalink = stories.listed(index).permalink
      out.append("<item>\n")
      element("title", edition.stories[index].title, &out)
      element("link", permalink, &out)
      out.append("<guid isPermaLink=\"true\">")
      out.append(xmlEscaped: permalink)
      out.append("</guid>\n")
      if let date = edition.stories[index].date { element("pubDate", date.rfc822(in: site.zone), &out) }
      for author in edition.stories[index].authors {
        element("dc:creator", edition.authors[Int(author)].name, &out)
      }
      let section = Int(edition.stories[index].section)
      if section >= 0 { element("category", edition.sections[section].title, &out) }
      for tag in edition.stories[index].tags { element("category", edition.tags[Int(tag)].name, &out) }
      if subject.isFull {
        element("description", texts.descriptions[position], &out)
        element("content:encoded", texts[position], &out)
      } else {
        element("description", edition.stories[index].summary, &out)
      }
      if let image = links[index].image, let type = image.mediaType, let bytes = image.bytes {
        out.append("<enclosure url=\"")
        out.append(xmlEscaped: image.permalink)
        out.append("\" length=\"")
        out.append(decimal: bytes)
        out.append("\" type=\"")
        out.append(string: type)
        out.append("\"/>\n")
      }
      out.append("</item>\n")
    }
    out.append("</channel>\n</rss>\n")
  }

  private func writeAtom(
    _ subject: Subject, _ indices: ArraySlice<Int32>, _ texts: borrowing Texts, _ out: inout OutputBuffer
  ) {
    out.append(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"")
    out.append(xmlEscaped: site.language)
    out.append("\">\n")
    let address = site.permalink(subject.address)
    element("id", address, &out)
    element("title", subject.title, &out)
    if !subject.description.isEmpty { element("subtitle", subject.description, &out) }
    element("updated", newest(indices)?.rfc3339(in: site.zone) ?? Self.epoch, &out)
    out.append("<author><name>")
    out.append(xmlEscaped: site.publisher ?? site.title)
    out.append("</name></author>\n<link rel=\"self\" type=\"application/atom+xml\" href=\"")
    out.append(xmlEscaped: site.permalink(subject.address + Feed.atom.fileName))
    out.append("\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"")
    out.append(xmlEscaped: address)
    out.append("\"/>\n")
    for (position, index) in indices.lazy.map(Int.init).enumerated() {
      let listed = stories.listed(index)
      out.append("<entry>\n")
      element("id", listed.permalink, &out)
      element("title", edition.stories[index].title, &out)
      out.append("<link rel=\"alternate\" type=\"text/html\" href=\"")
      out.append(xmlEscaped: listed.permalink)
      out.append("\"/>\n")
      if let date = listed.date { element("published", date, &out) }
      element("updated", listed.updated ?? listed.date ?? Self.epoch, &out)
      for author in edition.stories[index].authors {
        out.append("<author><name>")
        out.append(xmlEscaped: edition.authors[Int(author)].name)
        out.append("</name></author>\n")
      }
      for tag in edition.stories[index].tags {
        out.append("<category term=\"")
        out.append(xmlEscaped: edition.tags[Int(tag)].name)
        out.append("\"/>\n")
      }
      element("summary", edition.stories[index].summary, &out)
      if subject.isFull {
        out.append("<content type=\"html\">")
        out.append(xmlEscaped: texts[position])
        out.append("</content>\n")
      }
      out.append("</entry>\n")
    }
    out.append("</feed>\n")
  }
}
