import BroadsheetCore

/// Finds quotations and who said them: by the verb of saying next to a quotation, else by who spoke last, else by whom
/// the sentence is about.
struct QuotationReader {
  /// A quotation in tokens, marks included.
  struct Found {
    var open: Int
    /// The token after the closing mark.
    var end: Int
    /// The tokens between the marks.
    var inner: Range<Int>
    var block: Int
    /// The name of the speaker, or -1.
    var speaker = -1
    /// The speaker's tokens where no name stands there.
    var words = 0..<0
    var verb = -1
    var confidence = 0.0
  }

  let document: Document
  let names: [NameSpan]
  let nameOfToken: [Int32]
  let rules: LanguageRules
  var found: [Found] = []
  /// For each token its sentence.
  private var sentenceIndex = 0
  /// How many tokens were looked at, for the tests of linearity.
  private(set) var work = 0

  init(_ document: Document, _ names: [NameSpan], _ nameOfToken: [Int32], _ rules: LanguageRules) {
    self.document = document
    self.names = names
    self.nameOfToken = nameOfToken
    self.rules = rules
  }

  /// Reads the whole document.
  mutating func read() {
    let hasDouble = document.stream.tokens.contains { $0.isMark(Mark.quotation) }
    let mark = hasDouble ? Mark.quotation : Mark.apostrophe
    for block in document.stream.blocks.indices where document.prose.blocks[block].kind == .paragraph {
      findQuotations(block, mark)
    }
    attribute()
  }

  private mutating func findQuotations(_ block: Int, _ mark: UInt64) {
    let range = document.stream.blocks[block]
    var open: Int?
    for index in range {
      work += 1
      let token = document.stream.tokens[index]
      guard token.isMark(mark) else { continue }
      if let start = open {
        // A mark that can only open begins anew.
        if token.shape.contains(.opens), token.shape.contains(.spaced), !token.shape.contains(.closes) {
          open = index
          continue
        }
        append(start, index, end: index + 1, block)
        open = nil
      } else if token.shape.contains(.opens) || index == range.lowerBound {
        open = index
      }
    }
    // A quotation of several paragraphs is closed in the last of them.
    if let start = open, start == range.lowerBound || opensWithMark(block + 1, mark) {
      append(start, range.upperBound, end: range.upperBound, block)
    }
  }

  private func opensWithMark(_ block: Int, _ mark: UInt64) -> Bool {
    guard block < document.stream.blocks.count, let first = document.stream.blocks[block].first else {
      return false
    }
    return document.stream.tokens[first].isMark(mark)
  }

  private mutating func append(_ open: Int, _ close: Int, end: Int, _ block: Int) {
    guard close - open > 2 else { return }
    found.append(Found(open: open, end: end, inner: open + 1..<close, block: block))
  }

  private mutating func attribute() {
    var sentence = 0
    let sentences = document.stream.sentences
    for index in found.indices {
      let quotation = found[index]
      while sentence < sentences.count, Int(sentences[sentence].end) <= quotation.open { sentence += 1 }
      guard sentence < sentences.count else { break }
      let start = Int(sentences[sentence].first)
      var last = sentence
      while last + 1 < sentences.count, Int(sentences[last].end) < quotation.end { last += 1 }
      let end = Int(sentences[last].end)
      // Other quotations of the sentence bound the search.
      let lower = index > 0 ? max(start, found[index - 1].end) : start
      let upper = index + 1 < found.count ? min(end, found[index + 1].open) : end
      if !speakerAfter(index, quotation.end..<max(upper, quotation.end))
        && !speakerBefore(index, lower..<quotation.open) && !speakerFromContext(index, start, lower, upper)
      {
        found[index].speaker = -1
      }
    }
  }

  private func isSpeech(_ index: Int) -> Bool {
    document.stream.flags(index).contains(.speechVerb) && !document.stream.tokens[index].isCapital
  }

  /// “…,” Smith said; “…,” said Jane Smith, a spokeswoman.
  private mutating func speakerAfter(_ index: Int, _ range: Range<Int>) -> Bool {
    let limit = min(range.upperBound, range.lowerBound + 24)
    var verb = range.lowerBound
    while verb < limit, !isSpeech(verb) {
      work += 1
      // A new clause that joins the quotation is no attribution.
      if verb == range.lowerBound, document.stream.flags(verb).contains(.preposition) {
        if rules.accordingTo.match(document.stream.tokens, at: verb, end: limit) > 0 {
          return setSpeaker(index, in: verb..<limit, verb: -1, 0.85)
        }
        return false
      }
      verb += 1
    }
    if rules.accordingTo.match(document.stream.tokens, at: range.lowerBound, end: limit) > 0 {
      return setSpeaker(index, in: range.lowerBound..<limit, verb: -1, 0.85)
    }
    guard verb < limit else { return false }
    // “… ,” but he said “…” belongs to the next quotation.
    let gap = range.lowerBound..<verb
    if gap.contains(where: { document.stream.tokens[$0].isMark(Mark.colon) }) { return false }
    if document.stream.flags(range.lowerBound).contains(.subordinator), !gap.isEmpty { return false }
    if setSpeaker(index, in: gap, verb: verb, 0.95) { return true }
    guard gap.count <= 2 else { return false }
    return setSpeaker(index, in: verb + 1..<min(range.upperBound, verb + 16), verb: verb, 0.9)
  }

