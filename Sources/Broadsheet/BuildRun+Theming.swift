import BroadsheetCore

extension BuildRun {
  /// Makes everything that rendering reads; nil where the templates do not compile.
  ///
  /// - Parameters:
  ///   - plan: the outputs, where it is known what they are.
  ///   - dependencies: what is known of what these show.
  mutating func prepare(
    _ whole: WholeEdition, plan: OutputPlan?, dependencies: Dependencies?
  ) async -> Press? {
    let (edition, links, site, files, jobs) = (whole.edition, whole.links, whole.site, whole.theme, jobs)
    let assets = Theme.assets(of: files, edition.site)
    // Each of these takes a while, and none of them another.
    async let outputs =
      dependencies.map { OutputPlan($0, edition, themeAssets: assets) } ?? plan
      ?? OutputPlan(edition.plan(themeAssets: assets))
    async let prints =
      dependencies != nil
      ? Prints(edition, links: links, settings: site.print, theme: files.print)
      : Prints.all(edition, links: links, settings: site.print, theme: files.print, jobs: jobs)
    let (labels, mistakes) = Labels.load(files, language: edition.site.language)
    let values = SharedValues(edition, links: links, authors: site.authors, data: site.data, labels: labels)
    let (theme, diagnostics) = Theme.load(
      files, assets: assets, labels: labels, edition: edition, stories: values.stories)
    add(mistakes + diagnostics)
    let front = FrontPage(edition, chosen: FrontPage.chosen(site.data, edition))
    let press = await Press(
      edition, links, theme, outputs: outputs, prints: prints, values: values, labels: labels,
      authors: site.authors, front: front)
    // A build that came to its end with the same theme has seen all of them, and what has changed since asks for no other.
    if dependencies == nil { add(press.unknownLayouts()) }
    return hasFailed ? nil : press
  }
}
