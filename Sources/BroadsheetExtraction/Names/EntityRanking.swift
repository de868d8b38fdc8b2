import BroadsheetCore

/// Turns joined names into entities, ranked by how much the article is about them.
struct EntityRanking {
  let document: Document
  let names: [NameSpan]
  let groups: [EntityResolver.Group]
  /// The indices of the groups' names.
  let members: [Int]
  let knowledge: KnowledgeIndex
  /// For each name whether it stands in the headline.
  private var isHeadline: [Bool] = []
  /// The first sentence where it stands for a headline.
  private let headline: Range<Int>
  /// About as many tokens as a lead has.
  private let lead: Range<Int>

  init(
    document: Document, names: [NameSpan], resolver: EntityResolver, knowledge: KnowledgeIndex
  ) {
    self.document = document
    self.names = names
    groups = resolver.groups
    members = resolver.members
    self.knowledge = knowledge
    let first = document.leadSentence() ?? 0..<0
    headline = document.roles.contains(.headline) ? 0..<0 : first
    let start = headline.isEmpty ? first.lowerBound : first.upperBound
    lead = start..<start + 36
    isHeadline.reserveCapacity(names.count)
    var block = 0
    for name in names {
      while document.stream.blocks[block].upperBound <= name.tokens.lowerBound { block += 1 }
      isHeadline.append(document.roles[block] == .headline)
    }
  }

  /// The entities by rank, and for each group its place among them.
  func rank(_ roles: RoleReader) -> (entities: [Entity], order: [Int]) {
    var scores: [Double] = []
    scores.reserveCapacity(groups.count)
    for group in groups.indices { scores.append(score(group)) }
    shareAmongNamesakes(&scores)
    let most = max(scores.max() ?? 1, 1)
    let ranked = groups.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }
    var order = Array(repeating: 0, count: groups.count)
    for (rank, group) in ranked.enumerated() { order[group] = rank }
    var entities: [Entity] = []
    entities.reserveCapacity(ranked.count)
    for group in ranked { entities.append(entity(group, scores[group] / most, roles, order)) }
    return (entities, order)
  }

  /// How much the article is about what the names stand for: the tenth mention says less than the second, the headline
  /// says most, and the lead more than the rest. Without a headline the first sentence stands for one.
  private func score(_ index: Int) -> Double {
    let group = groups[index]
    var isHeadline = false
    var isLead = false
    for member in group.names {
      let name = members[member]
      let start = names[name].tokens.lowerBound
      isHeadline = isHeadline || self.isHeadline[name] || headline.contains(start)
      isLead = isLead || lead.contains(start)
    }
    let first = names[members[group.names.lowerBound]].tokens.lowerBound
    var score = Self.logarithm(group.names.count) + 0.05 * 100 / (100 + Double(first))
    if isHeadline { score += 2 }
    if isLead { score += 0.7 }
    return group.type == .other ? score * 0.5 : score
  }

  /// The binary logarithm of `count + 1`, straight between powers of two, so that it is the same on every machine.
  private static func logarithm(_ count: Int) -> Double {
    let value = count + 1
    let whole = Int.bitWidth - 1 - value.leadingZeroBitCount
    return Double(whole) + Double(value - 1 << whole) / Double(1 << whole)
  }

  /// What bears the same name is equally relevant: which of the two a mention means is often unsure.
  private func shareAmongNamesakes(_ scores: inout [Double]) {
    for group in groups.indices where groups[group].namesake != group {
      let other = groups[group].namesake
      scores[other] = max(scores[other], scores[group])
    }
    for group in groups.indices { scores[group] = scores[groups[group].namesake] }
  }

  private func entity(_ index: Int, _ relevance: Double, _ reader: RoleReader, _ order: [Int]) -> Entity {
    let group = groups[index]
    let known = group.known >= 0 ? knowledge.entries[group.known] : nil
    let name = known?.name ?? document.string(tokens: group.best)
    var aliases: [String] = []
    // The forms of the name so far; beyond sixteen no more are told.
    var forms = InlineArray<16, UInt64>(repeating: 0)
    var formCount = 0
    var roles: [Entity.Role] = []
    var margin = 0
    var isHeadline = false
    for member in group.names {
      let mention = members[member]
      let span = names[mention]
      margin += min(max(span.margin, 0), 400)
      isHeadline = isHeadline || self.isHeadline[mention]
      var value: UInt64 = 1
      for token in span.tokens { value = ByteHash.phrase(value, document.stream.tokens[token].hash) }
      var isNew = formCount < 16
      for index in 0..<formCount where forms[index] == value { isNew = false }
      if isNew {
        forms[formCount] = value
        formCount += 1
        if known != nil || span.tokens != group.best {
          let form = document.string(tokens: span.tokens)
          if form != name { aliases.append(form) }
        }
      }
      if group.type == .person, roles.count < 4, var role = reader.role(of: mention),
        !roles.contains(where: { $0.text == role.text })
      {
        if role.affiliation >= 0 { role.affiliation = order[role.affiliation] }
        roles.append(role)
      }
    }
    let certainty = Double(margin) / Double(max(group.names.count, 1))
    let isAbout = group.type != .other && relevance >= 0.5 && (group.names.count >= 2 || isHeadline)
    return Entity(
      name: name, type: group.type, aliases: aliases, roles: roles, mentions: group.names.count,
      relevance: relevance,
      isAbout: isAbout, source: known?.confidence == 1 ? .author : .statistics,
      confidence: known?.confidence ?? Self.confidence(certainty))
  }

  /// A margin as a probability, roughly; a label that consistency turned round has none.
  static func confidence(_ margin: Double) -> Double {
    let margin = max(margin, 0)
    return min(0.99, 0.5 + 0.5 * margin / (margin + 60))
  }
}
