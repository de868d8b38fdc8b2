import BroadsheetExtraction

/// The articles of a folder, as see-also lines mean them: by their path or their title.
struct PointerTargets {
  /// What there is to know of an article.
  struct Article: Sendable {
    var contentPath: String
    var path: String
    var title: String

    init(_ record: ArticleRecord) {
      contentPath = record.contentPath
      path = record.path
      title = record.text.title
    }
  }

  private var paths = TextIndex<String>()
  /// Nil where several articles share a title.
  private var titles = TextIndex<String?>()

  init(_ articles: some Sequence<Article>) {
    for article in articles {
      paths.insert(article.path, for: article.contentPath)
      if let other = titles.insert(article.path, for: LinkTable.key(article.title)) {
        titles.replace(at: other, with: nil)
      }
    }
  }

  /// The path of the article that a pointer means; nil where it is none of these.
  func target(of pointer: SeeAlso, in record: ArticleRecord) -> String? {
    let bare = String(pointer.destination.prefix { $0 != "#" && $0 != "?" })
    if !bare.isEmpty, let path = ContentPath.resolve(bare, from: record.folder), let target = paths[path] {
      return target
    }
    return titles[LinkTable.key(pointer.text)] ?? nil
  }
}
