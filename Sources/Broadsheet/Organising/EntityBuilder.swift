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
    var isWritten: Bool
    /// The candidate that it is an acronym of; itself where it is none.
    var target: Int32
    /// Its place among the entities; -1 where it is none.
    var entity: Int32 = -1
    /// How many articles name it without being certain.
    var unsure = 0
  }

  /// A name as it is written.
  private struct Spelling {
    /// What it names; -1 where that is nothing.
    var candidate: Int32
    /// How many articles are certain of it.
    var certain: Int32 = 0
  }

  /// One name of one article.
  private struct Entry {
    var candidate: Int32
    var name: Int32
    var isCertain: Bool
    var isLikely: Bool
  }

  private let details: [String: EntityDetails]
  private let least: Int
  /// The slugs of what authors wrote themselves: tags, sections, their own names.
  private let written: Set<String>
  private var candidates: [Candidate] = []
  /// Candidates by their kind's folder and slug, and by their kind and name as written.
  private var bySlug = TextIndex<Int32>()
  private var byName = EntityKind.allCases.map { _ in TextIndex<Spelling>() }
  /// The full names of acronyms by folder and slug; -1 where there are several.
  private var acronyms = TextIndex<Int32>()
  private var entries: [[Entry]] = []
  private var names: [[ArticleText.Name]] = []
  /// For each article what pages may show of its names.
  private(set) var appearances: [[Edition.Appearance]] = []
  /// What no page shows.
  private(set) var unsure = UnsureNames()

  init(details: [String: EntityDetails], least: Int, written: Set<String> = []) {
    self.details = details
    self.least = least
    self.written = written
  }

  /// Adds the names of the next article.
  mutating func add(_ names: [ArticleText.Name]) {
    let story = entries.count
    var list: [Entry] = []
    list.reserveCapacity(names.count)
    // By index: copying a name counts references.
    for index in names.indices {
      let place = kind(of: names[index]).place
      let spelling = position(of: names[index], at: place)
      let position = byName[place].values[spelling].candidate
      guard position >= 0 else { continue }
      let isLikely = names[index].isLikely
      // A likely name that somebody made a topic of is one.
      let isCertain = names[index].isCertain || (isLikely && candidates[Int(position)].isWritten)
      list.append(
        Entry(candidate: position, name: Int32(index), isCertain: isCertain, isLikely: isLikely))
      guard isCertain else { continue }
      byName[place].replace(
        at: spelling,
        with: Spelling(candidate: position, certain: byName[place].values[spelling].certain + 1))
      if names[index].isKnown { candidates[Int(position)].isKnown = true }
      for acronym in names[index].acronyms {
        let key = candidates[Int(position)].kind.folder + "/" + acronym.lowercased()
        if let other = acronyms.insert(position, for: key), acronyms.values[other] != position {
          acronyms.replace(at: other, with: -1)
        }
      }
      if candidates[Int(position)].last != story {
        candidates[Int(position)].last = story
        candidates[Int(position)].certain += 1
      }
    }
    entries.append(list)
    self.names.append(names)
  }

  private func details(of name: ArticleText.Name) -> EntityDetails? {
    name.isKnown ? details[name.name] : nil
  }

  private func kind(of name: ArticleText.Name) -> EntityKind {
    details(of: name)?.kind ?? EntityKind(name.type)
  }

  /// Where a name stands among those of its kind; it is entered where it is new.
  private mutating func position(of name: ArticleText.Name, at place: Int) -> Int {
    if let known = byName[place].position(of: name.name) { return known }
    let position = byName[place].count
    byName[place].insert(Spelling(candidate: candidate(of: name)), for: name.name)
    return position
  }

  /// What a new spelling names; -1 for one without letters or digits.
  private mutating func candidate(of name: ArticleText.Name) -> Int32 {
    let slug = TermBuilder.slug(name.name)
    if slug.isEmpty { return -1 }
    let (details, kind) = (details(of: name), kind(of: name))
    let new = Int32(candidates.count)
    if let other = bySlug.insert(new, for: kind.folder + "/" + slug) {
      let position = bySlug.values[other]
      if candidates[Int(position)].details == nil { candidates[Int(position)].details = details }
      return position
    }
    candidates.append(
      Candidate(
        kind: kind, slug: slug, name: name.name, details: details, isWritten: written.contains(slug),
        target: new))
    return new
  }

  /// For each candidate the most frequent spelling of those that articles are certain of, of equally frequent ones the
  /// first by bytes; nil where no article is.
  private func bestSpellings() -> [String?] {
    var best = [(name: String?, certain: Int32)](repeating: (nil, 0), count: candidates.count)
    for spellings in byName {
      for (name, spelling) in zip(spellings.keys, spellings.values) where spelling.certain > 0 {
        let known = best[Int(spelling.candidate)]
        if spelling.certain > known.certain
          || (spelling.certain == known.certain && FileSystem.precedes(name, known.name ?? name))
        {
          best[Int(spelling.candidate)] = (name, spelling.certain)
        }
      }
    }
    return best.map(\.name)
  }

  /// The entities, in the order in which they were first met.
  mutating func finish() -> [Edition.Entity] {
    joinAcronyms()
    let spellings = bestSpellings()
    var entities: [Edition.Entity] = []
    appearances.reserveCapacity(entries.count)
    for story in entries.indices {
      var shown: [Edition.Appearance] = []
      for entry in entries[story] {
        let target = Int(candidates[Int(entry.candidate)].target)
        let isEntity = candidates[target].isKnown || candidates[target].certain >= least
        guard entry.isCertain || (isEntity && entry.isLikely) else {
          candidates[Int(entry.candidate)].unsure += 1
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
              name: candidate.details?.name ?? spellings[target] ?? candidate.name, kind: candidate.kind,
              slug: candidate.slug, details: candidate.details))
        }
        let index = Int(candidates[target].entity)
        // Two spellings of one article are one name.
        if entities[index].stories.last != Int32(story) {
          entities[index].stories.append(Int32(story))
          shown.append(Edition.Appearance(entity: Int32(index), name: entry.name))
        }
        add(names[story][Int(entry.name)].roles, of: story, to: &entities[index])
      }
      appearances.append(shown)
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

  private func add(_ roles: [ArticleText.Role], of story: Int, to entity: inout Edition.Entity) {
    for role in roles where entity.roles.count < Self.mostRoles {
      let text = role.text.lowercased()
      guard !entity.roles.contains(where: { $0.text.lowercased() == text }) else { continue }
      entity.roles.append(Edition.Entity.Role(text: role.text, story: Int32(story)))
    }
  }
}

extension EntityKind {
  /// The place among all kinds.
  fileprivate var place: Int {
    switch self {
    case .person: 0
    case .organisation: 1
    case .place: 2
    case .product: 3
    case .work: 4
    case .event: 5
    case .other: 6
    }
  }
}
