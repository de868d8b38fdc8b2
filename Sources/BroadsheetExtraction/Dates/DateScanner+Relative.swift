extension DateScanner {
  func weekdayExpression(_ index: Int, _ weekday: Int) -> Match? {
    // “Monday, March 3, 2026” is one expression with the value of the day.
    var next = index + 1
    if isMark(next, Mark.comma) { next += 1 }
    if case .month(let month)? = meaning(next), var match = absolute(next, month) {
      match.start = index
      return match
    }
    if let day = digits(next), day <= 31, case .month? = meaning(next + 1), var match = parse(next) {
      match.start = index
      return match
    }
    var start = index
    var end = index + 1
    let shift = direction(index - 1)
    if shift != nil { start -= 1 }
    if case .every? = meaning(index - 1), index - 1 >= floor {
      return Match(
        start: index - 1, end: end, value: "XXXX-WXX-" + String(weekday), kind: .set, confidence: 0.8)
    }
    guard let reference else {
      return Match(start: start, end: end, value: "XXXX-WXX-" + String(weekday), kind: .date, confidence: 0.5)
    }
    let back = (reference.weekday - weekday + 7) % 7
    let day: CalendarDay
    switch shift {
    case .some(-1): day = reference.adding(days: back == 0 ? -7 : -back)
    case .some(1): day = reference.adding(days: back == 0 ? 7 : 7 - back)
    default:
      let isAhead = shift == 0 ? back > 3 : tense(index) == .future
      day = isAhead && back != 0 ? reference.adding(days: 7 - back) : reference.adding(days: -back)
    }
    if case .dayPart(let code)? = meaning(end) {
      end += 1
      return Match(start: start, end: end, value: day.text + code.description, kind: .time, confidence: 0.8)
    }
    return Match(start: start, end: end, value: day.text, kind: .date, confidence: 0.85)
  }

  private func absolute(_ index: Int, _ month: Int) -> Match? {
    guard let match = parse(index), match.value.utf8.count >= 10 else { return nil }
    return match
  }

  func dayExpression(_ index: Int, _ offset: Int) -> Match? {
    guard let reference else { return nil }
    let day = reference.adding(days: offset).text
    if case .dayPart(let code)? = meaning(index + 1) {
      return Match(start: index, end: index + 2, value: day + code.description, kind: .time, confidence: 0.9)
    }
    if offset == 0, document.stream.tokens[index].shape.contains(.capital), index > sentence.lowerBound,
      isWord(index - 1, "usa")
    {
      return nil
    }
    return Match(start: index, end: index + 1, value: day, kind: .date, confidence: 0.9)
  }

  func dayPart(_ index: Int, _ code: StaticString) -> Match? {
    guard let reference else { return nil }
    if isWord(index, "tonight") {
      return Match(start: index, end: index + 1, value: reference.text + "TNI", kind: .time, confidence: 0.9)
    }
    guard let shift = direction(index - 1), shift <= 0 else { return nil }
    let day = shift < 0 ? reference.adding(days: -1) : reference
    return Match(
      start: index - 1, end: index + 1, value: day.text + code.description, kind: .time, confidence: 0.85)
  }

  func time(_ index: Int, _ clock: String) -> Match? {
    guard let reference else { return nil }
    var day = reference
    var end = index + 1
    if isWord(end, "on") { end += 1 }
    if case .weekday(let weekday)? = meaning(end) {
      day = reference.adding(days: -((reference.weekday - weekday + 7) % 7))
      end += 1
    } else {
      end = index + 1
    }
    return Match(start: index, end: end, value: day.text + clock, kind: .time, confidence: 0.6)
  }

  /// `9 a.m.`, `10:30 p.m. Tuesday`, `16:15 UTC`
  func clock(_ index: Int) -> Match? {
    let bytes = document.stream.tokens[index].range
    var hour = 0
    var minute = 0
    var hasMinute = false
    for offset in bytes {
      let byte = document.prose.text[offset]
      if byte == UInt8(ascii: ":"), !hasMinute {
        hasMinute = true
      } else if byte.isASCIIDigit {
        if hasMinute { minute = minute * 10 + Int(byte & 15) } else { hour = hour * 10 + Int(byte & 15) }
        if hour > 24 || minute > 59 { return nil }
      } else {
        return nil
      }
    }
    var end = index + 1
    var zone = ""
    if isWord(end, "a.m.") || isWord(end, "am") {
      if hour == 12 { hour = 0 }
      end += 1
    } else if isWord(end, "p.m.") || isWord(end, "pm") {
      if hour < 12 { hour += 12 }
      end += 1
    } else if hasMinute, isWord(end, "utc") || isWord(end, "gmt") {
      zone = "Z"
      end += 1
    } else if !hasMinute || bytes.count < 4 {
      return nil
    }
    guard let reference else { return nil }
    if zone.isEmpty,
      isWord(end, "est") || isWord(end, "edt") || isWord(end, "et") || isWord(end, "gmt") || isWord(end, "pt")
    {
      end += 1
    }
    // “Tuesday at 10 a.m.”
    var day = reference
    if let last = matches.last, last.start >= sentence.lowerBound, let named = CalendarDay(last.value) {
      day = named
    }
    var next = end
    if isWord(next, "on") || isMark(next, Mark.comma) { next += 1 }
    if case .weekday(let weekday)? = meaning(next) {
      let back = (reference.weekday - weekday + 7) % 7
      day = reference.adding(days: tense(index) == .future && back > 0 ? 7 - back : -back)
      end = next + 1
    } else if case .day(let offset)? = meaning(next) {
      day = reference.adding(days: offset)
      end = next + 1
    } else if case .month(let month)? = meaning(next), let date = absolute(next, month),
      let named = CalendarDay(date.value)
    {
      day = named
      end = date.end
    }
    let value = day.text + "T" + CalendarDay.padded(hour, 2) + ":" + CalendarDay.padded(minute, 2) + zone
    return Match(start: index, end: end, value: value, kind: .time, confidence: 0.75)
  }

  func season(_ index: Int, _ code: StaticString) -> Match? {
    var link = index + 1
    if isWord(link, "of") { link += 1 }
    if let year = year(link) {
      return Match(
        start: index, end: link + 1, value: CalendarDay.padded(year, 4) + "-" + code.description, kind: .date,
        confidence: 0.9)
    }
    guard let reference else { return nil }
    var start = index
    var shift = direction(index - 1)
    if shift != nil { start -= 1 }
    if shift == -1, direction(index - 2) == 0 { shift = -1; start -= 1 }
    if shift == nil {
      guard isWord(index - 1, "the"),
        words.durationPrepositions.contains(hash(index - 2)) || isWord(index - 2, "by")
          || isWord(index - 2, "since") || isWord(index - 2, "into") || isWord(index - 2, "before")
      else { return nil }
    }
    let month = isWord(index, "spring") ? 4 : isWord(index, "summer") ? 7 : isWord(index, "winter") ? 1 : 10
    let year: Int
    switch shift {
    case .some(-1): year = month < reference.month - 1 ? reference.year : reference.year - 1
    case .some(1): year = month > reference.month ? reference.year : reference.year + 1
    case .some(0): year = reference.year
    default: year = resolve(month: month, day: nil, index, shift: nil, reference)
    }
    return Match(
      start: start, end: index + 1, value: CalendarDay.padded(year, 4) + "-" + code.description, kind: .date,
      confidence: 0.7)
  }

  func ordinal(_ index: Int, _ value: Int) -> Match? {
    var next = index + 1
    if isWord(next, "fiscal") { next += 1 }
    if isWord(next, "quarter") { return quarter(index, value, end: next + 1) }
    if isWord(next, "half"), value <= 2 { return half(index, value, end: next + 1) }
    if case .unit(let unit, let isPlural)? = meaning(next), !isPlural, unit == .century, value > 0 {
      return Match(
        start: index, end: next + 1, value: CalendarDay.padded(value - 1, 2), kind: .date, confidence: 0.7)
    }
    // “the first nine months”
    if var match = quantity(next) {
      guard match.kind == .duration else { return nil }
      match.start = index
      return match
    }
    return nil
  }

  private func half(_ index: Int, _ value: Int, end: Int) -> Match? {
    guard let reference else { return nil }
    var next = end
    var year = reference.year
    if isWord(next, "of") || isMark(next, Mark.comma) { next += 1 }
    if let given = self.year(next) {
      year = given
      next += 1
    } else if isWord(next, "the"), isWord(next + 1, "year") {
      next += 2
    } else if let shift = direction(next), isWord(next + 1, "year") {
      year += shift
      next += 2
    } else {
      return nil
    }
    return Match(
      start: index, end: next, value: CalendarDay.padded(year, 4) + "-H" + String(value), kind: .date,
      confidence: 0.8)
  }

  func quarterMatch(_ start: Int, _ end: Int, _ year: Int, _ quarter: Int) -> Match? {
    guard quarter >= 1, quarter <= 4 else { return nil }
    lastQuarter = (year, quarter)
    return Match(
      start: start, end: end, value: CalendarDay.padded(year, 4) + "-Q" + String(quarter), kind: .date,
      confidence: 0.85)
  }

  func quarter(_ index: Int, _ value: Int, end: Int) -> Match? {
    guard value >= 1, value <= 4, let reference else { return nil }
    var start = index
    if isWord(start - 1, "fiscal"), start - 1 >= floor { start -= 1 }
    if let year = year(start - 1), start - 1 >= floor { return quarterMatch(start - 1, end, year, value) }
    var next = end
    if isWord(next, "of") || isMark(next, Mark.comma) { next += 1 }
    if isWord(next, "fiscal") { next += 1 }
    if let year = year(next) { return quarterMatch(start, next + 1, year, value) }
    if let shift = direction(next), isWord(next + 1, "year") {
      return quarterMatch(start, next + 2, reference.year + shift, value)
    }
    if start - 3 >= floor, document.stream.tokens[start - 1].shape.contains(.possessive),
      isWord(start - 2, "year"), let shift = direction(start - 3)
    {
      return quarterMatch(start - 3, end, reference.year + shift, value)
    }
    if let shift = direction(start - 1), shift < 0, isWord(start - 2, "year") || isWord(start - 1, "last") {
      return quarterMatch(
        start - 1, end, reference.quarter > value ? reference.year : reference.year - 1, value)
    }
    var year = reference.year
    switch tense(index) {
    case .future: if value < reference.quarter - 1 { year += 1 }
    default: if value > reference.quarter { year -= 1 }
    }
    return quarterMatch(start, end, year, value)
  }

  /// “by year-end”: the last day of the year; “year-end profit” says which profit.
  func yearEnd(_ index: Int) -> Match? {
    guard let reference, document.stream.flags(index - 1).contains(.preposition),
      index + 1 >= sentence.upperBound || !document.stream.tokens[index + 1].isWord
        || document.stream.flags(index + 1).contains(.function)
    else { return nil }
    return Match(
      start: index, end: index + 1, value: CalendarDay(year: reference.year, month: 12, day: 31).text,
      kind: .date,
      confidence: 0.6)
  }

  /// “in the near term” is the future.
  func term(_ index: Int) -> Match? {
    guard isWord(index - 1, "near") || isWord(index - 1, "short"), isWord(index - 2, "the"),
      index - 2 >= floor
    else { return nil }
    return Match(start: index - 1, end: index + 1, value: "FUTURE_REF", kind: .date, confidence: 0.5)
  }

  /// “the year-earlier quarter”, “a year earlier” where quarters are compared.
  func yearEarlier(_ index: Int, end: Int) -> Match? {
    guard let reference else { return nil }
    var next = end
    if isWord(next, "quarter") || isWord(next, "period") { next += 1 }
    let value =
      lastQuarter.map { CalendarDay.padded($0.year - 1, 4) + "-Q" + String($0.quarter) }
      ?? CalendarDay.padded(reference.year - 1, 4)
    return Match(start: index, end: next, value: value, kind: .date, confidence: 0.6)
  }

  /// “the latest period” is the quarter spoken of.
  func period(_ index: Int) -> Match? {
    guard let last = lastQuarter else { return nil }
    var start = index
    if direction(index - 1) != nil {
      start -= 1
    } else if !isWord(index - 1, "the") && !isWord(index - 1, "same") && !isWord(index - 1, "year-earlier") {
      return nil
    }
    if isWord(start - 1, "same"), start - 1 >= floor { start -= 1 }
    var end = index + 1
    var year = last.year
    if direction(end) == -1, isWord(end + 1, "year") {
      end += 2
      year -= 1
    }
    return Match(
      start: start, end: end, value: CalendarDay.padded(year, 4) + "-Q" + String(last.quarter), kind: .date,
      confidence: 0.5)
  }
}
