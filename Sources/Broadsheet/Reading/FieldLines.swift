/// The lines of front matter on which fields stand, by the fields' names: few enough that a list is faster than a
/// dictionary.
struct FieldLines: Sendable, Hashable, ExpressibleByDictionaryLiteral {
  struct Entry: Sendable, Hashable {
    var name: String
    var line: Int
  }

  private(set) var entries: [Entry] = []

  init(_ entries: [Entry]) { self.entries = entries }

  init(dictionaryLiteral elements: (String, Int)...) {
    entries = elements.map { Entry(name: $0.0, line: $0.1) }
  }

  /// The line of a field, from 1; nil where it is not there.
  subscript(name: String) -> Int? { entries.first { $0.name == name }?.line }

  /// Makes room for so many fields.
  mutating func reserve(_ count: Int) { entries.reserveCapacity(count) }

  /// Adds a field; of equal names the first counts.
  mutating func add(_ name: String, line: Int) { entries.append(Entry(name: name, line: line)) }
}
