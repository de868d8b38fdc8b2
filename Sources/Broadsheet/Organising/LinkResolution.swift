import BroadsheetCore

/// What the open places of one article's body are filled with.
struct ResolvedLinks: Sendable {
  /// For each slot of the body its text: an address with the base path, or `width` and `height`.
  var values: [String] = []
  /// The same for the feed's body, where there is one of its own.
  var feedValues: [String] = []
  var diagnostics: [Diagnostic] = []
}

/// Finds what the links and images of an article lead to.
struct LinkResolution {
  let edition: Edition
  let held: Set<String>

  /// Resolves all slots of a record; `address` is that of its own page.
  func resolve(_ record: ArticleRecord, address: String) -> ResolvedLinks {
    var resolved = ResolvedLinks()
    resolved.values = fill(record.body.slots, record, address, &resolved.diagnostics)
    if let body = record.feedBody {
      var repeated: [Diagnostic] = []
      resolved.feedValues = fill(body.slots, record, address, &repeated)
    }
    return resolved
  }

  /// The image of an article's front matter: its address with the base path, and its size where it is ours.
  func image(
    _ image: ArticleFields.Image, of record: ArticleRecord, _ diagnostics: inout [Diagnostic]
  ) -> (url: String, size: ImageSize?) {
    let asset = self.asset(image.source, record)
    if asset == nil, isLocal(image.source), knownAddress(image.source) == nil {
      diagnostics.append(missingImage(image.source, record, line: image.line))
    }
    guard let asset else { return (url(image.source, record, "", line: 0, quiet: true).url, nil) }
    return (based(asset.address), asset.size)
  }

  private func fill(
    _ slots: [ArticleBody.Slot], _ record: ArticleRecord, _ address: String, _ diagnostics: inout [Diagnostic]
  ) -> [String] {
    slots.map { slot in
      switch slot.kind {
      case .link:
        let (url, problem) = url(slot.destination, record, address, line: slot.line, quiet: false)
        if let problem { diagnostics.append(problem) }
        return url
      case .image:
        if let asset = asset(slot.destination, record) { return based(asset.address) }
        if isLocal(slot.destination), knownAddress(slot.destination) == nil {
          diagnostics.append(missingImage(slot.destination, record, line: slot.line))
        }
        return url(slot.destination, record, address, line: slot.line, quiet: true).url
      case .dimensions:
        guard let size = asset(slot.destination, record)?.size else { return "" }
        return " width=\"\(size.width)\" height=\"\(size.height)\""
      }
    }
  }

  private func missingImage(_ source: String, _ record: ArticleRecord, line: Int) -> Diagnostic {
    let names = edition.assets.prefix(5000).map(\.contentPath)
    let wanted = ContentPath.resolve(source, from: record.folder) ?? source
    return Diagnostic(
      .missingImage, .warning, "the image `\(source)` is not in the site",
      at: SourceLocation(file: record.path, line: line),
      help: Suggestion.nearest(to: wanted, in: names).map { "did you mean `/\($0)`?" }
        ?? "put the file beside the article or under `Content/`")
  }

  /// The address of a link, and what is wrong with it.
  private func url(
    _ destination: String, _ record: ArticleRecord, _ address: String, line: Int, quiet: Bool
  ) -> (url: String, problem: Diagnostic?) {
    let (bare, suffix) = Self.split(destination)
    let place = SourceLocation(file: record.path, line: line)
    if bare.isEmpty {
      guard !quiet, let problem = missingAnchor(suffix, in: record, at: place) else {
        return (SafeAddress.encoded(suffix), nil)
      }
      return (SafeAddress.encoded(suffix), problem)
    }
    guard isLocal(destination) else { return (destination, nil) }
    if let target = target(bare, record) {
      let url = based(target.address) + Self.encodedSuffix(suffix)
      let problem = target.record.flatMap { missingAnchor(suffix, in: $0, at: place) }
      return (url, quiet ? nil : problem)
    }
    if let known = knownAddress(bare) { return (based(known) + Self.encodedSuffix(suffix), nil) }
    if bare.hasPrefix("/") {
      let problem = Diagnostic(
        .brokenRootLink, .warning, "`\(bare)` is not an address of this site", at: place,
        help: Suggestion.nearest(
          to: bare, in: edition.links.addresses.count > 20_000 ? [] : edition.links.addresses.sorted()
        )
        .map { "did you mean `\($0)`?" } ?? "link to an article by its path, such as `other.md`")
      return (based(SafeAddress.removingPercentEncoding(bare) ?? bare) + Self.encodedSuffix(suffix), problem)
    }
    return (SafeAddress.encoded(bare) + Self.encodedSuffix(suffix), broken(bare, record, at: place))
  }

