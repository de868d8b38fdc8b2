import BroadsheetCore

/// What articles share besides tags: the entities that they are more than in passing about, and their key phrases.
struct RelatedTerms: Sendable {
  /// For each term the stories that have it, in their order; at least two.
  private(set) var members: [[Int32]] = []
  /// For each story its terms.
  private(set) var ofStory: [[Int32]]

  /// So many entities of an article count, the most relevant.
  private static let mostEntities = 6

  init(_ stories: [Edition.Story], entities: [Edition.Entity]) {
    ofStory = Array(repeating: [], count: stories.count)
    var lists = entities.map { _ in [Int32]() }
    var phrases = TextIndex<Int32>()
    for index in stories.indices {
      let text = stories[index].article.record.text
      var count = 0
      var own: [String] = []
      for appearance in stories[index].appearances {
        let name = text.names[Int(appearance.name)]
        guard appearance.entity >= 0, name.isRelevant, count < Self.mostEntities else { continue }
        lists[Int(appearance.entity)].append(Int32(index))
        own.append(name.name.lowercased())
        count += 1
      }
      // A name is not shared twice.
      for phrase in text.keyPhrases where !own.contains(phrase) {
        let new = Int32(lists.count)
        if let known = phrases.insert(new, for: phrase) {
          let list = Int(phrases.values[known])
          if lists[list].last != Int32(index) { lists[list].append(Int32(index)) }
        } else {
          lists.append([Int32(index)])
        }
      }
    }
    for list in lists where list.count > 1 {
      for story in list { ofStory[Int(story)].append(Int32(members.count)) }
      members.append(list)
    }
  }
}
