// One hot stage, over and over, for callgrind to count. `Benchmarks/instructions` links it with the release's own
// object files and runs it.
//
//   probe STAGE ROUNDS ARTICLES PAGE
//
// ARTICLES is a folder of Markdown bodies, PAGE that of the templates and their data.

import BroadsheetCore
import BroadsheetExtraction
import BroadsheetMarkdown
import BroadsheetTemplates
import Foundation

@main
struct Probe {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 5, let rounds = Int(arguments[2]) else {
      fatalError("probe STAGE ROUNDS ARTICLES PAGE")
    }
    let articles = try files(in: arguments[3])
    let work = try stage(arguments[1], articles, page: arguments[4])
    var bytes = 0
    for _ in 0..<rounds { bytes = work() }
    print(bytes)
  }

  /// What is counted: a call does one round and gives the bytes that it wrote or read.
  static func stage(_ name: String, _ articles: [[UInt8]], page: String) throws -> () -> Int {
    switch name {
    case "markdown":
      return {
        articles.reduce(0) { $0 + MarkdownDocument(parsing: $1, options: .site).html().count }
      }
    case "prose":
      let documents = articles
      return {
        documents.reduce(0) { $0 + MarkdownDocument(parsing: $1, options: .site).prose().text.count }
      }
    case "extraction-structure": return extraction(articles, .structure)
    case "extraction-full": return extraction(articles, .full)
    case "template": return try template(page)
    case "escape-json": return escaping(articles) { text, out in out.append(jsonEscaped: text.span) }
    case "escape-xml": return escaping(articles) { text, out in out.append(xmlEscaped: text.span) }
    case "escape-html": return escaping(articles) { text, out in out.append(htmlEscaped: text.span) }
    default: fatalError("there is no stage \(name)")
    }
  }

  static func extraction(_ articles: [[UInt8]], _ depth: Extractor.Depth) -> () -> Int {
    let prose = articles.map { MarkdownDocument(parsing: $0, options: .site).prose() }
    let extractor = Extractor()
    var workspace = ExtractionWorkspace()
    return {
      prose.reduce(0) { sum, prose in
        _ = extractor.extract(prose, depth: depth, workspace: &workspace)
        return sum + prose.text.count
      }
    }
  }

  static func template(_ folder: String) throws -> () -> Int {
    var builder = TemplateEnvironment.Builder(TemplateOptions(autoescape: .on))
    for name in ["base.html", "article.html", "macros.html"] {
      builder.addTemplate(name: name, source: try read(folder + "/" + name))
    }
    let environment = builder.build().environment
    guard case .mapping(let entries) = try JSONParser.parse(try read(folder + "/data.json")).value else {
      fatalError("the data are no mapping")
    }
    let context = Dictionary(
      uniqueKeysWithValues: entries.map { ($0.key, BroadsheetTemplates.Value($0.node)) })
    var out = OutputBuffer(capacity: 1 << 16)
    return {
      for _ in 0..<100 {
        out.removeAll()
        do throws(Diagnostic) {
          try environment.render("article.html", context: context, into: &out)
        } catch {
          fatalError(DiagnosticFormat.text.describe(error))
        }
      }
      return out.count
    }
  }

  static func escaping(
    _ articles: [[UInt8]], _ escape: @escaping ([UInt8], inout OutputBuffer) -> Void
  ) -> () -> Int {
    let pages = articles.map { Array(MarkdownDocument(parsing: $0, options: .site).html()) }
    var out = OutputBuffer(capacity: 1 << 20)
    return {
      out.removeAll()
      for page in pages { escape(page, &out) }
      return out.count
    }
  }

  static func read(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path))) }

  static func files(in folder: String) throws -> [[UInt8]] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { try read(folder + "/" + $0) }
  }
}
