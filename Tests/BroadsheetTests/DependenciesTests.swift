import BroadsheetCore
import Foundation
import Testing

@testable import Broadsheet

@Suite("Which outputs show which articles")
struct DependenciesTests {
  private let path = FileManager.default.temporaryDirectory.path + "/" + UUID().uuidString
  private static let key = ContentHash("a key")

  /// An output for each list of articles; nil for one of which nobody knows what it shows.
  private func write(_ outputs: [[Int32]?], replaced: Set<Int32> = []) -> Dependencies? {
    let parts = stride(from: 0, to: outputs.count, by: 3).map { start in
      var part = Dependencies.Part()
      for index in start..<min(outputs.count, start + 3) {
        part.articles += outputs[index] ?? []
        part.end(.topic(Int32(index), number: 2), isMadeAnew: outputs[index] == nil, readsAll: false)
      }
      return part
    }
    return Dependencies.write(parts, replaced: replaced, key: Self.key, to: path)
  }

  @Test("An output is doubtful that shows what has changed, or nobody knows what")
  func doubtful() async throws {
    let page = Dependencies.page(0)
    let outputs: [[Int32]?] = [[1, 2], [], nil, [2, 3, page], [4], [3], [5, 6], [1]]
    let written = try #require(write(outputs))
    let read = try #require(Dependencies.read(path, key: Self.key))
    for known in [written, read] {
      #expect(known.count == outputs.count)
      for changed in [[], [1], [2, 6], [page], [40_000], [4, page]] as [Set<Int32>] {
        let expected = outputs.map { $0.map { !changed.isDisjoint(with: $0) } ?? true }
        #expect(await known.outputs(reading: changed, jobs: 2) == expected, "\(changed)")
      }
      #expect(await known.outputs(reading: [], jobs: 1) == outputs.map { $0 == nil })
      guard case .topic(6, number: 2) = known.kind(at: 6) else { throw DependenciesError() }
    }
  }

  private struct DependenciesError: Error {}

  @Test("What was not as in the edition when they were kept is doubtful from then on")
  func replaced() async throws {
    let known = try #require(write([[1], [2], [3]], replaced: [2]))
    #expect(await known.outputs(reading: [3], jobs: 1) == [false, true, true])
  }

  @Test("Another key, or a byte that is another, and nothing is known")
  func damage() throws {
    _ = try #require(write([[1], [2, 3]]))
    #expect(Dependencies.read(path, key: ContentHash("another")) == nil)
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 0x04
      try Data(damaged).write(to: URL(filePath: path))
      #expect(Dependencies.read(path, key: Self.key) == nil, "byte \(index)")
    }
    try Data(bytes.dropLast(9)).write(to: URL(filePath: path))
    #expect(Dependencies.read(path, key: Self.key) == nil)
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
