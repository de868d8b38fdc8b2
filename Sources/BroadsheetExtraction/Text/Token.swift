/// A word, a number or a punctuation mark: 32 bytes without references.
struct Token {
  /// What it looks like.
  struct Shape: OptionSet {
    let rawValue: UInt16

    static let word = Self(rawValue: 1)
    /// Begins with a digit.
    static let number = Self(rawValue: 2)
    static let punctuation = Self(rawValue: 4)
    /// Begins with a capital.
    static let capital = Self(rawValue: 8)
    /// Two letters or more, and all are capitals.
    static let allCapitals = Self(rawValue: 16)
    /// A capital after a small letter.
    static let mixedCase = Self(rawValue: 32)
    static let hyphen = Self(rawValue: 64)
    /// White space stands before it.
    static let spaced = Self(rawValue: 128)
    static let sentenceStart = Self(rawValue: 256)
    /// “'s” or “'”, cut from the word before.
    static let possessive = Self(rawValue: 512)
    /// Holds or ends in a full stop: “U.S.”, “Inc.”.
    static let dotted = Self(rawValue: 1024)
    static let digits = Self(rawValue: 4096)
    /// A quotation mark that opens, by its form or the spaces around it.
    static let opens = Self(rawValue: 8192)
    /// A quotation mark that closes.
    static let closes = Self(rawValue: 16384)
  }

  /// The hash of the word in lower case; for punctuation a ``Mark``.
  var hash: UInt64
  /// Its first byte.
  var start: Int32
  /// The byte after its last.
  var end: Int32
  /// The index of the distinct word, or -1 for punctuation.
  var word: Int32
  /// What it looks like.
  var shape: Shape
  /// What the rules ask of the word, once all words were looked up; nothing for punctuation.
  var kinds: WordKinds = []
  /// What the lexicon knows about the word, once all words were looked up; nothing for punctuation.
  var flags: LexicalFlags = []

  /// Its bytes.
  @inline(__always) var range: Range<Int> { Int(start)..<Int(end) }
  /// Whether it is this punctuation mark.
  @inline(__always) func isMark(_ mark: UInt64) -> Bool { word < 0 && hash == mark }
  @inline(__always) var isWord: Bool { shape.contains(.word) }
  @inline(__always) var isCapital: Bool { shape.contains(.capital) }
}

/// The punctuation that rules ask for; ASCII marks are their own code.
enum Mark {
  static let fullStop = UInt64(UInt8(ascii: "."))
  static let comma = UInt64(UInt8(ascii: ","))
  static let colon = UInt64(UInt8(ascii: ":"))
  static let semicolon = UInt64(UInt8(ascii: ";"))
  static let question = UInt64(UInt8(ascii: "?"))
  static let exclamation = UInt64(UInt8(ascii: "!"))
  static let openParenthesis = UInt64(UInt8(ascii: "("))
  static let closeParenthesis = UInt64(UInt8(ascii: ")"))
  static let hyphen = UInt64(UInt8(ascii: "-"))
  static let underscore = UInt64(UInt8(ascii: "_"))
  static let ampersand = UInt64(UInt8(ascii: "&"))
  static let slash = UInt64(UInt8(ascii: "/"))
  static let dollar = UInt64(UInt8(ascii: "$"))
  /// Any double quotation mark; the shape says whether it opens or closes.
  static let quotation: UInt64 = 0x100
  /// Any single quotation mark.
  static let apostrophe: UInt64 = 0x101
  /// An en or em dash, or two hyphens.
  static let dash: UInt64 = 0x102
  /// Three dots.
  static let ellipsis: UInt64 = 0x103
  /// Any other symbol.
  static let symbol: UInt64 = 0x104
}

/// A sentence: a range of tokens of one block.
struct Sentence {
  /// Its first token.
  var first: Int32
  /// The token after its last.
  var end: Int32
  /// Its block.
  var block: Int32

  @inline(__always) var tokens: Range<Int> { Int(first)..<Int(end) }
}
