import BroadsheetCore
import BroadsheetExtraction
import BroadsheetMarkdown

extension BuildRun {
  /// What one chunk of sources came to.
  private struct Chunk: Sendable {
    var articles: [KeptArticle] = []
    var diagnostics: [Diagnostic] = []
    /// Whether a record is not the one that was kept.
    var isFresh = false
    /// Whether the sources are those that are known, in the same order.
    var isKnown = true
    /// How much of the log the records take.
    var used: Int64 = 0
  }

  /// What a task keeps while it reads; a class, since the writer has one owner.
  private final class Desk {
    var workspace = ExtractionWorkspace()
    var writer = BinaryWriter(capacity: 1 << 16)
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
    let (content, profile) = (paths.content, options.profile)
    let files = scan.articles
    let chunks = await Parallel.map(files.count, jobs: jobs, start: { Desk() }) { range, desk in
      var chunk = Chunk()
      chunk.articles.reserveCapacity(range.count)
      var position = cache.position(of: files[range.lowerBound].contentPath)
      for index in range {
        let file = files[index]
        while position < cache.count, cache.isBefore(file.contentPath, at: position) { position += 1 }
        let known = cache.entry(file.contentPath, at: position)
        do throws(Diagnostic) {
          let article = try profile.measure(.article, file.path) { () throws(Diagnostic) in
            try reader.read(
              file, in: content, known: known, cache, log, writer: &desk.writer, workspace: &desk.workspace)
          }
          if known == nil || position != index { chunk.isKnown = false }
          if article.entry != known { chunk.isFresh = true }
          chunk.used += article.entry.used
          chunk.articles.append(article)
        } catch {
          chunk.diagnostics.append(error)
        }
      }
      return chunk
    }
    records.articles.reserveCapacity(files.count)
    for chunk in chunks {
      add(chunk.diagnostics)
      records.articles += chunk.articles
    }
    records.stores = [cache.stored, log.stored].compactMap { $0 }
    let isKnown = records.articles.count == cache.count && chunks.allSatisfy(\.isKnown)
    records.keeping = (isKnown ? cache : cache.withoutIndex, log)
    records.editionKey = editionKey(scan, site, records: cache.key, generation: cache.nextGeneration)
    if chunks.contains(where: \.isFresh) || records.articles.count != cache.count {
      if cache.shouldRenew(log, used: chunks.reduce(0) { $0 + $1.used }) {
        cache.renew(records.articles, now: scan.moment)
        records.keeping = nil
      } else {
        records.unsaved = scan.moment
      }
    }
    return records
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
        let article = try reader.read(
          file, in: paths.content, known: nil, nil, nil, writer: &desk.writer, workspace: &desk.workspace)
        for key in ["cascade", "defaults"] {
          guard let node = article.record.fields.extra.first(where: { $0.key == key })?.node else { continue }
          records.defaults.add(node, folder: file.folder)
        }
        add(article.record.diagnostics.filter { $0.code != .noContent })
        records.sections.append(article)
      } catch {
        add([error])
      }
    }
  }
}