  /// Smith said “…”; according to Smith, “…”.
  private mutating func speakerBefore(_ index: Int, _ range: Range<Int>) -> Bool {
    guard !range.isEmpty else { return false }
    var verb = range.upperBound - 1
    let lower = max(range.lowerBound, range.upperBound - 40)
    while verb >= lower {
      work += 1
      if isSpeech(verb) { break }
      if rules.accordingTo.match(document.stream.tokens, at: verb, end: range.upperBound) > 0 {
        return setSpeaker(index, in: verb..<range.upperBound, verb: -1, 0.85)
      }
      verb -= 1
    }
    guard verb >= lower else { return false }
    if setSubject(index, lower..<verb, verb: verb, 0.85) { return true }
    return setSpeaker(index, in: verb + 1..<range.upperBound, verb: verb, 0.75)
  }

  /// Takes the subject that stands before a verb: past an apposition to its head.
  private mutating func setSubject(_ index: Int, _ range: Range<Int>, verb: Int, _ confidence: Double) -> Bool
  {
    guard !range.isEmpty else { return false }
    let isApposition = document.stream.tokens[range.upperBound - 1].isMark(Mark.comma)
    var position = range.upperBound - 1
    var candidate: Int?
    while position >= range.lowerBound {
      work += 1
      let name = nameOfToken[position]
      if name >= 0, isSpeaker(Int(name)) {
        if !isApposition || names[Int(name)].type == .person || candidate == nil { candidate = Int(name) }
        if names[Int(name)].type == .person || !isApposition { break }
        position = names[Int(name)].tokens.lowerBound - 1
        continue
      }
      if candidate == nil, rules.people.contains(document.stream.tokens[position].hash),
        range.upperBound - position < 8
      {
        return setPronoun(index, position, verb, confidence)
      }
      position -= 1
    }
    guard let candidate else { return false }
    found[index].speaker = candidate
    found[index].verb = verb
    found[index].confidence = confidence
    return true
  }

  /// Takes the first person in the range, or else the first organisation.
  private mutating func setSpeaker(_ index: Int, in range: Range<Int>, verb: Int, _ confidence: Double)
    -> Bool
  {
    var other: Int?
    var position = range.lowerBound
    while position < range.upperBound {
      work += 1
      let name = nameOfToken[position]
      if name >= 0 {
        if names[Int(name)].type == .person {
          found[index].speaker = Int(name)
          found[index].verb = verb
          found[index].confidence = confidence
          return true
        }
        if other == nil, isSpeaker(Int(name)) { other = Int(name) }
        position = names[Int(name)].tokens.upperBound
        continue
      }
      if other == nil, position - range.lowerBound < 3,
        rules.people.contains(document.stream.tokens[position].hash)
      {
        return setPronoun(index, position, verb, confidence)
      }
      position += 1
    }
    guard let other else { return false }
    found[index].speaker = other
    found[index].verb = verb
    found[index].confidence = confidence - 0.15
    return true
  }

  private func isSpeaker(_ name: Int) -> Bool {
    let type = names[name].type
    return type == .person || type == .organisation || type == .place
  }

  /// “he” is the person spoken of last.
  private mutating func setPronoun(_ index: Int, _ position: Int, _ verb: Int, _ confidence: Double) -> Bool {
    found[index].verb = verb
    found[index].words = position..<position + 1
    found[index].confidence = confidence * 0.6
    var token = position - 1
    let lower = max(0, position - 150)
    while token >= lower {
      work += 1
      let name = nameOfToken[token]
      if name >= 0, names[Int(name)].type == .person {
        found[index].speaker = Int(name)
        return true
      }
      token -= 1
    }
    return true
  }

  /// Without a verb of saying: who spoke before in the paragraph, whom the sentence is about, who spoke last.
  private mutating func speakerFromContext(_ index: Int, _ start: Int, _ lower: Int, _ upper: Int) -> Bool {
    let quotation = found[index]
    if index > 0, found[index - 1].block == quotation.block, found[index - 1].speaker >= 0,
      found[index - 1].confidence > 0.5
    {
      return follow(index, 0.6)
    }
    let range = start..<quotation.open
    if let name = firstSpeaker(range) {
      found[index].speaker = name
      found[index].confidence = 0.4
      return true
    }
    // A paragraph that begins with a quotation goes on with the last speaker, or with the sentence before it.
    if start > 0, let name = subjectBefore(start) {
      found[index].speaker = name
      found[index].confidence = 0.45
      return true
    }
    if let name = firstSpeaker(quotation.end..<upper) {
      found[index].speaker = name
      found[index].confidence = 0.35
      return true
    }
    return index > 0 && found[index - 1].speaker >= 0 && follow(index, 0.35)
  }

  private mutating func follow(_ index: Int, _ confidence: Double) -> Bool {
    found[index].speaker = found[index - 1].speaker
    found[index].words = found[index - 1].words
    found[index].confidence = confidence
    return true
  }

  private mutating func firstSpeaker(_ range: Range<Int>) -> Int? {
    var other: Int?
    var position = range.lowerBound
    let upper = min(range.upperBound, range.lowerBound + 60)
    while position < upper {
      work += 1
      let name = nameOfToken[position]
      if name >= 0 {
        if names[Int(name)].type == .person { return Int(name) }
        if other == nil, names[Int(name)].type == .organisation { other = Int(name) }
        position = names[Int(name)].tokens.upperBound
      } else {
        position += 1
      }
    }
    return other
  }

  /// The speaker of the sentence before the token: the last person before its verb of saying.
  private mutating func subjectBefore(_ token: Int) -> Int? {
    var first = token - 1
    let lower = max(0, token - 60)
    while first > lower, !document.stream.tokens[first].shape.contains(.sentenceStart) { first -= 1 }
    return firstSpeaker(first..<token)
  }
}
