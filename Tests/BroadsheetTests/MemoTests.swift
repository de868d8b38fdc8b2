import Synchronization
import Testing

@testable import Broadsheet

@Suite("What is made once")
struct MemoTests {
  private final class Made: Sendable {
    let index: Int
    private let alive: Counter

    init(_ index: Int, _ alive: Counter) {
      self.index = index
      self.alive = alive
      alive.count.add(1, ordering: .relaxed)
    }

    deinit { alive.count.subtract(1, ordering: .relaxed) }
  }

  private final class Counter: Sendable {
    let count = Atomic(0)
  }

  @Test("Tasks that meet get the same value, and nothing is left behind")
  func sharing() async {
    let alive = Counter()
    do {
      let memo = Memo(count: 200) { Made($0, alive) }
      let seen = await withTaskGroup(of: [ObjectIdentifier].self) { group in
        for _ in 0..<8 {
          group.addTask {
            (0..<memo.count).map { index in
              #expect(memo[index].index == index)
              return ObjectIdentifier(memo[index])
            }
          }
        }
        return await group.reduce(into: Set<[ObjectIdentifier]>()) { $0.insert($1) }
      }
      #expect(seen.count == 1)
      #expect(alive.count.load(ordering: .relaxed) == 200)
    }
    #expect(alive.count.load(ordering: .relaxed) == 0)
  }

  @Test("Only what is asked for is made")
  func laziness() {
    let alive = Counter()
    let memo = Memo(count: 3) { Made($0, alive) }
    #expect(alive.count.load(ordering: .relaxed) == 0)
    #expect(memo[1].index == 1)
    #expect(alive.count.load(ordering: .relaxed) == 1)
  }
}
