import BroadsheetCore
import BroadsheetExtraction

extension ArticleText {
  /// Someone or something that an article names.
  struct Name: Sendable, Hashable {
    /// The fullest form of the name, or the site's own.
    var name: String
    /// The roles, and behind them the acronyms: in one list, since an article has dozens of names, and most have neither.
    private var texts: [String]
    private var roleCount: UInt8
    var type: EntityType
    /// Whether the article is about it.
    var isAbout: Bool
    /// Whether articles that share it are related: it is more than a name in passing.
    var isRelevant: Bool
    /// Whether it stands in the site's list.
    var isKnown: Bool
    /// In per cent.
    var confidence: UInt8

    /// What the article says it is: “chief executive of Microsoft”.
    var roles: ArraySlice<String> { texts[..<Int(roleCount)] }
    /// The other forms that are in capitals: `IMF`.
    var acronyms: ArraySlice<String> { texts[Int(roleCount)...] }
    var hasRoles: Bool { roleCount > 0 }
    var hasAcronyms: Bool { texts.count > Int(roleCount) }

    /// Writes the roles and the acronyms, as two lists.
    func writeTexts(into out: inout BinaryWriter) {
      if texts.isEmpty { return out.write(UInt64(0)) }
      out.write(roles)
      out.write(acronyms)
    }

    init(
      name: String, roles: [String], acronyms: [String], type: EntityType, isAbout: Bool, isRelevant: Bool,
      isKnown: Bool, confidence: UInt8
    ) {
      self.name = name
      texts = acronyms.isEmpty ? roles : roles + acronyms
      roleCount = UInt8(roles.count)
      self.type = type
      self.isAbout = isAbout
      self.isRelevant = isRelevant
      self.isKnown = isKnown
      self.confidence = confidence
    }
  }

  /// A date with the sentence that it stands in.
  struct DatedSentence: Sendable, Hashable {
    /// As TIMEX3 has it; begins with a year.
    var value: String
    var sentence: String
  }

  // An article of any length has a record of bounded size.
  private static let mostNames = 48
  private static let mostAcronyms = 8
  private static let mostRoles = 16
  private static let mostDates = 32
  /// Only dates that are as certain as this, in per cent.
  private static let certainDate: UInt8 = 90
  private static let mostPhrases = 6

  /// From so much on, in per cent of the most relevant name of the article, a name is more than one in passing.
  private static let relevant: UInt8 = 30

  private static func isAcronym(_ alias: String) -> Bool {
    (2...8).contains(alias.utf8.count)
      && alias.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
  }

  /// Sentences of more bytes than this are none that a timeline could show.
  private static let longestSentence = 400

  /// Takes over what a build keeps of what was extracted from `prose`; of a text in a language whose rules are not known,
  /// the names that the site lists.
  ///
  /// - Parameter limit: an offset in the prose's text; what the article says only behind it is left out.
  mutating func add(
    _ metadata: ExtractedMetadata, _ prose: Prose, before limit: Int, isUnderstood: Bool
  ) {
    addNames(metadata, before: limit, isUnderstood: isUnderstood)
    guard isUnderstood else { return }
    addDates(metadata, prose, before: limit)
    keyPhrases.reserveCapacity(Self.mostPhrases)
    for index in metadata.keyPhrases.indices where metadata.keyPhrases[index].span.upperBound <= limit {
      if keyPhrases.count == Self.mostPhrases { break }
      keyPhrases.append(metadata.keyPhrases[index].text.lowercased())
    }
  }

  private mutating func addNames(_ metadata: ExtractedMetadata, before limit: Int, isUnderstood: Bool) {
    let entities = metadata.entities
    var isNamed: [Bool] = []
    if limit < .max {
      isNamed.append(contentsOf: repeatElement(false, count: entities.count))
      for mention in metadata.mentions where mention.span.upperBound <= limit {
        isNamed[mention.entity] = true
      }
    }
    names.reserveCapacity(min(entities.count, Self.mostNames))
    for index in entities.indices
    where (limit == .max || isNamed[index]) && names.count < Self.mostNames {
      let isKnown = entities[index].source == .author
      guard isUnderstood || isKnown else { continue }
      let type = entities[index].type
      var roles: [String] = []
      for role in entities[index].roles.indices
      where entities[index].roles[role].span.upperBound <= limit && roles.count < Self.mostRoles {
        roles.append(entities[index].roles[role].text)
      }
      var acronyms: [String] = []
      for alias in entities[index].aliases where type != .person && Self.isAcronym(alias) {
        if acronyms.count < Self.mostAcronyms { acronyms.append(alias) }
      }
      let isRelevant = entities[index].isAbout || Self.percent(entities[index].relevance) >= Self.relevant
      names.append(
        Name(
          name: name(isKnown ? Self.line(entities[index].name) : entities[index].name, type), roles: roles,
          acronyms: acronyms, type: type,
          isAbout: entities[index].isAbout, isRelevant: isRelevant, isKnown: isKnown,
          confidence: Self.percent(entities[index].confidence)))
    }
  }

  /// Takes over the dates that say for certain which day, month, quarter or year they mean, but when the article was written.
  private mutating func addDates(_ metadata: ExtractedMetadata, _ prose: Prose, before limit: Int) {
    dates.reserveCapacity(min(metadata.dates.count, Self.mostDates))
    for index in metadata.dates.indices where dates.count < Self.mostDates {
      let kind = metadata.dates[index].kind
      let sentence = metadata.dates[index].sentence
      guard kind == .date || kind == .time, sentence.count <= Self.longestSentence,
        Self.percent(metadata.dates[index].confidence) >= Self.certainDate,
        sentence.upperBound <= limit, Self.beginsWithYear(metadata.dates[index].value)
      else { continue }
      let span = metadata.dates[index].span
      if let dateline = metadata.dateline?.span, dateline.overlaps(span) { continue }
      if let published = metadata.published?.span, published.overlaps(span) { continue }
      dates.append(
        DatedSentence(
          value: metadata.dates[index].value, sentence: prose.string(sentence)))
    }
  }

  private static func beginsWithYear(_ value: String) -> Bool {
    let bytes = value.utf8.span
    guard bytes.count >= 4 else { return false }
    for index in 0..<4 where !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) { return false }
    return true
  }

  /// A dateline's place in capitals is the same place as the one that the text names.
  private func name(_ name: String, _ type: EntityType) -> String {
    guard type == .place, let dateline, name != dateline, name == dateline.uppercased() else {
      return name
    }
    return dateline
  }

  private static func percent(_ value: Double) -> UInt8 {
    let exact = min(max(value * 100, 0), 100)
    let whole = UInt8(exact)
    return exact - Double(whole) >= 0.5 ? whole + 1 : whole
  }

  /// The words of a name that the site gives in one line; what is taken from a text stands in one.
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
    return confidence >= Self.certain || (type == .person && hasRoles)
  }

  /// Whether it may be the same as what another article is certain of.
  var isLikely: Bool { isKnown || (isPlausible && confidence >= Self.likely) }

  private var isPlausible: Bool {
    guard type != .other, (2...Self.longest).contains(name.utf8.count) else { return false }
    return type != .person || name.utf8.span.has(UInt8(ascii: " "))
  }

  /// Whether an edition comes out the same with the other in its place.
  func isOrganisedLike(_ other: Self) -> Bool {
    name == other.name && type == other.type && isKnown == other.isKnown && roles == other.roles
      && isCertain == other.isCertain && isLikely == other.isLikely && isRelevant == other.isRelevant
      && acronyms == other.acronyms
  }
}
