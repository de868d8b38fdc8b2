import BroadsheetCore

/// The site's mark, where it brings none of its own: the first letter of its name on its accent colour.
enum Favicon {
  /// The name of the file among the theme's; a site's own takes its place.
  static let name = "favicon.svg"

  /// The drawing as SVG.
  static func drawing(of site: SiteConfiguration) -> [UInt8] {
    let initial = site.title.first { $0.isLetter || $0.isNumber }.map { String($0).uppercased() } ?? "N"
    var out = OutputBuffer(capacity: 512)
    out.append(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"512\" height=\"512\" viewBox=\"0 0 64 64\"><title>")
    out.append(xmlEscaped: site.title)
    out.append("</title><path fill=\"")
    out.append(string: site.theme.light.accent.description)
    out.append("\" d=\"M0 0h64v64H0z\"/><text x=\"32\" y=\"48\" fill=\"")
    out.append(string: ground(of: site).description)
    out.append(
      "\" font-family=\"Georgia, Charter, serif\" font-size=\"48\" font-weight=\"700\" text-anchor=\"middle\">"
    )
    out.append(xmlEscaped: initial)
    out.append("</text></svg>\n")
    return out.bytes()
  }

  /// Paper or ink, whichever stands out.
  private static func ground(of site: SiteConfiguration) -> Colour {
    let light = site.theme.light
    let isPaper = light.paper.contrast(with: light.accent) >= light.ink.contrast(with: light.accent)
    return isPaper ? light.paper : light.ink
  }
}
