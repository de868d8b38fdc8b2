#if os(Linux)
  #if canImport(Glibc)
    import Glibc
  #else
    import Musl
  #endif

  /// Watches on all folders of a site that hold sources. Folders that come are added, those that go are
  /// dropped; links to folders and files are followed, as a build follows them.
  struct InotifyTree {
    /// What one event came to.
    enum Change: Equatable {
      case path(String, isWhole: Bool)
      case everything
    }

    private let places: WatchedPlaces
    private let queue: InotifyQueue
    /// The paths under which each watched thing is reached: several where links lead to it.
    private var paths: [Int32: Set<String>] = [:]
    /// Whether the system ran out of watches: something is not seen any more.
    private(set) var isExhausted = false

    init(_ places: WatchedPlaces, _ queue: InotifyQueue) {
      self.places = places
      self.queue = queue
      watchAll()
    }

    /// Turns an event into what it means for the site.
    mutating func changes(of event: InotifyQueue.Event) -> [Change] {
      if event.has(IN_Q_OVERFLOW) {
        // Folders may have come and gone unseen.
        for watch in paths.keys { queue.remove(watch) }
        paths = [:]
        watchAll()
        return [.everything]
      }
      guard let known = paths[event.watch] else { return [] }
      if event.has(IN_IGNORED) {
        paths[event.watch] = nil
        return []
      }
      if event.name.isEmpty { return known.sorted().flatMap { changeOfItself($0, event) } }
      return known.sorted().flatMap { folder -> [Change] in
        guard places.isSource(event.name, in: folder) else { return [] }
        return change(of: Self.path(event.name, in: folder), event)
      }
    }

    private static func path(_ name: String, in folder: String) -> String {
      folder.isEmpty ? name : folder + "/" + name
    }

    private mutating func watchAll() {
      var found: [Change] = []
      watch("", &found)
    }

    /// What is told by the watch of the thing itself: the root of a tree, or a file that a link leads to.
    private mutating func changeOfItself(_ path: String, _ event: InotifyQueue.Event) -> [Change] {
      guard event.has(IN_DELETE_SELF) || event.has(IN_MOVE_SELF) || event.has(IN_CLOSE_WRITE) else {
        return []
      }
      // The folder above tells of folders; a link stays where it is while its target goes.
      guard Disk.kind(of: places.location(of: path)) == .link else { return [] }
      if !event.has(IN_CLOSE_WRITE) { paths[event.watch]?.remove(path) }
      var found: [Change] = [.path(path, isWhole: true)]
      watch(path, &found)
      return found
    }

    private mutating func change(of path: String, _ event: InotifyQueue.Event) -> [Change] {
      if event.has(IN_DELETE) || event.has(IN_MOVED_FROM) {
        forget(path)
        return [.path(path, isWhole: false)]
      }
      if event.has(IN_CLOSE_WRITE) { return [.path(path, isWhole: true)] }
      guard event.has(IN_CREATE) || event.has(IN_MOVED_TO) else { return [.path(path, isWhole: true)] }
      var found: [Change] = []
      switch Disk.kind(of: places.location(of: path)) {
      case .folder, .link:
        forget(path)
        found.append(.path(path, isWhole: true))
        watch(path, &found)
      case .file:
        // A new file is still open, one that was moved here is whole.
        found.append(.path(path, isWhole: event.has(IN_MOVED_TO)))
      case .other, nil: found.append(.path(path, isWhole: false))
      }
      return found
    }

    /// Watches a folder and those in it, or the file that a link leads to; what lies in it already came without
    /// an event.
    private mutating func watch(_ path: String, _ found: inout [Change]) {
      guard let real = Disk.resolved(places.location(of: path)), places.isWatchable(real, at: path) else {
        return
      }
      let isFolder = Disk.kind(of: real) == .folder
      guard isFolder || Disk.kind(of: places.location(of: path)) == .link else { return }
      do throws(InotifyQueue.Failure) {
        paths[try queue.add(real), default: []].insert(path)
      } catch {
        if error == .exhausted { isExhausted = true }
        return
      }
      guard isFolder, let names = try? Disk.names(in: real) else { return }
      for name in names where places.isSource(name, in: path) {
        let inner = Self.path(name, in: path)
        switch Disk.kind(of: real + "/" + name) {
        case .folder: watch(inner, &found)
        case .link:
          found.append(.path(inner, isWhole: true))
          watch(inner, &found)
        case .file: found.append(.path(inner, isWhole: true))
        case .other, nil: break
        }
      }
    }

    /// Forgets the watches of a path and of all below it.
    private mutating func forget(_ path: String) {
      for (watch, known) in paths {
        let left = known.filter { $0 != path && !$0.hasPrefix(path + "/") }
        if left.count == known.count { continue }
        if left.isEmpty {
          paths[watch] = nil
          queue.remove(watch)
        } else {
          paths[watch] = left
        }
      }
    }
  }
#endif
