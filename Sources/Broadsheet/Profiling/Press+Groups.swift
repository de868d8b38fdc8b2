extension Press {
  /// What a profile counts an output under: the template of a page, what else it is.
  func group(of output: PlannedOutput) -> String {
    switch output.kind {
    case .feed(let format, _): format.fileName
    case .sitemap, .sitemapIndex, .newsSitemap: "sitemaps"
    case .robots, .noJekyll, .manifest, .securityText: "small files at the root"
    case .asset: "files of the content"
    case .themeAsset: "files of the theme"
    case .redirect: "redirect.html"
    default: template(of: output) ?? "other pages"
    }
  }
}
