import BroadsheetCore
import Synchronization

/// What a good build leaves for the next one in the same process, which takes from it what still holds. Without
/// it, a build takes the same from the state folder.
public final class BuildMemory: Sendable {
  struct State: Sendable {
    var whole: WholeEdition
    var press: Press
    var outputs: OutputManifest
    /// What its outputs show; nil where that is not known.
    var dependencies: Dependencies?
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
  /// What it was made of, as it lies in the state; nil where that is not known.
  var base: KeptEdition.Base?
  /// The articles that are not those of the base any more, with fingerprints of their records; see ``Dependencies``.
  var replaced: [Int32: ContentHash] = [:]
  /// What there is to say of the settings, the data and the folders.
  var preface: [Diagnostic] = []
  /// What there is to say of the articles.
  var diagnostics: [Diagnostic] = []

  /// Whether something of it that was kept turned out to be damaged.
  var isDamaged: Bool { records.isDamaged || base?.isDamaged ?? false }
}
