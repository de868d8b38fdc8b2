import Foundation
import Testing

@testable import Broadsheet

extension SiteTests {
  struct ProfileTests {
    @Test func measuresStagesArticlesAndOutputs() async throws {
      let site = try TemporarySite(named: "gazette")
      let plain = await site.build()
      let profile = Profile()
      let report = await site.build {
        $0.profile = profile
        $0.isClean = true
        $0.jobs = 2
      }
      #expect(report.findings == plain.findings)
      let spans = profile.spans
      #expect(spans.filter { $0.kind == .stage }.map(\.name) == report.stages.map(\.name))
      #expect(spans.count { $0.kind == .output } == report.outputs)
      #expect(spans.count { $0.kind == .article } == report.articles + report.pages + report.held)
      #expect(spans.contains { $0.name == "index.html" && $0.group == "home.html" })
      #expect(spans.allSatisfy { $0.start >= 0 && $0.duration >= 0 })

      let table = profile.table()
      for part in ["render", "total", "article.html", "feed.xml", "Slowest articles to read"] {
        #expect(table.contains(part), "\(part)")
      }
      let trace = try JSONSerialization.jsonObject(with: Data(profile.trace().utf8)) as? [String: Any]
      let events = try #require(trace?["traceEvents"] as? [[String: Any]])
      #expect(events.count { $0["ph"] as? String == "X" } == spans.count)
      #expect(Set(events.compactMap { $0["tid"] as? Int }).count == Set(spans.map(\.lane)).count)
    }
  }
}
