import BroadsheetCore

extension Edition {
  /// Enters every address into the link table, and names the pairs that claim the same file.
  mutating func registerAddresses() {
    var claims = AddressClaims()
    let needsTitles =
      stories.contains { !$0.record.text.seeAlso.isEmpty }
      || pages.contains { !$0.record.text.seeAlso.isEmpty }
    for (index, story) in stories.enumerated() {
      claims.add(story.address, SourceLocation(file: story.record.path))
      links.add(.story(Int32(index)), contentPath: story.record.contentPath)
      links.add(.story(Int32(index)), address: story.address)
      links.add(.story(Int32(index)), slug: Self.lastSegment(story.address))
      if needsTitles { links.add(.story(Int32(index)), title: story.title) }
    }
    for (index, page) in pages.enumerated() {
      claims.add(page.address, SourceLocation(file: page.record.path))
      links.add(.page(Int32(index)), contentPath: page.record.contentPath)
      links.add(.page(Int32(index)), address: page.address)
      links.add(.page(Int32(index)), slug: Self.lastSegment(page.address))
    }
    for (index, asset) in assets.enumerated() {
      claims.add(asset.address, SourceLocation(file: "Content/" + asset.contentPath))
      links.add(.asset(Int32(index)), contentPath: asset.contentPath)
    }
    for address in generatedAddresses { claims.add(address, nil) }
    for story in stories + pages {
      for alias in story.record.fields.aliases {
        guard case .success(let address) = SafeAddress.parse(alias) else { continue }
        claims.add(
          address, SourceLocation(file: story.record.path, line: story.record.fields.lines["aliases"] ?? 0))
      }
    }
    for address in claims.addresses { links.add(address: address) }
    diagnostics += claims.conflicts()
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

  static func lastSegment(_ address: String) -> String {
    address.split(separator: "/").last.map(String.init) ?? ""
  }
}

/// Who claims which file of the output.
private struct AddressClaims {
  private struct Claim {
    var address: String
    var path: String
    var location: SourceLocation?
  }

  private var claims: [Claim] = []

  var addresses: [String] { claims.map(\.address) }

  mutating func add(_ address: String, _ location: SourceLocation?) {
    claims.append(Claim(address: address, path: SafeAddress.outputPath(address), location: location))
  }

  /// An error for each file that two want, names that differ in case only included, and for each file that
  /// stands where another needs a folder.
  func conflicts() -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    var firsts: [String: Int] = [:]
    firsts.reserveCapacity(claims.count)
    for (index, claim) in claims.enumerated() {
      let key = claim.path.lowercased()
      guard let first = firsts[key] else {
        firsts[key] = index
        continue
      }
      diagnostics.append(conflict(claims[first], claim))
    }
    for claim in claims {
      var folder = claim.path[...]
      while let slash = folder.lastIndex(of: "/") {
        folder = folder[..<slash]
        guard let other = firsts[folder.lowercased()] else { continue }
        diagnostics.append(conflict(claims[other], claim))
        break
      }
    }
    return diagnostics
  }

  private func conflict(_ first: Claim, _ second: Claim) -> Diagnostic {
    let isCase = first.path != second.path && first.path.lowercased() == second.path.lowercased()
    let owner = first.location.map { "`\($0.file)`" } ?? "a page that every site has"
    let place = second.location ?? first.location
    let other = second.location == nil ? "a page that every site has" : owner
    return Diagnostic(
      isCase ? .addressCaseConflict : .addressConflict,
      isCase
        ? "`\(second.address)` differs from the address of \(other) in case only"
        : "`\(second.address)` is also the address of \(other)",
      at: place, help: "give one of them another `slug` or `permalink`",
      chain: second.location != nil
        ? first.location.map { [.init(role: "the other one is", location: $0)] } ?? [] : [])
  }
}
