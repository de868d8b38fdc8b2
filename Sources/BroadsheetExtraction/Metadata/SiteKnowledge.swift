/// What the site itself knows about names: its entity list, its authors, its tags, and the names that
/// enough of its articles agree on. It wins over statistics.
public struct SiteKnowledge: Sendable, Hashable {
  /// One name that the site knows.
  public struct KnownEntity: Sendable, Hashable {
    /// The name as pages print it.
    public var name: String
    /// Other ways to write it.
    public var aliases: [String]
    /// What it is.
    public var type: EntityType
    /// How sure the site is: 1 for its entity list, less for learnt names.
    public var confidence: Double

    /// Makes an entry.
    public init(name: String, aliases: [String] = [], type: EntityType, confidence: Double = 1) {
      self.name = name
      self.aliases = aliases
      self.type = type
      self.confidence = confidence
    }
  }

  /// The names, in any order: the result does not depend on it.
  public var entities: [KnownEntity]
  /// The phrases that the site has chosen as tags.
  public var tags: [String]

  /// Makes a record of what the site knows; both lists may be empty.
  public init(entities: [KnownEntity] = [], tags: [String] = []) {
    self.entities = entities
    self.tags = tags
  }
}
