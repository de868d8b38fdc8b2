import BroadsheetCore

/// Names that articles seem to hold, but none with the certainty that pages ask for.
struct UnsureNames: Sendable, Hashable {
  /// A name with the number of articles that seem to hold it.
  struct Name: Sendable, Hashable {
    var type: String
    var name: String
    var articles: Int
  }

  /// How many there are of each type, in the order of types.
  var counts: [Count] = []
  /// Those that most articles hold.
  var names: [Name] = []

  /// How many names of a type there are.
  struct Count: Sendable, Hashable {
    var type: String
    var count: Int
  }

  /// So many are named.
  private static let most = 20

  init() {}

  init(_ all: some Sequence<(EntityKind, String, Int)>) {
    var numbers: [EntityKind: Int] = [:]
    for (kind, name, articles) in all {
      numbers[kind, default: 0] += 1
      let new = Name(type: kind.rawValue, name: name, articles: articles)
      if names.count == Self.most, !Self.precedes(new, names[Self.most - 1]) { continue }
      var place = names.count
      while place > 0, Self.precedes(new, names[place - 1]) { place -= 1 }
      names.insert(new, at: place)
      if names.count > Self.most { names.removeLast() }
    }
    counts = EntityKind.allCases.compactMap { kind in
      numbers[kind].map { Count(type: kind.rawValue, count: $0) }
    }
  }

  private static func precedes(_ a: Name, _ b: Name) -> Bool {
    if a.articles != b.articles { return a.articles > b.articles }
    return a.name != b.name ? FileSystem.precedes(a.name, b.name) : a.type < b.type
  }
}
