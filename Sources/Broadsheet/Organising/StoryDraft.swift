import BroadsheetCore

/// An article on its way into an edition: what its path and its front matter alone decide.
struct StoryDraft: Sendable {
  /// The story without what depends on others; nil where it has no address, or is held.
  var story: Edition.Story?
  /// What its text names.
  var terms = StoryTerms()
  /// The section's name, and whether an author wrote it; nil for plain pages.
  var section: (name: String, isWritten: Bool)?
  /// Whether the article is a draft, scheduled or expired.
  var isHeld = false
  /// When that next changes by the clock alone.
  var nextChange: Moment?
  var diagnostics: [Diagnostic] = []
}

/// Drafts stories, each by itself.
struct StoryDrafter: Sendable {
  let site: SiteConfiguration
  let pattern: PermalinkPattern
  let visibility: Visibility
  /// What the site's data say of entities, by name.
  let entities: [String: EntityDetails]

  init(site: SiteConfiguration, visibility: Visibility, entities: [String: EntityDetails]) {
    self.site = site
    self.visibility = visibility
    self.entities = entities
    pattern = PermalinkPattern(site.permalink)
  }

  func draft(_ article: KeptArticle) -> StoryDraft {
    let record = article.record
    var draft = StoryDraft(nextChange: visibility.nextChange(record.fields), diagnostics: record.diagnostics)
    guard visibility.isVisible(record.fields) else {
      draft.isHeld = true
      return draft
    }
    let folder = record.folder
    let firstFolder = Substring(folder.utf8.prefix { $0 != UInt8(ascii: "/") })
    let kind = record.fields.kind ?? (firstFolder == "pages" ? .page : .article)
    if kind != .page {
      // A bundle at the top of Content is its own folder, not a section.
      let isTopBundle = record.isBundle && !folder.utf8.contains(UInt8(ascii: "/"))
      let name = record.fields.section ?? (isTopBundle || folder.isEmpty ? nil : String(firstFolder))
      draft.section = (name ?? site.defaultSection, record.fields.section != nil)
    }
    let section = draft.section.map { SectionBuilder.slug($0.name) } ?? ""
    if let address = address(of: record, kind: kind, section: section, &draft.diagnostics) {
      draft.story = Edition.Story(
        article: article, address: address, kind: kind, title: record.text.title,
        summary: record.text.summary, date: record.fields.date, updated: Self.updated(record.fields),
        layout: record.fields.layout, hasCanonical: record.fields.canonical != nil,
        blocks: record.blockNames)
      if kind != .page { draft.terms = StoryTerms(record.text, details: entities) }
    }
    return draft
  }

  /// `updated`, or the newest correction: never the clock, never the file's time.
  private static func updated(_ fields: ArticleFields) -> Moment? {
    let newest = [fields.updated, fields.corrections.first?.date].compactMap { $0 }.max()
    guard let newest else { return nil }
    return fields.date.map { newest >= $0 } ?? true ? newest : nil
  }

  private func address(
    of record: ArticleRecord, kind: ArticleKind, section: String, _ diagnostics: inout [Diagnostic]
  ) -> String? {
    if let permalink = record.fields.permalink {
      return checked(permalink, field: "permalink", of: record, &diagnostics)
    }
    guard let slug = slug(of: record, &diagnostics) else { return nil }
    if kind == .page {
      var folders = record.folder.split(separator: "/").map(String.init)
      if record.isBundle { folders.removeLast() }
      if folders.first == "pages" { folders.removeFirst() }
      return "/" + (folders.map(Slug.make).filter { !$0.isEmpty } + [slug]).joined(separator: "/") + "/"
    }
    let address = pattern.address(
      PermalinkPattern.Values(
        section: section, slug: slug, date: record.fields.date.map { site.zone.civilTime(at: $0).date },
        series: record.fields.series.map(Slug.make), author: record.fields.authors.first.map(Slug.make)))
    return checked(address, field: "permalink", of: record, &diagnostics)
  }

  /// The author's slug, else the file's name without its date and ending, else that of its folder.
  private func slug(of record: ArticleRecord, _ diagnostics: inout [Diagnostic]) -> String? {
    if let written = record.fields.slug {
      let slug = Slug.make(written)
      let isSafe = !written.contains("/") && !written.contains("\\") && !written.contains("..")
      if isSafe, !slug.isEmpty { return slug }
      diagnostics.append(
        Diagnostic(
          .unsafeAddress, "`slug` cannot be `\(written)`", at: location(of: "slug", in: record),
          help: "write letters, digits and hyphens; for a whole address use `permalink`"))
      return nil
    }
    let isBundle = record.isBundle
    let name = isBundle ? record.folder.split(separator: "/").last ?? "" : record.fileName
    let base = isBundle ? name : name.utf8.lastIndex(of: UInt8(ascii: ".")).map { name[..<$0] } ?? name
    let slug = Slug.make(String(DatedName(base).name))
    if !slug.isEmpty { return slug }
    diagnostics.append(
      Diagnostic(
        .unsafeAddress, "the file's name gives no address", at: SourceLocation(file: record.path),
        help: "rename the file, or set `slug` in its front matter"))
    return nil
  }

  /// An address as an author wrote it, if it stays inside the site.
  func checked(
    _ address: String, field: String, of record: ArticleRecord, _ diagnostics: inout [Diagnostic]
  ) -> String? {
    switch SafeAddress.parse(address) {
    case .success(let address): return address
    case .failure(let problem):
      diagnostics.append(
        Diagnostic(
          .unsafeAddress, "`\(field)` \(problem.text): `\(address)`", at: location(of: field, in: record),
          help: "write an address below the site, such as /world/a-title/"))
      return nil
    }
  }

  private func location(of field: String, in record: ArticleRecord) -> SourceLocation {
    SourceLocation(file: record.path, line: record.fields.lines[field] ?? 0)
  }
}
