import BroadsheetCore
import BroadsheetTemplates

extension ArticleValues {
  /// An article or plain page as its own page shows it; `listed` are all articles as lists show them.
  func full(_ story: Edition.Story, _ links: ResolvedLinks, listed: StoryValues, blocks: BlockRenderer)
    throws(Diagnostic) -> Value
  {
    let record = story.record
    var body = OutputBuffer(capacity: record.body.html.count + 512)
    record.body.writePage(
      into: &body, values: links.values,
      blocks: try blocks.pieces(
        of: record.body, values: links.values,
        for: .init(permalink: site.permalink(story.address), file: record.path, isFeed: false)))
    return Shapes.article.record(
      fields(story, links) + [
        .markup(body.string()), contents(record), takeaways(record), seeAlso(record, links),
        corrections(record), neighbour(story.older, listed), neighbour(story.newer, listed),
        .list(story.related.map { listed[Int($0)] }),
        .list(links.mentions.map { listed[Int($0)] }),
        .optional(record.fields.dateline ?? record.text.dateline), share(story),
      ] + entities.names(in: story) + [entities.timeline(of: story)])
  }

  private func contents(_ record: ArticleRecord) -> Value {
    .list(
      record.text.headings.map { heading in
        .map([("id", .string(heading.id)), ("text", .string(heading.text)), ("level", .int(heading.level))])
      })
  }

  private func takeaways(_ record: ArticleRecord) -> Value {
    guard let takeaways = record.text.takeaways else { return .absent }
    return .map([
      ("title", .optional(takeaways.title)), ("items", .list(takeaways.items.map(Self.markup))),
      ("ordered", .bool(takeaways.isOrdered)),
    ])
  }

  private static func markup(_ text: String) -> Value {
    var out = OutputBuffer(capacity: text.utf8.count + 32)
    out.append(htmlEscaped: text)
    return .markup(out.string())
  }

  private func seeAlso(_ record: ArticleRecord, _ links: ResolvedLinks) -> Value {
    .list(
      zip(record.text.seeAlso, links.seeAlso).map { pointer, target in
        var entries: [(String, Value)] = [("text", .string(pointer.text))]
        if case .story(let index)? = target {
          let story = edition.stories[Int(index)]
          entries += [("title", .string(story.title)), ("url", .string(edition.site.url(story.address)))]
        } else {
          entries.append(("title", .string(pointer.text)))
          if let destination = pointer.target, destination.hasPrefix("http") {
            entries.append(("url", .string(destination)))
          }
        }
        return .map(entries)
      })
  }

  private func corrections(_ record: ArticleRecord) -> Value {
    .list(
      record.fields.corrections.map { correction in
        .map([
          ("date", .string(correction.date.rfc3339(in: edition.site.zone))),
          ("text", .string(correction.text)),
        ])
      })
  }

  private func neighbour(_ index: Int32, _ listed: StoryValues) -> Value {
    index >= 0 ? listed[Int(index)] : .absent
  }

  /// Plain links: nothing is loaded from anywhere, nobody is told who reads what.
  private func share(_ story: Edition.Story) -> Value {
    let permalink = edition.site.permalink(story.address)
    let title = Self.queryEncoded(story.title)
    let url = Self.queryEncoded(permalink)
    return .list([
      Shapes.link.record([.string(labels["share_email"]), .string("mailto:?subject=\(title)&body=\(url)")]),
      Shapes.link.record([
        .string("Bluesky"), .string("https://bsky.app/intent/compose?text=\(title)%20\(url)"),
      ]),
      Shapes.link.record([.string("WhatsApp"), .string("https://wa.me/?text=\(title)%20\(url)")]),
    ])
  }

  /// Text as the value of a query's parameter: everything but RFC 3986's unreserved characters is escaped.
  private static func queryEncoded(_ text: String) -> String {
    var out = OutputBuffer(capacity: text.utf8.count * 2)
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in text.utf8 {
      let isLetterOrDigit = byte.isAllowedInAddress && (byte >= UInt8(ascii: "A") || (48...57).contains(byte))
      let isUnreserved = isLetterOrDigit && byte != UInt8(ascii: "[") && byte != UInt8(ascii: "]")
      if isUnreserved || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") {
        out.append(byte)
      } else {
        out.append(UInt8(ascii: "%"))
        out.append(digits[Int(byte >> 4)])
        out.append(digits[Int(byte & 15)])
      }
    }
    return out.string()
  }
}
