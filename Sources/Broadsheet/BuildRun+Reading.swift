import BroadsheetCore
import BroadsheetExtraction
import BroadsheetMarkdown

extension BuildRun {
  /// What one chunk of sources came to.
  private struct Chunk: Sendable {
    /// For each source its record; nil where it could not be read.
    var articles: [KeptArticle?] = []
    var diagnostics: [Diagnostic] = []
    /// Whether the sources are those that are known, in the same order.
    var isKnown = true
  }

  /// What a task keeps while it reads; a class, since fresh records have one owner.
  private final class Desk {
    var workspace = ExtractionWorkspace()
    var fresh = FreshRecords()
  }

  /// Stage B: every source file to its record, in parallel; a file that is as it was keeps the record it had.
  mutating func read(_ scan: Scan, _ site: Site) async -> Records {
    add(scan.diagnostics)
    var records = Records()
    let extractor = Extractor(knowledge: site.knowledge)
    records.extractor = extractor
    let (highlighter, problems) = CodeCommand.highlighter(of: site.configuration)
    add(problems)
    records.blocks = NewsBlock.known(to: paths)
    records.codeHighlighter = highlighter
    readSectionIndexes(scan, site, extractor, into: &records)
    let reader = ArticleReader(
      site: site.configuration, defaults: records.defaults, extractor: extractor, blocks: records.blocks,
      codeHighlighter: highlighter, depth: site.configuration.extractionDepth)
    if options.isClean { RecordCache.discard(paths.state) }
    let cache = RecordCache(paths.state, key: reader.key(program: site.program, knowledge: site.knowledge))
    let log = cache.openLog()
    if let known = await readKnown(scan.articles, reader, cache, log) {
      (records.articles, records.fresh) = (known.articles, known.fresh)
      records.used = known.fresh.reduce(cache.used) {
        $0 + known.articles[$1].entry.used - cache.used(at: $1)
      }
      records.keeping = (cache, log)
    } else {
      let all = await readAll(scan.articles, reader, cache, log)
      records.articles = all.articles
      records.used = all.articles.reduce(0) { $0 + $1.entry.used }
      records.keeping = (all.isKnown ? cache : cache.withoutIndex, log)
    }
    records.stores = [cache.stored, log.stored].compactMap { $0 }
    records.editionKey = editionKey(scan, site, records: cache.key, generation: cache.nextGeneration)
    if records.fresh?.isEmpty != true {
      if cache.shouldRenew(log, used: records.used) {
        cache.renew(records.articles, now: scan.moment)
        (records.keeping, records.fresh) = (nil, nil)
      } else {
        records.unsaved = scan.moment
      }
    }
    return records
  }

  /// More sources than that are not looked up one by one when they have changed.
  private static let few = 1024

  /// The records of sources of which few have changed since they were kept; nil where there are others, or more have
  /// changed. Those that have not are taken from where they lie when they are first asked for.
  private func readKnown(
    _ files: [Scan.File], _ reader: ArticleReader, _ cache: RecordCache, _ log: RecordLog
  ) async -> (articles: KeptList<KeptArticle>, fresh: Set<Int>)? {
    guard let stored = cache.stored, cache.count == files.count else { return nil }
    let parts = await Parallel.map(files.count, chunk: Self.few, jobs: jobs, start: {}) { range, _ in
      cache.changed(files, in: range)
    }
    let changed = parts.compactMap(\.self).joined()
    guard !parts.contains(nil), changed.count <= Self.few else { return nil }
    let positions = Array(changed)
    let (content, profile) = (paths.content, options.profile)
    let read = await Parallel.map(positions.count, chunk: 8, jobs: jobs, start: { Desk() }) { range, desk in
      var articles = [KeptArticle?](repeating: nil, count: range.count)
      for number in range {
        let file = files[positions[number]]
        let place = number - range.lowerBound
        articles[place] = profile.measure(.article, file.path) {
          try? reader.read(
            file, in: content, known: cache.entry(file.contentPath, at: positions[number]), cache, at: place,
            fresh: &desk.fresh, workspace: &desk.workspace)
        }
      }
      desk.fresh.append(to: log) { articles[$1] = $0 }
      return articles
    }
    var fresh: [Int: KeptArticle] = [:]
    for (position, article) in zip(positions, read.joined()) {
      // What cannot be read is told by who reads all of them.
      guard let article else { return nil }
      fresh[position] = article
    }
    let articles = KeptList(count: files.count, others: fresh) { index in
      let entry = cache.entry(files[index].contentPath, at: index)
      guard let entry else { preconditionFailure("the sources are those that are known") }
      return KeptArticle(entry, in: stored)
    }
    return (articles, Set(positions))
  }

  /// The records of all sources, and whether the sources are those that are known.
  private mutating func readAll(
    _ files: [Scan.File], _ reader: ArticleReader, _ cache: RecordCache, _ log: RecordLog
  ) async -> (articles: KeptList<KeptArticle>, isKnown: Bool) {
    let (content, profile) = (paths.content, options.profile)
    let chunks = await Parallel.map(files.count, jobs: jobs, start: { Desk() }) { range, desk in
      var chunk = Chunk()
      chunk.articles = [KeptArticle?](repeating: nil, count: range.count)
      var position = cache.position(of: files[range.lowerBound].contentPath)
      for index in range {
        let file = files[index]
        while position < cache.count, cache.isBefore(file.contentPath, at: position) { position += 1 }
        let known = cache.entry(file.contentPath, at: position)
        do throws(Diagnostic) {
          let place = index - range.lowerBound
          chunk.articles[place] = try profile.measure(.article, file.path) { () throws(Diagnostic) in
            try reader.read(
              file, in: content, known: known, cache, at: place, fresh: &desk.fresh,
              workspace: &desk.workspace)
          }
          if known == nil || position != index { chunk.isKnown = false }
        } catch {
          chunk.diagnostics.append(error)
        }
        if desk.fresh.isFull { desk.fresh.append(to: log) { chunk.articles[$1] = $0 } }
      }
      desk.fresh.append(to: log) { chunk.articles[$1] = $0 }
      return chunk
    }
    var articles: [KeptArticle] = []
    articles.reserveCapacity(files.count)
    for chunk in chunks {
      add(chunk.diagnostics)
      articles += chunk.articles.lazy.compactMap(\.self)
    }
    return (KeptList(articles), articles.count == cache.count && chunks.allSatisfy(\.isKnown))
  }

  /// Reads the sections' own texts, and the defaults that they set for the articles below them.
  private mutating func readSectionIndexes(
    _ scan: Scan, _ site: Site, _ extractor: Extractor, into records: inout Records
  ) {
    let desk = Desk()
    let reader = ArticleReader(
      site: site.configuration, defaults: SectionDefaults(), extractor: extractor, blocks: records.blocks,
      codeHighlighter: records.codeHighlighter)
    for file in scan.sectionIndexes {
      do throws(Diagnostic) {
        _ = try reader.read(
          file, in: paths.content, known: nil, nil, at: 0, fresh: &desk.fresh, workspace: &desk.workspace)
        desk.fresh.append(to: nil) { article, _ in records.sections.append(article) }
      } catch {
        add([error])
        continue
      }
      guard let record = records.sections.last?.record else { continue }
      for key in ["cascade", "defaults"] {
        guard let node = record.fields.extra.first(where: { $0.key == key })?.node else { continue }
        records.defaults.add(node, folder: file.folder)
      }
      add(record.diagnostics.filter { $0.code != .noContent })
    }
  }
}
