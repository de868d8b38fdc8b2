import BroadsheetCore

/// Works out what a news desk would type by hand. A pure function of its input: the same article gives the
/// same metadata on every machine, in whatever order and on whatever task.
public struct Extractor: Sendable {
  let model = LanguageModel.english
  let words = WordRules.english
  let rules = LanguageRules.english
  let dateWords = DateVocabulary.english
  let knowledge: KnowledgeIndex

  /// How much is worked out.
  public enum Depth: Sendable, Hashable {
    /// What the structure of the text says: title, summary, byline, dateline, pointers, takeaways, counts.
    case structure
    /// Names, dates and phrases as well: what a build keeps of a text.
    case facts
    /// All: quotations, sentences that may stand for takeaways, links, images and headings as well.
    case full
  }

  /// Prepares an extractor that knows what the site knows; make one per build and share it.
  public init(knowledge: SiteKnowledge = SiteKnowledge()) {
    self.knowledge = KnowledgeIndex(knowledge)
  }

  /// Extracts the metadata of one article.
  ///
  /// - Parameters:
  ///   - prose: the article as readers read it.
  ///   - authored: what the author wrote in front matter, which always wins.
  ///   - depth: how much is worked out; a build needs no more than its pages show.
  ///   - workspace: memory that the next call on the same task uses again.
  public func extract(
    _ prose: Prose, authored: AuthoredMetadata = AuthoredMetadata(), depth: Depth = .full,
    workspace: inout ExtractionWorkspace
  ) -> ExtractedMetadata {
    var metadata = ExtractedMetadata()
    workspace.document.prose = prose
    workspace.document.stream.scan(prose, words)
    readStructure(authored, &workspace.document, &metadata)
    defer { workspace.document.prose = Prose() }
    guard depth != .structure else { return metadata }
    let order = readNames(&workspace, &metadata)
    readDates(workspace.document, &metadata)
    metadata.keyPhrases = workspace.phrases.rank(
      workspace.document, knowledge, tags: authored.tags, limit: 12)
    guard depth == .full else { return metadata }
    workspace.document.readInventory(into: &metadata)
    readQuotations(workspace, order, &metadata)
    if metadata.takeaways.items.isEmpty {
      metadata.takeaways.items = SentenceRanker.best(workspace.document, rules, count: 3)
    }
    return metadata
  }

  private func readStructure(
    _ authored: AuthoredMetadata, _ document: inout Document, _ metadata: inout ExtractedMetadata
  ) {
    document.readRoles(
      rules, hasTitle: authored.title != nil, hasDate: authored.date != nil, into: &metadata)
    document.readCounts(into: &metadata)
    if let title = authored.title {
      metadata.title = Extracted(title, source: .author, confidence: 1)
    } else {
      metadata.title = document.title(rules)
    }
    if let summary = authored.summary {
      metadata.summary = Extracted(summary, source: .author, confidence: 1)
    } else {
      metadata.summary = document.summary(rules)
    }
    if !authored.authors.isEmpty {
      metadata.byline = authored.authors.map { Extracted($0, source: .author, confidence: 1) }
    }
    if let date = authored.date {
      metadata.published = Extracted(date, source: .author, confidence: 1)
    }
    if !authored.takeaways.isEmpty {
      metadata.takeaways = Takeaways()
      metadata.takeaways.items = authored.takeaways.map { Extracted($0, source: .author, confidence: 1) }
    }
    if let language = authored.language {
      metadata.language = Extracted(language, source: .author, confidence: 1)
    } else if let guess = LanguageGuess.guess(document.stream, rules) {
      metadata.language = Extracted(guess.tag, source: .statistics, confidence: guess.confidence)
    }
  }

  /// - Returns: for each group of names its place among the entities.
  private func readNames(_ workspace: inout ExtractionWorkspace, _ metadata: inout ExtractedMetadata) -> [Int]
  {
    let text = workspace.document.prose.text
    workspace.tagger.tag(workspace.document.stream, text.span, model)
    workspace.tagger.spans(workspace.document.stream, into: &workspace.labelled)
    workspace.tagger.addKnown(workspace.document.stream, to: workspace.labelled, into: &workspace.names)
    workspace.consistency.apply(&workspace.names, workspace.tagger.runs, workspace.document.stream)
    let known = knowledge.apply(&workspace.names, workspace.document.stream)
    workspace.resolver.resolve(&workspace.names, workspace.document, rules, known: known)
    workspace.nameOfToken.removeAll(keepingCapacity: true)
    workspace.nameOfToken.append(contentsOf: repeatElement(-1, count: workspace.document.stream.tokens.count))
    for (index, name) in workspace.names.enumerated() {
      for token in name.tokens { workspace.nameOfToken[token] = Int32(index) }
    }
    let roles = RoleReader(
      document: workspace.document, names: workspace.names, nameOfToken: workspace.nameOfToken)
    let ranking = EntityRanking(
      document: workspace.document, names: workspace.names, resolver: workspace.resolver, knowledge: knowledge
    )
    let (entities, order) = ranking.rank(roles)
    metadata.entities = entities
    metadata.mentions.reserveCapacity(workspace.names.count)
    for name in workspace.names {
      metadata.mentions.append(
        Mention(
          type: name.type, entity: order[name.entity], span: workspace.document.span(name.tokens),
          confidence: EntityRanking.confidence(Double(name.margin))))
    }
    return order
  }

  private func readQuotations(
    _ workspace: ExtractionWorkspace, _ order: [Int], _ metadata: inout ExtractedMetadata
  ) {
    var reader = QuotationReader(workspace.document, workspace.names, workspace.nameOfToken, rules)
    reader.read()
    for found in reader.found {
      var quotation = Quotation(
        span: workspace.document.span(found.inner), speaker: "", entity: -1, verb: "", role: "",
        confidence: found.confidence)
      if found.speaker >= 0 {
        let entity = order[workspace.names[found.speaker].entity]
        quotation.entity = entity
        quotation.speaker = metadata.entities[entity].name
        quotation.role = metadata.entities[entity].roles.first?.text ?? ""
      } else if !found.words.isEmpty {
        quotation.speaker = workspace.document.string(tokens: found.words)
      }
      if found.verb >= 0 { quotation.verb = workspace.document.string(tokens: found.verb..<found.verb + 1) }
      metadata.quotations.append(quotation)
    }
  }

  private func readDates(_ document: Document, _ metadata: inout ExtractedMetadata) {
    let reference = (metadata.published?.value).flatMap { CalendarDay($0) }
    let scanner = DateScanner(document, dateWords, reference: reference)
    scanner.scan()
    metadata.dates.reserveCapacity(scanner.matches.count)
    var sentence = 0
    let sentences = document.stream.sentences
    for match in scanner.matches {
      while Int(sentences[sentence].end) <= match.start { sentence += 1 }
      let first = max(Int(sentences[sentence].first), document.openings[Int(sentences[sentence].block)])
      metadata.dates.append(
        DateExpression(
          kind: match.kind, value: match.value, span: document.span(match.start..<match.end),
          sentence: document.span(min(first, match.start)..<Int(sentences[sentence].end)),
          confidence: match.confidence))
    }
  }
}

/// Memory that one task uses for one article after another.
public struct ExtractionWorkspace: Sendable {
  var document = Document()
  var tagger = NameTagger()
  var labelled: [NameSpan] = []
  var names: [NameSpan] = []
  var consistency = NameConsistency()
  var resolver = EntityResolver()
  var nameOfToken: [Int32] = []
  var phrases = KeyPhraseRanker()

  /// Makes an empty workspace.
  public init() {}
}
