import BroadsheetCore

/// What stands where on the front page; no story stands twice.
struct FrontPage: Sendable {
  struct Block: Sendable {
    var section: Int32
    var lead: Int32
    var stories: [Int32]
  }

  var lead: Int32?
  var seconds: [Int32] = []
  var latest: [Int32] = []
  var blocks: [Block] = []

  private static let seconds = 3
  private static let latest = 9
  private static let blocks = 8
  private static let storiesPerBlock = 5

  /// Chosen stories first, in their order; then the newest, a story with a picture before others for the lead.
  init(_ edition: Edition, chosen: [Int32] = []) {
    let newest = edition.stories.indices.prefix(200).map(Int32.init)
    var ranked = chosen + newest.filter { !chosen.contains($0) }
    guard !ranked.isEmpty else { return }
    let candidates = chosen.isEmpty ? Array(ranked.prefix(6)) : [chosen[0]]
    let lead = candidates.first { edition.stories[Int($0)].article.record.fields.image != nil } ?? ranked[0]
    self.lead = lead
    ranked.removeAll { $0 == lead }
    seconds = Array(ranked.prefix(Self.seconds))
    latest = Array(ranked.dropFirst(Self.seconds).prefix(Self.latest))
    var used = Set(seconds + latest)
    used.insert(lead)
    for (index, section) in edition.sections.enumerated() where blocks.count < Self.blocks {
      var free = section.stories.prefix(60).filter { !used.contains($0) }.prefix(Self.storiesPerBlock)
      guard !free.isEmpty else { continue }
      used.formUnion(free)
      let first =
        free.firstIndex { edition.stories[Int($0)].article.record.fields.image != nil } ?? free.startIndex
      let head = free.remove(at: first)
      blocks.append(Block(section: Int32(index), lead: head, stories: Array(free)))
    }
  }

  /// The stories that `Data/front.yaml` names (`stories:`, by path below `Content/`), those that are published.
  static func chosen(_ data: [DataNode.Entry], _ edition: Edition) -> [Int32] {
    guard let node = data.first(where: { $0.key == "front" })?.node["stories"],
      case .array(let items) = node.value
    else { return [] }
    var chosen: [Int32] = []
    for item in items {
      guard let path = item.text.flatMap({ ContentPath.resolve($0, from: "") }),
        case .story(let index)? = edition.links.byContentPath[path], !chosen.contains(index)
      else { continue }
      chosen.append(index)
    }
    return chosen
  }
}
