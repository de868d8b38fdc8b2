import BroadsheetCore

/// What a link in an article can lead to, by the ways in which authors write it.
struct LinkTable: Sendable {
  enum Target: Sendable, Hashable {
    case story(Int32)
    case page(Int32)
    case asset(Int32)
  }

  private var contentPaths = Kept(TextIndex<Target>())
  private var slugs = Kept(TextIndex<Target?>())
  private var titles = Kept(TextIndex<Target?>())
  private var written = Kept(TextIndex<Target?>())

  init() {}

  /// Indices that may still lie where they were kept.
  init(
    contentPaths: Kept<TextIndex<Target>>, slugs: Kept<TextIndex<Target?>>, titles: Kept<TextIndex<Target?>>,
    addresses: Kept<TextIndex<Target?>>
  ) {
    (self.contentPaths, self.slugs, self.titles, written) = (contentPaths, slugs, titles, addresses)
  }

  /// By path relative to `Content/`.
  var byContentPath: TextIndex<Target> {
    _read { yield contentPaths.value }
    _modify { yield &contentPaths.value }
  }

  /// By slug; nil where several articles share it.
  var bySlug: TextIndex<Target?> {
    _read { yield slugs.value }
    _modify { yield &slugs.value }
  }

  /// By title, folded; nil where several articles share it.
  var byTitle: TextIndex<Target?> {
    _read { yield titles.value }
    _modify { yield &titles.value }
  }

  /// Every address that the edition writes, below the base path, such as `/world/a/` or `/feed.xml`; with the
  /// article or page that it is of.
  var addresses: TextIndex<Target?> {
    _read { yield written.value }
    _modify { yield &written.value }
  }

  /// Makes room for `count` articles.
  mutating func reserve(_ count: Int) {
    byContentPath.reserve(count)
    bySlug.reserve(count)
    addresses.reserve(count * 2)
  }

  mutating func add(_ target: Target, contentPath: String) { byContentPath.insert(target, for: contentPath) }

  mutating func add(_ target: Target, slug: String) {
    if let other = bySlug.insert(target, for: slug) { bySlug.replace(at: other, with: nil) }
  }

  mutating func add(_ target: Target?, address: String) { addresses.insert(target, for: address) }

  /// A title as it is compared: letters and digits in lower case.
  static func key(_ title: String) -> String { Slug.make(title) }
}
