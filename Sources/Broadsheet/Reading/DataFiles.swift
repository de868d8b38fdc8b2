import BroadsheetCore

/// Reads `Data/`: each `name.yaml`, `.yml`, `.json` or `.toml` becomes the value `name`, a folder a mapping.
enum DataFiles {
  static func read(_ paths: SitePaths) -> (entries: [DataNode.Entry], diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    guard (try? FileSystem.status(of: paths.data)) != nil else { return ([], []) }
    let entries = folder(paths.data, paths, depth: 0, &diagnostics)
    return (entries, diagnostics)
  }

  private static let maximalDepth = 16

  private static func folder(
    _ location: String, _ paths: SitePaths, depth: Int, _ diagnostics: inout [Diagnostic]
  ) -> [DataNode.Entry] {
    var entries: [DataNode.Entry] = []
    for case let name? in (try? FileSystem.entries(of: location)) ?? [] where !name.hasPrefix(".") {
      let path = location + "/" + name
      guard let status = try? FileSystem.status(of: path, followingLinks: false) else { continue }
      let (stem, ending) = split(name)
      var node: DataNode?
      if status.kind == .folder, depth < maximalDepth {
        node = DataNode(.mapping(folder(path, paths, depth: depth + 1, &diagnostics)))
      } else if status.kind == .file {
        do throws(Diagnostic) { node = try parse(path, paths.relative(path), ending) } catch {
          diagnostics.append(error)
        }
      }
      guard let node else { continue }
      let key = status.kind == .folder ? name : stem
      if entries.contains(where: { $0.key == key }) {
        diagnostics.append(
          Diagnostic(
            .duplicateKey, "`\(key)` comes from two files", at: SourceLocation(file: paths.relative(path)),
            help: "rename one of them"))
      } else {
        entries.append(DataNode.Entry(key: key, node: node))
      }
    }
    return entries
  }

  private static func split(_ name: String) -> (stem: String, ending: String) {
    guard let dot = name.lastIndex(of: ".") else { return (name, "") }
    return (String(name[..<dot]), name[name.index(after: dot)...].lowercased())
  }

  private static func parse(_ location: String, _ path: String, _ ending: String) throws(Diagnostic)
    -> DataNode?
  {
    guard ["yaml", "yml", "json", "toml"].contains(ending) else { return nil }
    return try parse(SourceText.read(location, path: path))
  }

  /// Parses a file by its ending; one that is neither JSON nor TOML is YAML.
  static func parse(_ source: SourceText) throws(Diagnostic) -> DataNode {
    do throws(Diagnostic) {
      switch split(source.path).ending {
      case "json":
        do throws(JSONParser.Failure) { return try JSONParser.parse(source.bytes) } catch {
          throw Diagnostic(.dataSyntax, error.message, at: source.location(offset: error.offset))
        }
      case "toml": return try TOMLReader.parse(source.bytes[...], path: source.path)
      default: return try YAMLReader.parse(source.bytes[...], path: source.path)
      }
    } catch {
      throw error.quoting(source.bytes.span)
    }
  }
}
