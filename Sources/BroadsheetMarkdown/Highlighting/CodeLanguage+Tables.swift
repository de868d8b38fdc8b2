extension CodeLanguage {
  private static let quoted = StringRule(open: "\"", close: "\"")
  private static let character = StringRule(open: "'", close: "'", isCharacter: true)
  private static let singleQuoted = StringRule(open: "'", close: "'")
  private static let comment = BlockComment(open: "/*", close: "*/")
  private static let nestedComment = BlockComment(open: "/*", close: "*/", nests: true)

  /// The languages that are coloured.
  static let tables: [CodeLanguage] = [
    swift, c, rust, go, python, javaScript, markup, style, json, yaml, toml, sql, shell, diff,
  ]

  private static let swift = CodeLanguage(
    names: "swift", lineComments: ["//"], blockComment: nestedComment,
    strings: [
      StringRule(open: "\"\"\"", close: "\"\"\"", spansLines: true, interpolation: "\\("),
      StringRule(open: "\"", close: "\"", interpolation: "\\("),
    ],
    hasHashedStrings: true, at: .decorator, hash: .preprocessor, hasCapitalTypes: true,
    keywords: """
      actor any as associatedtype async await borrowing break case catch class consume consuming continue \
      convenience copy default defer deinit didSet discard do dynamic each else enum extension fallthrough \
      fileprivate final for func get guard if import in indirect infix init inout internal is isolated lazy let \
      macro mutating nonisolated nonmutating open operator optional override package postfix precedencegroup \
      prefix private protocol public repeat required rethrows return sending set some static struct subscript \
      super switch throw throws try typealias unowned unsafe var weak where while willSet
      """, constants: "true false nil self Self")

  private static let c = CodeLanguage(
    names: "c cpp c++ cc cxx h hpp objc objective-c", lineComments: ["//"], blockComment: comment,
    strings: [quoted, character], stringPrefixes: "uUL8", hash: .preprocessor,
    keywords: """
      alignas alignof and asm auto break case catch class co_await co_return co_yield concept const consteval \
      constexpr constinit const_cast continue decltype default delete do dynamic_cast else enum explicit export \
      extern final for friend goto if inline mutable namespace new noexcept not operator or override private \
      protected public register reinterpret_cast requires restrict return sizeof static static_assert \
      static_cast struct switch template this thread_local throw try typedef typeid typename union using \
      virtual volatile while
      """, constants: "true false NULL nullptr",
    types: """
      bool char char8_t char16_t char32_t double float int int8_t int16_t int32_t int64_t intptr_t long ptrdiff_t \
      short signed size_t ssize_t string uint8_t uint16_t uint32_t uint64_t uintptr_t unsigned vector void wchar_t
      """)

  private static let rust = CodeLanguage(
    names: "rust rs", lineComments: ["//"], blockComment: nestedComment,
    strings: [StringRule(open: "\"", close: "\"", spansLines: true), character], stringPrefixes: "rbc",
    hasHashedStrings: true, hash: .preprocessor, hasCapitalTypes: true,
    keywords: """
      as async await break const continue crate dyn else enum extern fn for if impl in let loop macro_rules match \
      mod move mut pub ref return static struct super trait type union unsafe use where while yield
      """, constants: "true false self Self None Some Ok Err",
    types: "bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize")

  private static let go = CodeLanguage(
    names: "go golang", lineComments: ["//"], blockComment: comment,
    strings: [quoted, StringRule(open: "`", close: "`", escape: 0, spansLines: true), character],
    keywords: """
      break case chan const continue default defer else fallthrough for func go goto if import interface map \
      package range return select struct switch type var
      """, constants: "true false nil iota",
    types: """
      any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string \
      uint uint8 uint16 uint32 uint64 uintptr
      """, builtins: "append cap clear close copy delete len make max min new panic print println recover")

  private static let python = CodeLanguage(
    names: "python py python3 py3 pyi", lineComments: ["#"],
    strings: [
      StringRule(open: "\"\"\"", close: "\"\"\"", spansLines: true),
      StringRule(open: "'''", close: "'''", spansLines: true), quoted, singleQuoted,
    ],
    stringPrefixes: "rRbBfFuUtT", at: .decorator, hasCapitalTypes: true,
    keywords: """
      and as assert async await break case class continue def del elif else except finally for from global if \
      import in is lambda match nonlocal not or pass raise return try type while with yield
      """, constants: "True False None self cls",
    builtins: """
      abs all any bool bytes callable dict dir enumerate eval filter float format frozenset getattr hasattr hash \
      int isinstance issubclass iter len list map max min next object open ord print property range repr \
      reversed round set setattr sorted staticmethod str sum super tuple type zip
      """)

  private static let javaScript = CodeLanguage(
    names: "javascript js mjs cjs jsx typescript ts mts cts tsx", lineComments: ["//"], blockComment: comment,
    strings: [
      quoted, singleQuoted, StringRule(open: "`", close: "`", spansLines: true, interpolation: "${"),
    ],
    nameBytes: "$", at: .decorator, hasCapitalTypes: true, hasRegularExpressions: true,
    keywords: """
      abstract as asserts async await break case catch class const continue debugger declare default delete do \
      else enum export extends finally for from function get if implements import in infer instanceof interface \
      is keyof let namespace new of private protected public readonly return satisfies set static super switch \
      throw try type typeof var void while with yield
      """, constants: "true false null undefined NaN Infinity this",
    types: "any bigint boolean never number object string symbol unknown")

  private static let markup = CodeLanguage(
    names: "html htm xhtml xml svg rss atom xslt", form: .markup)

  private static let style = CodeLanguage(
    names: "css scss", form: .style, lineComments: [], blockComment: comment,
    strings: [quoted, singleQuoted],
    nameBytes: "-")

  private static let json = CodeLanguage(
    names: "json jsonc json5 jsonl geojson", lineComments: ["//"], blockComment: comment, strings: [quoted],
    hasCalls: false, keyMark: UInt8(ascii: ":"), constants: "true false null")

  private static let yaml = CodeLanguage(
    names: "yaml yml", form: .yaml, lineComments: ["#"], commentsWantSpace: true,
    strings: [quoted, StringRule(open: "'", close: "'", escape: 0)], nameBytes: "-", hasCalls: false,
    constants: "true false null yes no on off True False Null")

  private static let toml = CodeLanguage(
    names: "toml ini", lineComments: ["#"],
    strings: [
      StringRule(open: "\"\"\"", close: "\"\"\"", spansLines: true),
      StringRule(open: "'''", close: "'''", escape: 0, spansLines: true), quoted,
      StringRule(open: "'", close: "'", escape: 0),
    ],
    nameBytes: "-", hasCalls: false, keyMark: UInt8(ascii: "="), constants: "true false inf nan")

  private static let sql = CodeLanguage(
    names: "sql postgresql postgres mysql sqlite", lineComments: ["--"], blockComment: comment,
    strings: [
      StringRule(open: "'", close: "'", escape: 0, spansLines: true),
      StringRule(open: "\"", close: "\"", escape: 0),
    ],
    ignoresCase: true,
    keywords: """
      add all alter analyze and as asc begin between by cascade case check column commit conflict constraint create \
      cross current database default delete desc distinct do drop else end except exists explain foreign from full \
      function grant group having if in index inner insert intersect into is join key lateral left like limit \
      natural not nothing offset on or order outer over partition primary procedure recursive references returning \
      right rollback row rows select set table then to transaction trigger truncate union unique update using \
      values view when where window with
      """, constants: "true false null",
    types: """
      bigint bit blob boolean bytea char character date decimal double float int integer interval json jsonb \
      numeric precision real serial smallint text time timestamp timestamptz uuid varchar
      """)

  private static let shell = CodeLanguage(
    names: "shell sh bash zsh ksh", lineComments: ["#"], commentsWantSpace: true,
    strings: [
      StringRule(open: "\"", close: "\"", spansLines: true),
      StringRule(open: "'", close: "'", escape: 0, spansLines: true),
    ],
    nameBytes: "-", dollar: .variable, hasCalls: false,
    keywords: "case do done elif else esac fi for function if in select then time until while",
    constants: "true false",
    builtins: """
      alias awk cat cd chmod chown command cp curl cut declare echo env eval exec exit export find git grep head \
      kill local ls make mkdir mv printf pwd read readonly return rm sed set shift sort source sudo tail tar test \
      touch tr trap type umask unalias uniq unset wc xargs
      """)

  private static let diff = CodeLanguage(names: "diff patch udiff", form: .diff)
}
