/// A piece of a template: literal text, a delimiter, or a word of an expression.
struct Token {
  enum Kind: String {
    case data = "text"
    case variableBegin = "{{"
    case variableEnd = "}}"
    case blockBegin = "{%"
    case blockEnd = "%}"
    case name, string, number
    case add = "+"
    case subtract = "-"
    case divide = "/"
    case floorDivide = "//"
    case multiply = "*"
    case modulo = "%"
    case power = "**"
    case tilde = "~"
    case leftBracket = "["
    case rightBracket = "]"
    case leftParenthesis = "("
    case rightParenthesis = ")"
    case leftBrace = "{"
    case rightBrace = "}"
    case equal = "=="
    case notEqual = "!="
    case greater = ">"
    case greaterOrEqual = ">="
    case less = "<"
    case lessOrEqual = "<="
    case assign = "="
    case dot = "."
    case colon = ":"
    case pipe = "|"
    case comma = ","
    case semicolon = ";"
    case end = "end of template"
  }

  var kind: Kind
  /// Offset in the normalised source.
  var offset: Int
  /// Bytes in the source; for text, what is left after trimming.
  var length: Int
  /// The name, or the string with its escapes resolved.
  var text: String = ""
  /// A number's value.
  var value: Value = .none

  func isName(_ name: String) -> Bool { kind == .name && text == name }

  /// How messages show it.
  var description: String {
    switch kind {
    case .name: "`\(text)`"
    case .string: "a string"
    case .number: "a number"
    case .data: "text"
    case .end: "the end of the template"
    default: "`\(kind.rawValue)`"
    }
  }
}
