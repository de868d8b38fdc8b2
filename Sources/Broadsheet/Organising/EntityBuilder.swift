import BroadsheetCore

/// Joins the names of articles to entities: the same kind and the same name, as slugs have it, is the same one, and an
/// acronym that articles use for one full name only.
///
/// The work is linear in the number of names. A name counts where an article is certain of it; where enough are, the
/// others that are not so certain count too.
struct EntityBuilder {
  /// A name of a kind before it is known whether it becomes an entity.
  private struct Candidate {
    var kind: EntityKind
    var slug: String
    /// As it was first met.
    var name: String
    var details: EntityDetails?
    var isKnown = false
    /// How many articles are certain of it, and the last of them.
    var certain = 0
    var last = -1
    /// Whether its slug is one that authors wrote themselves.
    var isWritten = false
    /// The candidate that it is an acronym of; itself where it is none.
    var target: Int32
    /// Its place among the entities; -1 where it is none.
    var entity: Int32 = -1
    /// How many articles name it without being certain.
    var unsure = 0
  }

  /// A name as it is written, and where it was first met.
  private struct Spelling {
    /// What it names; -1 where that is nothing.
    var candidate: Int32
    /// How many articles are certain of it.
    var certain: Int32 = 0
    var story: Int32
    var name: Int32
  }

  /// One name of one article.
  private struct Entry {
    /// Its place in `spellings`.
    var spelling: Int32
    var name: Int32
    var isCertain: Bool
    var isLikely: Bool
    var isKnown: Bool
    var hasAcronyms: Bool
    var hasRoles: Bool
  }

  private let details: [String: EntityDetails]
  private let least: Int
  private var candidates: [Candidate] = []
  /// Candidates by their kind's folder and slug, and places in `spellings` by fingerprints of kinds and names.
  private var bySlug = TextIndex<Int32>()
  private var byPrint = PrintIndex<Int32>()
  private var spellings: [Spelling] = []
  /// The full names of acronyms by folder and slug; -1 where there are several.
  private var acronyms = TextIndex<Int32>()
  /// Of all articles, one after the other; and where those of each end.
  private var entries: [Entry] = []
  private var ends: [Int] = []
  private var articles: [ArticleRecord] = []
  /// For each article what pages may show of its names.
  private(set) var appearances: [[Edition.Appearance]] = []
  /// What no page shows.
  private(set) var unsure = UnsureNames()

  init(details: [String: EntityDetails], least: Int) {
    self.details = details
    self.least = least
  }

  /// Adds the names of the next article.
  mutating func add(_ article: ArticleRecord, _ terms: StoryTerms) {
    articles.append(article)
    for (index, name) in terms.names.enumerated() {
      let place = place(of: name, at: index)
      if spellings[place].candidate < 0 { continue }
      entries.append(
        Entry(
          spelling: Int32(place), name: Int32(index), isCertain: name.isCertain, isLikely: name.isLikely,
          isKnown: name.isKnown, hasAcronyms: name.hasAcronyms, hasRoles: name.hasRoles))
    }
    ends.append(entries.count)
  }

  /// Counts in how many articles each name is certain.
  private mutating func count() {
    var start = 0
    for (story, end) in ends.enumerated() {
      for index in start..<end {
        let spelling = Int(entries[index].spelling)
        let candidate = Int(spellings[spelling].candidate)
        // A likely name that somebody made a topic of is one.
        if entries[index].isLikely, candidates[candidate].isWritten { entries[index].isCertain = true }
        guard entries[index].isCertain else { continue }
        spellings[spelling].certain += 1
        if entries[index].isKnown { candidates[candidate].isKnown = true }
        if entries[index].hasAcronyms {
          addAcronyms(of: articles[story].text.names[Int(entries[index].name)], Int32(candidate))
        }
        if candidates[candidate].last != story {
          candidates[candidate].last = story
          candidates[candidate].certain += 1
        }
      }
      start = end
    }
  }

  /// Where a name of the last article stands among the spellings; it is entered where it is new.
  private mutating func place(of name: StoryTerms.Name, at index: Int) -> Int {
    let new = Int32(spellings.count)
    if let known = byPrint.insert(new, for: name.print) { return known }
    let story = articles.count - 1
    spellings.append(
      Spelling(
        candidate: candidate(of: articles[story].text.names[index], kind: name.kind), story: Int32(story),
        name: Int32(index)))
    return Int(new)
  }

