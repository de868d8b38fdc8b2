/// Where a site's parts lie on disk, as paths of the operating system without a trailing slash.
public struct SitePaths: Sendable, Hashable {
  /// The site's folder.
  public let root: String
  /// The articles: `Content/`, or `content/` where only that exists.
  public let content: String
  /// The site's own templates, which override the default theme's.
  public let templates: String
  /// Data for templates, entities and the front page.
  public let data: String
  /// `Site.yaml`.
  public let configuration: String
  /// What a build writes.
  public let output: String
  /// The state of earlier builds.
  public let state: String

  private static let contentNames = ["Content", "content"]
  private static let templateNames = ["Templates"]
  private static let dataNames = ["Data", "data"]
  private static let configurationNames = ["Site.yaml", "Site.yml", "site.yaml"]

  /// The names in a site's folder under which sources may lie.
  public static let sourceNames = Set(contentNames + templateNames + dataNames + configurationNames)

  /// Finds the parts of the site in `root`; `output` and `content` are meant from the working folder.
  public init(root: String, output: String? = nil, content: String? = nil) {
    var base = root.isEmpty ? "." : root
    while base.count > 1, base.hasSuffix("/") { base.removeLast() }
    func existing(_ names: [String]) -> String {
      for name in names where (try? FileSystem.status(of: base + "/" + name)) != nil {
        return base + "/" + name
      }
      return base + "/" + names[0]
    }
    self.root = base
    self.content = content ?? existing(Self.contentNames)
    templates = existing(Self.templateNames)
    data = existing(Self.dataNames)
    configuration = existing(Self.configurationNames)
    self.output =
      output.map { $0.count > 1 && $0.hasSuffix("/") ? String($0.dropLast()) : $0 } ?? base + "/Output"
    state = base + "/.broadsheet"
  }

  /// `path` relative to the site, for messages and records.
  func relative(_ path: String) -> String {
    path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path
  }
}
