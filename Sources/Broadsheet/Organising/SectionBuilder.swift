import BroadsheetCore

/// Gathers sections from folders, front matter and `_index.md` files.
struct SectionBuilder {
  private let site: SiteConfiguration
  private var sections: [Edition.Section] = []
  private var positions: [String: Int] = [:]

  init(site: SiteConfiguration, indexes: [KeptArticle]) {
    self.site = site
    for article in indexes {
      let record = article.record
      guard !record.folder.isEmpty && !record.folder.utf8.contains(UInt8(ascii: "/")) else { continue }
      let index = self.index(named: String(record.folder), isWritten: false)
      sections[index].title = record.fields.title ?? sections[index].title
      sections[index].description = record.fields.description
      sections[index].weight = record.fields.weight
      sections[index].article = article
    }
  }

  /// The section of that name, made where it is new. `isWritten`: an author wrote the name, so it is a title
  /// as it stands; a folder's name becomes one.
  mutating func index(named name: String, isWritten: Bool) -> Int {
    let slug = Self.slug(name)
    if let index = positions[slug] { return index }
    positions[slug] = sections.count
    sections.append(
      Edition.Section(slug: slug, title: Self.title(name, isWritten: isWritten), description: nil, weight: 0))
    return sections.count - 1
  }

  /// The part of an address that names a section.
  static func slug(_ name: String) -> String {
    let slug = Slug.make(name)
    return slug.isEmpty ? "news" : slug
  }

  /// `artificial-intelligence` → `Artificial intelligence`.
  private static func title(_ name: String, isWritten: Bool) -> String {
    let isTitle = isWritten && name.unicodeScalars.first?.properties.isUppercase == true
    if isTitle { return name }
    let words = name.split { $0 == "-" || $0 == "_" || $0 == " " }.joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  /// The sections that hold articles or an `_index.md`, in the order that `Site.yaml` gives, then by weight,
  /// then by title; the stories' indices are set to that order.
  func finish(_ stories: inout KeptList<Edition.Story>) -> [Edition.Section] {
    var filled = sections
    for story in stories.indices where stories[story].section >= 0 {
      filled[Int(stories[story].section)].stories.append(Int32(story))
    }
    var rank: [String: Int] = [:]
    for (index, name) in site.sections.enumerated() { rank[Slug.make(name)] = index }
    let order = filled.indices.filter { !filled[$0].stories.isEmpty || filled[$0].article != nil }.sorted {
      a, b in
      let (a, b) = (filled[a], filled[b])
      let (rankA, rankB) = (rank[a.slug] ?? .max, rank[b.slug] ?? .max)
      if rankA != rankB { return rankA < rankB }
      if a.weight != b.weight { return a.weight < b.weight }
      return a.title != b.title ? FileSystem.precedes(a.title, b.title) : FileSystem.precedes(a.slug, b.slug)
    }
    var moved = [Int32](repeating: -1, count: filled.count)
    for (new, old) in order.enumerated() { moved[old] = Int32(new) }
    for story in stories.indices where stories[story].section >= 0 {
      stories[story].section = moved[Int(stories[story].section)]
    }
    return order.map { filled[$0] }
  }
}
