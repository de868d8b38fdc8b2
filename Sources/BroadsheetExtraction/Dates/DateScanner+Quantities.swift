extension DateScanner {
  /// How much of a unit, up to the token `end`.
  struct Amount {
    enum Value {
      case whole(Int)
      /// A whole number and a half.
      case half(Int)
      /// Written with a point; its bytes.
      case decimal(Range<Int>)
      /// “few”
      case vague
    }

    var value: Value
    var end: Int

    /// The whole number, or nil where it is vague or broken.
    var whole: Int? { if case .whole(let number) = value { number } else { nil } }
  }

  /// The amount as TIMEX3 writes it.
  private func text(_ amount: Amount) -> String {
    switch amount.value {
    case .whole(let number): String(number)
    case .half(let number): String(number) + ".5"
    case .decimal(let bytes): document.string(bytes)
    case .vague: "X"
    }
  }

  /// A period as TIMEX3 writes it.
  static func period(_ amount: String, _ unit: TimeUnit) -> String {
    if unit == .fortnight { return "P2W" }
    // Decades and centuries are counted in years.
    if unit == .decade, let count = Int(amount), count < 100_000 { return "P" + String(count * 10) + "Y" }
    if unit == .century, let count = Int(amount), count < 100_000 { return "P" + String(count * 100) + "Y" }
    if unit == .weekend, amount == "1" { return "P1WE" }
    // Half of a year, an hour or a minute is counted in the next smaller unit.
    if amount.utf8.count > 2, amount.hasSuffix(".5") {
      let whole = amount.dropLast(2)
      switch unit {
      case .year: return "P" + whole + "Y6M"
      case .hour: return "PT" + whole + "H30M"
      case .minute: return "PT" + whole + "M30S"
      default: break
      }
    }
    return (unit.isClock ? "PT" : "P") + amount + unit.letter
  }

  /// Reads “two”, “a few”, “2 1/2”, “two and a half”, “twenty-four”, “half a”.
  func amount(_ index: Int) -> Amount? {
    guard index < sentence.upperBound else { return nil }
    if let value = digits(index) {
      if let top = digits(index + 1), isMark(index + 2, Mark.slash), let bottom = digits(index + 3),
        bottom == 2, top == 1
      {
        return Amount(value: .half(value), end: index + 4)
      }
      return Amount(value: .whole(value), end: index + 1)
    }
    let token = document.stream.tokens[index]
    if token.shape.contains(.number), isDecimal(token) {
      return Amount(value: .decimal(token.range), end: index + 1)
    }
    if token.shape.contains(.hyphen), let value = compound(token) {
      return Amount(value: .whole(value), end: index + 1)
    }
    guard let word = meaning(index) else { return nil }
    switch word {
    case .some:
      return Amount(value: .vague, end: index + 1)
    case .half:
      if isWord(index + 1, "an") || isWord(index + 1, "a") {
        return Amount(value: .half(0), end: index + 2)
      }
      return nil
    case .cardinal(var value):
      var end = index + 1
      if isWord(index, "a") || isWord(index, "an") {
        if isWord(end, "few") || isWord(end, "many") { return Amount(value: .vague, end: end + 1) }
        if isWord(end, "couple") || isWord(end, "dozen") || isWord(end, "hundred") {
          value = isWord(end, "couple") ? 2 : isWord(end, "dozen") ? 12 : 100
          end += 1
        } else if isWord(end, "half") {
          return nil
        }
      }
      if value >= 20, value < 100, case .cardinal(let more)? = meaning(end), more > 0, more < 10 {
        value += more
        end += 1
      } else if value < 20, value > 0, isWord(end, "hundred") {
        value *= 100
        end += 1
      }
      if isWord(end, "of") { end += 1 }
      if isWord(end, "and"), isWord(end + 1, "a"), isWord(end + 2, "half") {
        return Amount(value: .half(value), end: end + 3)
      }
      return Amount(value: .whole(value), end: end)
    default: return nil
    }
  }

  private func isDecimal(_ token: Token) -> Bool {
    token.range.count <= 8
      && token.range.allSatisfy {
        document.prose.text[$0].isASCIIDigit || document.prose.text[$0] == UInt8(ascii: ".")
      }
  }

  /// “twenty-four”
  private func compound(_ token: Token) -> Int? {
    guard token.end - token.start < 16 else { return nil }
    let range = token.range
    guard let hyphen = range.first(where: { document.prose.text[$0] == UInt8(ascii: "-") }) else {
      return nil
    }
    let bytes = document.prose.text
    let text = bytes.span
    guard case .cardinal(let tens)? = words[ByteHash.word(text, range.lowerBound..<hyphen)], tens >= 20,
      tens < 100,
      case .cardinal(let ones)? = words[ByteHash.word(text, hyphen + 1..<range.upperBound)], ones > 0,
      ones < 10
    else { return nil }
    return tens + ones
  }

  /// “two-year”, “27-year”, “mid-July”, “mid-1990s”
  func hyphenated(_ index: Int) -> Match? {
    let token = document.stream.tokens[index]
    guard token.end - token.start < 24 else { return nil }
    let range = token.range
    let bytes = document.prose.text
    let text = bytes.span
    guard let hyphen = range.first(where: { text[$0] == UInt8(ascii: "-") }) else { return nil }
    let first = ByteHash.word(text, range.lowerBound..<hyphen)
    let rest = range.dropFirst(hyphen + 1 - range.lowerBound)
    let second = rest.first(where: { text[$0] == UInt8(ascii: "-") }) ?? range.upperBound
    guard hyphen + 1 < second else { return nil }
    let last = words[ByteHash.word(text, hyphen + 1..<second)]
    var number = ""
    var isDigits = hyphen > range.lowerBound
    for offset in range.lowerBound..<hyphen {
      guard text[offset].isASCIIDigit else {
        isDigits = false
        break
      }
      number.unicodeScalars.append(Unicode.Scalar(text[offset]))
    }
    if case .unit(let unit, let isPlural)? = last {
      if unit == .quarter, isPlural { return nil }
      if second < range.upperBound, !words.links.contains(ByteHash.word(text, second + 1..<range.upperBound))
      {
        return nil
      }
      if isDigits {
        return Match(
          start: index, end: index + 1, value: Self.period(number, unit), kind: .duration, confidence: 0.8)
      }
      switch words[first] {
      case .cardinal(let value)?:
        return Match(
          start: index, end: index + 1, value: Self.period(String(value), unit), kind: .duration,
          confidence: 0.8)
      case .some?:
        return Match(
          start: index, end: index + 1, value: Self.period("X", unit), kind: .duration, confidence: 0.7)
      default: return nil
      }
    }
    if case .month(let month)? = last, case .part? = words[first], let reference {
      let year = self.year(index + 1) ?? resolve(month: month, day: nil, index, shift: nil, reference)
      let end = self.year(index + 1) == nil ? index + 1 : index + 2
      return Match(
        start: index, end: end, value: CalendarDay.padded(year, 4) + "-" + CalendarDay.padded(month, 2),
        kind: .date, confidence: 0.8)
    }
    if case .part? = words[first], second == range.upperBound, second - hyphen == 5,
      (hyphen + 1..<second).allSatisfy({ text[$0].isASCIIDigit })
    {
      return Match(
        start: index, end: index + 1, value: document.string(hyphen + 1..<second), kind: .date,
        confidence: 0.8)
    }
    if case .part? = words[first], second == range.upperBound, text[second - 1] == UInt8(ascii: "s"),
      second - hyphen == 6
    {
      let decade = hyphen + 1..<second - 2
      guard decade.allSatisfy({ text[$0].isASCIIDigit }) else { return nil }
      return Match(start: index, end: index + 1, value: document.string(decade), kind: .date, confidence: 0.8)
    }
    return nil
  }

  /// “two years ago”, “the past two months”, “three days”, “every two weeks”
  func quantity(_ index: Int) -> Match? {
    guard let amount = amount(index) else { return nil }
    var end = amount.end
    // “eight trading days”, “two more weeks”
    if end + 1 < sentence.upperBound, meaning(end) == nil, case .unit(_, isPlural: true)? = meaning(end + 1),
      isWord(end, "trading") || isWord(end, "more") || isWord(end, "full") || isWord(end, "consecutive")
        || isWord(end, "straight") || isWord(end, "business") || isWord(end, "long")
        || isWord(end, "calendar")
    {
      end += 1
    }
    guard case .unit(let unit, let isPlural)? = meaning(end) else { return nil }
    // An age is no length of time.
    if isWord(end + 1, "old") || isWord(end + 1, "olds") { return nil }
    // “second” is an ordinal more often than a unit.
    if unit == .second, !isPlural { return nil }
    end += 1
    var start = index
    if let match = distant(start, end, amount, unit) { return match }
    if case .every? = meaning(index - 1), index - 1 >= floor {
      return Match(
        start: index - 1, end: end, value: Self.period(text(amount), unit), kind: .set, confidence: 0.8)
    }
    let isArticle = isWord(index, "a") || isWord(index, "an")
    if isArticle, !isPlural, end == index + 2 { return articleUnit(index, end, unit) }
    if amount.whole == 1, !isPlural, isWord(index, "one"), unit == .day, isWord(index - 1, "from") {
      return nil
    }
    if direction(index - 1) != nil { start -= 1 }
    return Match(
      start: start, end: end, value: Self.period(text(amount), unit), kind: .duration, confidence: 0.75)
  }

  /// “a year”: a rate, a length, or a point.
  private func articleUnit(_ index: Int, _ end: Int, _ unit: TimeUnit) -> Match? {
    // “$3 a share, twice a week” tells how often.
    if unit == .day || unit == .week || unit == .month || unit == .year || unit == .hour {
      if index > sentence.lowerBound {
        let before = document.stream.tokens[index - 1]
        let isRate =
          before.shape.contains(.number) || document.stream.flags(index - 1).contains(.number)
          || words.counted.contains(before.hash)
          || isWord(index - 1, "times") || isWord(index - 1, "twice") || isWord(index - 1, "once")
        if isRate {
          if isWord(index - 1, "times") || isWord(index - 1, "twice") || isWord(index - 1, "once") {
            return Match(start: index, end: end, value: Self.period("1", unit), kind: .set, confidence: 0.6)
          }
          return Match(start: index, end: end, value: Self.period("1", unit), kind: .set, confidence: 0.4)
        }
      }
    }
    guard unit != .second, unit != .quarter, unit != .weekend else { return nil }
    return Match(start: index, end: end, value: Self.period("1", unit), kind: .duration, confidence: 0.6)
  }

  /// “two years ago”, “a week earlier”, “three days from now”
  private func distant(_ start: Int, _ end: Int, _ amount: Amount, _ unit: TimeUnit) -> Match? {
    guard let reference else { return nil }
    var base = reference
    var after = end
    var sign = 0
    if case .distance(let value)? = meaning(after) {
      sign = value
    } else if isWord(after, "earlier") {
      sign = -1
    } else if isWord(after, "later"), let anchor = anchor(for: unit) {
      // Later than the day that the text named before; without one it is a length of time.
      base = anchor
      sign = 1
    } else if isWord(after, "from"), isWord(after + 1, "now") || isWord(after + 1, "today") {
      sign = 1
      after += 1
    }
    guard sign != 0 else { return nil }
    if isWord(after, "before") || isWord(after, "later") && unit.isClock { return nil }
    after += 1
    guard let count = amount.whole else {
      return Match(
        start: start, end: after, value: sign < 0 ? "PAST_REF" : "FUTURE_REF", kind: .date, confidence: 0.6)
    }
    guard count < 100_000 else { return nil }
    if count == 1, unit == .year, isWord(start, "a"), sign < 0, let last = lastQuarter {
      return Match(
        start: start, end: after, value: CalendarDay.padded(last.year - 1, 4) + "-Q" + String(last.quarter),
        kind: .date, confidence: 0.6)
    }
    return Match(
      start: start, end: after, value: moved(base, sign * count, unit), kind: .date, confidence: 0.85)
  }
}
