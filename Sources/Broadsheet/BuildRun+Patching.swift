import BroadsheetCore
import BroadsheetExtraction

extension BuildRun {
  /// Whether a changed path is that of a file which no build has seen, and which is gone again: what editors make
  /// on their way to saving.
  private func isPassing(_ path: String, _ scan: Scan) -> Bool {
    let content = paths.relative(paths.content) + "/"
    guard path.hasPrefix(content),
      (try? FileSystem.status(of: paths.root + "/" + path, followingLinks: false)) == nil
    else { return false }
    let inner = path.dropFirst(content.count)
    return ![scan.articles, scan.sectionIndexes, scan.assets].contains { files in
      files.contains { $0.contentPath == inner || $0.contentPath.hasPrefix(inner + "/") }
    }
  }

  /// Takes changes of articles' texts into what the last build of this process made, where they move nothing: no
  /// address, no place in a list, no heading that a link may lead to. Nil where they do; then all stages run.
  mutating func patched(_ last: BuildMemory.State, _ changes: SiteChanges) -> WholeEdition? {
    guard case .paths(let changed) = changes, !changed.isEmpty, changed.count <= WholeEdition.patchable,
      !options.isClean, let clock = clock(in: last.whole.site.configuration.zone),
      clock >= last.whole.edition.clock, nextDue(last.whole.edition).map({ clock < $0 }) ?? true
    else { return nil }
    var state = last.whole
    let reader = ArticleReader(
      site: state.site.configuration, defaults: state.records.defaults,
      extractor: state.records.extractor, blocks: state.records.blocks,
      codeHighlighter: state.records.codeHighlighter,
      depth: state.site.configuration.extractionDepth)
    var workspace = ExtractionWorkspace()
    var fresh = FreshRecords()
    guard let (cache, log) = state.records.keeping else { return nil }
    let moment = SystemClock.nanoseconds
    var articles: [(position: Int, article: KeptArticle)] = []
    for path in changed.sorted(by: FileSystem.precedes) where !isPassing(path, state.scan) {
      guard let position = state.scan.position(ofArticle: path),
        let status = try? FileSystem.status(of: paths.root + "/" + path, followingLinks: false),
        status.kind == .file
      else { return nil }
      var file = state.scan.articles[position]
      file.status = status
      do throws(Diagnostic) {
        _ = try reader.read(
          file, in: paths.content, known: nil, nil, at: position, fresh: &fresh, workspace: &workspace)
      } catch {
        return nil
      }
    }
    fresh.append(to: log) { articles.append(($1, $0)) }
    guard state.replace(articles), !cache.shouldRenew(log, used: state.records.used) else { return nil }
    state.records.unsaved = moment
    report.clock = clock.rfc3339(in: state.site.configuration.zone)
    report.diagnostics = state.preface + state.diagnostics
    describe(state.edition, state.site)
    return state
  }
}

extension WholeEdition {
  /// More changes than that are not somebody's edit.
  static let patchable = 64

  /// Puts other records in the place of some; false where the edition would come out differently.
  mutating func replace(_ changed: [(position: Int, article: KeptArticle)]) -> Bool {
    changed.count <= Self.patchable && changed.allSatisfy { replace($0.position, with: $0.article) }
  }

