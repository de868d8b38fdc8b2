/// The words of a language that the structural rules ask for: data, so that another language is another
/// value of this type.
struct LanguageRules: Sendable {
  /// “By”
  let byline: PhraseSet
  /// “and”
  let conjunctions: PhraseSet
  /// What follows a name in a byline without being one.
  let credits: PhraseSet
  /// “Reporting by”
  let reportingBy: PhraseSet
  /// Lead-ins of pointers that need a colon.
  let pointers: PhraseSet
  /// Lead-ins of pointers that need capitals or a link too, for they are ordinary words.
  let barePointers: PhraseSet
  /// What a takeaways heading says.
  let takeaways: PhraseSet
  /// What a heading over some other closing list says.
  let otherLists: PhraseSet
  /// What follows a comma at the start of an apposition.
  let appositionOpeners: PhraseSet
  /// Words that a title or summary cannot end with.
  let dangling: PhraseSet
  /// Words before which a long sentence can be cut.
  let cuts: PhraseSet
  /// The first words of paragraphs that say nothing of the matter: “Story highlights”, “Published”.
  let furniture: PhraseSet
  /// “Published”, at the start of a line that says when.
  let publication: PhraseSet
  /// “Updated”
  let update: PhraseSet
  /// Different names of the same thing: the hash of one to the hash of the other.
  let sameNames: HashTable<UInt64>
  /// “he”, “she”
  let people: PhraseSet
  /// Words after which a verb stands.
  let verbLeads: PhraseSet
  /// “according to”
  let accordingTo: PhraseSet
  /// Frequent words by language.
  let frequentWords: FrequentWords

  /// Reads groups of names for the same thing: the names of a group are separated by equals signs, groups by bars.
  static func sameNames(_ text: StaticString) -> HashTable<UInt64> {
    var result: [UInt64: UInt64] = [:]
    for group in text.description.split(separator: "|") {
      let names = group.split(separator: "=").map { ByteHash.phrase(of: String($0)) }
      for name in names.dropFirst() { result[name] = names[0] }
    }
    return HashTable(result)
  }
}
