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

  private static func look(_ places: WatchedPlaces) -> [String: FileStamp] {
    var stamps: [String: FileStamp] = [:]
    var folders = [""]
    while let folder = folders.popLast() {
      for name in (try? Disk.names(in: places.location(of: folder))) ?? []
      where places.isSource(name, in: folder) {
        let path = folder.isEmpty ? name : folder + "/" + name
        let location = places.location(of: path)
        guard let stamp = FileStamp(location) else { continue }
        if stamp.isFolder {
          guard let real = Disk.resolved(location), places.isWatchable(real, at: path) else { continue }
          folders.append(path)
        }
        stamps[path] = stamp
      }
    }
    return stamps
  }
}
