import BroadsheetCore

/// What a build did: counts, times, diagnostics.
public struct BuildReport: Sendable {
  /// How a build ended; the raw value is the exit code.
  public enum Outcome: Int, Sendable {
    /// The site is written.
    case success = 0
    /// Content, templates or `Site.yaml` have errors; the last good output is as it was.
    case failure = 1
    /// The options make no sense.
    case usage = 2
    /// The environment failed: disk full, no permission, another build.
    case environment = 3
  }

  /// How the build ended.
  public var outcome = Outcome.success
  /// All diagnostics, by file and line.
  public var diagnostics: [Diagnostic] = []
  /// Published articles.
  public var articles = 0
  /// Published plain pages.
  public var pages = 0
  /// Held articles and pages: drafts, scheduled, expired.
  public var held = 0
  /// Files of the output, all in all.
  public var outputs = 0
  /// Files that were new.
  public var created = 0
  /// Files that were replaced.
  public var changed = 0
  /// Files that were left alone.
  public var unchanged = 0
  /// Files of earlier builds that went.
  public var removed = 0
  /// Names in articles that are too unsure for pages.
  var unsure = UnsureNames()
  /// Milliseconds by stage, in the order of the stages.
  public var stages: [(name: String, milliseconds: Double)] = []
  /// The output folder.
  public var output = ""
  /// The frozen clock, RFC 3339.
  public var clock = ""
  /// The next instant at which the same sources would give another site, RFC 3339.
  public var nextDue: String?

  /// Milliseconds in all.
  public var milliseconds: Double { stages.reduce(0) { $0 + $1.milliseconds } }

  /// How many diagnostics are of a severity.
  public func count(_ severity: Diagnostic.Severity) -> Int {
    diagnostics.count { $0.severity == severity }
  }

  /// What a person wants to know at the end of a build, with a trailing newline.
  public var summary: String {
    func plural(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }
    let problems = [(count(.error), "error"), (count(.warning), "warning")].filter { $0.0 > 0 }
      .map { plural($0.0, $0.1) }.joined(separator: ", ")
    guard outcome == .success else {
      return "Not built\(problems.isEmpty ? "" : ": \(problems)"). The last good output is as it was.\n"
    }
    var text = "Built \(plural(articles, "article")) and \(plural(pages, "page"))"
    if held > 0 { text += " (\(held) held)" }
    text += " in \(Int(milliseconds.rounded())) ms: \(plural(outputs, "file")) in \(output), "
    text += "\(created) new, \(changed) changed, \(removed) removed"
    if !problems.isEmpty { text += "; \(problems)" }
    text += ".\n"
    if let nextDue { text += "The site changes by itself at \(nextDue): build again then.\n" }
    return text
  }

  /// Writes the report as JSON to a file.
  public func write(to path: String) throws(Diagnostic) { try Files.write(json(), to: path) }

  /// The report as JSON, for `--report`.
  public func json() -> String {
    var json = JSONWriter()
    json.object { json in
      json.member("version", 1)
      json.member("outcome", "\(outcome)")
      json.member("clock", clock)
      json.member("nextDue", nextDue)
      json.member("output", output)
      json.object("counts") { counts in
        counts.member("articles", articles)
        counts.member("pages", pages)
        counts.member("held", held)
        counts.member("outputs", outputs)
        counts.member("created", created)
        counts.member("changed", changed)
        counts.member("unchanged", unchanged)
        counts.member("removed", removed)
        counts.member("errors", count(.error))
        counts.member("warnings", count(.warning))
      }
      json.object("milliseconds") { times in
        for stage in stages { times.member(named: stage.name, Int(stage.milliseconds.rounded())) }
        times.member("total", Int(milliseconds.rounded()))
      }
      json.object("unsureNames") { unsure in
        unsure.object("counts") { counts in
          for count in self.unsure.counts { counts.member(named: count.type, count.count) }
        }
        unsure.array("most") { list in
          for name in self.unsure.names {
            list.object { entry in
              entry.member("name", name.name)
              entry.member("type", name.type)
              entry.member("articles", name.articles)
            }
          }
        }
      }
      json.array("diagnostics") { list in
        for diagnostic in diagnostics {
          list.object { entry in
            entry.member("severity", diagnostic.severity.rawValue)
            entry.member("code", diagnostic.code.rawValue)
            entry.member("message", diagnostic.message)
            entry.member("file", diagnostic.location?.file)
            if let line = diagnostic.location?.line, line > 0 { entry.member("line", line) }
            if let column = diagnostic.location?.column, column > 0 { entry.member("column", column) }
            entry.member("help", diagnostic.help)
          }
        }
      }
    }
    return json.string() + "\n"
  }
}
