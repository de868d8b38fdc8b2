import Synchronization
import Testing

@testable import Broadsheet

@Suite("Lists whose items may still lie where they were kept")
struct KeptListTests {
  private final class Counter: Sendable {
    let count = Atomic(0)
    var value: Int { count.load(ordering: .relaxed) }
  }

  private func kept(_ counter: Counter, others: [Int: String] = [:]) -> KeptList<String> {
    KeptList(count: 100, others: others) { index in
      counter.count.add(1, ordering: .relaxed)
      return "the item with the number \(index)"
    }
  }

  @Test("An item is made when it is first asked for, and once")
  func making() {
    let counter = Counter()
    let list = kept(counter, others: [7: "another"])
    #expect(list.count == 100)
    #expect(list[7] == "another")
    #expect(counter.value == 0)
    #expect(list[8] == "the item with the number 8" && list[8].utf8.count == 26)
    #expect(counter.value == 1)
    let copy = list
    #expect(copy[8] == list[8])
    #expect(counter.value == 1)
    #expect(Array(list[5..<9]).map(\.count) == [26, 26, 7, 26])
  }

  @Test(
    "What is put in the place of an item is in this list alone, whatever it was made of",
    arguments: [true, false])
  func replacing(_ isKept: Bool) {
    let counter = Counter()
    let first = isKept ? kept(counter) : KeptList((0..<100).map { "the item with the number \($0)" })
    var second = first
    second.replace(at: 3, with: "other")
    var third = second
    third.replace(at: 4, with: "more")
    #expect(counter.value == 0)
    #expect(first[3] == "the item with the number 3")
    #expect(second[3] == "other" && second[4] == "the item with the number 4")
    #expect(third[3] == "other" && third[4] == "more")
    #expect(third.count == 100)
  }

  @Test("A list that is changed in place makes all, and others stay as they are")
  func changing() {
    let counter = Counter()
    let first = kept(counter, others: [1: "other"])
    var second = first
    second[0] += "!"
    second.append("last")
    #expect(first[0] == "the item with the number 0" && first.count == 100)
    #expect(second[0] == "the item with the number 0!" && second[1] == "other" && second[100] == "last")
    #expect(Array(second.dropFirst(2).dropLast()) == Array(first.dropFirst(2)))
  }
}
