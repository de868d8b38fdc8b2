extension Press {
  /// What a profile counts an output under: the template of a page, what else it is.
  func group(of output: PlannedOutput) -> String {
    if let template = template(of: output.kind) { return template }
    return switch output.kind {
    case .feed(let format, _): format.fileName
    case .sitemap, .sitemapIndex, .newsSitemap: "sitemaps"
    case .asset: "files of the content"
    case .themeAsset: "files of the theme"
    default: "small files of the root"
    }
  }
}
