import Testing

@testable import Broadsheet

struct EntityValuesTests {
  @Test(
    "The days, months and years of a timeline",
    arguments: [
      ("2026", [2026]), ("2026-03", [2026, 3]), ("2026-03-18", [2026, 3, 18]), ("2026-3-8", [2026, 3, 8]),
      ("2026-03-18T09:30", [2026, 3, 18]), ("0001-12-31", [1, 12, 31]), ("2026T", [2026]), ("", nil),
      ("T", nil),
      ("2026-Q1", nil), ("2026-W12", nil), ("2026-SU", nil), ("202X", nil), ("0000", nil), ("26", nil),
      ("20260", nil),
      ("2026-", nil), ("2026-13", nil), ("2026-00", nil), ("2026-03-", nil), ("2026-03-32", nil),
      ("2026-03-00", nil),
      ("2026-03-18-01", nil), ("2026--18", nil), ("2026-00000000000000000003", nil), ("-2026", nil),
    ] as [(String, [Int]?)])
  func periods(value: String, expected: [Int]?) {
    let period = EntityValues.period(value)
    #expect(period.map { [$0.year, $0.month, $0.day].compactMap(\.self) } == expected)
  }
}
