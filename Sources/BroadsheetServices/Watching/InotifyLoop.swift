#if os(Linux)
  import Broadsheet

  /// Reads the kernel's queue on a thread of its own, since waiting there would keep a task's thread.
  ///
  /// Made by one thread and then handed to another for good; nobody else ever touches it.
  final class InotifyLoop: @unchecked Sendable {
    private let places: WatchedPlaces
    private let mailbox: ChangeMailbox
    private let bell: WakeUpBell
    private let queue: InotifyQueue
    private var tree: InotifyTree
    private var gatherer = ChangeGatherer()

    /// Nil where the system gives no queue, or too few watches for this site.
    init?(_ places: WatchedPlaces, _ mailbox: ChangeMailbox, _ bell: WakeUpBell) {
      guard let queue = InotifyQueue() else { return nil }
      (self.places, self.mailbox, self.bell, self.queue) = (places, mailbox, bell, queue)
      tree = InotifyTree(places, queue)
      if tree.isExhausted { return nil }
    }

    /// Runs until the bell rings.
    func run() {
      while !queue.wait(timeout, signal: bell.descriptor) {
        for event in queue.read() {
          let now = ContinuousClock.now
          for change in tree.changes(of: event) {
            switch change {
            case .path(let path, let isWhole): gatherer.add(path, isWhole: isWhole, at: now)
            case .everything: gatherer.addEverything(at: now)
            }
          }
        }
        if let changes = gatherer.take(at: .now) { mailbox.put(changes) }
        if tree.isExhausted {
          mailbox.put(.everything)
          return PollingLoop(places, mailbox, bell).run()
        }
      }
    }

    /// Milliseconds until the batch is due, rounded up; for ever where there is none.
    private var timeout: Int32 {
      guard let due = gatherer.due else { return -1 }
      let left = ContinuousClock.now.duration(to: due)
      return left <= .zero ? 0 : Int32(left / .milliseconds(1) + 0.999)
    }
  }
#endif
