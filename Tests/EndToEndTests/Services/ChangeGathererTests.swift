import Broadsheet
import Testing

@testable import BroadsheetServices

struct ChangeGathererTests {
  private let start = ContinuousClock.now

  private func at(_ milliseconds: Int) -> ContinuousClock.Instant { start + .milliseconds(milliseconds) }

  @Test func handsOutOneSaveSoonAfterIt() {
    var gatherer = ChangeGatherer()
    #expect(gatherer.due == nil)
    #expect(gatherer.take(at: at(0)) == nil)
    gatherer.add("a", isWhole: true, at: at(0))
    #expect(gatherer.take(at: at(2)) == nil)
    #expect(gatherer.take(at: at(3)) == .paths(["a"]))
    #expect(gatherer.take(at: at(1000)) == nil)
  }

  @Test func waitsForWhatComesTogether() {
    var gatherer = ChangeGatherer()
    for number in 0..<10 { gatherer.add("\(number)", isWhole: true, at: at(number * 2)) }
    #expect(gatherer.take(at: at(20)) == nil)
    #expect(gatherer.take(at: at(21)) == .paths(Set((0..<10).map(String.init))))
  }

  @Test func waitsForAFileThatIsGoneToComeBack() {
    var gatherer = ChangeGatherer()
    gatherer.add("a", isWhole: false, at: at(0))
    #expect(gatherer.take(at: at(10)) == nil)
    gatherer.add("a", isWhole: true, at: at(10))
    #expect(gatherer.take(at: at(13)) == .paths(["a"]))
    gatherer.add("b", isWhole: false, at: at(20))
    #expect(gatherer.take(at: at(39)) == nil)
    #expect(gatherer.take(at: at(40)) == .paths(["b"]))
  }

  @Test func neverWaitsForLong() {
    var gatherer = ChangeGatherer()
    for number in 0...50 {
      gatherer.add("\(number)", isWhole: number % 2 == 0, at: at(number))
      if number < 50 { #expect(gatherer.take(at: at(number)) == nil) }
    }
    #expect(gatherer.take(at: at(50)) != nil)
  }

  @Test func everythingSwallowsPaths() {
    var gatherer = ChangeGatherer()
    gatherer.add("a", isWhole: false, at: at(0))
    gatherer.addEverything(at: at(1))
    gatherer.add("b", isWhole: true, at: at(2))
    #expect(gatherer.take(at: at(5)) == .everything)
    #expect(SiteChanges.paths(["a"]).union(.paths(["b"])) == .paths(["a", "b"]))
    #expect(SiteChanges.paths(["a"]).union(.everything) == .everything)
    #expect(SiteChanges.everything.union(.none) == .everything)
  }
}
