extension DateScanner {
  /// The value of the unit that is `count` units from the reference.
  func moved(_ reference: CalendarDay, _ count: Int, _ unit: TimeUnit) -> String {
    switch unit {
    case .second, .minute, .hour: return reference.text
    case .day: return reference.adding(days: count).text
    case .weekend: return reference.adding(days: count * 7).week + "-WE"
    case .week: return reference.adding(days: count * 7).week
    case .fortnight: return reference.adding(days: count * 14).week
    case .month:
      let month = reference.adding(months: count)
      return CalendarDay.padded(month.year, 4) + "-" + CalendarDay.padded(month.month, 2)
    case .quarter:
      let month = reference.adding(months: count * 3)
      return CalendarDay.padded(month.year, 4) + "-Q" + String((month.month - 1) / 3 + 1)
    case .year: return CalendarDay.padded(max(0, reference.year + count), 4)
    case .decade: return CalendarDay.padded(max(0, reference.year / 10 + count), 3)
    case .century: return CalendarDay.padded(max(0, reference.year / 100 + count), 2)
    case .millennium: return CalendarDay.padded(max(0, reference.year / 1000 + count), 1)
    }
  }

  /// “last week”, “this year”, “every month”, “the quarter”, “years”
  func unitExpression(_ index: Int) -> Match? {
    guard case .unit(let unit, let isPlural)? = meaning(index) else { return nil }
    if unit == .second, !isPlural {
      if isWord(index + 1, "quarter") { return quarter(index, 2, end: index + 2) }
      if isWord(index + 1, "half") { return ordinal(index, 2) }
      return nil
    }
    if case .every? = meaning(index - 1), index - 1 >= floor {
      return Match(
        start: index - 1, end: index + 1, value: Self.period("1", unit), kind: .set, confidence: 0.8)
    }
    if unit == .quarter, !isPlural, isWord(index - 1, "final"), index - 1 >= floor {
      return quarter(index - 1, 4, end: index + 1)
    }
    if isPlural {
      guard index > sentence.lowerBound else { return nil }
      if isWord(index - 1, "these"), unit == .day {
        return Match(start: index - 1, end: index + 1, value: "PRESENT_REF", kind: .date, confidence: 0.6)
      }
      if isWord(index - 1, "recent") || isWord(index - 1, "earlier") {
        return Match(start: index - 1, end: index + 1, value: "PAST_REF", kind: .date, confidence: 0.6)
      }
      if let shift = direction(index - 1), shift != 0 {
        return Match(
          start: index - 1, end: index + 1, value: Self.period("X", unit), kind: .duration, confidence: 0.5)
      }
      if isWord(index + 1, "ago") || isWord(index + 1, "earlier") {
        return Match(start: index, end: index + 2, value: "PAST_REF", kind: .date, confidence: 0.6)
      }
      guard unit != .second, words.durationPrepositions.contains(hash(index - 1)) else { return nil }
      return Match(
        start: index, end: index + 1, value: Self.period("X", unit), kind: .duration, confidence: 0.5)
    }
    guard let reference else { return nil }
    if unit == .year, index + 3 < sentence.upperBound,
      document.stream.tokens[index + 1].shape.contains(.possessive),
      isWord(index + 3, "quarter")
    {
      return nil
    }
    if let shift = direction(index - 1) {
      guard !unit.isClock else { return nil }
      if isWord(index - 1, "that") || isWord(index - 1, "following") || isWord(index - 1, "previous")
        || isWord(index - 1, "preceding") || isWord(index - 1, "next") && isWord(index - 2, "the")
      {
        if let anchor = anchor(for: unit) {
          return Match(
            start: index - 1, end: index + 1, value: moved(anchor, shift, unit), kind: .date, confidence: 0.6)
        }
        guard isWord(index - 1, "next") else { return nil }
      }
      var start = index - 1
      if unit == .quarter {
        if isWord(index - 1, "latest"), let last = lastQuarter {
          return quarterMatch(start, index + 1, last.year, last.quarter)
        }
        let month = reference.adding(months: shift * 3)
        return quarterMatch(start, index + 1, month.year, (month.month - 1) / 3 + 1)
      }
      if shift == -1, isWord(start, "past"), unit != .year && unit != .decade || unit == .day {
        return Match(
          start: start, end: index + 1, value: Self.period("1", unit), kind: .duration, confidence: 0.6)
      }
      if isWord(start, "past"), unit == .year {
        return Match(start: start, end: index + 1, value: "P1Y", kind: .duration, confidence: 0.5)
      }
      if unit == .day, shift == 0 { return nil }
      if isWord(start - 1, "the"), isWord(start, "next"), unit == .day { start -= 1 }
      return Match(
        start: start, end: index + 1, value: moved(reference, shift, unit), kind: .date, confidence: 0.9)
    }
    if unit == .year, let match = wholeYear(index, reference) { return match }
    if isWord(index - 1, "same"), index - 1 >= floor, let anchor = anchor(for: unit), unit != .quarter {
      return Match(
        start: index - 1, end: index + 1, value: moved(anchor, 0, unit), kind: .date, confidence: 0.6)
    }
    guard isWord(index - 1, "the"), index - 1 >= floor else { return nil }
    switch unit {
    case .quarter:
      guard let last = lastQuarter else { return nil }
      return quarterMatch(index, index + 1, last.year, last.quarter)
    case .weekend:
      return Match(
        start: index, end: index + 1,
        value: reference.adding(days: reference.weekday < 6 ? -7 : 0).week + "-WE", kind: .date,
        confidence: 0.5)
    default: return nil
    }
  }

  /// “the full year”, “the rest of the year”, “later in the year”: the year of publication; “the year ended June 30”: a
  /// length of time.
  private func wholeYear(_ index: Int, _ reference: CalendarDay) -> Match? {
    let isFiscal = isWord(index - 1, "fiscal") || isWord(index - 1, "full")
    let article = isFiscal ? index - 2 : index - 1
    guard article >= floor, isWord(article, "the") else { return nil }
    if isWord(index + 1, "ended") || isWord(index + 1, "ending") {
      return Match(start: article, end: index + 1, value: "P1Y", kind: .duration, confidence: 0.6)
    }
    let end = document.stream.tokens[min(index + 1, sentence.upperBound - 1)].shape.contains(.possessive)
    if end, isWord(index + 2, "end") {
      return Match(
        start: article, end: index + 3, value: CalendarDay.padded(reference.year, 4), kind: .date,
        confidence: 0.6)
    }
    if isFiscal, isWord(index - 1, "full") {
      return Match(
        start: article, end: index + 1, value: CalendarDay.padded(reference.year, 4), kind: .date,
        confidence: 0.6)
    }
    let link = article - 1
    guard link - 1 >= floor, isWord(link, "of") || isWord(link, "in") else { return nil }
    var isPart = isWord(link - 1, "rest") || isWord(link - 1, "remainder")
    if case .part? = meaning(link - 1) { isPart = true }
    guard isPart else { return nil }
    return Match(
      start: article, end: index + 1, value: CalendarDay.padded(reference.year, 4), kind: .date,
      confidence: 0.7)
  }
}
