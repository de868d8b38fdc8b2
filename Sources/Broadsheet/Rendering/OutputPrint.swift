import BroadsheetCore

/// What goes into the fingerprint of an output, with the articles that are in it.
struct OutputPrint {
  private var print = Fingerprint()
  private(set) var articles: [Int32]
  /// Whether any article may be in it.
  private(set) var readsAll = false

  init(articles: consuming [Int32]) { self.articles = articles }

  var value: ContentHash { print.value }

  mutating func add(_ number: some BinaryInteger) { print.add(number) }
  mutating func add(_ hash: ContentHash) { print.add(hash) }
  mutating func add(_ text: String) { print.add(text) }
  mutating func add(_ moment: Moment?) { print.add(moment) }
  mutating func add(_ status: FileSystem.Status) { print.add(status) }

  mutating func add(everythingOf prints: Prints) {
    print.add(prints.everything)
    readsAll = true
  }

  /// What lists show of an article.
  mutating func add(story index: Int, _ prints: Prints) {
    print.add(prints.story(index))
    articles.append(Int32(index))
  }

  /// An article that shows nothing in lists.
  mutating func add(page index: Int32, _ face: ContentHash) {
    print.add(face)
    articles.append(Dependencies.page(index))
  }
}
