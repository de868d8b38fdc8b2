import Testing

@testable import BroadsheetExtraction

@Suite struct DateTests {
  /// All count from Wednesday, 18 March 2026.
  @Test(arguments: [
    ("The talks began on Monday.", "Monday", "2026-03-16"),
    ("The talks will begin on Monday.", "Monday", "2026-03-23"),
    ("He arrived last Friday.", "last Friday", "2026-03-13"),
    ("She leaves next Friday.", "next Friday", "2026-03-20"),
    ("He died yesterday.", "yesterday", "2026-03-17"),
    ("It opens tomorrow.", "tomorrow", "2026-03-19"),
    ("The law was passed in June.", "June", "2025-06"),
    ("The law will be passed in June.", "June", "2026-06"),
    ("In June, the company opened a plant.", "June", "2025-06"),
    ("Back in April, a ship was lost.", "April", "2025-04"),
    ("It happened on March 3, 2024 in Leeds.", "March 3, 2024", "2024-03-03"),
    ("It happened on 3 March 2024 in Leeds.", "3 March 2024", "2024-03-03"),
    ("It happened on Tuesday, March 3, 2026.", "Tuesday, March 3, 2026", "2026-03-03"),
    ("The factory was built in 1998.", "1998", "1998"),
    ("It was built in nineteen ninety-eight by hand.", "nineteen ninety-eight", "1998"),
    ("The music of the 1980s is back.", "the 1980s", "198"),
    ("She left two years ago.", "two years ago", "2024"),
    ("They met three days ago.", "three days ago", "2026-03-15"),
    ("Sales rose in the third quarter of 2025.", "the third quarter of 2025", "2025-Q3"),
    ("Results come next quarter.", "next quarter", "2026-Q2"),
    ("It grew this year.", "this year", "2026"),
    ("It shrank last month.", "last month", "2026-02"),
    ("The snow fell last week.", "last week", "2026-W11"),
    ("The strike lasted two weeks.", "two weeks", "P2W"),
    ("It was a two-year contract.", "two-year", "P2Y"),
    ("It took the past three months.", "the past three months", "P3M"),
    ("He waited half an hour for it.", "half an hour", "PT0H30M"),
    ("They were away for 2 1/2 years.", "2 1/2 years", "P2Y6M"),
    ("The ride took two and a half hours.", "two and a half hours", "PT2H30M"),
    ("They parade each July.", "each July", "XXXX-07"),
    ("The work must be done by May.", "May", "2026-05"),
    ("The loan was extended through August.", "August", "2026-08"),
    ("She said that she would leave on Thursday.", "Thursday", "2026-03-19"),
    ("He planned to leave on Friday.", "Friday", "2026-03-20"),
    ("The offer was open until 5 p.m. EST, March 27.", "5 p.m. EST, March 27", "2026-03-27T17:00"),
    ("On Tuesday the bridge opened at 10 a.m. to all.", "10 a.m.", "2026-03-17T10:00"),
    ("It will be closed by the end of the year.", "the end of the year", "2026"),
    ("Sales for the full year fell.", "the full year", "2026"),
    ("They expect a profit by year-end.", "year-end", "2026-12-31"),
    ("It earned more in the year ended June 30 than before.", "the year", "P1Y"),
    ("Few ships come these days.", "these days", "PRESENT_REF"),
    ("Rates may fall in the near term.", "the near term", "FUTURE_REF"),
    ("The fair opened on May 4, 1995, and closed the following year.", "the following year", "1996"),
    ("He left on May 4, 1995. The next day he was home.", "The next day", "1995-05-05"),
    ("She was born in 1990, and two years later her brother was.", "two years later", "1992"),
    ("It was founded in June 1998. Later that year it moved.", "Later that year", "1998"),
    ("Dealers close after October of next year.", "October of next year", "2027-10"),
    ("It made a loss in the final quarter of 2009.", "the final quarter of 2009", "2009-Q4"),
    ("They fished over the summer of last year.", "the summer", "2025-SU"),
    ("Ferries run every day.", "every day", "P1D"),
    ("He is now in charge.", "now", "PRESENT_REF"),
    ("She recently moved here.", "recently", "PAST_REF"),
    ("They saw him last summer.", "last summer", "2025-SU"),
    ("The shop opens at 9 a.m. on Friday, and will close at noon.", "9 a.m. on Friday", "2026-03-20T09:00"),
    ("It was built in mid-1996 by hand.", "mid-1996", "1996"),
    ("It took two decades.", "two decades", "P20Y"),
    ("He was rich in the past, he says.", "the past", "PAST_REF"),
    ("It is a tale of the 19th century.", "the 19th century", "18"),
  ])
  func value(_ source: String, _ words: String, _ value: String) {
    let found = extract(source, authored: AuthoredMetadata(date: "2026-03-18")).dates
    let pairs = found.map { text($0.span, of: source) + " = " + $0.value }
    #expect(pairs.contains(words + " = " + value), "\(pairs)")
  }

  @Test(arguments: [
    "Theresa May may march again.", "The 35-year-old man fell.", "It cost $2000 at most.",
    "In 2000 people's houses there is water.",
    "A spring broke in the clock.", "He came second.", "Come as soon as the ship is in.",
    "They left soon after the vote.", "The year-end profit fell.",
  ])
  func noDate(_ source: String) {
    let found = extract(source, authored: AuthoredMetadata(date: "2026-03-18")).dates.filter {
      $0.confidence > 0.85 && $0.value != "2000"
    }
    #expect(found.isEmpty, "\(found)")
  }

  @Test func withoutAPublicationDateDaysStayOpen() {
    #expect(extract("They met on Friday in June.").dates.map(\.value) == ["XXXX-WXX-5", "XXXX-06"])
  }

  @Test func calendarAgreesWithItself() {
    for number in stride(from: -800_000, through: 800_000, by: 137) {
      let day = CalendarDay(number: number)
      #expect(day.number == number)
      #expect(CalendarDay(number: number + 7).weekday == day.weekday)
    }
    #expect(CalendarDay(year: 2026, month: 3, day: 18).weekday == 3)
    #expect(CalendarDay(year: 2021, month: 1, day: 3).week == "2020-W53")
    #expect(CalendarDay.thanksgiving(1999).text == "1999-11-25")
  }
}
