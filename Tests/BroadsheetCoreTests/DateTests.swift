import Testing

@testable import BroadsheetCore

@Suite("Dates")
struct DateTests {
  /// One hour east of UTC, two from 2026-03-29T01:00:00Z to 2026-10-25T01:00:00Z.
  static let berlin = ZoneRules(
    name: "Europe/Berlin", firstOffset: 3600,
    transitions: [.init(start: 1_774_746_000, offset: 7200), .init(start: 1_792_890_000, offset: 3600)])

  @Test(
    "What newsrooms write",
    arguments: [
      ("2026-03-01", "2026-03-01T00:00:00+01:00"), ("2026-03-01T09:30:00Z", "2026-03-01T10:30:00+01:00"),
      ("2026-03-01T09:30:00+01:00", "2026-03-01T09:30:00+01:00"),
      ("2026-07-01 09:30", "2026-07-01T09:30:00+02:00"),
      ("2026-07-01 09:30:15 -0500", "2026-07-01T16:30:15+02:00"),
      ("2026-07-01T09:30:15.123Z", "2026-07-01T11:30:15+02:00"), ("0001-01-02", "0001-01-02T00:00:00+01:00"),
      ("9999-12-31T23:59:59+01:00", "9999-12-31T23:59:59+01:00"), ("2024-02-29", "2024-02-29T00:00:00+01:00"),
    ])
  func parses(text: String, expected: String) throws {
    let moment = try #require(Moment(parsing: text, zone: Self.berlin))
    #expect(moment.rfc3339(in: Self.berlin) == expected)
  }

  @Test(
    "What is no date",
    arguments: [
      "", "2026", "2026-02-30", "2026-13-01", "2026-00-10", "2026-1-1", "0000-01-01", "10000-01-01",
      "2026-03-01T",
      "2026-03-01T24:00:00", "2026-03-01T09:60", "2026-03-01T09:30:00+1", "2026-03-01T09:30:00Zx",
      "01.03.2026",
      "2026-03-01T09:30:00+25:00", "2023-02-29", "tomorrow", "２０２６-03-01",
    ])
  func refuses(text: String) {
    #expect(Moment(parsing: text, zone: .utc) == nil)
  }

  @Test("A time that the change of the clock skips, and one that comes twice")
  func changes() throws {
    let skipped = try #require(Moment(parsing: "2026-03-29T02:30:00", zone: Self.berlin))
    #expect(skipped.rfc3339(in: Self.berlin) == "2026-03-29T03:30:00+02:00")
    let twice = try #require(Moment(parsing: "2026-10-25T02:30:00", zone: Self.berlin))
    #expect(twice.rfc3339(in: Self.berlin) == "2026-10-25T02:30:00+02:00")
  }

  @Test("RFC 822, as RSS wants it")
  func rfc822() throws {
    let moment = try #require(Moment(parsing: "2026-03-01T09:30:00Z", zone: .utc))
    #expect(moment.rfc822(in: .utc) == "Sun, 01 Mar 2026 09:30:00 +0000")
    #expect(moment.rfc822(in: Self.berlin) == "Sun, 01 Mar 2026 10:30:00 +0100")
  }

  @Test("Days and civil dates are each other's inverse")
  func days() {
    var generator = SystemRandomNumberGenerator()
    let seed = UInt64.random(in: 0...UInt64.max, using: &generator)
    print("seed \(seed)")
    var state = seed
    for _ in 0..<2000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let days = Int64(state >> 40) - 1_000_000
      let date = CivilDate(daysSinceEpoch: days)
      #expect(date.daysSinceEpoch == days)
      #expect(date.day >= 1 && date.day <= CivilDate.days(inMonth: date.month, year: date.year))
      #expect(date.weekday == Int(((days + 3) % 7 + 7) % 7))
    }
  }
}