  /// What a new spelling names; -1 for one without letters or digits.
  private mutating func candidate(of name: ArticleText.Name, kind: EntityKind) -> Int32 {
    let slug = TermBuilder.slug(name.name)
    if slug.isEmpty { return -1 }
    let details = self.details.details(of: name)
    let new = Int32(candidates.count)
    if let other = bySlug.insert(new, for: kind.folder + "/" + slug) {
      let position = bySlug.values[other]
      if candidates[Int(position)].details == nil { candidates[Int(position)].details = details }
      return position
    }
    candidates.append(
      Candidate(
        kind: kind, slug: slug, name: name.name, details: details, target: new))
    return new
  }

  private mutating func addAcronyms(of name: ArticleText.Name, _ candidate: Int32) {
    for acronym in name.acronyms {
      let key = candidates[Int(candidate)].kind.folder + "/" + acronym.lowercased()
      if let other = acronyms.insert(candidate, for: key), acronyms.values[other] != candidate {
        acronyms.replace(at: other, with: -1)
      }
    }
  }

  /// For each candidate the most frequent spelling of those that articles are certain of, of equally frequent ones the
  /// first by bytes; nil where no article is.
  private func bestSpellings() -> [String?] {
    var best = [(name: String?, certain: Int32)](repeating: (nil, 0), count: candidates.count)
    for spelling in spellings where spelling.certain > 0 {
      let name = articles[Int(spelling.story)].text.names[Int(spelling.name)].name
      let known = best[Int(spelling.candidate)]
      if spelling.certain > known.certain
        || (spelling.certain == known.certain && FileSystem.precedes(name, known.name ?? name))
      {
        best[Int(spelling.candidate)] = (name, spelling.certain)
      }
    }
    return best.map(\.name)
  }

  /// The entities, in the order in which they were first met.
  ///
  /// - Parameter written: the slugs of what authors wrote themselves: tags, sections, their own names.
  mutating func finish(written: Set<String> = []) -> [Edition.Entity] {
    for index in candidates.indices { candidates[index].isWritten = written.contains(candidates[index].slug) }
    count()
    joinAcronyms()
    let best = bestSpellings()
    var entities: [Edition.Entity] = []
    appearances.reserveCapacity(articles.count)
    var start = 0
    for (story, end) in ends.enumerated() {
      var shown: [Edition.Appearance] = []
      shown.reserveCapacity(end - start)
      for entry in entries[start..<end] {
        let own = Int(spellings[Int(entry.spelling)].candidate)
        let target = Int(candidates[own].target)
        let isEntity = candidates[target].isKnown || candidates[target].certain >= least
        guard entry.isCertain || (isEntity && entry.isLikely) else {
          candidates[own].unsure += 1
          continue
        }
        guard isEntity else {
          shown.append(Edition.Appearance(entity: -1, name: entry.name))
          continue
        }
        if candidates[target].entity < 0 {
          candidates[target].entity = Int32(entities.count)
          let candidate = candidates[target]
          entities.append(
            Edition.Entity(
              name: candidate.details?.name ?? best[target] ?? candidate.name, kind: candidate.kind,
              slug: candidate.slug, details: candidate.details))
        }
        let index = Int(candidates[target].entity)
        // Two spellings of one article are one name.
        if entities[index].stories.last != Int32(story) {
          entities[index].stories.append(Int32(story))
          shown.append(Edition.Appearance(entity: Int32(index), name: entry.name))
        }
        if entry.hasRoles {
          add(articles[story].text.names[Int(entry.name)].roles, of: story, to: &entities[index])
        }
      }
      appearances.append(shown)
      start = end
    }
    unsure = UnsureNames(
      candidates.lazy.filter { $0.unsure > 0 && $0.certain == 0 && !$0.isKnown && $0.kind != .other }.map {
        ($0.kind, $0.name, $0.unsure)
      })
    return entities
  }

  private mutating func joinAcronyms() {
    for (key, full) in zip(acronyms.keys, acronyms.values) {
      guard full >= 0, let short = bySlug[key], short != full, !candidates[Int(short)].isKnown,
        // A full name that is itself an acronym of another one stays what it is.
        acronyms[candidates[Int(full)].kind.folder + "/" + candidates[Int(full)].slug] == nil
      else { continue }
      candidates[Int(short)].target = full
      candidates[Int(full)].certain += candidates[Int(short)].certain
    }
  }

  private static let mostRoles = 5

  private func add(_ roles: ArraySlice<String>, of story: Int, to entity: inout Edition.Entity) {
    for role in roles where entity.roles.count < Self.mostRoles {
      guard !entity.roles.contains(where: { $0.text == role }) else { continue }
      let text = role.lowercased()
      guard !entity.roles.contains(where: { $0.text.lowercased() == text }) else { continue }
      entity.roles.append(Edition.Entity.Role(text: role, story: Int32(story)))
    }
  }
}
