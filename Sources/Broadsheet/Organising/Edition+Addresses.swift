import BroadsheetCore

extension Edition {
  /// Enters every address into the link table, and names the pairs that claim the same file.
  ///
  /// - Parameter book: the addresses of articles and pages.
  mutating func registerAddresses(_ book: inout AddressBook) {
    // Taken, not copied: they grow.
    swap(&links, &book.links)
    pointers = book.pointers
    var claims = AddressClaims()
    swap(&claims, &book.claims)
    for index in assets.indices {
      let asset = assets[index]
      claims.add(asset.address, SourceLocation(file: "Content/" + asset.contentPath))
      links.add(.asset(Int32(index)), contentPath: asset.contentPath)
      links.add(nil, address: asset.address)
    }
    for address in generatedAddresses {
      claims.add(address, nil)
      links.add(nil, address: address)
    }
    for list in [stories, pages] {
      for index in list.indices where !list[index].article.record.fields.aliases.isEmpty {
        let record = list[index].article.record
        for case .success(let address) in record.fields.aliases.map(SafeAddress.parse) {
          claims.add(address, SourceLocation(file: record.path, line: record.fields.lines["aliases"] ?? 0))
          links.add(nil, address: address)
        }
      }
    }
    placeEntities(&claims)
    diagnostics += claims.conflicts()
  }

  /// Enters the articles' titles anew.
  mutating func registerTitles() { links.setTitles(of: stories, pointers: pointers) }

  /// Notes the titles that an article's "SEE:" lines name.
  mutating func notePointers(of record: ArticleRecord) {
    pointers.formUnion(record.pointers)
  }

  /// A fingerprint of a title as it is compared.
  static func pointer(_ title: String) -> UInt64 { TextTable.hash(LinkTable.key(title)) }

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
}
