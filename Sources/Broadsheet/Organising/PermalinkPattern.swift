import BroadsheetCore

/// A pattern of addresses such as `/{section}/{year}/{slug}/`.
struct PermalinkPattern: Sendable, Hashable {
  static let placeholders = ["section", "slug", "year", "month", "day", "series", "author"]

  /// What fills the placeholders of one article; an absent date makes its parts vanish.
  struct Values {
    var section: String
    var slug: String
    var date: CivilDate?
    var series: String?
    var author: String?
  }

  private enum Part: Hashable {
    case text(String)
    case placeholder(String)
  }

  private let parts: [Part]
  /// What is wrong with the pattern, to follow the name of its setting.
  let problem: String?

  init(_ pattern: String) {
    var parts: [Part] = []
    var problem: String?
    var rest = pattern[...]
    while let open = rest.firstIndex(of: "{") {
      if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
      guard let close = rest[open...].firstIndex(of: "}") else {
        problem = "has a `{` without `}`"
        break
      }
      let name = String(rest[rest.index(after: open)..<close])
      if !Self.placeholders.contains(name) { problem = "has an unknown placeholder `{\(name)}`" }
      parts.append(.placeholder(name))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
    if !pattern.hasPrefix("/") { problem = problem ?? "must begin with `/`" }
    if !parts.contains(.placeholder("slug")) { problem = problem ?? "must contain `{slug}`" }
    self.parts = parts
    self.problem = problem
  }

  /// The address of an article; segments that come out empty are dropped.
  func address(_ values: Values) -> String {
    var out = ""
    for part in parts {
      switch part {
      case .text(let text): out += text
      case .placeholder("section"): out += values.section
      case .placeholder("slug"): out += values.slug
      case .placeholder("year"): out += values.date.map { String(padded: $0.year, width: 4) } ?? ""
      case .placeholder("month"): out += values.date.map { String(padded: $0.month, width: 2) } ?? ""
      case .placeholder("day"): out += values.date.map { String(padded: $0.day, width: 2) } ?? ""
      case .placeholder("series"): out += values.series ?? ""
      case .placeholder("author"): out += values.author ?? ""
      case .placeholder: break
      }
    }
    guard zip(out.utf8, out.utf8.dropFirst()).contains(where: { $0 == UInt8(ascii: "/") && $1 == $0 }) else {
      return out
    }
    let path = "/" + out.split(separator: "/").joined(separator: "/")
    return out.hasSuffix("/") && path != "/" ? path + "/" : path
  }
}
