/// A list whose items may still lie where they were kept: each of these is made when it is first asked for, so that a
/// build that needs few of them makes few.
struct KeptList<Element: Sendable>: RandomAccessCollection, ExpressibleByArrayLiteral, Sendable {
  /// A kept item that was made.
  final class Box: Sendable {
    let value: Element
    init(_ value: Element) { self.value = value }
  }

  /// Items that are not simply there: what they are without changes, and those in the place of some. A class, so that
  /// copying a list counts little.
  private final class Lent: Sendable {
    enum Base {
      case items([Element])
      case kept(Memo<Box>)
    }

    let base: Base
    let count: Int
    let others: [Int: Box]

    init(_ base: Base, count: Int, others: [Int: Box]) {
      (self.base, self.count, self.others) = (base, count, others)
    }

    subscript(position: Int) -> Element {
      _read {
        if let other = others[position] {
          yield other.value
        } else {
          switch base {
          case .items(let items): yield items[position]
          case .kept(let memo): yield memo[position].value
          }
        }
      }
    }
  }

  /// All items, where none is lent.
  private var items: [Element]
  private var lent: Lent?

  init(_ items: [Element]) { self.items = items }

  init(arrayLiteral elements: Element...) { items = elements }

  /// A list of so many items, of which `make` makes each when it is first asked for, the same each time.
  ///
  /// - Parameter others: items in the place of some.
  init(
    count: Int, others: [Int: Element] = [:], make: @escaping @Sendable (Int) -> Element
  ) {
    items = []
    lent = Lent(
      .kept(Memo(count: count) { Box(make($0)) }), count: count, others: others.mapValues { Box($0) })
  }

  var startIndex: Int { 0 }
  var endIndex: Int { lent?.count ?? items.count }

  subscript(position: Int) -> Element {
    _read {
      if let lent { yield lent[position] } else { yield items[position] }
    }
    _modify {
      makeAll()
      yield &items[position]
    }
  }

  /// Puts an item in the place of one without touching the others, which other lists may share.
  mutating func replace(at position: Int, with item: Element) {
    var others = lent?.others ?? [:]
    others[position] = Box(item)
    lent = Lent(lent?.base ?? .items(items), count: count, others: others)
    items = []
  }

  mutating func reserveCapacity(_ count: Int) {
    makeAll()
    items.reserveCapacity(count)
  }

  mutating func append(_ item: Element) {
    makeAll()
    items.append(item)
  }

  private mutating func makeAll() {
    guard let lent else { return }
    items = (0..<lent.count).map { lent[$0] }
    self.lent = nil
  }
}
