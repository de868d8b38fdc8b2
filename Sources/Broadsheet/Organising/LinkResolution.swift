import BroadsheetCore

/// What the open places of one article are filled with.
struct ResolvedLinks: Sendable {
  /// For each slot of the body its text: an address with the base path, or `width` and `height`.
  var values: [String] = []
  /// The same for the feed's body, where there is one of its own.
  var feedValues: [String] = []
  /// The articles that the links lead to, by their index in the edition, in ascending order.
  var targets: [Int32] = []
  /// The newest articles whose text links to this one, newest first.
  var mentions: [Int32] = []
  var image: ArticleImage?
  /// A fingerprint of the texts and the image.
  var print = ContentHash.zero
  /// For each see-also line the article that it names, where there is one.
  var seeAlso: [LinkTable.Target?] = []
  var problems: [LinkProblem] = []
}

/// A link or an image that leads nowhere. It is worded later: suggestions search the whole site.
struct LinkProblem: Sendable {
  enum Kind: Sendable {
    case article
    case held
    case root
    case image
    case anchor(in: String, ids: [String])
  }

  var kind: Kind
  var destination: String
  var folder: String
  var location: SourceLocation
}

/// Finds what the links and images of an article lead to.
struct LinkResolution {
  let edition: Edition
  // Where they are looked up from all tasks, without each counting references to them.
  private let byContentPath: TextIndex<LinkTable.Target>
  private let bySlug: TextIndex<LinkTable.Target?>
  private let byTitle: TextIndex<LinkTable.Target?>
  private let addresses: TextIndex<LinkTable.Target?>

  init(edition: Edition) {
    self.edition = edition
    byContentPath = edition.links.byContentPath
    bySlug = edition.links.bySlug
    byTitle = edition.links.byTitle
    addresses = edition.links.addresses
  }

  /// Resolves all slots of an article.
  func resolve(_ record: ArticleRecord) -> ResolvedLinks {
    var resolved = ResolvedLinks()
    var targets: Set<Int32> = []
    resolved.values = fill(record.body.slots, record, &resolved.problems, &targets)
    resolved.targets = targets.sorted()
    if let body = record.feedBody {
      var repeated: [LinkProblem] = []
      var same: Set<Int32> = []
      resolved.feedValues = fill(body.slots, record, &repeated, &same)
    }
    resolved.image = image(of: record, &resolved.problems)
    var print = Fingerprint()
    for value in resolved.values { print.add(value) }
    for value in resolved.feedValues { print.add(value) }
    print.add(resolved.image)
    resolved.print = print.value
    resolved.seeAlso = record.text.seeAlso.map { pointer in
      if let destination = pointer.target, isLocal(destination),
        let target = byPath(Self.split(destination).bare, record)
      {
        return target
      }
      return byTitle[LinkTable.key(pointer.text)]?.flatMap { $0 }
    }
    return resolved
  }

  /// The picture that front matter names.
  private func image(of record: ArticleRecord, _ problems: inout [LinkProblem]) -> ArticleImage? {
    guard let image = record.fields.image else { return nil }
    let found = asset(image.source, record)
    if found == nil, isLocal(image.source), knownAddress(image.source) == nil {
      problems.append(problem(.image, image.source, record, line: image.line))
      return nil
    }
    let url = found.map { based($0.address) } ?? address(image.source, record)
    return ArticleImage(
      url: url, permalink: edition.site.baseURL.absolute(url), alternative: image.alternative ?? "",
      caption: image.caption, credit: image.credit, size: found?.size, bytes: found?.bytes)
  }

  private func fill(
    _ slots: [ArticleBody.Slot], _ record: ArticleRecord, _ problems: inout [LinkProblem],
    _ targets: inout Set<Int32>
  ) -> [String] {
    slots.map { slot in
      switch slot.kind {
      case .link: return link(slot, record, &problems, &targets)
      case .image:
        if let asset = asset(slot.destination, record) { return based(asset.address) }
        if isLocal(slot.destination), knownAddress(slot.destination) == nil {
          problems.append(problem(.image, slot.destination, record, line: slot.line))
        }
        return address(slot.destination, record)
      case .dimensions:
        guard let size = asset(slot.destination, record)?.size else { return "" }
        return " width=\"\(size.width)\" height=\"\(size.height)\""
      }
    }
  }

