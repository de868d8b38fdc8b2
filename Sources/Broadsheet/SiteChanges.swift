/// What changed in a site's sources since somebody last looked.
public enum SiteChanges: Sendable, Hashable {
  /// These paths, relative to the site with `/`. A path may be gone; one that is or was a folder stands for
  /// all below it.
  case paths(Set<String>)
  /// Anything may have changed.
  case everything

  /// Nothing changed.
  public static let none = SiteChanges.paths([])

  /// Both changes as one.
  public func union(_ other: SiteChanges) -> SiteChanges {
    guard case .paths(let mine) = self, case .paths(let others) = other else { return .everything }
    return .paths(mine.union(others))
  }
}
