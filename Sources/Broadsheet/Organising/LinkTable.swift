import BroadsheetCore

/// What a link in an article can lead to, by the ways in which authors write it.
struct LinkTable: Sendable {
  enum Target: Sendable, Hashable {
    case story(Int32)
    case page(Int32)
    case asset(Int32)
  }

  /// By path relative to `Content/`.
  var byContentPath = TextIndex<Target>()
  /// By slug; nil where several articles share it.
  var bySlug = TextIndex<Target?>()
  /// By title, folded; nil where several articles share it.
  var byTitle = TextIndex<Target?>()
  /// Every address that the edition writes, below the base path, such as `/world/a/` or `/feed.xml`; with the
  /// article or page that it is of.
  var addresses = TextIndex<Target?>()

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