  /// Puts another record in the place of one; false where the edition would come out differently.
  private mutating func replace(_ position: Int, with article: KeptArticle) -> Bool {
    let (old, new) = (records.articles[position], article)
    guard old.entry.contentPath == new.entry.contentPath,
      old.record.fields.structure == new.record.fields.structure,
      old.record.text.byline == new.record.text.byline,
      !old.record.fields.tags.isEmpty || old.record.text.keyPhrases == new.record.text.keyPhrases,
      old.record.text.headings.map(\.id) == new.record.text.headings.map(\.id),
      old.record.body.blocks.map(\.id) == new.record.body.blocks.map(\.id),
      (old.record.feedBody == nil) == (new.record.feedBody == nil),
      !isPointedAt(old.record.text.title, new.record.text.title),
      new.record.text.seeAlso.isEmpty || !edition.links.byTitle.isEmpty,
      let target = edition.links.byContentPath[new.entry.contentPath], let known = links[target]
    else { return false }
    var resolved =
      hasSameLinks(old.record, new.record) ? known : LinkResolution(edition: edition).resolve(new.record)
    switch target {
    case .story(let index):
      // Other articles name those that link to them.
      guard resolved.targets == links.stories[Int(index)].targets,
        // Pages of names show what it says, and related articles share what it is about.
        old.record.text.names.elementsEqual(new.record.text.names, by: { $0.isOrganisedLike($1) }),
        edition.phrases.replace(old.record.text.keyPhrases, with: new.record.text.keyPhrases)
      else { return false }
      resolved.mentions = links.stories[Int(index)].mentions
      edition.stories.replace(at: Int(index), with: edition.stories[Int(index)].replaced(by: article))
      links.stories.replace(at: Int(index), with: resolved)
      replaced[index] = article.entry.print
    case .page(let index):
      edition.pages.replace(at: Int(index), with: edition.pages[Int(index)].replaced(by: article))
      links.pages.replace(at: Int(index), with: resolved)
      replaced[Dependencies.page(index)] = article.entry.print
    case .asset: return false
    }
    records.replace(at: position, with: article)
    edition.notePointers(of: new.record)
    if old.record.text.title != new.record.text.title { edition.registerTitles() }
    diagnostics.removeAll { $0.location?.file == new.record.path }
    diagnostics += new.record.diagnostics + LinkProblem.diagnostics(resolved.problems, in: edition)
    return true
  }
}

extension WholeEdition {
  /// Whether the links of an article lead where they led, and there is nothing to say of them: a look for each of them in the
  /// indices of the edition is the work of most edits.
  private func hasSameLinks(_ old: ArticleRecord, _ new: ArticleRecord) -> Bool {
    func areAlike(_ one: ArticleBody?, _ other: ArticleBody?) -> Bool {
      (one?.slots ?? []).elementsEqual(other?.slots ?? []) {
        $0.kind == $1.kind && $0.destination == $1.destination
      }
    }
    return areAlike(old.body, new.body) && areAlike(old.feedBody, new.feedBody)
      && old.text.seeAlso.elementsEqual(new.text.seeAlso) { $0.text == $1.text && $0.target == $1.target }
      && !diagnostics.contains { $0.location?.file == new.path }
  }

  /// Whether a "SEE:" line may name one of two titles that differ, so that it would lead elsewhere.
  private func isPointedAt(_ old: String, _ new: String) -> Bool {
    old != new && [old, new].contains { edition.pointers.contains(Edition.pointer($0)) }
  }
}

extension Edition.Story {
  fileprivate func replaced(by article: KeptArticle) -> Edition.Story {
    var story = self
    story.article = article
    story.title = article.record.text.title
    story.summary = article.record.text.summary
    story.blocks = article.record.blockNames
    return story
  }
}

extension ArticleFields {
  /// What decides addresses, lists and links: the rest shows only where the article itself is shown.
  fileprivate var structure: ArticleFields {
    var copy = self
    copy.title = nil
    copy.description = nil
    copy.kicker = nil
    copy.dateline = nil
    copy.takeaways = []
    copy.isPaid = false
    copy.extra = []
    copy.lines = [:]
    copy.image?.line = 0
    return copy
  }
}

extension Scan {
  /// The position of an article by its path relative to the site.
  fileprivate func position(ofArticle path: String) -> Int? {
    var low = 0
    var high = articles.count
    while low < high {
      let middle = (low + high) / 2
      if FileSystem.precedes(articles[middle].path, path) { low = middle + 1 } else { high = middle }
    }
    return low < articles.count && articles[low].path == path ? low : nil
  }
}
