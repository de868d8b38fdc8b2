/// The shared storage of a list, tuple or other sequence.
///
/// Lists that are made in Swift never change and may be read by any number of renders at once. A list that
/// a template makes belongs to that one render, which may append to it; nothing hands it to another.
public final class ValueList: @unchecked Sendable {
  /// What Python would call it: decides how it is printed and compared, and whether it can change.
  enum Kind: Equatable, Sendable {
    case list, tuple, generator, keys, values, items, group
    case range(Int, Int, Int)
  }

  /// The items.
  @exclusivity(unchecked) public internal(set) var items: [Value]
  let kind: Kind
  /// Whether other renders may read it, so that it must not change.
  @exclusivity(unchecked) private(set) var isShared: Bool
  /// How many containers deep it is.
  @exclusivity(unchecked) private(set) var nesting: Int
  /// Whether neither it nor anything in it can change any more.
  @exclusivity(unchecked) private(set) var isFixed = false

  /// Makes a list that never changes.
  public convenience init(_ items: [Value]) { self.init(items, kind: .list, isShared: true) }

  init(_ items: [Value], kind: Kind, isShared: Bool = false) {
    self.items = items
    self.kind = kind
    self.isShared = isShared
    var deepest = 0
    for item in items { deepest = max(deepest, item.nesting) }
    nesting = deepest + 1
    if isShared { isFixed = items.allSatisfy(\.isFixed) }
  }

  /// Makes it unchangeable, before other renders see it; what is in it has been made so already.
  func share() {
    isShared = true
    isFixed = items.allSatisfy(\.isFixed)
  }

  /// Takes a changed list of items over, and the nesting that comes with it.
  func replaceItems(_ items: [Value]) {
    self.items = items
    for item in items { nesting = max(nesting, item.nesting + 1) }
  }

  func append(_ item: Value) {
    items.append(item)
    nesting = max(nesting, item.nesting + 1)
  }

  func clear() { items = [] }

  /// Whether it behaves as a tuple where that matters: comparison, hashing, `%` formatting.
  var isTuple: Bool { kind == .tuple || kind == .group }
}
