/// A list whose items may still lie where they were kept: each of these is made when it is first asked for, so that a
/// build that needs few of them makes few.
///
/// Items are lent where they lie: to take a part of one, none is copied.
struct KeptList<Element: Sendable>: RandomAccessCollection, ExpressibleByArrayLiteral, Sendable {
  /// A kept item that was made.
  private final class Box: @unchecked Sendable {
    let place: UnsafeMutablePointer<Element>

    init(_ value: Element) {
      unsafe place = .allocate(capacity: 1)
      unsafe place.initialize(to: value)
    }

    deinit {
      unsafe place.deinitialize(count: 1)
      unsafe place.deallocate()
    }
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

    /// Where an item lies, for as long as this lives.
    @inline(never)
    func place(of position: Int) -> UnsafePointer<Element> {
      if let other = others[position] { return unsafe UnsafePointer(other.place) }
      return switch base {
      case .items(let items): unsafe KeptList.place(of: position, in: items)
      case .kept(let memo): unsafe UnsafePointer(memo[position].place)
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

  /// Where an item of an array lies, for as long as the array does.
  @inline(__always)
  private static func place(of position: Int, in items: [Element]) -> UnsafePointer<Element> {
    precondition(position >= 0 && position < items.count)
    return unsafe items.withUnsafeBufferPointer { unsafe $0.baseAddress.unsafelyUnwrapped + position }
  }

  var startIndex: Int { 0 }
  var endIndex: Int { lent?.count ?? items.count }

  subscript(position: Int) -> Element {
    @inline(__always)
    unsafeAddress {
      if let lent { return unsafe lent.place(of: position) }
      return unsafe Self.place(of: position, in: items)
    }
    @inline(__always)
    _modify {
      if lent != nil { makeAll() }
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

  @inline(never)
  private mutating func makeAll() {
    guard let lent else { return }
    items = (0..<lent.count).map { unsafe lent.place(of: $0).pointee }
    self.lent = nil
  }
}
