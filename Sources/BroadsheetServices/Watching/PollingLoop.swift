import Broadsheet

/// Looks through the folders again and again, on a thread of its own.
///
/// Made by one thread and then handed to another for good; nobody else ever touches it.
final class PollingLoop: @unchecked Sendable {
  private let mailbox: ChangeMailbox
  private let bell: WakeUpBell
  private var tree: PolledTree

  init(_ places: WatchedPlaces, _ mailbox: ChangeMailbox, _ bell: WakeUpBell) {
    (self.mailbox, self.bell) = (mailbox, bell)
    tree = PolledTree(places)
  }

  /// Runs until the bell rings. A large site is looked through less often: at most a tenth of the time goes
  /// into looking.
  func run() {
    var pause = Duration.milliseconds(200)
    while !bell.wait(Int32(pause / .milliseconds(1))) {
      let start = ContinuousClock.now
      let paths = tree.changes()
      if !paths.isEmpty { mailbox.put(.paths(Set(paths))) }
      pause = max(.milliseconds(200), start.duration(to: .now) * 10)
    }
  }
}
