import BroadsheetCore
import BroadsheetExtraction

extension ArticleText {
  /// Someone or something that an article names.
  struct Name: Sendable, Hashable {
    /// The fullest form of the name, or the site's own.
    var name: String
    var type: EntityType
    /// Other forms.
    var aliases: [String]
    /// What the article says it is.
    var roles: [Role]
    var mentions: Int
    /// In per cent of the most relevant name of the article.
    var relevance: UInt8
    /// Whether the article is about it.
    var isAbout: Bool
    /// Whether it stands in the site's list.
    var isKnown: Bool
    /// In per cent.
    var confidence: UInt8
  }

  /// “chief executive of Microsoft”.
  struct Role: Sendable, Hashable {
    var text: String
    /// The organisation or place that it belongs to.
    var affiliation: String?
  }

  /// A date with the sentence that it stands in.
  struct DatedSentence: Sendable, Hashable {
    /// As TIMEX3 has it; begins with a year.
    var value: String
    var sentence: String
    /// In per cent.
    var confidence: UInt8
  }

  // An article of any length has a record of bounded size.
  private static let mostNames = 48
  private static let mostAliases = 8
  private static let mostDates = 32
  private static let mostPhrases = 6

  /// Takes over what a build keeps of an article's facts; of a text in a language whose rules are not known, the names
  /// that the site lists.
  mutating func add(_ facts: ArticleFacts, isUnderstood: Bool) {
    let entities = isUnderstood ? facts.entities : facts.entities.filter { $0.source == .author }
    names = entities.prefix(Self.mostNames).map { entity in
      Name(
        name: name(of: entity), type: entity.type, aliases: Array(entity.aliases.prefix(Self.mostAliases)),
        roles: entity.roles.map { Role(text: Self.line($0.text), affiliation: $0.affiliation) },
        mentions: entity.mentions, relevance: Self.percent(entity.relevance), isAbout: entity.isAbout,
        isKnown: entity.source == .author, confidence: Self.percent(entity.confidence))
    }
    guard isUnderstood else { return }
    dates = facts.dates.prefix(Self.mostDates).map {
      DatedSentence(
        value: $0.value, sentence: Self.line($0.sentence), confidence: Self.percent($0.confidence))
    }
    keyPhrases = facts.keyPhrases.prefix(Self.mostPhrases).map { Self.line($0.text).lowercased() }
  }

  /// A dateline's place in capitals is the same place as the one that the text names.
  private func name(of entity: ArticleFacts.Entity) -> String {
    let name = Self.line(entity.name)
    guard entity.type == .place, let dateline, name != dateline, name == dateline.uppercased() else {
      return name
    }
    return dateline
  }

  private static func percent(_ value: Double) -> UInt8 { UInt8(min(max(value * 100, 0), 100).rounded()) }

  /// The words in one line.
  private static func line(_ text: String) -> String {
    text.utf8.span.has(UInt8(ascii: "\n")) ? text.replacing("\n", with: " ") : text
  }
}

extension ArticleText.Name {
  /// From so much confidence on, in per cent, a name is certain enough for pages.
  static let certain: UInt8 = 80
  /// From so much on it counts where other articles are certain of the same name.
  static let likely: UInt8 = 60
  /// Longer names, in bytes, are none.
  private static let longest = 100

  /// Whether pages may show it: the site knows it, or the extractor is certain. A role that the text states proves
  /// a person too; one word alone may be any person.
  var isCertain: Bool {
    if isKnown { return true }
    guard isPlausible else { return false }
    return confidence >= Self.certain || (type == .person && !roles.isEmpty)
  }

  /// Whether it may be the same as what another article is certain of.
  var isLikely: Bool { isKnown || (isPlausible && confidence >= Self.likely) }

  private var isPlausible: Bool {
    guard type != .other, (2...Self.longest).contains(name.utf8.count) else { return false }
    return type != .person || name.utf8.contains(UInt8(ascii: " "))
  }

  /// The aliases in capitals: `IMF`.
  var acronyms: [String] {
    if type == .person { return [] }
    return aliases.filter { alias in
      (2...8).contains(alias.utf8.count)
        && alias.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    }
  }

  /// Whether articles that share it are related: it is more than a name in passing.
  var isRelevant: Bool { isAbout || relevance >= 30 }

  /// Whether an edition comes out the same with the other in its place.
  func isOrganisedLike(_ other: Self) -> Bool {
    name == other.name && type == other.type && isKnown == other.isKnown && roles == other.roles
      && isCertain == other.isCertain && isLikely == other.isLikely && isRelevant == other.isRelevant
      && acronyms == other.acronyms
  }
}
