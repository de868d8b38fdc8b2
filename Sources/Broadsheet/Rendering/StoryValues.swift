import BroadsheetCore
import BroadsheetTemplates

/// An article as pages of others show it, with the texts that several kinds of output write.
final class ListedStory: Sendable {
  /// What templates see, of the shape ``Shapes/listedArticle``.
  let record: Record
  let permalink: String
  /// The date, as RFC 3339 writes it.
  let date: String?
  /// When it was changed, as RFC 3339 writes it.
  let updated: String?
  /// The members `url` and `name` of its item in lists of structured data.
  let item: [UInt8]

  init(record: Record, permalink: String, date: String?, updated: String?, title: String) {
    self.record = record
    self.permalink = permalink
    self.date = date
    self.updated = updated
    var json = JSONWriter(capacity: permalink.utf8.count + title.utf8.count + 64)
    json.member("url", permalink)
    json.member("name", title)
    item = json.bytes()
  }
}

/// Every article as lists show it: made when an output first shows it, and shared by all from then on.
final class StoryValues: Sendable {
  private let stories: Memo<ListedStory>

  /// - Parameter make: makes what is shown of the article with an index, the same each time.
  init(count: Int, make: @escaping @Sendable (Int) -> ListedStory) {
    stories = Memo(count: count, make: make)
  }

  /// Of a site without articles.
  static let none = StoryValues(count: 0) { _ in preconditionFailure("there is no article") }

  /// The value for templates of an article, by its index in the edition.
  subscript(index: Int) -> Value { stories.look(at: index) { .record($0.record) } }

  /// An article, by its index in the edition.
  func listed(_ index: Int) -> ListedStory { stories[index] }

  /// Writes the members `url` and `name` of an article's item in lists of structured data.
  func writeItem(_ index: Int, _ json: inout JSONWriter) {
    stories.look(at: index) { json.append(written: $0.item) }
  }
}
