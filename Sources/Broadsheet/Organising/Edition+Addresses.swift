import BroadsheetCore

extension Edition {
  /// Enters every address into the link table, and names the pairs that claim the same file.
  mutating func registerAddresses() {
    let generated = generatedAddresses
    var claims = AddressClaims(capacity: stories.count + pages.count + assets.count + generated.count)
    links.reserve(stories.count + pages.count)
    for index in stories.indices { register(stories[index], .story(Int32(index)), &claims) }
    for list in [stories, pages] {
      for index in list.indices { notePointers(of: list[index].record) }
    }
    registerTitles()
    for index in pages.indices { register(pages[index], .page(Int32(index)), &claims) }
    for index in assets.indices {
      let asset = assets[index]
      claims.add(asset.address, SourceLocation(file: "Content/" + asset.contentPath))
      links.add(.asset(Int32(index)), contentPath: asset.contentPath)
      links.add(nil, address: asset.address)
    }
    for address in generated {
      claims.add(address, nil)
      links.add(nil, address: address)
    }
    for list in [stories, pages] {
      for index in list.indices where !list[index].record.fields.aliases.isEmpty {
        let record = list[index].record
        for case .success(let address) in record.fields.aliases.map(SafeAddress.parse) {
          claims.add(address, SourceLocation(file: record.path, line: record.fields.lines["aliases"] ?? 0))
          links.add(nil, address: address)
        }
      }
    }
    placeEntities(&claims)
    diagnostics += claims.conflicts()
  }

  /// Enters the articles' titles, where a "SEE:" line may name one.
  mutating func registerTitles() {
    var titles = TextIndex<LinkTable.Target?>()
    for index in pointers.isEmpty ? 0..<0 : stories.indices {
      let other = titles.insert(.story(Int32(index)), for: LinkTable.key(stories[index].title))
      if let other { titles.replace(at: other, with: nil) }
    }
    links.byTitle = titles
  }

  /// Notes the titles that an article's "SEE:" lines name.
  mutating func notePointers(of record: ArticleRecord) {
    for pointer in record.text.seeAlso { pointers.insert(Self.pointer(pointer.text)) }
  }

  /// A fingerprint of a title as it is compared.
  static func pointer(_ title: String) -> UInt64 { TextTable.hash(LinkTable.key(title)) }

  private mutating func register(_ story: Story, _ target: LinkTable.Target, _ claims: inout AddressClaims) {
    claims.add(story.address, SourceLocation(file: story.record.path))
    links.add(target, contentPath: story.record.contentPath)
    links.add(target, address: story.address)
    links.add(target, slug: Self.lastSegment(story.address))
  }

  /// The addresses of what is written without a file of its own in `Content/`.
  var generatedAddresses: [String] {
    var addresses = ["/", "/404.html", "/sitemap.xml", "/sitemap-news.xml", "/archive/"]
    addresses += rootFiles.map(\.address)
    func list(_ address: String, _ count: Int, hasFeeds: Bool = true) {
      addresses.append(address)
      if count > site.pageSize {
        for number in 2...Pagination.pages(of: count, by: site.pageSize) {
          addresses.append(address + "page/\(number)/")
        }
      }
      if hasFeeds { addresses += Feed.allCases.map { address + $0.fileName } }
    }
    addresses += Feed.allCases.map { "/" + $0.fileName }
    for section in sections { list(section.address, section.stories.count) }
    let hasFeeds = site.termFeeds != .none
    for term in tags + authors { list(term.address, term.stories.count, hasFeeds: hasFeeds) }
    // A series stands on one page.
    for term in series { list(term.address, 1, hasFeeds: hasFeeds) }
    if !tags.isEmpty { addresses.append("/topics/") }
    if !authors.isEmpty { addresses.append("/authors/") }
    addresses += (years + months + days).map(\.address)
    return addresses
  }

  private static func lastSegment(_ address: String) -> String {
    let bytes = address.utf8
    var end = bytes.endIndex
    if bytes.last == UInt8(ascii: "/") { bytes.formIndex(before: &end) }
    let start = bytes[..<end].lastIndex(of: UInt8(ascii: "/")).map { bytes.index(after: $0) }
    return String(address[(start ?? bytes.startIndex)..<end])
  }
}
