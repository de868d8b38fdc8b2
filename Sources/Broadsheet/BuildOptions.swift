import BroadsheetCore

/// What a build may be told.
public struct BuildOptions: Sendable {
  /// The site's folder.
  public var root: String
  /// The output folder, if not the site's own.
  public var output: String?
  /// The site's address, if not that of `Site.yaml`.
  public var baseURL: String?
  /// The clock, as RFC 3339 or a plain date in the site's zone; nil takes the time at which the build starts.
  public var now: String?
  /// Whether drafts are published.
  public var includesDrafts = false
  /// Whether scheduled articles are published.
  public var includesFuture = false
  /// Whether warnings fail the build.
  public var isStrict = false
  /// Whether everything is written anew.
  public var isClean = false
  /// How many tasks work at once; 0 takes one for each processor.
  public var jobs = 0
  /// Where to gather what takes how long; nil measures no more than the stages.
  public var profile: Profile?

  /// Makes the options of a plain build.
  public init(root: String) { self.root = root }
}
