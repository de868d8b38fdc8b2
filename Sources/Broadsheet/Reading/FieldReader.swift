import BroadsheetCore

/// Takes known fields out of a mapping, checks their types, and says which keys nobody asked for.
///
/// One reader serves front matter, `Site.yaml` and the data files, so that all of them word the same mistakes
/// in the same way.
struct FieldReader {
  let path: String
  private(set) var diagnostics: [Diagnostic] = []
  private let entries: [DataNode.Entry]
  private let positions: KeyPositions
  /// For each entry whether somebody asked for it.
  private var isTaken: [Bool]
  /// All names that were asked for.
  private var known: [[String]] = []
  private let code: DiagnosticCode
  private let prefix: String

  /// - Parameters:
  ///   - code: what a value of the wrong kind is called.
  ///   - prefix: what stands before the keys in messages, such as `markdown.`
  init(_ node: DataNode, path: String, code: DiagnosticCode = .wrongFieldType, prefix: String = "") {
    self.path = path
    self.code = code
    self.prefix = prefix
    switch node.value {
    case .mapping(let entries): self.entries = entries
    case .null: entries = []
    default:
      entries = []
      diagnostics.append(
        Diagnostic(
          code, "fields (`key: value`) are expected here, not \(node.kindName)",
          at: SourceLocation(file: path, line: node.line, column: node.column)))
    }
    positions = KeyPositions(entries)
    isTaken = Array(repeating: false, count: entries.count)
    if entries.count > 0 { known.reserveCapacity(32) }
  }

  /// The value under the first of `names` that is set; all of them count as known.
  mutating func node(_ names: [String]) -> DataNode? {
    var found = -1
    known.append(names)
    for name in names {
      guard let index = positions.index(ofName: name, in: entries) else { continue }
      isTaken[index] = true
      if found >= 0 { continue }
      if case .null = entries[index].node.value { continue }
      found = index
    }
    return found >= 0 ? entries[found].node : nil
  }

  mutating func node(_ name: String) -> DataNode? { node([name]) }

  mutating func text(_ names: String...) -> String? {
    guard let node = node(names) else { return nil }
    guard let text = node.text else {
      complain(names[0], "must be text, not \(node.kindName)", node)
      return nil
    }
    return text
  }

  mutating func flag(_ names: String...) -> Bool? {
    guard let node = node(names) else { return nil }
    switch node.value {
    case .bool(let flag): return flag
    case .string("yes"), .string("Yes"), .string("on"): return true
    case .string("no"), .string("No"), .string("off"): return false
    default:
      complain(names[0], "must be `true` or `false`, not \(node.kindName)", node)
      return nil
    }
  }

  mutating func number(_ names: String..., in range: ClosedRange<Int>) -> Int? {
    guard let node = node(names) else { return nil }
    guard case .int(let number) = node.value, range.contains(number) else {
      complain(names[0], "must be a whole number from \(range.lowerBound) to \(range.upperBound)", node)
      return nil
    }
    return number
  }

  /// A list of texts; one text alone counts as a list of one.
  mutating func texts(_ names: String...) -> [String]? {
    guard let node = node(names) else { return nil }
    guard case .array(let items) = node.value else {
      guard let text = node.text else {
        complain(names[0], "must be a list of texts, not \(node.kindName)", node)
        return nil
      }
      return [text]
    }
    var texts: [String] = []
    texts.reserveCapacity(items.count)
    for item in items {
      if let text = item.text {
        texts.append(text)
      } else {
        complain(names[0], "must hold texts only, not \(item.kindName)", item.line > 0 ? item : node)
      }
    }
    return texts
  }

  mutating func moment(_ names: String..., zone: ZoneRules) -> Moment? {
    guard let node = node(names) else { return nil }
    guard let text = node.text, let moment = Moment(parsing: text, zone: zone) else {
      diagnostics.append(
        Diagnostic(
          .invalidDate, "`\(prefix)\(names[0])` is not a date: `\(node.text ?? node.kindName)`",
          at: location(of: node), help: "write it as 2026-03-01 or 2026-03-01T09:30:00+01:00"))
      return nil
    }
    return moment
  }

  mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ names: String..., as type: Choice.Type
  ) -> Choice? where Choice.RawValue == String {
    guard let node = node(names) else { return nil }
    if let text = node.text, let choice = Choice(rawValue: text.lowercased()) { return choice }
    let choices = Choice.allCases.map(\.rawValue)
    diagnostics.append(
      Diagnostic(
        code == .wrongFieldType ? .invalidFieldValue : code,
        "`\(prefix)\(names[0])` cannot be `\(node.text ?? node.kindName)`", at: location(of: node),
        help: Suggestion.help(for: node.text ?? "", in: choices)
          ?? "choose one of \(choices.joined(separator: ", "))"))
    return nil
  }

  /// Says what is wrong with a field.
  mutating func complain(_ name: String, _ what: String, _ node: DataNode, help: String? = nil) {
    diagnostics.append(
      Diagnostic(code, "`\(prefix)\(name)` \(what)", at: location(of: node), help: help))
  }

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }
  mutating func report(_ others: [Diagnostic]) { diagnostics.append(contentsOf: others) }

  func location(of node: DataNode) -> SourceLocation {
    SourceLocation(
      file: path, line: node.line, column: node.column,
      length: (node.written ?? node.text ?? "x").unicodeScalars.count)
  }

  /// The key that is there without a value, if it is so.
  mutating func blank(_ name: String) -> DataNode? {
    guard node(name) == nil, let index = positions.index(of: name, in: entries) else { return nil }
    let entry = entries[index]
    var node = entry.node
    if node.line == 0 { node = DataNode(node.value, line: entry.line, column: entry.column) }
    return node
  }

  /// Warns of a value that is allowed.
  mutating func warn(_ code: DiagnosticCode, _ message: String, _ node: DataNode, help: String? = nil) {
    diagnostics.append(Diagnostic(code, .warning, message, at: location(of: node), help: help))
  }

  /// What nobody asked for, in order.
  var rest: [DataNode.Entry] {
    isTaken.contains(false) ? entries.indices.filter { !isTaken[$0] }.map { entries[$0] } : []
  }

  /// A diagnostic for each unknown key; with `onlyNear`, for those that look like a known one.
  func unknownKeys(_ code: DiagnosticCode, _ severity: Diagnostic.Severity, onlyNear: Bool) -> [Diagnostic] {
    let rest = rest
    if rest.isEmpty { return [] }
    let known = known.flatMap { $0 }
    return rest.compactMap { entry in
      let help = Suggestion.help(for: entry.key, in: known)
      if onlyNear, help == nil { return nil }
      return Diagnostic(
        code, severity, "`\(prefix)\(entry.key)` is not a known \(onlyNear ? "field" : "setting")",
        at: SourceLocation(
          file: path, line: entry.line, column: entry.column, length: entry.key.unicodeScalars.count),
        help: help ?? "known are \(known.sorted().joined(separator: ", "))")
    }
  }
}
