/// What a publication changed at its destination, or, in a dry run, would change.
public struct PublishSummary: Sendable, Hashable {
  /// The target's name in `Site.yaml`.
  public var target: String
  /// Where the site went: the release folder, or the branch and its repository.
  public var destination: String
  /// Whether nothing was done.
  public var isDryRun: Bool
  /// Files that were not there before, in the order of their bytes.
  public var added: [String] = []
  /// Files whose content is another.
  public var changed: [String] = []
  /// Files that the site no longer has.
  public var removed: [String] = []
  /// How many files are as they were.
  public var unchanged = 0
  /// The commit that was made, where the destination is a branch.
  public var commit: String?
  /// Things worth knowing: files that were left out, releases that could not be tidied away.
  public var notes: [String] = []

  /// Whether the destination had it all already; nothing was done then.
  public var isUpToDate: Bool { added.isEmpty && changed.isEmpty && removed.isEmpty }

  /// The summary for a person: counts, and the first paths of each kind.
  ///
  /// - Parameter limit: How many paths of each kind are named.
  public func describe(limit: Int = 5) -> String {
    var lines: [String] = []
    if isUpToDate {
      lines.append("\(target): nothing to publish, \(destination) has all \(Self.count(unchanged)) already")
    } else {
      lines.append("\(target): \(isDryRun ? "would publish" : "published") to \(destination)")
      for (word, sign, paths) in [
        ("added", "+", added), ("changed", "~", changed), ("removed", "-", removed),
      ]
      where !paths.isEmpty {
        lines.append("  \(Self.count(paths.count)) \(word)")
        lines += paths.prefix(limit).map { "    \(sign) \($0)" }
        if paths.count > limit { lines.append("    … and \(paths.count - limit) more") }
      }
      lines.append("  \(Self.count(unchanged)) unchanged")
      if let commit { lines.append("  commit \(commit)") }
    }
    lines += notes.map { "  note: \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func count(_ number: Int) -> String { number == 1 ? "1 file" : "\(number) files" }
}
