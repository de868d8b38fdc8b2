import BroadsheetCore
import Synchronization
import Testing

struct OnceTableTests {
  private static let living = Atomic<Int>(0)

  private final class Item: Sendable {
    let number: Int

    init(_ number: Int) {
      self.number = number
      OnceTableTests.living.add(1, ordering: .relaxed)
    }

    deinit { OnceTableTests.living.subtract(1, ordering: .relaxed) }
  }

  @Test func theFirstObjectStaysAndIsReleasedWithTheTable() async {
    do {
      let table = OnceTable<Item>(count: 100)
      #expect(table.count == 100)
      #expect(table[0] == nil)
      let first = Item(1)
      #expect(table.store(first, at: 7) === first)
      #expect(table.store(Item(2), at: 7) === first)
      #expect(table[7]?.number == 1)
      #expect(table.look(at: 7) { $0.number } == 1)
      #expect(table.look(at: 8) { $0.number } == nil)
      #expect(table[8] == nil)
      let kept = await withTaskGroup(of: [Int].self) { group in
        for task in 0..<8 {
          group.addTask { (0..<100).map { table.store(Item(task), at: $0).number } }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(kept.count == 8)
      #expect(Set(kept) == [(0..<100).map { table[$0]?.number ?? -1 }])
      #expect(Self.living.load(ordering: .relaxed) == 100)
    }
    #expect(Self.living.load(ordering: .relaxed) == 0)
  }

  @Test func aTableMayHaveNoPlaces() {
    #expect(OnceTable<Item>(count: 0).count == 0)
  }
}
