import BroadsheetCore

/// Everything that one build publishes, organised: what the barrier between reading and rendering makes.
///
/// Indices instead of references throughout: `Int32` into `stories` (articles, newest first) or `pages`.
struct Edition: Sendable {
  /// A published article or page.
  struct Story: Sendable {
    var article: KeptArticle
    /// The address below the base path, `/world/a/`, not percent-encoded.
    var address: String
    var kind: ArticleKind
    var title: String
    var summary: String
    var date: Moment?
    var updated: Moment?
    /// The template that its author asks for.
    var layout: String?
    /// Whether its author names another address as the one that counts.
    var hasCanonical = false
    /// The names of the blocks in its text.
    var blocks: [String] = []
    /// Index into `sections`, or -1 for plain pages.
    var section: Int32 = -1
    /// Indices into `tags`.
    var tags: [Int32] = []
    /// Indices into `authors`.
    var authors: [Int32] = []
    /// Index into `series`, or -1.
    var series: Int32 = -1
    /// The newer and the older article of the section, or -1.
    var newer: Int32 = -1
    var older: Int32 = -1
    var related: [Int32] = []
    /// The names in it that pages may show, the most relevant first.
    var appearances: [Appearance] = []

    /// In loops over all stories, `article.record`: this copies the story first.
    var record: ArticleRecord { article.record }
  }

  /// A section front.
  struct Section: Sendable {
    var slug: String
    var title: String
    var description: String?
    var weight: Int
    /// Its `_index.md`.
    var article: KeptArticle?
    var stories: [Int32] = []
    var address: String { "/" + slug + "/" }
    /// The text of its `_index.md`.
    var record: ArticleRecord? { article?.record }
  }

  /// A tag, an author or a series: a name with its articles.
  struct Term: Sendable {
    var name: String
    var slug: String
    var address: String
    var stories: [Int32] = []
  }

  /// The articles of a year, month or day.
  struct Period: Sendable {
    var year: Int
    var month: Int?
    var day: Int?
    /// Positions in `stories`: a period is a run of them.
    var stories: Range<Int>

    /// Above so many articles, a month lists its days only.
    static let longestMonth = 100

    /// Whether its page lists its articles: those of a year are its months', those of a long month its days'.
    var listsStories: Bool { day != nil || month != nil && stories.count <= Self.longestMonth }

    var address: String {
      var out = "/archive/" + String(padded: year, width: 4) + "/"
      if let month { out += String(padded: month, width: 2) + "/" }
      if let day { out += String(padded: day, width: 2) + "/" }
      return out
    }
  }

  /// A file that is copied.
  struct Asset: Sendable {
    /// The path relative to `Content/`.
    var contentPath: String
    /// Where it lies on disk.
    var location: String
    var address: String
    /// The size of an image.
    var size: ImageSize?
    /// The size of the file in bytes.
    var bytes: Int
    /// The file as it was listed; nil where it may have changed since without a trace.
    var settledStatus: FileSystem.Status?
  }

  /// A page that leads an old address to the new one.
  struct Redirect: Sendable {
    var address: String
    var target: String
  }

  let site: SiteConfiguration
  let clock: Moment
  /// The date of the newest article.
  var newest: Moment? { stories.first?.date }
  /// Its year in the site's zone.
  var newestYear: Int? { newest.map { site.zone.civilTime(at: $0).date.year } }
  var stories: KeptList<Story> = []
  var pages: KeptList<Story> = []
  var sections: [Section] = []
  var tags: [Term] = []
  var authors: [Term] = []
  var series: [Term] = []
  var entities: KeptList<Entity> = []
  /// Whether there is an index of the entities.
  var hasEntityIndex = false
  /// How many stories share which key phrases.
  var phrases = PhraseCounts()
  /// The names that are too unsure for pages.
  var unsure = UnsureNames()
  var years: [Period] = []
  var months: [Period] = []
  var days: [Period] = []
  var assets: [Asset] = []
  var redirects: [Redirect] = []
  var links = LinkTable()
  /// Fingerprints of the titles that "SEE:" lines name.
  var pointers: Set<UInt64> = []
  var diagnostics: [Diagnostic] = []
  /// The next instant at which the same sources would give another site.
  var nextDue: Moment?
  /// The content paths of articles and pages that are held: drafts, scheduled, expired.
  var held: Set<String> = []
}
