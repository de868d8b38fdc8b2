import BroadsheetCore

/// The addresses of the articles and plain pages of an edition: what claims them, and how links find them. They depend on
/// paths and front matter alone, so that they can be gathered while names and terms still are.
struct AddressBook: Sendable {
  var links = LinkTable()
  var claims: AddressClaims
  /// Fingerprints of the titles that "SEE:" lines name.
  private(set) var pointers: Set<UInt64> = []

  init(_ stories: KeptList<Edition.Story>, _ pages: KeptList<Edition.Story>) {
    claims = AddressClaims(capacity: (stories.count + pages.count) * 2)
    links.reserve(stories.count + pages.count)
    for index in stories.indices { add(stories[index], .story(Int32(index))) }
    for index in pages.indices { add(pages[index], .page(Int32(index))) }
    links.setTitles(of: stories, pointers: pointers)
  }

  private mutating func add(_ story: Edition.Story, _ target: LinkTable.Target) {
    let record = story.article.record
    claims.add(story.address, SourceLocation(file: record.path))
    links.add(target, contentPath: record.contentPath)
    links.add(target, address: story.address)
    links.add(target, slug: Self.lastSegment(story.address))
    pointers.formUnion(record.pointers)
  }

  private static func lastSegment(_ address: String) -> String {
    let bytes = address.utf8
    var end = bytes.endIndex
    if bytes.last == UInt8(ascii: "/") { bytes.formIndex(before: &end) }
    let start = bytes[..<end].lastIndex(of: UInt8(ascii: "/")).map { bytes.index(after: $0) }
    return String(address[(start ?? bytes.startIndex)..<end])
  }
}

extension LinkTable {
  /// Enters the articles' titles, where a "SEE:" line may name one.
  mutating func setTitles(of stories: KeptList<Edition.Story>, pointers: Set<UInt64>) {
    byTitle = TextIndex()
    for index in pointers.isEmpty ? 0..<0 : stories.indices {
      let other = byTitle.insert(.story(Int32(index)), for: Self.key(stories[index].title))
      if let other { byTitle.replace(at: other, with: nil) }
    }
  }
}

extension ArticleRecord {
  /// Fingerprints of the titles that its "SEE:" lines name.
  var pointers: [UInt64] { text.seeAlso.map { Edition.pointer($0.text) } }
}
