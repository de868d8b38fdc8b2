/// In how many articles a name was found with certainty, by type: what a site learns its names from.
///
/// Adding articles in any order, or merging counts of parts of a site in any order, gives the same counts.
public struct NameCounts: Sendable, Hashable {
  private var counts: [String: [EntityType: Int]] = [:]

  /// Makes empty counts.
  public init() {}

  /// Counts the certain names of one article: people with two words or more, organisations, places, products and events of
  /// which the extractor was sure, but none that the site told it.
  public mutating func add(_ entities: [Entity]) {
    for entity in entities where entity.source == .statistics && entity.confidence >= 0.9 {
      guard entity.type != .other, entity.type != .person || entity.name.utf8.contains(0x20) else { continue }
      counts[entity.name, default: [:]][entity.type, default: 0] += 1
    }
  }

  /// Adds the counts of another part of the site.
  public mutating func merge(_ other: NameCounts) {
    for (name, types) in other.counts {
      for (type, count) in types { counts[name, default: [:]][type, default: 0] += count }
    }
  }

  /// The names that at least `least` articles have, and of which four fifths agree on the type, in the order of their bytes.
  /// The confidence has three steps (from `least`, four and sixteen times as many articles on).
  public func names(least: Int) -> [SiteKnowledge.LearntName] {
    var result: [SiteKnowledge.LearntName] = []
    for (name, types) in counts {
      let total = types.values.reduce(0, +)
      guard total >= least, let (type, count) = types.max(by: { $0.value < $1.value }), count * 5 >= total * 4
      else { continue }
      let confidence = total >= least * 16 ? 0.95 : total >= least * 4 ? 0.9 : 0.8
      result.append(.init(name: name, type: type, confidence: confidence))
    }
    return result.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}
