import BroadsheetCore

/// Reads what the text says a person is: “Microsoft CEO, Satya Nadella”, “Jane Doe, a spokeswoman for the mayor”.
struct RoleReader {
  let document: Document
  let names: [NameSpan]
  /// For each token the name that holds it, or -1.
  let nameOfToken: [Int32]

  /// The role next to a name, with the entity that it belongs to.
  func role(of name: Int) -> Entity.Role? { before(name) ?? after(name) }

  private func isRole(_ index: Int) -> Bool {
    let flags = document.stream.flags(index)
    guard flags.contains(.role) || flags.contains(.personTitle) else { return false }
    return !document.stream.tokens[index].shape.contains(.dotted)
  }

  private func sentenceStart(_ index: Int) -> Int {
    var start = index
    let lower = max(0, index - 12)
    while start > lower, !document.stream.tokens[start].shape.contains(.sentenceStart) { start -= 1 }
    return start
  }

  /// The words of a role right before the name.
  private func before(_ name: Int) -> Entity.Role? {
    let tokens = document.stream.tokens
    let first = names[name].tokens.lowerBound
    let lower = sentenceStart(first)
    var end = first
    if end - 1 >= lower, tokens[end - 1].isMark(Mark.comma) { end -= 1 }
    guard end - 1 >= lower, isRole(end - 1), nameOfToken[end - 1] < 0 || end == first else { return nil }
    var start = end - 1
    while start > lower {
      let token = tokens[start - 1]
      if nameOfToken[start - 1] >= 0 {
        // The organisation or place that the role belongs to.
        guard names[Int(nameOfToken[start - 1])].type != .person else { break }
        start = names[Int(nameOfToken[start - 1])].tokens.lowerBound
        continue
      }
      if token.word < 0 {
        guard token.hash == Mark.hyphen || token.hash == Mark.ampersand else { break }
        start -= 1
        continue
      }
      if token.shape.contains(.possessive) {
        guard start - 2 >= lower, nameOfToken[start - 2] >= 0,
          names[Int(nameOfToken[start - 2])].type != .person
        else { break }
        start -= 1
        continue
      }
      let flags = document.stream.flags(start - 1)
      if isRole(start - 1) || flags.contains(.demonym)
        || token.isCapital && !flags.contains(.function) && !token.shape.contains(.sentenceStart)
      {
        start -= 1
        continue
      }
      // Adjectives and nouns such as “former” and “campaign”, but no verbs.
      guard flags.isDisjoint(with: [.function, .speechVerb, .finiteVerb, .number]), end - start < 5,
        !document.ends(token, "ed"),
        !document.ends(token, "ing")
      else { break }
      start -= 1
    }
    let text = document.string(tokens: start..<end)
    guard text.utf8.count > 2 else { return nil }
    return Entity.Role(text: text, affiliation: affiliation(start..<end), span: document.span(start..<end))
  }

  /// An apposition after the name.
  private func after(_ name: Int) -> Entity.Role? {
    let tokens = document.stream.tokens
    var start = names[name].tokens.upperBound
    guard start < tokens.count, tokens[start].isMark(Mark.comma) else { return nil }
    start += 1
    var end = start
    var hasRole = false
    while end < tokens.count, end - start < 18, !tokens[end].shape.contains(.sentenceStart) {
      let token = tokens[end]
      if token.word < 0, token.hash != Mark.hyphen, token.hash != Mark.ampersand,
        token.hash != Mark.apostrophe
      {
        break
      }
      let flags = document.stream.flags(end)
      if flags.contains(.finiteVerb), !token.isCapital { return nil }
      if isRole(end), end - start < 6 { hasRole = true }
      if !hasRole, end - start >= 6 { return nil }
      if end == start, flags.contains(.pronoun) || flags.contains(.subordinator) { return nil }
      end += 1
    }
    guard hasRole, end > start, end < tokens.count else { return nil }
    var first = start
    if document.stream.flags(first).contains(.determiner), end - first > 1,
      tokens[first].end - tokens[first].start <= 3
    {
      first += 1
    }
    return Entity.Role(
      text: document.string(tokens: first..<end), affiliation: affiliation(first..<end),
      span: document.span(first..<end))
  }

  /// The entity of the first organisation or place among the tokens, or -1.
  private func affiliation(_ range: Range<Int>) -> Int {
    for index in range where nameOfToken[index] >= 0 {
      let name = names[Int(nameOfToken[index])]
      if name.type == .organisation || name.type == .place { return name.entity }
    }
    return -1
  }
}
