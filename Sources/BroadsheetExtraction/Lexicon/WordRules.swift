/// What a language's rules say of single words.
struct WordRules: Sendable {
  let model: LanguageModel
  private let kinds: HashTable<WordKinds>
  private let frequentWords: FrequentWords

  /// The words of English.
  static let english = Self(.english, .english, .english)

  /// What a part of a phrase never is.
  private static let noPart: LexicalFlags = [.function, .weekday, .pronoun, .titleAbbreviation, .number]
  /// What is none in small letters.
  private static let noCommonNoun: LexicalFlags = [.finiteVerb, .speechVerb, .timeUnit]

  private init(_ model: LanguageModel, _ rules: LanguageRules, _ dates: DateVocabulary) {
    self.model = model
    frequentWords = rules.frequentWords
    var entries: [UInt64: WordKinds] = [:]
    func add(_ words: [UInt64], _ kind: WordKinds) {
      for word in words { entries[word, default: []].insert(kind) }
    }
    add(rules.verbLeads.openers, .verbLead)
    for phrases in [
      rules.byline, rules.reportingBy, rules.pointers, rules.barePointers, rules.furniture, rules.publication,
      rules.update,
    ] {
      add(phrases.openers, .leadIn)
    }
    add(dates.all, .time)
    add(dates.futureCues.openers + dates.pastCues.openers, .tense)
    kinds = HashTable(entries)
  }

  /// What there is to know of a word, which stands in `text` as `token`.
  func note(_ token: Token, _ text: Span<UInt8>) -> WordNote {
    let flags = model.flags(token.hash)
    var kinds = kinds[token.hash] ?? []
    if text.ends(token, "ed") { kinds.insert(.ed) }
    if text.ends(token, "ing") { kinds.insert(.ing) }
    if flags.isDisjoint(with: Self.noPart), token.end - token.start > 1 {
      if !flags.contains(.month) { kinds.insert(.capitalPart) }
      if flags.isDisjoint(with: Self.noCommonNoun), !text.ends(token, "ly") { kinds.insert(.smallPart) }
    }
    return WordNote(
      hash: token.hash, stem: KeyPhraseRanker.stem(token, text), flags: flags,
      languages: frequentWords.languages(token.hash), kinds: kinds)
  }
}
