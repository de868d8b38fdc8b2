import BroadsheetCore

extension BuildRun {
  /// Makes everything that rendering reads; nil where the templates do not compile.
  mutating func prepare(_ whole: WholeEdition) -> Press? {
    let (edition, links, site, files) = (whole.edition, whole.links, whole.site, whole.theme)
    let (labels, mistakes) = Labels.load(files, language: edition.site.language)
    let values = SharedValues(edition, links: links, authors: site.authors, data: site.data, labels: labels)
    let (theme, diagnostics) = Theme.load(files, labels: labels, edition: edition, stories: values.stories)
    add(mistakes + diagnostics)
    let front = FrontPage(edition, chosen: FrontPage.chosen(site.data, edition))
    let press = Press(
      edition, links, theme, values: values, labels: labels, authors: site.authors, front: front,
      settings: site.print)
    add(press.unknownLayouts())
    return hasFailed ? nil : press
  }
}
