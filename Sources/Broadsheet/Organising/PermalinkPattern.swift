import BroadsheetCore

/// A pattern of addresses such as `/{section}/{year}/{slug}/`.
struct PermalinkPattern: Sendable, Hashable {
  static let placeholders = Placeholder.allCases.map(\.rawValue)

  private enum Placeholder: String, CaseIterable {
    case section, slug, year, month, day, series, author
  }

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
    case placeholder(Placeholder)
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
      if let placeholder = Placeholder(rawValue: name) {
        parts.append(.placeholder(placeholder))
      } else {
        problem = "has an unknown placeholder `{\(name)}`"
      }
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
    if !pattern.hasPrefix("/") { problem = problem ?? "must begin with `/`" }
    if !parts.contains(.placeholder(.slug)) { problem = problem ?? "must contain `{slug}`" }
    self.parts = parts
    self.problem = problem
  }

  /// The address of an article; segments that come out empty are dropped.
  func address(_ values: Values) -> String {
    var out = OutputBuffer(capacity: 256)
    for part in parts {
      switch part {
      case .text(let text): out.append(string: text)
      case .placeholder(.section): out.append(string: values.section)
      case .placeholder(.slug): out.append(string: values.slug)
      case .placeholder(.year): if let date = values.date { out.append(padded: date.year, 4) }
      case .placeholder(.month): if let date = values.date { out.append(padded: date.month, 2) }
      case .placeholder(.day): if let date = values.date { out.append(padded: date.day, 2) }
      case .placeholder(.series): if let series = values.series { out.append(string: series) }
      case .placeholder(.author): if let author = values.author { out.append(string: author) }
      }
    }
    let address = out.string()
    let slash = UInt8(ascii: "/")
    let isWhole = (1..<max(1, out.count)).allSatisfy { out.span[$0] != slash || out.span[$0 - 1] != slash }
    if isWhole { return address }
    let path = "/" + address.split(separator: "/").joined(separator: "/")
    return address.hasSuffix("/") && path != "/" ? path + "/" : path
  }
}
