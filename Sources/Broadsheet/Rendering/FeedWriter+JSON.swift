import BroadsheetCore

/// JSON Feed 1.1.
extension FeedWriter {
  func writeJSON(
    _ subject: Subject, _ indices: ArraySlice<Int32>, _ texts: borrowing Texts, _ out: inout OutputBuffer
  ) {
    var json = JSONWriter(capacity: 65_536)
    json.object { json in
      json.member("version", "https://jsonfeed.org/version/1.1")
      json.member("title", subject.title)
      json.member("home_page_url", site.permalink(subject.address))
      json.member("feed_url", site.permalink(subject.address + Feed.json.fileName))
      if !subject.description.isEmpty { json.member("description", subject.description) }
      json.member("language", site.language)
      json.array("authors") { list in
        list.object { author in author.member("name", site.publisher ?? site.title) }
      }
      json.array("items") { items in
        for (position, index) in indices.lazy.map(Int.init).enumerated() {
          items.object { item in
            write(index, &item) { item in
              if subject.isFull {
                item.member("content_html", texts[position])
              } else {
                item.member("content_text", edition.stories[index].summary)
              }
            }
          }
        }
      }
    }
    out.append(json.finish().span)
    out.append("\n")
  }

  /// The members of an article in a JSON Feed, its text as `content` writes it.
  private func write(_ index: Int, _ item: inout JSONWriter, content: (inout JSONWriter) -> Void) {
    // By index: a story is large, and copying it costs more than this.
    let listed = stories.listed(index)
    item.member("id", listed.permalink)
    item.member("url", listed.permalink)
    item.member("title", edition.stories[index].title)
    item.member("summary", edition.stories[index].summary)
    content(&item)
    item.member("image", links[index].image?.permalink)
    item.member("date_published", listed.date)
    item.member("date_modified", listed.updated)
    if !edition.stories[index].authors.isEmpty {
      item.array("authors") { list in
        for author in edition.stories[index].authors {
          authors.look(at: Int(author)) { list.append(written: $0.bytes) }
        }
      }
    }
    if !edition.stories[index].tags.isEmpty {
      item.array("tags") { list in
        for tag in edition.stories[index].tags { list.item(edition.tags[Int(tag)].name) }
      }
    }
    item.member("language", edition.stories[index].article.record.fields.language)
  }
}
