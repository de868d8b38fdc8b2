import BroadsheetCore

/// Finds for each entity those that are named most often beside it.
///
/// So many of the newest articles, and names of each, are looked at that the work stays linear.
struct Companions: Sendable {
  /// What a task keeps: a count for each entity, all zero between two searches.
  struct Workspace {
    fileprivate var counts: [Int32]
    fileprivate var met: [Int32] = []
  }

  private static let newestStories = 128
  private static let firstNames = 16
  private static let most = 6

  private let entities: KeptList<Edition.Entity>
  /// For each story the first of its entities.
  private let ofStory: [[Int32]]

  init(_ edition: Edition) {
    entities = edition.entities
    ofStory = edition.stories.indices.map { index in
      edition.stories[index].appearances.prefix(Self.firstNames).compactMap {
        $0.entity >= 0 ? $0.entity : nil
      }
    }
  }

  func workspace() -> Workspace { Workspace(counts: [Int32](repeating: 0, count: entities.count)) }

  /// The companions of an entity, those of most articles first; of equal ones by name.
  func find(_ index: Int, _ workspace: inout Workspace) -> [Edition.Entity.Companion] {
    for story in entities[index].stories.prefix(Self.newestStories) {
      for other in ofStory[Int(story)] where other != Int32(index) {
        if workspace.counts[Int(other)] == 0 { workspace.met.append(other) }
        workspace.counts[Int(other)] += 1
      }
    }
    var best: [Edition.Entity.Companion] = []
    for other in workspace.met {
      let new = Edition.Entity.Companion(entity: other, count: Int(workspace.counts[Int(other)]))
      workspace.counts[Int(other)] = 0
      if best.count == Self.most, !precedes(new, best[Self.most - 1]) { continue }
      var place = best.count
      while place > 0, precedes(new, best[place - 1]) { place -= 1 }
      best.insert(new, at: place)
      if best.count > Self.most { best.removeLast() }
    }
    workspace.met.removeAll(keepingCapacity: true)
    return best
  }

  private func precedes(_ a: Edition.Entity.Companion, _ b: Edition.Entity.Companion) -> Bool {
    if a.count != b.count { return a.count > b.count }
    let (one, other) = (Int(a.entity), Int(b.entity))
    if entities[one].name != entities[other].name {
      return FileSystem.precedes(entities[one].name, entities[other].name)
    }
    return entities[one].kind.rawValue < entities[other].kind.rawValue
  }
}
