import BroadsheetCore

/// What a build keeps of an article's metadata: plain values with their text, none of which needs the article's prose.
public struct ArticleFacts: Sendable, Hashable {
  /// Someone or something that the article names.
  public struct Entity: Sendable, Hashable {
    /// The fullest form of the name; the site's own form where it knows the entity.
    public var name: String
    /// What it is.
    public var type: EntityType
    /// Other forms that the article uses.
    public var aliases: [String]
    /// What the article says it is.
    public var roles: [Role]
    /// How often it is named.
    public var mentions: Int
    /// From 0 to 1, relative to the most relevant entity of the article.
    public var relevance: Double
    /// Whether the article is about it, rather than merely mentioning it.
    public var isAbout: Bool
    /// Who says so: the site's entity list counts as the author.
    public var source: ExtractionSource
    /// From 0 to 1.
    public var confidence: Double
  }

  /// A role as the text states it.
  public struct Role: Sendable, Hashable {
    /// The words: “chief executive of Microsoft”.
    public var text: String
    /// The name of the organisation or place that it belongs to; nil where none is named.
    public var affiliation: String?
    /// The bytes of the source file that state it.
    public var source: Range<Int>
  }

  /// A date that the article names, for a timeline.
  public struct DateMention: Sendable, Hashable {
    /// The value as TIMEX3 has it, which begins with a year: `2026`, `2026-03`, `2026-03-18`, `2026-Q1`, `2026-03-18T09:00`.
    public var value: String
    /// The words: “last Friday”.
    public var text: String
    /// The sentence that they stand in.
    public var sentence: String
    /// From 0 to 1.
    public var confidence: Double
  }

  /// Words in quotation marks with who said them.
  public struct Quote: Sendable, Hashable {
    /// The words without the marks.
    public var text: String
    /// Who said them; nil where unknown.
    public var speaker: String?
    /// The index of the speaker in ``ArticleFacts/entities``; nil where the speaker is none of them.
    public var entity: Int?
    /// The speaker's role as the article states it; nil where it does not.
    public var role: String?
    /// From 0 to 1; below 0.5 the speaker is a guess.
    public var confidence: Double
  }

  /// A phrase that tells what the article is about.
  public struct Phrase: Sendable, Hashable {
    /// The phrase as its first occurrence has it.
    public var text: String
    /// From 0 to 1, relative to the best.
    public var score: Double
  }

  /// What the article names, the most relevant first.
  public var entities: [Entity] = []
  /// The dates that say which day, month, quarter or year they mean, in reading order; none of a sentence that is very long.
  public var dates: [DateMention] = []
  /// The quotations in reading order; none where the depth of extraction left them out.
  public var quotes: [Quote] = []
  /// The key phrases, the best first.
  public var keyPhrases: [Phrase] = []

  /// Makes the facts of an empty article.
  public init() {}
}

extension ExtractedMetadata {
  /// Sentences of more bytes than this are none that a timeline could show.
  private static let longestSentence = 400

  /// The facts that a build keeps; `prose` is what the metadata was extracted from.
  ///
  /// - Parameter limit: an offset in the prose's text; what the article says only behind it is left out.
  public func facts(of prose: Prose, before limit: Int = .max) -> ArticleFacts {
    var facts = ArticleFacts()
    // Where each entity stands among those that are kept; nil for one that is not.
    var places = [Int?](repeating: nil, count: entities.count)
    for mention in mentions where mention.span.upperBound <= limit { places[mention.entity] = 0 }
    facts.entities.reserveCapacity(entities.count)
    facts.dates.reserveCapacity(dates.count)
    for (index, entity) in entities.enumerated() where places[index] != nil {
      places[index] = facts.entities.count
      let roles = entity.roles.filter { $0.span.upperBound <= limit }.map { role in
        ArticleFacts.Role(
          text: role.text,
          affiliation: entities.indices.contains(role.affiliation) ? entities[role.affiliation].name : nil,
          source: prose.sourceRange(of: role.span))
      }
      facts.entities.append(
        ArticleFacts.Entity(
          name: entity.name, type: entity.type, aliases: entity.aliases, roles: roles,
          mentions: entity.mentions, relevance: entity.relevance, isAbout: entity.isAbout,
          source: entity.source, confidence: entity.confidence))
    }
    for date in dates where date.kind == .date || date.kind == .time {
      guard date.value.utf8.count >= 4, date.value.utf8.prefix(4).allSatisfy(\.isASCIIDigit),
        date.sentence.count <= Self.longestSentence, date.sentence.upperBound <= limit,
        // When it was written is no part of what it tells.
        ![dateline?.span, published?.span].contains(where: { $0?.overlaps(date.span) ?? false })
      else { continue }
      facts.dates.append(
        ArticleFacts.DateMention(
          value: date.value, text: prose.string(date.span), sentence: prose.string(date.sentence),
          confidence: date.confidence))
    }
    facts.quotes = quotations.filter { $0.span.upperBound <= limit }.map { quotation in
      ArticleFacts.Quote(
        text: prose.string(quotation.span), speaker: quotation.speaker.isEmpty ? nil : quotation.speaker,
        entity: entities.indices.contains(quotation.entity) ? places[quotation.entity] : nil,
        role: quotation.role.isEmpty ? nil : quotation.role, confidence: quotation.confidence)
    }
    facts.keyPhrases = keyPhrases.filter { $0.span.upperBound <= limit }.map {
      ArticleFacts.Phrase(text: $0.text, score: $0.score)
    }
    return facts
  }
}
