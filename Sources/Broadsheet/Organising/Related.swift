import BroadsheetCore

/// Finds related articles by the terms that they share, the rarer the better.
///
/// No pair is compared for its own sake: an article's candidates are its neighbours in time among the
/// articles of each of its terms, at most `reach` to either side, so the work grows with the number of
/// articles and an edit moves only what lies near it. Rarity is a power of two, so that one more article
/// seldom changes any weight.
struct Related: Sendable {
  /// What a task keeps: a score for each story, all zero between two searches.
  struct Workspace {
    fileprivate var scores: [Int32]
    fileprivate var candidates: [Int32] = []
  }

  fileprivate static let reach = 32

  private let stories: [Edition.Story]
  private let tags: [Edition.Term]
  private let series: [Edition.Term]
  private let count: Int
  private let tagPositions: [[Int32]]
  private let others: RelatedTerms
  private let otherPositions: [[Int32]]

  init(_ edition: Edition) {
    (stories, tags, series) = (edition.stories, edition.tags, edition.series)
    count = edition.site.relatedCount
    let others = RelatedTerms(stories, entities: edition.entities)
    self.others = others
    tagPositions = Self.positions(in: tags.count, stories: stories.count) { [stories] in stories[$0].tags }
    otherPositions = Self.positions(in: others.members.count, stories: stories.count) { others.ofStory[$0] }
  }

  func workspace() -> Workspace { Workspace(scores: [Int32](repeating: 0, count: stories.count)) }

  /// The best relatives of a story, best first.
  func find(_ index: Int, _ workspace: inout Workspace) -> [Int32] {
    guard count > 0 else { return [] }
    for (slot, tag) in stories[index].tags.enumerated() {
      let members = tags[Int(tag)].stories
      let weight = Self.weight(members.count, of: stories.count)
      workspace.add(members, at: Int(tagPositions[index][slot]), weight: weight, but: index)
    }
    for (slot, term) in others.ofStory[index].enumerated() {
      let members = others.members[Int(term)]
      let weight = Self.weight(members.count, of: stories.count)
      workspace.add(members, at: Int(otherPositions[index][slot]), weight: weight, but: index)
    }
    if stories[index].series >= 0 {
      let members = series[Int(stories[index].series)].stories
      if let position = members.firstIndex(of: Int32(index)) {
        workspace.add(members, at: position, weight: 4, but: index)
      }
    }
    defer { workspace.clear() }
    return Self.best(count, of: workspace.candidates, scores: workspace.scores, near: Int32(index))
  }

  /// Where each story stands in the list of each of its terms.
  private static func positions(
    in terms: Int, stories: Int, of membership: (Int) -> [Int32]
  ) -> [[Int32]] {
    var next = [Int32](repeating: 0, count: terms)
    return (0..<stories).map { story in
      membership(story).map { term in
        defer { next[Int(term)] += 1 }
        return next[Int(term)]
      }
    }
  }

  /// 1 for a term that every article has, one more for each halving.
  private static func weight(_ members: Int, of stories: Int) -> Int32 {
    var weight: Int32 = 1
    var share = members
    while share * 2 <= stories, weight < 16 {
      share *= 2
      weight += 1
    }
    return weight
  }

  /// The highest scores first; of equal ones the nearest in the order of time, then the newer.
  private static func best(_ count: Int, of candidates: [Int32], scores: [Int32], near index: Int32)
    -> [Int32]
  {
    func precedes(_ a: Int32, _ b: Int32) -> Bool {
      if scores[Int(a)] != scores[Int(b)] { return scores[Int(a)] > scores[Int(b)] }
      let (nearA, nearB) = (abs(a - index), abs(b - index))
      return nearA != nearB ? nearA < nearB : a < b
    }
    var top: [Int32] = []
    for candidate in candidates {
      if top.count == count, !precedes(candidate, top[count - 1]) { continue }
      var place = top.count
      while place > 0, precedes(candidate, top[place - 1]) { place -= 1 }
      top.insert(candidate, at: place)
      if top.count > count { top.removeLast() }
    }
    return top
  }
}

extension Related.Workspace {
  /// Scores the members of a term that stand near `position`.
  fileprivate mutating func add(_ members: [Int32], at position: Int, weight: Int32, but index: Int) {
    let low = max(0, position - Related.reach)
    let high = min(members.count, position + Related.reach + 1)
    for other in members[low..<high] where other != Int32(index) {
      if scores[Int(other)] == 0 { candidates.append(other) }
      scores[Int(other)] += weight
    }
  }

  fileprivate mutating func clear() {
    for other in candidates { scores[Int(other)] = 0 }
    candidates.removeAll(keepingCapacity: true)
  }
}
