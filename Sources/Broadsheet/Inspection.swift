import BroadsheetCore
import BroadsheetExtraction

/// Looks at articles one by one, without building a site: what `broadsheet inspect` prints.
public struct Inspection: Sendable {
  /// How the metadata is printed.
  public enum Format: String, Sendable, CaseIterable {
    /// For people, on a terminal.
    case text
    /// One JSON value: an object for a file, a list for a folder.
    case json
    /// One JSON object a line.
    case jsonl
  }

  /// What an inspection came to.
  public struct Result: Sendable {
    /// What to print.
    public var output: [UInt8]
    /// What is wrong with the articles.
    public var diagnostics: [Diagnostic]
  }

  private let jobs: Int

  /// - Parameter jobs: how many tasks work at once; 0 takes one for each processor.
  public init(jobs: Int = 0) { self.jobs = jobs }

  /// Inspects a file, or every article of a folder: those of its `Content/` if it has one. No `Site.yaml` is
  /// needed; where there is one, its language, zone and default section count.
  public func run(_ path: String, format: Format) async -> Result {
    guard let status = try? FileSystem.status(of: path) else {
      return Result(
        output: [],
        diagnostics: [
          Diagnostic(.unreadableFile, "there is no file or folder `\(path)`", at: SourceLocation(file: path))
        ])
    }
    return status.kind == .folder ? await folder(path, format) : file(path, format)
  }

  private func file(_ path: String, _ format: Format) -> Result {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let reader = ArticleReader(
      site: SiteConfiguration(), defaults: SectionDefaults(), extractor: Extractor(), depth: .full
    )
    var workspace = ExtractionWorkspace()
    do throws(Diagnostic) {
      let reading = try reader.read(path, path: path, contentPath: name, workspace: &workspace)
      var out = OutputBuffer()
      Self.write(reading, format, defaultSection: "news", into: &out)
      if format != .text { out.append("\n") }
      return Result(output: out.bytes(), diagnostics: reading.record.diagnostics)
    } catch {
      return Result(output: [], diagnostics: [error])
    }
  }

  private func folder(_ path: String, _ format: Format) async -> Result {
    let plain = SitePaths(root: path)
    let hasContent = (try? FileSystem.status(of: plain.content))?.kind == .folder
    let paths = hasContent ? plain : SitePaths(root: path, content: path)
    let (site, siteDiagnostics) = SiteConfiguration.read(paths)
    let tasks = jobs > 0 ? jobs : Processors.count
    let scan = await Scan.run(paths, jobs: tasks)
    let reader = ArticleReader(
      site: site, defaults: SectionDefaults(),
      extractor: Extractor(knowledge: SiteKnowledge(DataFiles.read(paths).entries)),
      blocks: NewsBlock.known(to: paths), depth: .full)
    let files = scan.articles
    let content = paths.content
    let chunks = await Parallel.map(files.count, jobs: tasks, start: { ExtractionWorkspace() }) {
      range, workspace -> (entries: [Entry], diagnostics: [Diagnostic]) in
      var entries: [Entry] = []
      var diagnostics: [Diagnostic] = []
      for index in range {
        let file = files[index]
        do throws(Diagnostic) {
          let reading = try reader.read(
            content + "/" + file.contentPath, path: hasContent ? file.path : file.contentPath,
            contentPath: file.contentPath, workspace: &workspace)
          var entry = Entry(article: PointerTargets.Article(reading.record))
          if reading.metadata.seeAlso.isEmpty {
            var out = OutputBuffer()
            Self.write(reading, format, defaultSection: site.defaultSection, into: &out)
            entry.line = out.bytes()
          } else {
            entry.reading = reading
          }
          entries.append(entry)
          diagnostics += reading.record.diagnostics
        } catch {
          diagnostics.append(error)
        }
      }
      return (entries, diagnostics)
    }
    let targets = PointerTargets(chunks.lazy.flatMap(\.entries).map(\.article))
    var out = OutputBuffer(capacity: 1 << 16)
    if format == .json { out.append("[") }
    var isFirst = true
    for entry in chunks.lazy.flatMap(\.entries) {
      if !isFirst { out.append(format == .json ? ",\n" : format == .text ? "\n" : "") }
      isFirst = false
      out.append(entry.line)
      if let reading = entry.reading {
        Self.write(reading, format, defaultSection: site.defaultSection, targets, into: &out)
      }
      if format == .jsonl { out.append("\n") }
    }
    if format == .json { out.append("]\n") }
    return Result(
      output: out.bytes(), diagnostics: siteDiagnostics + scan.diagnostics + chunks.flatMap(\.diagnostics))
  }

  /// An article of a folder: written, or, where it points to others, still to be written.
  private struct Entry: Sendable {
    var article: PointerTargets.Article
    var line: [UInt8] = []
    var reading: ArticleReader.Reading?
  }

  private static func write(
    _ reading: ArticleReader.Reading, _ format: Format, defaultSection: String,
    _ targets: PointerTargets? = nil, into out: inout OutputBuffer
  ) {
    let record = reading.record
    let folder = record.folder.split(separator: "/", maxSplits: 1).first.map(String.init)
    let section = record.fields.section ?? folder ?? defaultSection
    if format == .text {
      reading.metadata.writeText(
        path: record.path, section: section, prose: reading.prose, source: reading.source.bytes, into: &out)
    } else {
      reading.metadata.writeJSON(
        path: record.path, section: section, prose: reading.prose, source: reading.source.bytes,
        targets: reading.metadata.seeAlso.map { targets?.target(of: $0, in: record) }, into: &out)
    }
  }
}
