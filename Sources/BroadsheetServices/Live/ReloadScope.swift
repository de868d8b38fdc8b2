import Broadsheet

/// What open pages have to do after a rebuild, told from what changed in the sources.
enum ReloadScope: Hashable {
  /// Nothing but style sheets changed: open pages swap theirs.
  case styles
  /// Text, templates, data or settings changed: pages whose file is another one load again.
  case pages
  /// Something that pages load changed, under an address that may be the same: all load again.
  case all

  init(_ changes: SiteChanges) {
    guard case .paths(let paths) = changes else {
      self = .all
      return
    }
    if !paths.isEmpty, paths.allSatisfy({ $0.hasSuffix(".css") }) {
      self = .styles
    } else {
      self = paths.allSatisfy(Self.isText) ? .pages : .all
    }
  }

  /// Whether a source reaches readers only through pages, feeds and fingerprinted addresses.
  private static func isText(_ path: String) -> Bool {
    if path.hasPrefix("Content/") || path.hasPrefix("content/") {
      return [".md", ".markdown", ".txt"].contains { path.hasSuffix($0) }
    }
    return true
  }
}
