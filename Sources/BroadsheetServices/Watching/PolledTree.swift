/// The sources of a site as they were at the last look, for systems without a queue of changes.
struct PolledTree {
  private let places: WatchedPlaces
  private var stamps: [String: FileStamp]

  init(_ places: WatchedPlaces) {
    self.places = places
    stamps = Self.look(places)
  }

  /// Looks again; the paths that came, went or changed since the last look.
  mutating func changes() -> [String] {
    let now = Self.look(places)
    defer { stamps = now }
    let gone = stamps.keys.filter { now[$0] == nil }
    return now.filter { stamps[$0.key] != $0.value }.map(\.key) + gone
  }

  /// How deep folders may lie: links that run in circles end there.
  private static let depth = 32

  private static func look(_ places: WatchedPlaces) -> [String: FileStamp] {
    var stamps: [String: FileStamp] = [:]
    var folders = [(path: "", depth: 0)]
    while let folder = folders.popLast() {
      for name in (try? Disk.names(in: places.location(of: folder.path))) ?? []
      where places.isSource(name, in: folder.path) {
        let path = folder.path.isEmpty ? name : folder.path + "/" + name
        guard let stamp = FileStamp(places.location(of: path)) else { continue }
        stamps[path] = stamp
        if stamp.isFolder, folder.depth < depth { folders.append((path, folder.depth + 1)) }
      }
    }
    return stamps
  }
}
