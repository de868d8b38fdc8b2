import BroadsheetCore
import BroadsheetTemplates

/// The reference of what a site adds to the template language, made from the registry, so that the page in the
/// documentation cannot go stale.
public enum SiteReference {
  /// The tables of filters and functions, and of the fields of date patterns, in Markdown.
  public static func tables() -> String {
    var builder = TemplateEnvironment.Builder()
    let builtin = builder.build().environment
    let edition = Edition(site: SiteConfiguration(), clock: Moment(seconds: 0))
    SiteFilters(edition: edition, assets: [], stories: .none).register(in: &builder)
    var out = builder.build().environment.reference(beyond: builtin)
    out += "## Date patterns\n\n| Field | 2026-03-01T09:05:07Z |\n|---|---|\n"
    let pattern = DatePattern(zone: .utc, names: DateNames(language: "en"))
    let moment = Moment(parsing: "2026-03-01T09:05:07Z", zone: .utc) ?? Moment(seconds: 0)
    for field in DatePattern.fields + ["iso", "rfc822"] {
      if case .success(let text) = pattern.format(moment, field) { out += "| `\(field)` | \(text) |\n" }
    }
    return out
  }
}
