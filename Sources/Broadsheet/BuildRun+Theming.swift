import BroadsheetCore

extension BuildRun {
  /// Makes everything that rendering reads; nil where the templates do not compile.
  ///
  /// - Parameter plan: the outputs, where it is known what they are.
  mutating func prepare(_ whole: WholeEdition, plan: [PlannedOutput]?) async -> Press? {
    let (edition, links, site, files) = (whole.edition, whole.links, whole.site, whole.theme)
    let assets = Theme.assets(of: files, edition.site)
    // Each of these takes a while, and none of them another.
    async let outputs = plan ?? edition.plan(themeAssets: assets)
    async let prints = Prints(
      edition, links: links, settings: site.print, theme: files.print, jobs: jobs)
    let (labels, mistakes) = Labels.load(files, language: edition.site.language)
    let values = SharedValues(edition, links: links, authors: site.authors, data: site.data, labels: labels)
    let (theme, diagnostics) = Theme.load(
      files, assets: assets, labels: labels, edition: edition, stories: values.stories)
    add(mistakes + diagnostics)
    let front = FrontPage(edition, chosen: FrontPage.chosen(site.data, edition))
    let press = await Press(
      edition, links, theme, outputs: outputs, prints: prints, values: values, labels: labels,
      authors: site.authors, front: front)
    add(press.unknownLayouts())
    return hasFailed ? nil : press
  }
}
