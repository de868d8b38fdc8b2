import BroadsheetCore
import BroadsheetTemplates

extension ArticleValues {
  /// An article or plain page as its own page shows it.
  ///
  /// - Parameters:
  ///   - own: the article as lists show it.
  ///   - listed: all articles as lists show them.
  func full(
    _ story: Edition.Story, _ links: ResolvedLinks, own: ListedStory, listed: StoryValues,
    blocks: BlockRenderer
  ) throws(Diagnostic) -> Value {
    let record = story.record
    let (text, dates) = story.article.page
    var body = OutputBuffer(capacity: text.html.count + 512)
    text.writePage(
      into: &body, values: links.values,
      blocks: try blocks.pieces(
        of: text, values: links.values,
        for: .init(permalink: own.permalink, file: record.path, isFeed: false)))
    let html = body.string()
    let made = Record.make(Shapes.article) { values in
      for slot in 0..<own.record.count { values.append(own.record[slot]) }
      values.append(.int(record.text.words))
      values.append(.markup(html))
      values.append(contents(record))
      values.append(takeaways(record))
      values.append(seeAlso(record, links))
      values.append(corrections(record))
      values.append(neighbour(story.older, listed))
      values.append(neighbour(story.newer, listed))
      values.append(.list(story.related.map { listed[Int($0)] }))
      values.append(.list(links.mentions.map { listed[Int($0)] }))
      values.append(.optional(record.fields.dateline ?? record.text.dateline))
      values.append(share(story.title, own.permalink))
      for names in entities.names(in: story) { values.append(names) }
      values.append(entities.timeline(of: story, dates))
    }
    return .record(made)
  }

  private func contents(_ record: ArticleRecord) -> Value {
    .list(
      record.text.headings.map { heading in
        Shapes.heading.record([.string(heading.id), .string(heading.text), .int(heading.level)])
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
        if case .story(let index)? = target {
          let story = edition.stories[Int(index)]
          return Shapes.pointer.record([
            .string(pointer.text), .string(story.title), .string(edition.site.url(story.address)),
          ])
        }
        let destination = pointer.target.flatMap { $0.hasPrefix("http") ? $0 : nil }
        return Shapes.pointer.record([
          .string(pointer.text), .string(pointer.text), .optional(destination),
        ])
      })
  }

  private func corrections(_ record: ArticleRecord) -> Value {
    .list(
      record.fields.corrections.map { correction in
        Shapes.correction.record([
          .string(correction.date.rfc3339(in: edition.site.zone)), .string(correction.text),
        ])
      })
  }

  private func neighbour(_ index: Int32, _ listed: StoryValues) -> Value {
    index >= 0 ? listed[Int(index)] : .absent
  }

  /// Plain links: nothing is loaded from anywhere, nobody is told who reads what.
  private func share(_ title: String, _ permalink: String) -> Value {
    var encoded = OutputBuffer(capacity: (title.utf8.count + permalink.utf8.count) * 2)
    encoded.append(queryEncoded: title.utf8.span)
    let middle = encoded.count
    encoded.append(queryEncoded: permalink.utf8.span)
    var out = OutputBuffer(capacity: encoded.count + 64)
    func address(_ start: StaticString, _ separator: StaticString) -> Value {
      out.removeAll()
      out.append(start)
      out.append(encoded.span, 0..<middle)
      out.append(separator)
      out.append(encoded.span, middle..<encoded.count)
      return .string(out.string())
    }
    return .list([
      Shapes.link.record([shareByEmail, address("mailto:?subject=", "&body=")]),
      Shapes.link.record([Self.bluesky, address("https://bsky.app/intent/compose?text=", "%20")]),
      Shapes.link.record([Self.whatsApp, address("https://wa.me/?text=", "%20")]),
    ])
  }

  private static let bluesky = Value.string("Bluesky")
  private static let whatsApp = Value.string("WhatsApp")
}

extension OutputBuffer {
  /// Appends text as the value of a query's parameter: everything but RFC 3986's unreserved characters is escaped.
  fileprivate mutating func append(queryEncoded text: Span<UInt8>) {
    let digits: StaticString = "0123456789ABCDEF"
    for index in 0..<text.count {
      let byte = text[index]
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        append(byte)
      default:
        append(UInt8(ascii: "%"))
        append(digits.byte(at: Int(byte >> 4)))
        append(digits.byte(at: Int(byte & 15)))
      }
    }
  }
}
