import BroadsheetCore

/// What a lexer needs to know of a language: a table, not code.
struct CodeLanguage: Sendable {
  /// Which of the lexer's forms reads it.
  enum Form: Sendable { case program, markup, style, yaml, diff }

  /// One kind of string.
  struct StringRule: Sendable {
    var open: StaticString
    var close: StaticString
    /// What makes the byte behind it a part of the string; 0 where nothing does.
    var escape: UInt8 = UInt8(ascii: "\\")
    /// Whether the string goes on behind the end of its line.
    var spansLines = false
    /// What opens a part of the string that may hold quotation marks, up to the bracket that closes it.
    var interpolation: StaticString = ""
    /// Whether this is one character, and otherwise no string at all.
    var isCharacter = false
  }

  /// A comment between two marks.
  struct BlockComment: Sendable {
    var open: StaticString
    var close: StaticString
    var nests = false
  }

  /// The names in fences, separated by spaces; the first is the usual one.
  var names: StaticString
  var form = Form.program
  var lineComments: [StaticString] = []
  /// Whether a line comment begins only behind white space.
  var commentsWantSpace = false
  var blockComment: BlockComment?
  var strings: [StringRule] = []
  /// Letters that may stand in front of a string, as in `r"…"`.
  var stringPrefixes: StaticString = ""
  /// Whether strings may stand between `#` signs, as in `#"…"#`, or `r#"…"#`.
  var hasHashedStrings = false
  /// Bytes beyond letters, digits and `_` that names hold.
  var nameBytes: StaticString = ""
  /// Whether letter case does not matter in `words`.
  var ignoresCase = false
  /// What `@name`, `#name` and `$name` are.
  var at = CodeToken.plain
  var hash = CodeToken.plain
  var dollar = CodeToken.plain
  /// Whether names in capitals are types.
  var hasCapitalTypes = false
  /// Whether names in front of `(` are functions.
  var hasCalls = true
  /// What stands behind a key, if there are keys.
  var keyMark: UInt8 = 0
  /// Whether `/…/` may be a string.
  var hasRegularExpressions = false
  /// Words by what they are.
  var keywords: StaticString = ""
  var constants: StaticString = ""
  var types: StaticString = ""
  var builtins: StaticString = ""

  /// `words` by hash.
  private(set) var words: [UInt64: CodeToken] = [:]
  /// The bytes in `nameBytes`.
  private(set) var extraNameBytes: [UInt8] = []
  private(set) var firstStringBytes: [UInt8] = []

  /// The language of a name in any letter case; nil where there is no table for it.
  static func named(_ name: Span<UInt8>) -> CodeLanguage? {
    guard name.count > 0, name.count <= 16 else { return nil }
    var hash = WordHash()
    for index in 0..<name.count { hash.add(name[index].asciiLowercased) }
    return byName[hash.value].map { all[$0] }
  }

  private static let all: [CodeLanguage] = tables.map { table in
    var language = table
    for (list, token) in [
      (table.builtins, CodeToken.builtin), (table.types, .type), (table.constants, .constant),
      (table.keywords, .keyword),
    ] {
      forEachWord(in: list) { language.words[$0] = token }
    }
    language.extraNameBytes = Array(table.nameBytes.description.utf8)
    language.firstStringBytes = table.strings.map { $0.open.byte(at: 0) }
    return language
  }

  private static let byName: [UInt64: Int] = {
    var found: [UInt64: Int] = [:]
    for (index, table) in tables.enumerated() { forEachWord(in: table.names) { found[$0] = index } }
    return found
  }()

  private static func forEachWord(in list: StaticString, _ body: (UInt64) -> Void) {
    var hash = WordHash()
    for index in 0...list.utf8CodeUnitCount {
      let byte = index < list.utf8CodeUnitCount ? list.byte(at: index) : 0x20
      if byte != 0x20 {
        hash.add(byte)
      } else {
        if !hash.isEmpty { body(hash.value) }
        hash = WordHash()
      }
    }
  }

  /// Whether a byte may stand in a name.
  func isNameByte(_ byte: UInt8) -> Bool {
    byte.isASCIIAlphanumeric || byte == UInt8(ascii: "_") || byte >= 0x80 || extraNameBytes.contains(byte)
  }
}

/// A hash of a word (FNV-1a, 64 bits): words are told apart by it alone, since a wrong colour is no harm.
struct WordHash {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325
  private(set) var isEmpty = true

  mutating func add(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    isEmpty = false
  }
}
