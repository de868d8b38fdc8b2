/// What the site itself knows: its entity list, its authors, tags and sections, and the names that enough of its other
/// articles agree on. The extractor's result for an article is a function of the article and of this value alone: neither
/// the order of articles nor that of these lists matters.
public struct SiteKnowledge: Sendable, Hashable {
  /// One entry of the site's entity list: it wins over statistics.
  public struct KnownEntity: Sendable, Hashable {
    /// The name as pages print it.
    public var name: String
    /// Other ways to write it.
    public var aliases: [String]
    /// What it is.
    public var type: EntityType
    /// The address of its page on this site; nil where it has none of its own. The extractor hands it through.
    public var page: String?
    /// Addresses of pages elsewhere about the same. The extractor hands them through.
    public var sameAs: [String]

    /// Makes an entry.
    public init(
      name: String, aliases: [String] = [], type: EntityType, page: String? = nil, sameAs: [String] = []
    ) {
      self.name = name
      self.aliases = aliases
      self.type = type
      self.page = page
      self.sameAs = sameAs
    }
  }

  /// A name that other articles taught: it helps where an article leaves doubt, and yields to what an article says clearly.
  public struct LearntName: Sendable, Hashable {
    /// The name.
    public var name: String
    /// What it is.
    public var type: EntityType
    /// How sure the caller is, below 1; ``NameCounts`` gives it in steps, so that one more article changes little.
    public var confidence: Double

    /// Makes a name.
    public init(name: String, type: EntityType, confidence: Double) {
      self.name = name
      self.type = type
      self.confidence = min(confidence, 0.99)
    }
  }

  /// The site's entity list.
  public var entities: [KnownEntity]
  /// The names that other articles taught.
  public var learnt: [LearntName]
  /// The phrases that the site has chosen as tags.
  public var tags: [String]
  /// The names of the site's authors: people.
  public var authors: [String]
  /// The names of the site's sections.
  public var sections: [String]

  /// Makes a record of what the site knows; all lists may be empty.
  public init(
    entities: [KnownEntity] = [], learnt: [LearntName] = [], tags: [String] = [], authors: [String] = [],
    sections: [String] = []
  ) {
    self.entities = entities
    self.learnt = learnt
    self.tags = tags
    self.authors = authors
    self.sections = sections
  }
}
