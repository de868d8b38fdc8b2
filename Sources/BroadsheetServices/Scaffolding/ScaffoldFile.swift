/// One file of a new site.
struct ScaffoldFile: Sendable {
  /// Relative to the site's folder.
  var path: String
  var text: String

  /// All files of a new site, without a workflow.
  static func site(title: String) -> [ScaffoldFile] {
    [
      configuration(title: title), readMe(title: title), ignoreList, newsIndex, guidesIndex, welcome,
      wireCopy,
      frontMatter, links, draft, about,
    ]
  }

  /// What git should not keep: everything in it can be built again.
  static let ignoreList = ScaffoldFile(path: ".gitignore", text: "/Output/\n/.broadsheet/\n")
}
