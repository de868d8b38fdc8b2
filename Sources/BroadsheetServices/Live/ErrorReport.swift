import Broadsheet
import BroadsheetCore

/// What the overlay on open pages says of a build that failed.
struct ErrorReport {
  /// So many errors are shown; the terminal has all.
  private static let shown = 20

  private let errors: [Diagnostic]

  init(_ report: BuildReport) { errors = report.diagnostics.filter { $0.severity == .error } }

  /// JSON in one line.
  func json() -> String {
    var json = JSONWriter()
    json.object { json in
      json.member("count", errors.count)
      json.array("errors") { list in
        for error in errors.prefix(Self.shown) {
          list.object { entry in
            entry.member("code", error.code.rawValue)
            entry.member("message", error.message)
            entry.member("help", error.help)
            entry.member("excerpt", error.excerpt)
            if let location = error.location { Self.write(location, into: &entry) }
            entry.array("chain") { chain in
              for frame in error.chain {
                chain.object { step in
                  step.member("role", frame.role)
                  Self.write(frame.location, into: &step)
                }
              }
            }
          }
        }
      }
    }
    return json.string()
  }

  private static func write(_ location: SourceLocation, into entry: inout JSONWriter) {
    entry.member("file", location.file)
    guard location.line > 0 else { return }
    entry.member("line", location.line)
    guard location.column > 0 else { return }
    entry.member("column", location.column)
    entry.member("length", location.length)
  }
}
