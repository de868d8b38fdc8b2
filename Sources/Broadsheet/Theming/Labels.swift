import BroadsheetCore
import BroadsheetTemplates

/// The words and date patterns that the theme says itself, in the site's language.
///
/// English first, over it the theme's own translation, over that what the site's `Templates/labels/` holds: a
/// site changes one word with a file of one line, and none is ever missing.
struct Labels: Sendable {
  private var entries: [DataNode.Entry] = []

  /// What templates call `labels`.
  var value: Value { Value(DataNode(.mapping(entries))) }

  /// The text under a name, `indexes.topics` for one within another.
  subscript(_ path: String) -> String {
    var node: DataNode? = DataNode(.mapping(entries))
    for part in path.split(separator: ".") { node = node?[String(part)] }
    return node?.text ?? path
  }

  /// Reads the files of a language, `de-AT` after `de`; mistakes in them become diagnostics.
  static func load(
    _ files: ThemeFiles, over theme: ThemeFiles = ThemeFiles(), language: String
  ) -> (labels: Labels, diagnostics: [Diagnostic]) {
    var labels = Labels()
    var diagnostics: [Diagnostic] = []
    let parts = language.split(separator: "-")
    var names = ["labels/en.yaml"]
    for count in parts.indices { names.append("labels/\(parts[...count].joined(separator: "-")).yaml") }
    let chosen = names.count > 1 && names[1] != names[0] ? Array(names.dropFirst()) : names
    for (source, names) in [(theme, names), (files, chosen)] {
      for name in names {
        guard let file = source.files[name] else { continue }
        do throws(Diagnostic) {
          labels.add(try YAMLReader.parse(file.bytes[...], path: file.path))
        } catch {
          diagnostics.append(error.quoting(file.bytes.span))
        }
      }
    }
    return (labels, diagnostics)
  }

  private mutating func add(_ node: DataNode) { entries = Self.merged(entries, node) }

  /// The entries of a mapping over others; of two mappings both have their say.
  private static func merged(_ below: [DataNode.Entry], _ node: DataNode) -> [DataNode.Entry] {
    guard case .mapping(let above) = node.value else { return below }
    var entries = below
    for entry in above {
      guard let index = entries.firstIndex(where: { $0.key == entry.key }) else {
        entries.append(entry)
        continue
      }
      if case .mapping(let inner) = entries[index].node.value, case .mapping = entry.node.value {
        entries[index].node = DataNode(.mapping(merged(inner, entry.node)))
      } else {
        entries[index].node = entry.node
      }
    }
    return entries
  }
}
