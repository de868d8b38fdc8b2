extension DateScanner {
  /// Tries all rules for an expression whose first word of weight stands at `index`.
  func parse(_ index: Int) -> Match? {
    let token = document.stream.tokens[index]
    if token.shape.contains(.number) {
      if let match = numeric(index) ?? clock(index) { return match }
      if let value = year(index) ?? nil, let match = bareYear(index, value) { return match }
      let isCounting = isBeforeTime(index)
      if let match = decade(index) ?? (isCounting ? dayMonth(index) : nil) { return match }
      if token.shape.contains(.hyphen) { return hyphenated(index) }
      if let value = digits(index), document.prose.text[Int(token.end) - 1].isASCIILetter {
        return ordinal(index, value)
      }
      return isCounting ? quantity(index) : nil
    }
    if let word = meaning(index) {
      switch word {
      case .month(let month): return monthExpression(index, month)
      case .weekday(let day): return weekdayExpression(index, day)
      case .day(let offset): return dayExpression(index, offset)
      case .season(let code): return season(index, code)
      case .ordinal(let value): return ordinal(index, value)
      case .quarter(let value): return quarter(index, value, end: index + 1)
      case .cardinal, .some, .half:
        if let year = spelledYear(index) { return year }
        return mayBeQuantity(index) ? quantity(index) : nil
      case .unit:
        if index - 1 >= floor, isWord(index - 1, "a") || isWord(index - 1, "an"),
          let match = quantity(index - 1)
        {
          return match
        }
        return unitExpression(index)
      case .frequency(let unit):
        if unit == .quarter || unit == .year && isWord(index - 1, "the") { return nil }
        return Match(start: index, end: index + 1, value: Self.period("1", unit), kind: .set, confidence: 0.6)
      case .present: return reference(index, "PRESENT_REF")
      case .past: return reference(index, "PAST_REF")
      case .future: return reference(index, "FUTURE_REF")
      case .dayPart(let code): return dayPart(index, code)
      case .noon: return time(index, "T12:00")
      case .midnight: return time(index, "T24:00")
      case .yearEarlier: return yearEarlier(index, end: index + 1)
      case .direction: return thePast(index)
      case .period: return period(index)
      case .yearEnd: return yearEnd(index)
      case .term: return term(index)
      case .feast(let month, let day): return feast(index, month: month, day: day)
      case .thanksgiving: return thanksgiving(index)
      default: return nil
      }
    }
    return token.shape.contains(.hyphen) ? hyphenated(index) : nil
  }

  /// Whether a word of time stands behind a number, no farther away than its unit or month can.
  private func isBeforeTime(_ index: Int) -> Bool {
    let end = min(index + 7, sentence.upperBound)
    var next = index + 1
    while next < end {
      if document.stream.tokens[next].kinds.contains(.time) { return true }
      next += 1
    }
    return false
  }

  /// Whether a unit stands near enough: “a” and “some” stand everywhere.
  private func mayBeQuantity(_ index: Int) -> Bool {
    for next in index + 1..<min(index + 7, max(sentence.upperBound, index + 1))
    where document.stream.flags(next).contains(.timeUnit) { return true }
    return false
  }

  private func reference(_ index: Int, _ value: String) -> Match? {
    // “future” and “recent” say most alone; before “years” they are one expression with it.
    var end = index + 1
    var start = index
    // “soon after the vote”, “as soon as”: not soon from now.
    if isWord(index, "soon"),
      isWord(index - 1, "as") || isWord(index - 1, "too") || isWord(index - 1, "how")
        || isWord(end, "after") || isWord(end, "as") || isWord(end, "enough")
    {
      return nil
    }
    if case .unit(_, isPlural: true)? = meaning(end) { end += 1 }
    if isWord(index, "future"), start - 1 >= floor, !isWord(start - 1, "the"), !isWord(start - 1, "near"),
      end == index + 1, !isWord(index - 1, "in")
    {
      return nil
    }
    if isWord(start - 1, "near"), start - 1 >= floor { start -= 1 }
    return Match(start: start, end: end, value: value, kind: .date, confidence: 0.6)
  }

  /// “in the past” by itself.
  private func thePast(_ index: Int) -> Match? {
    guard isWord(index, "past"), isWord(index - 1, "the"), index - 1 >= floor else { return nil }
    let next = index + 1
    if next < sentence.upperBound {
      let token = document.stream.tokens[next]
      guard token.word < 0 || document.stream.flags(next).contains(.function), meaning(next) == nil else {
        return nil
      }
    }
    return Match(start: index, end: next, value: "PAST_REF", kind: .date, confidence: 0.6)
  }

  /// `2026-03-01`, `7/8/07`
  private func numeric(_ index: Int) -> Match? {
    let token = document.stream.tokens[index]
    let text = document.prose.text
    if token.end - token.start == 10, let day = CalendarDay(iso: text.span, token.range) {
      return Match(start: index, end: index + 1, value: day.text, kind: .date, confidence: 0.95)
    }
    guard let month = digits(index), month >= 1, month <= 12, isMark(index + 1, Mark.slash),
      let day = digits(index + 2),
      day >= 1, day <= 31, isMark(index + 3, Mark.slash), var year = digits(index + 4)
    else { return nil }
    if year < 100 { year += year < 70 ? 2000 : 1900 }
    guard year >= 1000, year <= 2999 else { return nil }
    return Match(
      start: index, end: index + 5, value: CalendarDay(year: year, month: month, day: day).text, kind: .date,
      confidence: 0.7)
  }

  private func bareYear(_ index: Int, _ value: Int) -> Match? {
    let before = index - 1
    let isAfterPreposition = before >= sentence.lowerBound && words.yearPrepositions.contains(hash(before))
    if isMark(before, Mark.dollar) || isMark(before, Mark.symbol) || isMark(before, UInt64(UInt8(ascii: "#")))
    {
      return nil
    }
    if words.counted.contains(hash(index + 1)) || isMark(index + 1, UInt64(UInt8(ascii: "%"))) { return nil }
    if case .unit? = meaning(index + 1) { return nil }
    if case .dayPart? = meaning(index + 1) { return nil }
    if case .ordinal(let quarter)? = meaning(index + 1), isWord(index + 2, "quarter") {
      return quarterMatch(index, index + 3, value, quarter)
    }
    if isWord(index + 1, "second"), isWord(index + 2, "quarter") {
      return quarterMatch(index, index + 3, value, 2)
    }
    if isWord(index + 1, "quarter") || isWord(index + 1, "period"), let last = lastQuarter {
      return quarterMatch(index, index + 2, value, last.quarter)
    }
    guard value >= 1900 && value <= 2060 || isAfterPreposition && value >= 1300 else { return nil }
    if !isAfterPreposition, index + 1 < sentence.upperBound {
      // “2000 residents” counts; “the 2008 election” is after an article, which is among the prepositions.
      let next = document.stream.tokens[index + 1]
      if next.isWord, !next.isCapital, document.ends(next, "s"),
        !document.stream.flags(index + 1).contains(.function),
        value % 10 == 0
      {
        return nil
      }
    }
    return Match(
      start: index, end: index + 1, value: CalendarDay.padded(value, 4), kind: .date,
      confidence: isAfterPreposition ? 0.95 : 0.8)
  }

  /// `1990s`, `80s`, `'80s`
  private func decade(_ index: Int) -> Match? {
    let token = document.stream.tokens[index]
    let bytes = token.range
    guard bytes.count == 5 || bytes.count == 3, document.prose.text[bytes.upperBound - 1] == UInt8(ascii: "s")
    else { return nil }
    var value = 0
    for offset in bytes.dropLast() {
      guard document.prose.text[offset].isASCIIDigit else { return nil }
      value = value * 10 + Int(document.prose.text[offset] & 15)
    }
    guard value % 10 == 0 else { return nil }
    if bytes.count == 3 {
      guard value >= 20 else { return nil }
      return Match(
        start: index, end: index + 1, value: "19" + String(value / 10), kind: .date, confidence: 0.7)
    }
    return Match(start: index, end: index + 1, value: String(value / 10), kind: .date, confidence: 0.9)
  }

  /// “nineteen ninety-four”
  private func spelledYear(_ index: Int) -> Match? {
    guard isWord(index, "nineteen"), let rest = amount(index + 1), let value = rest.whole, value >= 10,
      value < 100
    else { return nil }
    return Match(start: index, end: rest.end, value: "19" + String(value), kind: .date, confidence: 0.8)
  }

  /// `3 March`, `3rd of March 2026`
  private func dayMonth(_ index: Int) -> Match? {
    guard let day = digits(index), day >= 1, day <= 31 else { return nil }
    var next = index + 1
    if isWord(next, "of") { next += 1 }
    guard case .month(let month)? = meaning(next) else { return nil }
    return monthDay(index, month, day, end: next + 1)
  }

  private func monthExpression(_ index: Int, _ month: Int) -> Match? {
    if isPerson(index) { return nil }
    var next = index + 1
    if isMark(next, Mark.fullStop) { next += 1 }
    if let day = digits(next), day >= 1, day <= 31,
      document.stream.tokens[next].end - document.stream.tokens[next].start <= 4,
      !isWord(next + 1, "percent"), !isMark(next + 1, UInt64(UInt8(ascii: "%")))
    {
      return monthDay(index, month, day, end: next + 1)
    }
    var link = next
    if isWord(link, "of") || isMark(link, Mark.comma) { link += 1 }
    if let year = year(link), year >= 1300 {
      return Match(
        start: index, end: link + 1, value: CalendarDay.padded(year, 4) + "-" + CalendarDay.padded(month, 2),
        kind: .date, confidence: 0.95)
    }
    if case .every? = meaning(index - 1), index - 1 >= floor {
      return Match(
        start: index - 1, end: index + 1, value: "XXXX-" + CalendarDay.padded(month, 2), kind: .set,
        confidence: 0.7)
    }
    if isWord(index, "may"), !isNamedMonth(index) { return nil }
    if isWord(index, "march"), !isNamedMonth(index), index == sentence.lowerBound { return nil }
    var start = index
    var end = index + 1
    var shift: Int?
    if let value = direction(index - 1) {
      shift = value
      start -= 1
    } else if let value = direction(link), isWord(link + 1, "year") {
      let base = reference?.year ?? 0
      guard base > 0 else { return nil }
      return Match(
        start: index, end: link + 2,
        value: CalendarDay.padded(base + value, 4) + "-" + CalendarDay.padded(month, 2), kind: .date,
        confidence: 0.9)
    }
    if isWord(index + 1, "a"), isWord(index + 2, "year"), isWord(index + 3, "ago"), let reference {
      end = index + 4
      return Match(
        start: start, end: end,
        value: CalendarDay.padded(reference.year - 1, 4) + "-" + CalendarDay.padded(month, 2), kind: .date,
        confidence: 0.8)
    }
    guard let reference else {
      return Match(
        start: start, end: end, value: "XXXX-" + CalendarDay.padded(month, 2), kind: .date, confidence: 0.5)
    }
    let year = resolve(month: month, day: nil, index, shift: shift, reference)
    return Match(
      start: start, end: end, value: CalendarDay.padded(year, 4) + "-" + CalendarDay.padded(month, 2),
      kind: .date, confidence: 0.8)
  }

  /// Whether the month is a part of someone's name.
  private func isPerson(_ index: Int) -> Bool {
    let tokens = document.stream.tokens
    if index + 1 < sentence.upperBound, tokens[index + 1].isWord, tokens[index + 1].isCapital,
      document.stream.flags(index + 1).isDisjoint(with: [.month, .weekday, .function])
    {
      return !document.stream.flags(index).contains(.firstName) ? false : true
    }
    guard index > sentence.lowerBound, tokens[index - 1].isWord, tokens[index - 1].isCapital else {
      return false
    }
    let before = document.stream.flags(index - 1)
    return before.contains(.firstName) && before.isDisjoint(with: [.month, .function])
  }

  /// Whether the words around “May” make it a month.
  private func isNamedMonth(_ index: Int) -> Bool {
    guard index > sentence.lowerBound else { return false }
    if direction(index - 1) != nil { return true }
    if case .part? = meaning(index - 1) { return true }
    return document.stream.flags(index - 1).contains(.preposition) || isWord(index - 1, "and")
      || isWord(index - 1, "or")
  }

  private func monthDay(_ start: Int, _ month: Int, _ day: Int, end: Int) -> Match? {
    var next = end
    if isMark(next, Mark.comma) { next += 1 }
    if let year = year(next), next == end || year >= 1500 {
      return Match(
        start: start, end: next + 1, value: CalendarDay(year: year, month: month, day: day).text, kind: .date,
        confidence: 0.98)
    }
    if let shift = direction(end), isWord(end + 1, "year"), let reference {
      return Match(
        start: start, end: end + 2,
        value: CalendarDay(year: reference.year + shift, month: month, day: day).text, kind: .date,
        confidence: 0.9)
    }
    guard let reference else {
      return Match(
        start: start, end: end,
        value: "XXXX-" + CalendarDay.padded(month, 2) + "-" + CalendarDay.padded(day, 2), kind: .date,
        confidence: 0.5)
    }
    let year = resolve(month: month, day: day, start, shift: nil, reference)
    return Match(
      start: start, end: end, value: CalendarDay(year: year, month: month, day: day).text, kind: .date,
      confidence: 0.85)
  }

  /// The year of a month or a day that is named without one.
  func resolve(month: Int, day: Int?, _ index: Int, shift: Int?, _ reference: CalendarDay) -> Int {
    func distance(_ year: Int) -> Int {
      CalendarDay(year: year, month: month, day: day ?? 15).number
        - (day == nil
          ? CalendarDay(year: reference.year, month: reference.month, day: 15).number : reference.number)
    }
    let this = distance(reference.year)
    if shift == 0 { return reference.year }
    if let shift {
      if shift < 0 { return this < 0 ? reference.year : reference.year - 1 }
      return this > 0 ? reference.year : reference.year + 1
    }
    if this == 0 { return reference.year }
    let past = this < 0 ? reference.year : reference.year - 1
    let future = this > 0 ? reference.year : reference.year + 1
    // “through January” and “by May” look ahead, whatever the verb.
    if day == nil, isWord(index - 1, "by") || isWord(index - 1, "through") || isWord(index - 1, "until") {
      return distance(future) > 300 ? past : future
    }
    switch tense(index) {
    case .past:
      if isWord(index - 1, "in"), isWord(index - 2, "back") { return past }
      // Papers of late October that name November mean the one to come, whatever the verb.
      let isNear = day == nil ? distance(future) < 35 && reference.day > 23 : distance(future) < 65
      return distance(past) < -300 && isNear ? future : past
    case .future: return distance(future) > 300 ? past : future
    case .unknown: return -distance(past) <= distance(future) ? past : future
    }
  }

  private func feast(_ index: Int, month: Int, day: Int) -> Match? {
    var end = index + 1
    if isWord(end, "day") { end += 1 }
    let next = isMark(end, Mark.comma) ? end + 1 : end
    if let year = year(next) {
      return Match(
        start: index, end: next + 1, value: CalendarDay(year: year, month: month, day: day).text, kind: .date,
        confidence: 0.8)
    }
    guard let reference else { return nil }
    let year = resolve(month: month, day: day, index, shift: direction(index - 1), reference)
    return Match(
      start: direction(index - 1) == nil ? index : index - 1, end: end,
      value: CalendarDay(year: year, month: month, day: day).text, kind: .date, confidence: 0.6)
  }

  private func thanksgiving(_ index: Int) -> Match? {
    guard let reference else { return nil }
    let end = isWord(index + 1, "day") ? index + 2 : index + 1
    let year = resolve(month: 11, day: 25, index, shift: direction(index - 1), reference)
    return Match(
      start: direction(index - 1) == nil ? index : index - 1, end: end,
      value: CalendarDay.thanksgiving(year).text, kind: .date, confidence: 0.6)
  }
}
