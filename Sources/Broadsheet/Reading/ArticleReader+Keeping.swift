import BroadsheetCore
import BroadsheetExtraction

extension ArticleReader {
  /// What a record depends on besides its source; `knowledge` is that of the extractor.
  func key(program: ContentHash, knowledge: SiteKnowledge) -> ContentHash {
    var out = BinaryWriter(capacity: 4096)
    out.write(program)
    out.write(site.language)
    out.write(site.hasSmartPunctuation)
    out.write(site.rawHTML.rawValue)
    out.write(site.externalRel)
    out.write(site.embeds)
    out.write(blocks.map(\.name))
    out.write(codeHighlighter?.identity)
    site.zone.write(into: &out)
    defaults.write(into: &out)
    out.write(depth != .structure)
    knowledge.write(into: &out)
    return out.hash()
  }

  /// The record of a source that is known of it, where neither its status nor its bytes have changed; else nil, and a new
  /// one is in `fresh`.
  ///
  /// - Parameter place: what `fresh` hands back with the article.
  func read(
    _ file: Scan.File, in content: String, known: RecordEntry?, _ cache: RecordCache?, at place: Int,
    fresh: inout FreshRecords, workspace: inout ExtractionWorkspace
  ) throws(Diagnostic) -> KeptArticle? {
    if let known, known.status == file.status, let article = cache?.article(known, status: file.status) {
      return article
    }
    let location = content + "/" + file.contentPath
    let bytes: [UInt8]
    do throws(FileSystem.Failure) { bytes = try FileSystem.read(location) } catch {
      throw Diagnostic(
        .unreadableFile, "the file cannot be read: \(error.reason)", at: SourceLocation(file: file.path))
    }
    let source = ContentHash(bytes.span)
    if let known, known.source == source, let article = cache?.article(known, status: file.status) {
      return article
    }
    let record = try read(
      SourceText(path: file.path, bytes: bytes), contentPath: file.contentPath, workspace: &workspace
    ).record
    fresh.add(record, of: file, source: source, at: place)
    return nil
  }
}
