import BroadsheetCore

/// What `Site.yaml` says, with every default filled in.
public struct SiteConfiguration: Sendable, Hashable {
  /// An entry of the site's menu.
  public struct MenuItem: Sendable, Hashable {
    /// What the entry says.
    public var title: String
    /// Where it leads: a root-relative address, or one of another host.
    public var url: String
  }

  /// What becomes of raw HTML in articles.
  public enum RawHTML: String, Sendable, CaseIterable { case keep, escape, drop }

  /// Whether crawlers that collect training data are asked to stay away.
  public enum CrawlerPolicy: String, Sendable, CaseIterable { case allow, deny }

  /// What the feeds of topics, authors and series hold: they are many, and hold what the site's feed holds too.
  public enum TermFeeds: String, Sendable, CaseIterable { case full, summary, none }

  /// How `broadsheet publish --to NAME` publishes.
  public struct Target: Sendable, Hashable {
    /// What kind of place it is: a folder with releases, or a branch of a git repository.
    public enum Kind: String, Sendable, CaseIterable { case folder, git }
    /// The name by which `--to` calls it.
    public var name: String
    /// What kind of place it is.
    public var kind: Kind
    /// The folder, or the repository's address; `.` is the repository that the site lies in.
    public var path: String
    /// The branch of a git target.
    public var branch: String
    /// How many releases a folder keeps.
    public var keep: Int
    /// The host's name for a `CNAME` file, if any.
    public var domain: String?
  }

  /// The publication's name.
  public var title = "News"
  /// Where the site will be read.
  public var baseURL = BaseURL.placeholder
  /// The language, a BCP 47 tag.
  public var language = "en"
  /// The time zone of dates without one, and of printed dates.
  public var zone = ZoneRules.utc
  /// What the publication is, in a sentence.
  public var description: String?
  /// A line under the name.
  public var tagline: String?
  /// A line at the foot of pages.
  public var copyright: String?
  /// The pattern of articles' addresses.
  public var permalink = "/{section}/{slug}/"
  /// The section of articles outside of any folder.
  public var defaultSection = "news"
  /// How many articles a page of a list has.
  public var pageSize = 20
  /// Slugs of sections in the order of the menu.
  public var sections: [String] = []
  /// The menu of plain pages.
  public var menu: [MenuItem] = []
  /// The logo's address.
  public var logo: String?
  /// The social picture of pages that have none.
  public var image: String?
  /// How many articles a feed has.
  public var feedItems = 30
  /// What the feeds of topics, authors and series hold.
  public var termFeeds = TermFeeds.summary
  /// How many related articles an article names.
  public var relatedCount = 5
  /// Whether names, dates and key phrases are read out of the text, and pages made of them.
  public var hasEntities = true
  /// How many articles must name with certainty what `Data/entities.yaml` does not list, for a page of its own.
  public var entityArticles = 2
  /// What becomes of raw HTML in articles.
  public var rawHTML = RawHTML.keep
  /// Whether quotation marks and dashes become typographic.
  public var hasSmartPunctuation = true
  /// What articles may embed: names of providers, or hosts.
  public var embeds: [String] = []
  /// The program, and its arguments, that colours code of languages that Broadsheet does not know.
  public var codeCommand: [String] = []
  /// The `rel` of links to other hosts.
  public var externalRel: String?
  /// The organisation's name, if it is not the title.
  public var publisher: String?
  /// Addresses of the organisation elsewhere.
  public var sameAs: [String] = []
  /// Addresses of policies by schema.org's names, such as `ethicsPolicy`.
  public var policies: [String: String] = [:]
  /// Whether crawlers that collect training data are asked to stay away.
  public var trainingCrawlers = CrawlerPolicy.allow
  /// Colours and type.
  public var theme = ThemeSettings()
  /// Whom to tell of weaknesses, for `/.well-known/security.txt`.
  public var securityContact: SecurityContact?
  /// Where the site can be published to.
  public var targets: [Target] = []
  /// Free values for templates: `site.params`.
  public var parameters: [DataNode.Entry] = []

  /// Makes the configuration of a folder without `Site.yaml`.
  public init() {}
}
