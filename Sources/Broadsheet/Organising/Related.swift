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
    /// The stories that have a score, and room for one more.
    fileprivate var candidates: [Int32]
    fileprivate var count = 0

    fileprivate init(stories: Int) {
      scores = [Int32](repeating: 0, count: stories)
      candidates = [Int32](repeating: 0, count: stories + 1)
    }
  }

  fileprivate static let reach = 32

  private let count: Int
  private let stories: Int
  private let terms: RelatedTerms
  /// What it weighs to share each term.
  private let weights: [Int32]
  /// For each story its series; and the members of each series.
  private let seriesOfStory: [Int32]
  private let series: [[Int32]]

  init(_ edition: Edition, _ terms: [StoryTerms]) {
    let terms = RelatedTerms(edition, terms)
    let stories = edition.stories.count
    weights = (0..<terms.count).map { Self.weight(terms.range(of: $0).count, of: stories) }
    seriesOfStory = edition.stories.indices.map { edition.stories[$0].series }
    series = edition.series.map(\.stories)
    (count, self.stories, self.terms) = (edition.site.relatedCount, stories, terms)
  }

  /// The relatives of all stories.
  func all(_ jobs: Int) async -> [[Int32]] {
    await Parallel.map(stories, jobs: jobs, start: { workspace() }) { range, workspace in
      range.map { find($0, &workspace) }
    }.flatMap { $0 }
  }

  private func workspace() -> Workspace { Workspace(stories: stories) }

  /// The best relatives of a story, best first.
  private func find(_ index: Int, _ workspace: inout Workspace) -> [Int32] {
    guard count > 0 else { return [] }
    for entry in terms.terms(of: index) {
      let range = terms.range(of: Int(entry.term))
      workspace.add(
        terms.members.span.extracting(range), at: Int(entry.place) - range.lowerBound,
        weight: weights[Int(entry.term)])
    }
    if seriesOfStory[index] >= 0 {
      let members = series[Int(seriesOfStory[index])]
      if let position = members.firstIndex(of: Int32(index)) {
        workspace.add(members.span, at: position, weight: 4)
      }
    }
    defer { workspace.clear() }
    return workspace.best(count, near: Int32(index))
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
}

extension Related.Workspace {
  /// Scores the members of a term that stand near the one at `position`, but for that itself.
  fileprivate mutating func add(_ members: borrowing Span<Int32>, at position: Int, weight: Int32) {
    let before = max(0, position - Related.reach)..<position
    let behind = position + 1..<min(members.count, position + Related.reach + 1)
    for range in [before, behind] {
      count = Self.add(weight, to: &scores, members.extracting(range), &candidates, count)
    }
  }

  /// Adds to the scores of `members`, and appends those that had none to the first `count` of `candidates`.
  private static func add(
    _ weight: Int32, to scores: inout [Int32], _ members: Span<Int32>, _ candidates: inout [Int32],
    _ count: Int
  ) -> Int {
    // Spans: of arrays, each change would ask whether somebody else has them too.
    var scores = scores.mutableSpan
    var candidates = candidates.mutableSpan
    var count = count
    for place in members.indices {
      let other = members[place]
      let score = scores[Int(other)]
      // Written in any case, and counted where it is new: that needs no decision.
      candidates[count] = other
      count += score == 0 ? 1 : 0
      scores[Int(other)] = score + weight
    }
    return count
  }

  /// The highest scores first; of equal ones the nearest in the order of time, then the newer.
  fileprivate func best(_ count: Int, near index: Int32) -> [Int32] {
    func precedes(_ a: Int32, _ b: Int32) -> Bool {
      if scores[Int(a)] != scores[Int(b)] { return scores[Int(a)] > scores[Int(b)] }
      let (nearA, nearB) = (abs(a - index), abs(b - index))
      return nearA != nearB ? nearA < nearB : a < b
    }
    var top: [Int32] = []
    top.reserveCapacity(count + 1)
    for candidate in candidates[..<self.count] {
      if top.count == count, !precedes(candidate, top[count - 1]) { continue }
      var place = top.count
      while place > 0, precedes(candidate, top[place - 1]) { place -= 1 }
      top.insert(candidate, at: place)
      if top.count > count { top.removeLast() }
    }
    return top
  }

  fileprivate mutating func clear() {
    for other in candidates[..<count] { scores[Int(other)] = 0 }
    count = 0
  }
}
