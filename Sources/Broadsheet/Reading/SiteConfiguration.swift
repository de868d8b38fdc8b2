import BroadsheetCore

/// What `Site.yaml` says, with every default filled in.
public struct SiteConfiguration: Sendable, Hashable {
  /// An entry of the site's menu.
  public struct MenuItem: Sendable, Hashable {
    public var title: String
    public var url: String
  }

  /// What becomes of raw HTML in articles.
  public enum RawHTML: String, Sendable, CaseIterable { case keep, escape, drop }

  /// Whether crawlers that collect training data are asked to stay away.
  public enum CrawlerPolicy: String, Sendable, CaseIterable { case allow, deny }

  /// How `broadsheet publish --to NAME` publishes.
  public struct Target: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable { case folder, git }
    public var name: String
    public var kind: Kind
    /// The folder, or the repository's address; `.` is the repository that the site lies in.
    public var path: String
    public var branch: String
    /// How many releases a folder keeps.
    public var keep: Int
    public var domain: String?
  }

  public var title = "News"
  public var baseURL = BaseURL.placeholder
  public var language = "en"
  public var zone = ZoneRules.utc
  public var description: String?
  public var tagline: String?
  public var copyright: String?
  public var permalink = "/{section}/{slug}/"
  public var defaultSection = "news"
  public var pageSize = 20
  public var sections: [String] = []
  public var menu: [MenuItem] = []
  public var logo: String?
  public var image: String?
  public var feedItems = 30
  public var relatedCount = 5
  public var rawHTML = RawHTML.keep
  public var hasSmartPunctuation = true
  public var externalRel: String?
  public var publisher: String?
  public var sameAs: [String] = []
  /// Addresses of policies by schema.org's names, such as `ethicsPolicy`.
  public var policies: [String: String] = [:]
  public var trainingCrawlers = CrawlerPolicy.allow
  public var targets: [Target] = []
  /// Free values for templates: `site.params`.
  public var parameters: [DataNode.Entry] = []

  /// Makes the configuration of a folder without `Site.yaml`.
  public init() {}
}
