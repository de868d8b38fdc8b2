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
        for (position, index) in indices.enumerated() {
          items.object { item in
            write(story(index), stories.listed(Int(index)), links[Int(index)].image, &item) { item in
              if subject.isFull {
                item.member("content_html", texts[position])
              } else {
                item.member("content_text", edition.stories[Int(index)].summary)
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
  private func write(
    _ story: Edition.Story, _ listed: ListedStory, _ image: ArticleImage?, _ item: inout JSONWriter,
    content: (inout JSONWriter) -> Void
  ) {
    item.member("id", listed.permalink)
    item.member("url", listed.permalink)
    item.member("title", story.title)
    item.member("summary", story.summary)
    content(&item)
    item.member("image", image?.permalink)
    item.member("date_published", listed.date)
    item.member("date_modified", listed.updated)
    if !story.authors.isEmpty {
      item.array("authors") { list in
        for index in story.authors {
          let author = edition.authors[Int(index)]
          list.object { entry in
            entry.member("name", author.name)
            entry.member("url", site.permalink(author.address))
          }
        }
      }
    }
    if !story.tags.isEmpty {
      item.array("tags") { list in for tag in story.tags { list.item(edition.tags[Int(tag)].name) } }
    }
    item.member("language", story.record.fields.language)
  }
}
