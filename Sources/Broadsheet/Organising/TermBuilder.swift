import BroadsheetCore

/// Gathers tags, authors or series: names with the same slug are one term.
struct TermBuilder {
  private let root: String
  private var terms: [Edition.Term] = []
  private var slugs: [String: Int32] = [:]
  /// Names as they are written.
  private var spellings = TextIndex<Spelling>()

  private struct Spelling {
    /// What it names; -1 where that is nothing.
    var term: Int32
    /// How many stories have it.
    var count: Int32 = 0
  }

  init(root: String) { self.root = root }

  /// Puts a story under a name; gives the term's index, or nil for a name that has no letters or digits. A name that
  /// nobody wrote has no say in how the term is spelt.
  mutating func add(_ name: String, story: Int, isWritten: Bool = true) -> Int32? {
    let place = spellings.position(of: name) ?? place(ofNew: name)
    var spelling = spellings.values[place]
    guard spelling.term >= 0 else { return nil }
    let index = Int(spelling.term)
    if terms[index].stories.last != Int32(story) { terms[index].stories.append(Int32(story)) }
    if isWritten {
      spelling.count += 1
      spellings.replace(at: place, with: spelling)
    }
    return spelling.term
  }

  private mutating func place(ofNew name: String) -> Int {
    spellings.insert(Spelling(term: term(ofNew: name)), for: name)
    return spellings.count - 1
  }

  private mutating func term(ofNew name: String) -> Int32 {
    let slug = Self.slug(name)
    guard !slug.isEmpty else { return -1 }
    if let known = slugs[slug] { return known }
    slugs[slug] = Int32(terms.count)
    terms.append(Edition.Term(name: name, slug: slug, address: root + slug + "/"))
    return Int32(terms.count - 1)
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
    var terms = terms
    var counts = [Int32](repeating: 0, count: terms.count)
    for (name, spelling) in zip(spellings.keys, spellings.values) where spelling.count > 0 {
      let index = Int(spelling.term)
      if spelling.count > counts[index]
        || (spelling.count == counts[index] && FileSystem.precedes(name, terms[index].name))
      {
        (counts[index], terms[index].name) = (spelling.count, name)
      }
    }
    return terms
  }
}
