import BroadsheetCore
import Synchronization

/// What a good build leaves for the next one in the same process, which takes from it what still holds. Without
/// it, a build takes the same from the state folder.
public final class BuildMemory: Sendable {
  struct State: Sendable {
    var whole: WholeEdition
    var press: Press
    var outputs: OutputManifest
  }

  private let state = Mutex<State?>(nil)

  /// Whether more builds follow: one that has nothing to do still reads what they need.
  let expectsMore: Bool

  /// Makes a memory of nothing.
  ///
  /// - Parameter expectsMore: whether more builds follow; else the memory only saves a process that is about to
  ///   end the work of taking everything apart.
  public init(expectsMore: Bool = true) { self.expectsMore = expectsMore }

  func recall() -> State? { state.withLock { $0 } }
  func keep(_ new: State?) { state.withLock { $0 = new } }
}

/// An edition with all that it was made of.
struct WholeEdition: Sendable {
  var site: Site
  var scan: Scan
  var theme: ThemeFiles
  var records: Records
  var edition: Edition
  var links: EditionLinks
  /// What there is to say of the settings, the data and the folders.
  var preface: [Diagnostic] = []
  /// What there is to say of the articles.
  var diagnostics: [Diagnostic] = []
}