  private func broken(_ bare: String, _ record: ArticleRecord, at place: SourceLocation) -> Diagnostic {
    if let path = ContentPath.resolve(bare, from: record.folder), held.contains(path) {
      return Diagnostic(
        .brokenLink, "`\(bare)` is not published: it is a draft, scheduled or expired", at: place,
        help: "link to it when it is out")
    }
    let host = bare.prefix { $0 != "/" }
    let looksLikeHost =
      host.contains(".") && !host.hasSuffix(".md") && bare.contains("/") || host.hasPrefix("www.")
    let name = bare.split(separator: "/").last.map(String.init) ?? bare
    let names = edition.links.byContentPath.keys.sorted(by: FileSystem.precedes)
    let near = Suggestion.nearest(
      to: name, in: names.map { $0.split(separator: "/").last.map(String.init) ?? $0 })
    let help =
      looksLikeHost
      ? "write `https://\(bare)`"
      : near.flatMap { near in names.first { $0 == near || $0.hasSuffix("/" + near) } }.map {
        "did you mean `/\($0)`?"
      }
    return Diagnostic(
      .brokenLink, "`\(bare)` leads to no article and no file of this site", at: place,
      help: help ?? "write the path of the article's file, such as `../world/other.md`")
  }

  private func missingAnchor(_ suffix: String, in record: ArticleRecord, at place: SourceLocation)
    -> Diagnostic?
  {
    guard suffix.hasPrefix("#"), suffix.count > 1 else { return nil }
    let id = SafeAddress.removingPercentEncoding(String(suffix.dropFirst())) ?? ""
    let ids = record.text.headings.map(\.id)
    if ids.contains(id) || id == "main" || id == "top" || id.hasPrefix("fn") { return nil }
    // Only headings are known: an anchor may also stand in raw HTML.
    if record.feedBody != nil { return nil }
    return Diagnostic(
      .brokenAnchor, .error, "`\(record.path)` has no heading `#\(id)`", at: place,
      help: Suggestion.help(for: id, in: ids)
        ?? (ids.isEmpty
          ? "it has no headings"
          : "its headings are \(ids.prefix(8).map { "#" + $0 }.joined(separator: ", "))"))
  }

  /// An article, page or file by its path (`.md` or not), or an article by its slug alone.
  private func target(_ bare: String, _ record: ArticleRecord) -> (address: String, record: ArticleRecord?)? {
    if let path = ContentPath.resolve(bare, from: record.folder) {
      if let target = edition.links.byContentPath[path] { return describe(target) }
      if bare.hasPrefix("/Content/"), let target = edition.links.byContentPath[String(path.dropFirst(8))] {
        return describe(target)
      }
    }
    if !bare.contains("/"),
      let target = edition.links.bySlug[bare.hasSuffix(".md") ? String(bare.dropLast(3)) : bare],
      let target
    {
      return describe(target)
    }
    return nil
  }

  private func describe(_ target: LinkTable.Target) -> (address: String, record: ArticleRecord?) {
    switch target {
    case .story(let index): (edition.stories[Int(index)].address, edition.stories[Int(index)].record)
    case .page(let index): (edition.pages[Int(index)].address, edition.pages[Int(index)].record)
    case .asset(let index): (edition.assets[Int(index)].address, nil)
    }
  }

  private func asset(_ source: String, _ record: ArticleRecord) -> Edition.Asset? {
    guard let path = ContentPath.resolve(source, from: record.folder),
      case .asset(let index)? = edition.links.byContentPath[path]
    else { return nil }
    return edition.assets[Int(index)]
  }

  /// A root-relative address that the site writes, with the slash at its end that the author may have left out.
  private func knownAddress(_ destination: String) -> String? {
    let bare = Self.split(destination).bare
    guard bare.hasPrefix("/"), let decoded = SafeAddress.removingPercentEncoding(bare) else { return nil }
    if edition.links.addresses.contains(decoded) { return decoded }
    if edition.links.addresses.contains(decoded + "/") { return decoded + "/" }
    return nil
  }

  private func isLocal(_ destination: String) -> Bool {
    !destination.hasPrefix("//") && !destination.prefix { $0 != "/" && $0 != "?" && $0 != "#" }.contains(":")
  }

  private func based(_ address: String) -> String { edition.site.url(address) }

  private static func split(_ destination: String) -> (bare: String, suffix: String) {
    guard let mark = destination.firstIndex(where: { $0 == "#" || $0 == "?" }) else {
      return (destination, "")
    }
    return (String(destination[..<mark]), String(destination[mark...]))
  }

  private static func encodedSuffix(_ suffix: String) -> String {
    suffix.isEmpty ? "" : SafeAddress.encoded(suffix)
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
