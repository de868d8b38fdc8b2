/// A variable: the function that owns it, and its slot there.
struct Reference: Hashable {
  var function: Int
  var slot: Int32
}

/// The variables of one scope, by Jinja2's rules: what a scope stores is its own, what it only reads is the
/// enclosing scope's, and what nobody stores comes from the context.
final class Symbols {
  /// How a variable gets its value when its scope is entered.
  enum Load: Equatable {
    case parameter
    case undefined
    case resolve(String)
    case alias(Reference)
  }

  /// The slots of a scope; the branches of an `if` share them.
  final class Slots {
    var byName: [String: Int32] = [:]
  }

  let parent: Symbols?
  let function: Int
  private let slots: Slots
  private let allocate: (Int) -> Int32
  private(set) var references: [String: Reference] = [:]
  private(set) var loads: [(target: Reference, load: Load)] = []
  private var loadIndex: [Reference: Int] = [:]
  private(set) var stores: Set<String> = []

  init(parent: Symbols?, function: Int, allocate: @escaping (Int) -> Int32) {
    self.parent = parent
    self.function = function
    self.allocate = allocate
    slots = Slots()
  }

  private init(copying other: Symbols) {
    parent = other.parent
    function = other.function
    allocate = other.allocate
    slots = other.slots
    references = other.references
    loads = other.loads
    loadIndex = other.loadIndex
    stores = other.stores
  }

  func copy() -> Symbols { Symbols(copying: self) }

  private func define(_ name: String, _ load: Load) -> Reference {
    let slot: Int32
    if let known = slots.byName[name] {
      slot = known
    } else {
      slot = allocate(function)
      slots.byName[name] = slot
    }
    let reference = Reference(function: function, slot: slot)
    references[name] = reference
    set(load, for: reference)
    return reference
  }

  private func set(_ load: Load, for target: Reference) {
    if let index = loadIndex[target] {
      loads[index].load = load
    } else {
      loadIndex[target] = loads.count
      loads.append((target, load))
    }
  }

  func find(_ name: String) -> Reference? {
    var scope: Symbols? = self
    while let current = scope {
      if let reference = current.references[name] { return reference }
      scope = current.parent
    }
    return nil
  }

  func store(_ name: String) {
    stores.insert(name)
    guard references[name] == nil else { return }
    if let outer = parent?.find(name) {
      _ = define(name, .alias(outer))
    } else {
      _ = define(name, .undefined)
    }
  }

  @discardableResult
  func declareParameter(_ name: String) -> Reference {
    stores.insert(name)
    return define(name, .parameter)
  }

  func load(_ name: String) {
    if find(name) == nil { _ = define(name, .resolve(name)) }
  }

  /// Joins the branches of an `if`: a name that only some of them store keeps its outer value in the others.
  func join(_ branches: [Symbols]) {
    var stored: Set<String> = []
    for branch in branches { stored.formUnion(branch.stores) }
    stored.subtract(stores)
    for branch in branches {
      references.merge(branch.references) { $1 }
      for (target, load) in branch.loads { set(load, for: target) }
      stores.formUnion(branch.stores)
    }
    for name in stored.sorted() {
      guard let target = find(name) else { continue }
      if let outer = parent?.find(name) {
        set(.alias(outer), for: target)
      } else {
        set(.resolve(name), for: target)
      }
    }
  }

  /// All names that are stored here and around, with where their values are, by name.
  func visibleStores() -> [(name: String, reference: Reference)] {
    var found: [String: Reference] = [:]
    var scope: Symbols? = self
    while let current = scope {
      for name in current.stores where found[name] == nil { found[name] = find(name) }
      scope = current.parent
    }
    return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
