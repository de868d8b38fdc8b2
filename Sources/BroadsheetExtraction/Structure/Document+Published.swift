import BroadsheetCore

extension Document {
  /// Reads “Published: March 3, 2026”, “Posted on 3 March 2026 at 9:00”, “By Jane Doe | March 3, 2026” near the start or the
  /// end, where neither author nor dateline gave a day. A day of publication comes before that of an update.
  func readPublished(_ rules: LanguageRules, into metadata: inout ExtractedMetadata) {
    guard metadata.published == nil else { return }
    let filled = roles.indices.filter { !stream.blocks[$0].isEmpty }
    var update: Extracted<String>?
    for (place, index) in filled.enumerated() where place < 8 || place + 3 >= filled.count {
      let tokens = stream.blocks[index]
      guard roles[index] == .furniture || roles[index] == .byline, tokens.count <= 40 else { continue }
      let isPublication =
        roles[index] == .byline
        || begins(tokens, rules.publication) > 0
      let isUpdate = begins(tokens, rules.update) > 0
      guard isPublication || isUpdate, let (day, end) = fullDate(in: tokens) else { continue }
      let found = Extracted(
        day.text, source: .structure, confidence: isUpdate ? 0.6 : 0.9, span: span(tokens.lowerBound..<end))
      if !isUpdate {
        metadata.published = found
        return
      }
      update = update ?? found
    }
    metadata.published = update
  }

  /// The first date among the tokens that has day, month and year, and where it ends.
  private func fullDate(in tokens: Range<Int>) -> (day: CalendarDay, end: Int)? {
    for index in tokens {
      var date = DatelineTokens()
      let end = readDate(index, tokens.upperBound, &date)
      guard end > index, date.year > 0, date.month > 0, date.day > 0 else { continue }
      return (CalendarDay(year: date.year, month: date.month, day: date.day), end)
    }
    return nil
  }
}
