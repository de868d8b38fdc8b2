import BroadsheetCore

/// Gathers tags, authors or series: names with the same slug are one term.
struct TermBuilder {
  private let root: String
  private var terms: [Edition.Term] = []
  private var positions: [String: Int32] = [:]
  private var slugs: [String: Int32] = [:]
  private var spellings: [[String: Int]] = []

  init(root: String) { self.root = root }

  /// Puts a story under a name; gives the term's index, or nil for a name that has no letters or digits. A name that
  /// nobody wrote has no say in how the term is spelt.
  mutating func add(_ name: String, story: Int, isWritten: Bool = true) -> Int32? {
    guard let index = positions[name] ?? index(ofNew: name) else { return nil }
    if terms[Int(index)].stories.last != Int32(story) { terms[Int(index)].stories.append(Int32(story)) }
    if isWritten { spellings[Int(index)][name, default: 0] += 1 }
    return index
  }

  private mutating func index(ofNew name: String) -> Int32? {
    let slug = Self.slug(name)
    guard !slug.isEmpty else { return nil }
    let index = slugs[slug] ?? Int32(terms.count)
    positions[name] = index
    if slugs[slug] == nil {
      slugs[slug] = index
      terms.append(Edition.Term(name: name, slug: slug, address: root + slug + "/"))
      spellings.append([:])
    }
    return index
  }

  /// `C++` is not `C`: signs that tell names apart are spelt out.
  static func slug(_ name: String) -> String {
    guard
      name.utf8.contains(where: {
        $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "&")
      })
    else { return Slug.make(name) }
    var spelt = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "+": spelt += " plus "
      case "#": spelt += " sharp "
      case "&": spelt += " and "
      default: spelt.unicodeScalars.append(scalar)
      }
    }
    return Slug.make(spelt)
  }

  /// The terms in the order in which they were first met, each with its most frequent spelling (of equally
  /// frequent ones the first by bytes).
  func finish() -> [Edition.Term] {
    zip(terms, spellings).map { term, spellings in
      var term = term
      let best = spellings.min { a, b in
        a.value != b.value ? a.value > b.value : FileSystem.precedes(a.key, b.key)
      }
      term.name = best?.key ?? term.name
      return term
    }
  }
}
