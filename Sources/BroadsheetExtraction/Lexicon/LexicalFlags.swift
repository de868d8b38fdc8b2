/// What the lexicon knows about a word or a phrase. The order of the bits is that of the program that builds
/// the lexicon.
struct LexicalFlags: OptionSet, Sendable, Hashable {
  let rawValue: UInt32

  static let function = Self(rawValue: 1 << 0)
  static let firstName = Self(rawValue: 1 << 1)
  static let surname = Self(rawValue: 1 << 2)
  static let place = Self(rawValue: 1 << 3)
  static let country = Self(rawValue: 1 << 4)
  /// Begins at least one phrase of the lexicon.
  static let phrase = Self(rawValue: 1 << 5)
  static let month = Self(rawValue: 1 << 6)
  static let weekday = Self(rawValue: 1 << 7)
  static let organisationSuffix = Self(rawValue: 1 << 8)
  static let organisationHead = Self(rawValue: 1 << 9)
  static let personTitle = Self(rawValue: 1 << 10)
  static let placeHead = Self(rawValue: 1 << 11)
  static let demonym = Self(rawValue: 1 << 12)
  static let role = Self(rawValue: 1 << 13)
  static let abbreviation = Self(rawValue: 1 << 14)
  /// An abbreviation that never ends a sentence: “Mr.”.
  static let titleAbbreviation = Self(rawValue: 1 << 15)
  static let speechVerb = Self(rawValue: 1 << 16)
  static let connector = Self(rawValue: 1 << 17)
  static let pronoun = Self(rawValue: 1 << 18)
  static let number = Self(rawValue: 1 << 19)
  static let timeUnit = Self(rawValue: 1 << 20)
  static let common = Self(rawValue: 1 << 21)
  static let preposition = Self(rawValue: 1 << 22)
  static let finiteVerb = Self(rawValue: 1 << 23)
  static let organisation = Self(rawValue: 1 << 24)
  static let product = Self(rawValue: 1 << 25)
  static let event = Self(rawValue: 1 << 26)
  static let eventHead = Self(rawValue: 1 << 27)
  static let bigPlace = Self(rawValue: 1 << 28)
  static let subordinator = Self(rawValue: 1 << 29)
  static let determiner = Self(rawValue: 1 << 30)
  static let stateAbbreviation = Self(rawValue: 1 << 31)
}
