/// What a piece of code is. The classes in the HTML are those of Pygments, which style sheets know.
enum CodeToken: UInt8, Sendable {
  case plain, keyword, constant, type, function, builtin, attribute, tag, variable, selector, decorator
  case comment, preprocessor, string, number, entity, inserted, deleted, heading, subheading

  /// The class in the HTML.
  var name: StaticString {
    switch self {
    case .plain: ""
    case .keyword: "k"
    case .constant: "kc"
    case .type: "kt"
    case .function: "nf"
    case .builtin: "nb"
    case .attribute: "na"
    case .tag: "nt"
    case .variable: "nv"
    case .selector: "nc"
    case .decorator: "nd"
    case .comment: "c"
    case .preprocessor: "cp"
    case .string: "s"
    case .number: "m"
    case .entity: "ni"
    case .inserted: "gi"
    case .deleted: "gd"
    case .heading: "gh"
    case .subheading: "gu"
    }
  }
}
