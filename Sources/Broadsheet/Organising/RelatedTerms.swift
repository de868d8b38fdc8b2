import BroadsheetCore

/// What articles share: tags, the entities that they are more than in passing about, and their key phrases. Flat
/// arrays, since there are several for each article.
struct RelatedTerms: Sendable {
  /// A term of a story, with the story's place among the members of the term.
  struct Entry: Sendable {
    var term: Int32
    var place: Int32
  }

  /// The terms of all stories, one story after the other, and where those of each end.
  private var entries: [Entry] = []
  private var entryEnds: [Int] = []
  /// The stories of all terms, in their order, one term after the other, and where those of each end.
  private(set) var members: [Int32] = []
  private var memberEnds: [Int] = []

  /// So many entities of an article count, the most relevant.
  private static let mostEntities = 6

  init(_ edition: Edition, _ terms: [StoryTerms]) {
    let entities = edition.tags.count
    var counts = [Int32](repeating: 0, count: entities + edition.entities.count)
    var phrases = PrintIndex<Int32>()
    var ends: [Int] = []
    var listed: [Int32] = []
    for story in edition.stories.indices {
      let start = listed.count
      func note(_ term: Int32) {
        if listed[start...].contains(term) { return }
        listed.append(term)
        counts[Int(term)] += 1
      }
      for tag in edition.stories[story].tags { note(tag) }
      var isNamed = [Bool](repeating: false, count: terms[story].phrases.count)
      var count = 0
      for appearance in edition.stories[story].appearances where appearance.entity >= 0 {
        let name = terms[story].names[Int(appearance.name)]
        guard name.isRelevant else { continue }
        note(Int32(entities) + appearance.entity)
        if name.phrase >= 0 { isNamed[Int(name.phrase)] = true }
        count += 1
        if count == Self.mostEntities { break }
      }
      // A name is not shared twice.
      for (phrase, print) in terms[story].phrases.enumerated() where !isNamed[phrase] {
        let new = Int32(counts.count)
        if let known = phrases.insert(new, for: print) {
          note(phrases.values[known])
        } else {
          counts.append(0)
          note(new)
        }
      }
      ends.append(listed.count)
    }
    keepShared(listed, ends, counts)
  }

  /// Lists the terms that two stories have at least, for each story and for each term.
  private mutating func keepShared(_ listed: [Int32], _ ends: [Int], _ counts: [Int32]) {
    var number = [Int32](repeating: -1, count: counts.count)
    var next: [Int] = []
    for (term, count) in counts.enumerated() where count > 1 {
      number[term] = Int32(memberEnds.count)
      let start = memberEnds.last ?? 0
      next.append(start)
      memberEnds.append(start + Int(count))
    }
    members = [Int32](repeating: 0, count: memberEnds.last ?? 0)
    entries.reserveCapacity(members.count)
    var start = 0
    for (story, end) in ends.enumerated() {
      for term in listed[start..<end] where number[Int(term)] >= 0 {
        let term = number[Int(term)]
        let place = next[Int(term)]
        next[Int(term)] += 1
        members[place] = Int32(story)
        entries.append(Entry(term: term, place: Int32(place)))
      }
      entryEnds.append(entries.count)
      start = end
    }
  }

  /// How many terms there are.
  var count: Int { memberEnds.count }

  /// The terms of a story; their places are positions in `members`.
  func terms(of story: Int) -> ArraySlice<Entry> {
    entries[(story == 0 ? 0 : entryEnds[story - 1])..<entryEnds[story]]
  }

  /// The members of a term, as positions in `members`.
  func range(of term: Int) -> Range<Int> { (term == 0 ? 0 : memberEnds[term - 1])..<memberEnds[term] }
}
