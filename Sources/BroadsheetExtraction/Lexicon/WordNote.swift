/// What rules ask of a word wherever it stands, as bits: worked out once for each word.
struct WordKinds: OptionSet, Sendable {
  let rawValue: UInt16

  /// With a capital it can be a part of a key phrase.
  static let capitalPart = Self(rawValue: 1)
  /// In small letters it can.
  static let smallPart = Self(rawValue: 2)
  /// The token can: not of the word, but of it as it stands there.
  static let part = Self(rawValue: 4)
  /// A verb stands behind it.
  static let verbLead = Self(rawValue: 8)
  /// Ends in “-ed”.
  static let ed = Self(rawValue: 16)
  /// Ends in “-ing”.
  static let ing = Self(rawValue: 32)
  /// Begins a phrase that a line of a byline, a pointer or a credit can begin with.
  static let leadIn = Self(rawValue: 64)
  /// Means something in expressions of time.
  static let time = Self(rawValue: 128)
  /// Makes the words after it future, or past.
  static let tense = Self(rawValue: 256)

  /// Notes whether the token can be a part of a key phrase.
  @inline(__always)
  mutating func notePart(isCapital: Bool) {
    if contains(isCapital ? .capitalPart : .smallPart) { insert(.part) }
  }
}

/// What is the same of a word in all documents.
struct WordNote {
  /// The hash in lower case.
  var hash: UInt64 = 0
  /// The hash without the plural.
  var stem: UInt64 = 0
  /// What the lexicon knows about it.
  var flags: LexicalFlags = []
  /// The languages that have it among their frequent words, as bits.
  var languages: UInt32 = 0
  var kinds: WordKinds = []
}
