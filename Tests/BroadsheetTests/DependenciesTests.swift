import BroadsheetCore
import Foundation
import Testing

@testable import Broadsheet

@Suite("Which outputs show which articles")
struct DependenciesTests {
  private let path = FileManager.default.temporaryDirectory.path + "/" + UUID().uuidString
  private static let key = ContentHash("a key")
  private static let outputs = ContentHash("outputs")

  private func read(key: ContentHash = key, outputs: ContentHash = outputs) -> Dependencies? {
    Dependencies.read(path, key: key, outputs: outputs)
  }

  /// An output for each list of articles; nil for one of which nobody knows what it shows.
  private func write(_ outputs: [[Int32]?], _ articles: [Int32: ContentHash] = [:]) -> Dependencies? {
    let parts = stride(from: 0, to: outputs.count, by: 3).map { start in
      var part = Dependencies.Part()
      for index in start..<min(outputs.count, start + 3) {
        part.articles += outputs[index] ?? []
        part.end(.topic(Int32(index), number: 2), isMadeAnew: outputs[index] == nil, readsAll: false)
      }
      return part
    }
    return Dependencies.write(parts, articles, outputs: Self.outputs, key: Self.key, to: path)
  }

  @Test("An output is doubtful that shows what has changed, or nobody knows what")
  func doubtful() async throws {
    let page = Dependencies.page(0)
    let outputs: [[Int32]?] = [[1, 2], [], nil, [2, 3, page], [4], [3], [5, 6], [1]]
    let written = try #require(write(outputs))
    let again = try #require(read())
    for known in [written, again] {
      #expect(known.count == outputs.count)
      for changed in [[], [1], [2, 6], [page], [40_000], [4, page]] as [Set<Int32>] {
        let expected = outputs.map { $0.map { !changed.isDisjoint(with: $0) } ?? true }
        #expect(await known.outputs(showing: changed, jobs: 2) == expected, "\(changed)")
      }
      #expect(await known.outputs(showing: [], jobs: 1) == outputs.map { $0 == nil })
      guard case .topic(6, number: 2) = known.kind(at: 6) else { throw DependenciesError() }
    }
  }

  private struct DependenciesError: Error {}

  @Test("An article has changed whose record is not what it was when outputs were last written")
  func changed() throws {
    let (one, other) = (ContentHash("one"), ContentHash("other"))
    var known = try #require(write([[1], [2], [3]], [2: one, 3: one]))
    for _ in 0..<2 {
      #expect(known.changed([2: one, 3: one]).isEmpty)
      #expect(known.changed([1: one, 2: one, 3: other]) == [1, 3])
      #expect(known.changed([:]) == [2, 3])
      known = try #require(read())
    }
    let next = known.replacing([1: one], outputs: other, at: path)
    #expect(read() == nil)
    for known in [next, try #require(read(outputs: other))] {
      #expect(known.changed([1: one]).isEmpty)
      #expect(known.changed([2: one]) == [1, 2])
    }
  }

  @Test("Another key, or a byte that is another, and nothing is known", arguments: ["", "-changes"])
  func damage(_ suffix: String) throws {
    _ = try #require(write([[1], [2, 3]], [3: ContentHash("one")]))
    #expect(read(key: ContentHash("another")) == nil)
    let file = URL(filePath: path + suffix)
    let bytes = [UInt8](try Data(contentsOf: file))
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 0x04
      try Data(damaged).write(to: file)
      #expect(read() == nil, "byte \(index)")
    }
    try Data(bytes.dropLast(9)).write(to: file)
    #expect(read() == nil)
    try FileManager.default.removeItem(at: file)
    #expect(read() == nil)
  }

  @Test("Each kind of output is the same when it is read again")
  func kinds() {
    let scopes: [PlannedOutput.Scope] = [.site, .section(3), .topic(70_000), .author(1), .series(0)]
    let kinds: [PlannedOutput.Kind] =
      [
        .home, .story(123_456), .page(2), .section(1, number: 400), .topic(9, number: 70_000), .topics,
        .author(4, number: 1), .authors, .series(5), .entity(200_000, number: 7), .entities, .archive,
        .year(1), .month(12), .day(3000), .notFound, .redirect(8), .sitemap(part: nil), .sitemap(part: 3),
        .sitemapIndex, .newsSitemap, .robots, .noJekyll, .manifest, .securityText, .asset(11), .themeAsset(2),
      ] + Feed.allCases.flatMap { feed in scopes.map { .feed(feed, $0) } }
    for kind in kinds {
      let read = PlannedOutput.Kind(coded: kind.coded)
      #expect("\(read.map { "\($0)" } ?? "")" == "\(kind)")
      #expect(kind.coded >> 63 == 0)
    }
    #expect(Set(kinds.map(\.coded)).count == kinds.count)
    #expect(PlannedOutput.Kind(coded: 0) == nil)
    #expect(PlannedOutput.Kind(coded: 18 | 9 << 8) == nil)
  }
}
