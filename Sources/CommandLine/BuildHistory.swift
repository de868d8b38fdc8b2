import Broadsheet
import BroadsheetCore
import Synchronization

/// Tells in the terminal what became of one build after another, and of each problem once, as long as it lasts.
final class BuildHistory: Sendable {
  private let last = Mutex<Set<Diagnostic>>([])

  /// Prints what is new since the build before.
  func tell(_ report: BuildReport) {
    let known = last.withLock { last in
      defer { last = Set(report.diagnostics) }
      return last
    }
    Console.report(
      report.diagnostics.filter { $0.severity == .error || !known.contains($0) }, as: .text)
    Console.output(report.summary)
  }
}
