import BroadsheetCore
import BroadsheetMarkdown
import BroadsheetTemplates

/// A theme, compiled for one edition: templates, assets, and what templates may ask for.
struct Theme: Sendable {
  let environment: TemplateEnvironment
  let assets: [ThemeAsset]
  /// A fingerprint of all files.
  let print: ContentHash

  /// The templates that may ask for any article there is.
  let queries: Set<String>

  /// Compiles the templates; all their errors are given at once.
  static func load(
    _ files: ThemeFiles, assets: [ThemeAsset], labels: Labels, edition: Edition, stories: StoryValues
  ) -> (theme: Theme, diagnostics: [Diagnostic]) {
    var builder = TemplateEnvironment.Builder(
      TemplateOptions(strictUndefined: true, limits: Limits(outputBytes: 256 << 20)))
    SiteFilters(edition: edition, assets: assets, stories: stories).register(in: &builder)
    builder.addGlobal("labels", labels.value)
    for (name, file) in files.files.sorted(by: { FileSystem.precedes($0.key, $1.key) })
    where !name.hasPrefix("assets/") && !name.hasPrefix("labels/") {
      builder.addTemplate(name: name, source: file.bytes, file: file.path)
    }
    let (environment, diagnostics) = builder.build()
    return (
      Theme(
        environment: environment, assets: assets, print: files.print,
        queries: environment.templates(mentioning: "query")), files.diagnostics + diagnostics
    )
  }

  /// The files that are not templates, with what the site makes of them: the style sheet has the site's colours
  /// and type at its end, and after them the rules that the site adds; a mark is drawn where there is none.
  static func assets(of files: ThemeFiles, _ site: SiteConfiguration) -> [ThemeAsset] {
    var assets: [ThemeAsset] = []
    for (path, file) in files.files where path.hasPrefix("assets/") {
      let name = String(path.dropFirst("assets/".count))
      if name == addedRules { continue }
      var bytes = file.bytes
      if name == styleSheet {
        bytes += Array(site.theme.styleSheet.utf8) + (files.files["assets/" + addedRules]?.bytes ?? [])
      }
      assets.append(ThemeAsset(name: name, bytes: bytes))
    }
    if !assets.contains(where: { $0.name == Favicon.name }) {
      assets.append(ThemeAsset(name: Favicon.name, bytes: Favicon.drawing(of: site)))
    }
    return assets.sorted { FileSystem.precedes($0.name, $1.name) }
  }

  private static let styleSheet = "site.css"
  /// A site's own rules: they come with the theme's sheet, so that there is one request.
  private static let addedRules = "extra.css"

  /// Markdown from data files and filters as HTML: raw HTML left out, links as they are written.
  static func html(_ markdown: String, _ site: SiteConfiguration) -> String {
    let options = MarkdownOptions(
      rawHTML: .drop, smartPunctuation: site.hasSmartPunctuation ? site.language : nil, headingShift: 1,
      hasHeadingAnchors: false, externalLinkRelation: site.externalRel)
    let document = MarkdownDocument(parsing: markdown, options: options)
    var out = OutputBuffer(capacity: markdown.utf8.count * 2 + 64)
    let rendered = document.renderBody(into: &out)
    let body = ArticleBody(rendered, html: ByteSlice(out.span), lineOffset: 0)
    var filled = OutputBuffer(capacity: out.count + 256)
    body.writePage(
      into: &filled,
      values: body.slots.map { slot in
        if slot.kind == .dimensions { return "" }
        return slot.destination.hasPrefix("/")
          ? site.url(slot.destination) : SafeAddress.encoded(slot.destination)
      })
    return filled.string()
  }
}
