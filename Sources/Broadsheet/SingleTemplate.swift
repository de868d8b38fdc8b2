import BroadsheetCore
import BroadsheetTemplates

/// One template rendered alone with data from a file: what `broadsheet template` does.
public struct SingleTemplate: Sendable {
  /// The template's file.
  public var file: String
  /// A JSON, YAML or TOML file whose mapping gives the variables.
  public var data: String?
  /// A folder of templates for `extends`, `include` and `import`.
  public var folder: String?
  /// When printed values are escaped, and whether undefined ones are errors.
  public var options: TemplateOptions

  /// Describes a rendering.
  public init(
    file: String, data: String? = nil, folder: String? = nil, options: TemplateOptions = TemplateOptions()
  ) {
    self.file = file
    self.data = data
    self.folder = folder
    self.options = options
  }

  /// Renders; the result is exactly what the template gives.
  public func render() throws(Diagnostic) -> [UInt8] {
    let (environment, name, diagnostics) = try environment()
    // Errors in templates that this one does not use are nobody's business here.
    if let diagnostic = diagnostics.first(where: { $0.location?.file == file }) { throw diagnostic }
    var out = OutputBuffer()
    try environment.render(name, context: try variables(), into: &out)
    return out.bytes()
  }

  /// What a stage of compiling made of the template, for people who look for a mistake in it or in the engine.
  public func dump(_ stage: TemplateEnvironment.Stage) throws(Diagnostic) -> String {
    let (environment, name, diagnostics) = try environment()
    if let diagnostic = diagnostics.first(where: { $0.location?.file == file }) { throw diagnostic }
    return environment.dump(stage, of: name) ?? ""
  }

  private func environment() throws(Diagnostic) -> (TemplateEnvironment, String, [Diagnostic]) {
    var builder = TemplateEnvironment.Builder(options)
    let edition = Edition(site: SiteConfiguration(), clock: Moment(seconds: 0))
    SiteFilters(edition: edition, assets: [], stories: .none).register(in: &builder)
    if let folder {
      for name in try Self.files(in: folder) {
        let path = folder + "/" + name
        guard let source = try? SourceText.read(path, path: path) else { continue }
        builder.addTemplate(name: name, source: source.bytes, file: path)
      }
    }
    let isInside = folder.map { file.hasPrefix($0 + "/") } ?? false
    let name =
      isInside
      ? String(file.dropFirst((folder?.count ?? 0) + 1))
      : file.split(separator: "/").last.map(String.init) ?? file
    let source = try SourceText.read(file, path: file)
    builder.addTemplate(name: name, source: source.bytes, file: file)
    let (environment, diagnostics) = builder.build()
    return (environment, name, diagnostics)
  }

  /// All files below a folder, by path.
  private static func files(in folder: String) throws(Diagnostic) -> [String] {
    guard (try? FileSystem.status(of: folder))?.kind == .folder else {
      throw Diagnostic(.unreadableFile, "there is no folder `\(folder)`", at: SourceLocation(file: folder))
    }
    var found: [String] = []
    var pending = [""]
    while let prefix = pending.popLast() {
      for case let name? in (try? FileSystem.entries(of: folder + "/" + prefix)) ?? [] {
        switch (try? FileSystem.status(of: folder + "/" + prefix + name, followingLinks: false))?.kind {
        case .folder: pending.append(prefix + name + "/")
        case .file: found.append(prefix + name)
        default: break
        }
      }
    }
    return found.sorted(by: FileSystem.precedes)
  }

  private func variables() throws(Diagnostic) -> Value {
    guard let data else { return .map([]) }
    let source = try SourceText.read(data, path: data)
    let node = try DataFiles.parse(source)
    guard case .mapping = node.value else {
      throw Diagnostic(
        .dataSyntax, "a mapping of variables is expected, not \(node.kindName)",
        at: SourceLocation(file: data))
    }
    return Value(node)
  }
}
