import BroadsheetCore

/// What a link in an article can lead to, by the ways in which authors write it.
struct LinkTable: Sendable {
  enum Target: Sendable, Hashable {
    case story(Int32)
    case page(Int32)
    case asset(Int32)
  }

  /// By path relative to `Content/`.
  private(set) var byContentPath: [String: Target] = [:]
  /// By slug; nil where several articles share it.
  private(set) var bySlug: [String: Target?] = [:]
  /// By title, folded; nil where several articles share it.
  private(set) var byTitle: [String: Target?] = [:]
  /// Articles and pages by address.
  private(set) var byAddress: [String: Target] = [:]
  /// Every address that the edition writes, below the base path, such as `/world/a/` or `/feed.xml`.
  private(set) var addresses: Set<String> = []

  mutating func add(_ target: Target, contentPath: String) { byContentPath[contentPath] = target }

  mutating func add(_ target: Target, address: String) { byAddress[address] = target }

  mutating func add(_ target: Target, slug: String) {
    if bySlug[slug] != nil { bySlug[slug] = .some(nil) } else { bySlug[slug] = .some(target) }
  }

  mutating func add(_ target: Target, title: String) {
    let key = Self.key(title)
    if byTitle[key] != nil { byTitle[key] = .some(nil) } else { byTitle[key] = .some(target) }
  }

  /// A title as it is compared: letters and digits in lower case.
  static func key(_ title: String) -> String { Slug.make(title) }

  mutating func add(address: String) { addresses.insert(address) }
}
