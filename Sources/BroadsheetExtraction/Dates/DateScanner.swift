import BroadsheetCore

extension LexicalFlags {
  /// Of words around which an expression of time can stand.
  static let dateLike: Self = [.month, .weekday, .number, .timeUnit]
}

extension Token {
  /// Whether an expression of time can stand around it.
  @inline(__always) var isDateLike: Bool {
    !shape.isDisjoint(with: [.number, .hyphen]) || !flags.isDisjoint(with: .dateLike)
  }
}

/// Finds expressions of time and writes their values as TIMEX3 does, after the guidelines of ISO-TimeML.
///
/// One pass over the tokens; an expression looks at most a dozen tokens around its first word, so that the work is
/// linear. What is relative counts from the day of publication, in the direction of the nearest verb's tense.
///
/// A class, so that its many small questions do not copy it.
final class DateScanner {
  /// An expression in tokens.
  struct Match {
    var start: Int
    var end: Int
    var value: String
    var kind: DateExpression.Kind
    var confidence: Double
  }

  /// The time of the verb next to an expression.
  enum Tense { case past, future, unknown }

  let document: Document
  let words: DateVocabulary
  /// The day that relative dates count from.
  let reference: CalendarDay?
  var matches: [Match] = []
  /// The sentence that is being read.
  var sentence = 0..<0
  /// The token before which no expression of this sentence can begin.
  var floor = 0
  /// The quarter that was spoken of last.
  var lastQuarter: (year: Int, quarter: Int)?
  /// The day, month or year that the text named last, and how exactly: “the following day” counts from it.
  private(set) var context: (day: CalendarDay, unit: TimeUnit)?
  /// The number that was asked for last: rule after rule asks for the same one.
  private var number: (index: Int, value: Int?) = (-1, nil)
  /// How many tokens were looked at, for the tests of linearity.
  private(set) var work = 0

  init(_ document: Document, _ words: DateVocabulary, reference: CalendarDay?) {
    self.document = document
    self.words = words
    self.reference = reference
  }

  /// Reads the whole document.
  func scan() {
    let triggers = document.stream.dateLike
    matches.reserveCapacity(min(triggers.count, 32))
    var next = 0
    for tokens in document.stream.sentences.lazy.map(\.tokens) {
      sentence = tokens
      floor = sentence.lowerBound
      while next < triggers.count, Int(triggers[next]) < sentence.upperBound {
        let index = Int(triggers[next])
        next += 1
        // What an expression has taken begins no other one.
        guard index >= floor, var match = parse(index) else { continue }
        widen(&match)
        note(match)
        matches.append(match)
        floor = match.end
      }
    }
    work = triggers.count
  }

  /// Remembers what a date names.
  private func note(_ match: Match) {
    guard match.kind == .date || match.kind == .time else { return }
    let bytes = match.value.utf8.span
    guard bytes.count == 4 || bytes.count == 7 || bytes.count >= 10 else { return }
    // A month begins with its first day, and so does a year.
    var date: InlineArray<10, UInt8> = [0x30, 0x30, 0x30, 0x30, 0x2D, 0x30, 0x31, 0x2D, 0x30, 0x31]
    for index in 0..<min(bytes.count, 10) { date[index] = bytes[index] }
    guard let day = CalendarDay(iso: date.span, 0..<10) else { return }
    context = (day, bytes.count == 4 ? .year : bytes.count == 7 ? .month : .day)
  }

  /// The day that “the next” and “later” count from, where the text named one that is exact enough.
  func anchor(for unit: TimeUnit) -> CalendarDay? {
    guard let context, context.unit == .day || context.unit == unit || unit == .year else { return nil }
    return context.day
  }

  /// What the token means, if it is a word of time in this sentence.
  func meaning(_ index: Int) -> DateWord? {
    guard index >= sentence.lowerBound, index < sentence.upperBound else { return nil }
    let token = document.stream.tokens[index]
    guard token.kinds.contains(.time), let word = words[token.hash] else { return nil }
    switch word {
    case .month, .weekday: return token.isCapital ? word : nil
    default: return word
    }
  }

  /// The token's hash, or 0 outside the sentence.
  func hash(_ index: Int) -> UInt64 {
    index >= sentence.lowerBound && index < sentence.upperBound ? document.stream.tokens[index].hash : 0
  }