  private func link(
    _ slot: ArticleBody.Slot, _ record: ArticleRecord, _ problems: inout [LinkProblem],
    _ targets: inout Set<Int32>
  ) -> String {
    let (bare, suffix) = Self.split(slot.destination)
    guard isLocal(slot.destination) else { return slot.destination }
    if bare.isEmpty {
      checkAnchor(suffix, in: record, from: record, line: slot.line, &problems)
      return SafeAddress.encoded(suffix)
    }
    // Most links begin with `/` and name an address as it is.
    if suffix.isEmpty, bare.hasPrefix("/"), let target = addresses[bare] {
      if case .story(let index)? = target { targets.insert(index) }
      return based(bare)
    }
    if let target = byPath(bare, record) ?? knownAddress(bare).flatMap({ addresses[$0] ?? nil }) {
      if case .story(let index) = target { targets.insert(index) }
      if suffix.isEmpty { return based(address(of: target)) }
      if let other = self.record(of: target) {
        checkAnchor(suffix, in: other, from: record, line: slot.line, &problems)
      }
      return based(address(of: target)) + SafeAddress.encoded(suffix)
    }
    if knownAddress(bare) == nil {
      let isHeld = ContentPath.resolve(bare, from: record.folder).map(edition.held.contains) ?? false
      let kind: LinkProblem.Kind = isHeld ? .held : bare.hasPrefix("/") ? .root : .article
      problems.append(problem(kind, bare, record, line: slot.line))
    }
    return address(slot.destination, record)
  }

  /// An address that is not that of an article or file by its path: as written, with the base path where it
  /// begins with `/`.
  private func address(_ destination: String, _ record: ArticleRecord) -> String {
    let (bare, suffix) = Self.split(destination)
    guard isLocal(destination) else { return destination }
    let decoded = SafeAddress.removingPercentEncoding(bare) ?? bare
    let url = decoded.hasPrefix("/") ? based(knownAddress(bare) ?? decoded) : SafeAddress.encoded(decoded)
    return url + SafeAddress.encoded(suffix)
  }

  private func problem(
    _ kind: LinkProblem.Kind, _ destination: String, _ record: ArticleRecord, line: Int
  ) -> LinkProblem {
    LinkProblem(
      kind: kind, destination: destination, folder: String(record.folder),
      location: SourceLocation(file: record.path, line: line))
  }

  private func checkAnchor(
    _ suffix: String, in target: ArticleRecord, from record: ArticleRecord, line: Int,
    _ problems: inout [LinkProblem]
  ) {
    guard suffix.hasPrefix("#"), suffix.count > 1 else { return }
    let id = SafeAddress.removingPercentEncoding(String(suffix.dropFirst())) ?? ""
    // Only headings and blocks are known; an anchor may also stand in raw HTML, and footnotes have theirs.
    if target.feedBody != nil || id == "main" || id.hasPrefix("fn") { return }
    let ids = target.text.headings.map(\.id) + target.body.blocks.compactMap(\.id)
    if ids.contains(id) { return }
    problems.append(problem(.anchor(in: target.path, ids: ids), id, record, line: line))
  }

  /// An article, page or file by its path, or an article by its slug alone.
  private func byPath(_ bare: String, _ record: ArticleRecord) -> LinkTable.Target? {
    if let path = ContentPath.resolve(bare, from: record.folder),
      let target = byContentPath[path]
    {
      return target
    }
    guard !bare.contains("/") else { return nil }
    return bySlug[bare.hasSuffix(".md") ? String(bare.dropLast(3)) : bare]?.flatMap { $0 }
  }

  private func address(of target: LinkTable.Target) -> String {
    switch target {
    case .story(let index): edition.stories[Int(index)].address
    case .page(let index): edition.pages[Int(index)].address
    case .asset(let index): edition.assets[Int(index)].address
    }
  }

  private func record(of target: LinkTable.Target) -> ArticleRecord? {
    switch target {
    case .story(let index): edition.stories[Int(index)].article.record
    case .page(let index): edition.pages[Int(index)].article.record
    case .asset: nil
    }
  }

  private func asset(_ source: String, _ record: ArticleRecord) -> Edition.Asset? {
    guard let path = ContentPath.resolve(source, from: record.folder),
      case .asset(let index)? = byContentPath[path]
    else { return nil }
    return edition.assets[Int(index)]
  }

  /// A root-relative address that the site writes, with the slash at its end that the author may have left out.
  private func knownAddress(_ destination: String) -> String? {
    let bare = Self.split(destination).bare
    guard bare.hasPrefix("/"), let decoded = SafeAddress.removingPercentEncoding(bare) else { return nil }
    if addresses.position(of: decoded) != nil { return decoded }
    if addresses.position(of: decoded + "/") != nil { return decoded + "/" }
    return nil
  }

  private func isLocal(_ destination: String) -> Bool {
    if destination.hasPrefix("//") { return false }
    for byte in destination.utf8 {
      if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") { return true }
      if byte == UInt8(ascii: ":") { return false }
    }
    return true
  }

  private func based(_ address: String) -> String { edition.site.url(address) }

  private static func split(_ destination: String) -> (bare: String, suffix: String) {
    guard
      let mark = destination.utf8.firstIndex(where: { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "?") })
    else {
      return (destination, "")
    }
    return (String(destination[..<mark]), String(destination[mark...]))
  }
}

extension SiteConfiguration {
  /// An address below the base path, as it stands in a link: with the base path, percent-encoded.
  func url(_ address: String) -> String {
    SafeAddress.encoded(baseURL.path == "/" ? address : baseURL.path + address.dropFirst())
  }

  /// The same with scheme and host.
  func permalink(_ address: String) -> String { baseURL.origin + url(address) }
}
