import Broadsheet
import Foundation

/// Watches the sources of a site: `Content/`, `Templates/`, `Data/` and `Site.yaml`.
///
/// On Linux the kernel tells of changes (inotify); elsewhere, or where it gives no more watches, the folders are
/// looked through several times a second. The watch begins when the value is made and ends with ``stop()``.
public final class SiteWatcher: Sendable {
  /// How changes are noticed.
  public enum Method: Sendable {
    /// The best that the system has.
    case automatic
    /// Looking again and again.
    case polling
  }

  private let mailbox = ChangeMailbox()
  private let bell: WakeUpBell

  /// Begins to watch: what changes from now on is told.
  public init(_ paths: SitePaths, method: Method = .automatic) {
    bell = WakeUpBell()
    let (places, mailbox, bell) = (WatchedPlaces(paths), mailbox, bell)
    #if os(Linux)
      if method == .automatic, let loop = InotifyLoop(places, mailbox, bell) {
        Thread.detachNewThread { loop.run() }
        return
      }
    #endif
    let loop = PollingLoop(places, mailbox, bell)
    Thread.detachNewThread { loop.run() }
  }

  deinit { stop() }

  /// The changes since the last call, or the next ones; nil once the watch has ended or the task is cancelled.
  /// To be called by one task at a time.
  public func next() async -> SiteChanges? { await mailbox.next() }

  /// Wakes whoever waits, though no source changed.
  public func wake() { mailbox.put(.none) }

  /// Ends the watch.
  public func stop() {
    mailbox.close()
    bell.ring()
  }
}
