import BroadsheetCore

/// What a link in an article can lead to, by the ways in which authors write it.
struct LinkTable: Sendable {
  enum Target: Sendable, Hashable {
    case story(Int32)
    case page(Int32)
    case asset(Int32)
  }

  // Each a list of one, since they may still lie where they were kept.
  private var contentPaths: KeptList<TextIndex<Target>> = [TextIndex()]
  private var slugs: KeptList<TextIndex<Target?>> = [TextIndex()]
  private var titles: KeptList<TextIndex<Target?>> = [TextIndex()]
  private var written: KeptList<TextIndex<Target?>> = [TextIndex()]

  init() {}

  /// Indices that may still lie where they were kept.
  init(
    contentPaths: KeptList<TextIndex<Target>>, slugs: KeptList<TextIndex<Target?>>,
    titles: KeptList<TextIndex<Target?>>,
    addresses: KeptList<TextIndex<Target?>>
  ) {
    (self.contentPaths, self.slugs, self.titles, written) = (contentPaths, slugs, titles, addresses)
  }

  /// By path relative to `Content/`.
  var byContentPath: TextIndex<Target> {
    _read { yield contentPaths[0] }
    _modify { yield &contentPaths[0] }
  }

  /// By slug; nil where several articles share it.
  var bySlug: TextIndex<Target?> {
    _read { yield slugs[0] }
    _modify { yield &slugs[0] }
  }

  /// By title, folded; nil where several articles share it.
  var byTitle: TextIndex<Target?> {
    _read { yield titles[0] }
    _modify { yield &titles[0] }
  }

  /// Every address that the edition writes, below the base path, such as `/world/a/` or `/feed.xml`; with the
  /// article or page that it is of.
  var addresses: TextIndex<Target?> {
    _read { yield written[0] }
    _modify { yield &written[0] }
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
