import BroadsheetCore

/// What organising asks of an article's names and phrases: fingerprints in place of texts, so that the one task that
/// joins them over all articles looks at no text but that of new ones. The tasks that draft stories make it.
struct StoryTerms: Sendable {
  /// One name of the text.
  struct Name: Sendable {
    /// Of its kind and its text.
    var print: ContentHash
    var kind: EntityKind
    var isCertain: Bool
    var isLikely: Bool
    var isRelevant: Bool
    var isKnown: Bool
    var hasAcronyms: Bool
    var hasRoles: Bool
    /// Which of the key phrases a relevant name is too; -1 where it is none.
    var phrase: Int8
  }

  /// The names of the text, in its order.
  var names: [Name] = []
  /// Fingerprints of the key phrases.
  var phrases: [ContentHash] = []

  init() {}

  /// - Parameter details: what the site's data say of entities, by name.
  init(_ text: ArticleText, details: [String: EntityDetails]) {
    phrases = text.keyPhrases.map { ContentHash($0) }
    names.reserveCapacity(text.names.count)
    for name in text.names {
      let kind = details.kind(of: name)
      let phrase = name.isRelevant ? Self.phrase(name.name, among: text.keyPhrases) : nil
      names.append(
        Name(
          print: ContentHash(name.name, seed: UInt64(kind.place)), kind: kind, isCertain: name.isCertain,
          isLikely: name.isLikely, isRelevant: name.isRelevant, isKnown: name.isKnown,
          hasAcronyms: name.hasAcronyms, hasRoles: name.hasRoles, phrase: Int8(phrase ?? -1)))
    }
  }

  /// Which of the phrases a name is.
  private static func phrase(_ name: String, among phrases: [String]) -> Int? {
    let bytes = name.utf8.span
    // Most names are none, which their length and their first letter tell.
    if bytes.isASCII, !bytes.isEmpty,
      !phrases.contains(where: { $0.utf8.count == bytes.count && $0.utf8.first == bytes[0] | 0x20 })
    {
      return nil
    }
    return phrases.firstIndex(of: name.lowercased())
  }
}

extension [String: EntityDetails] {
  /// What the data say of a name that an article has from them.
  func details(of name: ArticleText.Name) -> EntityDetails? { name.isKnown ? self[name.name] : nil }

  fileprivate func kind(of name: ArticleText.Name) -> EntityKind {
    details(of: name)?.kind ?? EntityKind(name.type)
  }
}

extension EntityKind {
  /// The place among all kinds.
  fileprivate var place: Int {
    switch self {
    case .person: 0
    case .organisation: 1
    case .place: 2
    case .product: 3
    case .work: 4
    case .event: 5
    case .other: 6
    }
  }
}
