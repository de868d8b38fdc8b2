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

  init(record: Record, permalink: String, date: String?, updated: String?) {
    self.record = record
    self.permalink = permalink
    self.date = date
    self.updated = updated
  }
}

/// Every article as lists show it: made when an output first shows it, and shared by all from then on.
final class StoryValues: Sendable {
  /// The ``ListItem``s of neighbours, one behind the other: a list reads one after the other, and what lies together is
  /// read sooner.
  private final class Items: Sendable {
    static let count = 64
    let bytes: [UInt8]
    let ends: [Int]

    init(_ stories: Range<Int>, _ write: (Int, inout JSONWriter) -> Void) {
      var bytes: [UInt8] = []
      var ends: [Int] = []
      for index in stories {
        bytes += ListItem.begin { write(index, &$0) }
        ends.append(bytes.count)
      }
      self.bytes = bytes
      self.ends = ends
    }
  }

  private let stories: Memo<ListedStory>
  private let items: Memo<Items>

  /// - Parameters:
  ///   - make: makes what is shown of the article with an index, the same each time.
  ///   - item: writes the members `url` and `name` of its item in lists of structured data.
  init(
    count: Int, item: @escaping @Sendable (Int, inout JSONWriter) -> Void,
    make: @escaping @Sendable (Int) -> ListedStory
  ) {
    stories = Memo(count: count, make: make)
    items = Memo(count: (count + Items.count - 1) / Items.count) { run in
      Items(run * Items.count..<min(count, (run + 1) * Items.count), item)
    }
  }

  /// Of a site without articles.
  static let none = StoryValues(count: 0) { _, _ in
  } make: { _ in
    preconditionFailure("there is no article")
  }

  /// The value for templates of an article, by its index in the edition.
  subscript(index: Int) -> Value { stories.look(at: index) { .record($0.record) } }

  /// The values for templates of articles, by their indices in the edition.
  func list(_ indices: ArraySlice<Int32>) -> [Value] {
    // Articles lie far from each other in memory. Looking at all of them before the first one is counted lets the
    // processor fetch them side by side; it counts one after the other.
    let dated = indices.reduce(0) { count, index in
      stories.look(at: Int(index)) { $0.record.note == nil ? count : count + 1 }
    }
    precondition(dated <= indices.count)
    return indices.map { self[Int($0)] }
  }

  /// An article, by its index in the edition.
  func listed(_ index: Int) -> ListedStory { stories[index] }

  /// Writes an article's item into a list of structured data, where it has a position from 1.
  func writeItem(_ index: Int, at position: Int, _ json: inout JSONWriter) {
    items.look(at: index / Items.count) { run in
      let place = index % Items.count
      let start = place > 0 ? run.ends[place - 1] : 0
      json.append(begun: run.bytes, start..<run.ends[place], position)
    }
  }
}
