import BroadsheetCore

/// What a build has to say, made ready for people.
enum DiagnosticList {
  /// For so many diagnostics the line of the source is looked up.
  private static let quoted = 1000

  /// Sorts by file and line, leaves out repetitions (a mistake in a template shows on every page), and quotes
  /// the lines meant.
  static func settle(_ diagnostics: [Diagnostic], paths: SitePaths) -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    var list = diagnostics.filter { diagnostic in
      var key = diagnostic
      key.chain = []
      return seen.insert(key).inserted
    }
    list.sort(by: precedes)
    var sources: [String: [UInt8]] = [:]
    for index in list.indices.prefix(quoted) where list[index].excerpt == nil {
      guard let location = list[index].location, location.line > 0 else { continue }
      let bytes = sources[location.file] ?? (try? FileSystem.read(paths.root + "/" + location.file)) ?? []
      sources[location.file] = bytes
      list[index] = list[index].quoting(bytes.span)
    }
    return list
  }

  private static func precedes(_ a: Diagnostic, _ b: Diagnostic) -> Bool {
    let (placeA, placeB) = (a.location, b.location)
    if placeA?.file != placeB?.file { return FileSystem.precedes(placeA?.file ?? "", placeB?.file ?? "") }
    return (placeA?.line ?? 0, placeA?.column ?? 0, a.message) < (
      placeB?.line ?? 0, placeB?.column ?? 0, b.message
    )
  }
}