  func isMark(_ index: Int, _ mark: UInt64) -> Bool {
    index >= sentence.lowerBound && index < sentence.upperBound && document.stream.tokens[index].isMark(mark)
  }

  /// Whether the token is this word in small letters.
  func isWord(_ index: Int, _ word: StaticString) -> Bool {
    guard index >= sentence.lowerBound, index < sentence.upperBound else { return false }
    let token = document.stream.tokens[index]
    guard token.word >= 0, Int(token.end - token.start) == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { letters in
      for offset in 0..<letters.count
      where document.prose.text[Int(token.start) + offset] | 0x20 != letters[offset] { return false }
      return true
    }
  }

  /// A direction word at the token: -1 for “last”, 0 for “this”, 1 for “next”.
  func direction(_ index: Int) -> Int? {
    guard index >= floor, case .direction(let value)? = meaning(index) else { return nil }
    return value
  }

  /// The whole number that the token writes in digits.
  func digits(_ index: Int) -> Int? {
    guard index >= sentence.lowerBound, index < sentence.upperBound else { return nil }
    if number.index != index { number = (index, document.number(index)) }
    return number.value
  }

  /// A year of four digits.
  func year(_ index: Int) -> Int? {
    guard let value = digits(index),
      document.stream.tokens[index].end - document.stream.tokens[index].start == 4,
      value >= 1000, value <= 2199
    else { return nil }
    return value
  }

  /// Takes “early”, “late”, “the end of” and an article into the expression.
  private func widen(_ match: inout Match) {
    var start = match.start
    if start - 1 >= floor, isWord(start - 1, "of"), start - 2 >= floor, case .part? = meaning(start - 2) {
      start -= 2
    }
    if start - 1 >= floor, isWord(start - 1, "the") { start -= 1 }
    if start - 2 >= floor, isWord(start - 1, "of"), case .part? = meaning(start - 2) { start -= 2 }
    if start - 1 >= floor {
      if case .part? = meaning(start - 1) {
        start -= 1
      } else if case .distance? = meaning(start - 1),
        isWord(start - 1, "later") || isWord(start - 1, "earlier")
      {
        start -= 1
      }
    }
    if start - 1 >= floor, isWord(start - 1, "the") { start -= 1 }
    match.start = start
  }

  /// The tense of the verb before the token, or else of the first verb after it.
  func tense(_ index: Int) -> Tense {
    var position = index - 1
    let lower = max(sentence.lowerBound, index - 24)
    while position >= lower {
      if let cue = cue(position) { return cue }
      position -= 1
    }
    position = index
    let upper = min(sentence.upperBound, index + 24)
    while position < upper {
      if let cue = cue(position) { return cue }
      position += 1
    }
    return .unknown
  }

  private func cue(_ index: Int) -> Tense? {
    let token = document.stream.tokens[index]
    guard !token.kinds.isDisjoint(with: [.tense, .ed]), token.isWord,
      !token.isCapital || index == sentence.lowerBound
    else { return nil }
    if words.futureCues.contains(token.hash) {
      // “to Monday” is no infinitive.
      if isWord(index, "to"),
        index + 1 >= sentence.upperBound || meaning(index + 1) != nil
          || document.stream.tokens[index + 1].isCapital
      {
        return nil
      }
      if isWord(index, "to"), !isInfinitiveOfIntent(index) { return nil }
      if isWord(index, "by"), meaning(index + 1) == nil { return nil }
      return .future
    }
    if words.pastCues.contains(token.hash) { return .past }
    // In “will be passed” the tense is that of the verb before “be”.
    return token.kinds.contains(.ed) && !isWord(index - 1, "be") ? .past : nil
  }

  /// Whether what stands before “to” looks ahead: “agreed to”, “is to”.
  private func isInfinitiveOfIntent(_ index: Int) -> Bool {
    isWord(index - 1, "is") || isWord(index - 1, "are") || isWord(index - 1, "agreed")
      || isWord(index - 1, "want")
      || isWord(index - 1, "wants") || isWord(index - 1, "due") || isWord(index - 1, "set")
      || isWord(index - 1, "scheduled") || isWord(index - 1, "going") || isWord(index - 1, "ready")
  }
}
