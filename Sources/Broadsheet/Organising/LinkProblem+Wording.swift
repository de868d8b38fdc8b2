import BroadsheetCore

extension LinkProblem {
  /// For so many broken links a suggestion is searched; more of them have one cause.
  private static let suggestions = 50

  /// Says what is wrong with each.
  static func diagnostics(_ problems: [LinkProblem], in edition: Edition) -> [Diagnostic] {
    if problems.isEmpty { return [] }
    let names = edition.links.byContentPath.keys.sorted(by: FileSystem.precedes)
    let addresses = edition.links.addresses.keys.sorted(by: FileSystem.precedes)
    return problems.enumerated().map { index, problem in
      let isHelped = index < suggestions
      return problem.diagnostic(names: isHelped ? names : [], addresses: isHelped ? addresses : [])
    }
  }

  /// Says what is wrong. With `names` (content paths) it looks for what was probably meant, which costs a
  /// search of the whole site.
  private func diagnostic(names: [String], addresses: [String]) -> Diagnostic {
    switch kind {
    case .image:
      let wanted = ContentPath.resolve(destination, from: folder[...]) ?? destination
      return Diagnostic(
        .missingImage, .warning, "the image `\(destination)` is not in the site", at: location,
        help: Suggestion.nearest(to: wanted, in: names).map { "did you mean `/\($0)`?" }
          ?? "put the file beside the article or under `Content/`")
    case .root:
      return Diagnostic(
        .brokenRootLink, .warning, "`\(destination)` is not an address of this site", at: location,
        help: Suggestion.help(for: destination, in: addresses)
          ?? "link to an article by its path, such as `other.md`")
    case .held:
      return Diagnostic(
        .brokenLink, "`\(destination)` is not published: it is a draft, scheduled or expired", at: location,
        help: "link to it when it is out")
    case .anchor(let path, let ids):
      let list = ids.prefix(8).map { "#" + $0 }.joined(separator: ", ")
      return Diagnostic(
        .brokenAnchor, "`\(path)` has no heading `#\(destination)`", at: location,
        help: Suggestion.help(for: destination, in: ids)
          ?? (ids.isEmpty ? "it has no headings" : "its headings are \(list)"))
    case .article:
      return Diagnostic(
        .brokenLink, "`\(destination)` leads to no article and no file of this site", at: location,
        help: articleHelp(names) ?? "write the path of the article's file, such as `../world/other.md`")
    }
  }

  private func articleHelp(_ names: [String]) -> String? {
    let host = destination.prefix { $0 != "/" }
    if host.hasPrefix("www.") || (host.contains(".") && !host.hasPrefix(".") && destination.contains("/")) {
      return "write `https://\(destination)`"
    }
    func last(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
    guard let near = Suggestion.nearest(to: last(destination), in: names.map(last)) else {
      return names.first { last($0) == last(destination) }.map { "did you mean `/\($0)`?" }
    }
    return names.first { last($0) == near }.map { "did you mean `/\($0)`?" }
  }
}
