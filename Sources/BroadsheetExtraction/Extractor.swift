import BroadsheetCore

/// Works out what a news desk would type by hand. A pure function of its input: the same article gives the
/// same metadata on every machine, in whatever order and on whatever task.
public struct Extractor: Sendable {
  let model = LanguageModel.english
  let rules = LanguageRules.english
  let dateWords = DateVocabulary.english

  /// Prepares an extractor that knows what the site knows; make one per build and share it.
  public init(knowledge: SiteKnowledge = SiteKnowledge()) {
  }

  /// Extracts the metadata of one article.
  ///
  /// - Parameters:
  ///   - prose: the article as readers read it.
  ///   - authored: what the author wrote in front matter, which always wins.
  ///   - workspace: memory that the next call on the same task uses again.
  public func extract(
    _ prose: Prose, authored: AuthoredMetadata = AuthoredMetadata(), workspace: inout ExtractionWorkspace
  ) -> ExtractedMetadata {
    var metadata = ExtractedMetadata()
    workspace.document.prose = prose
    workspace.document.stream.scan(prose, model)
    readStructure(authored, &workspace.document, &metadata)
    workspace.tagger.tag(workspace.document.stream, prose.text.span, model)
    workspace.tagger.spans(workspace.document.stream, into: &workspace.names)
    workspace.consistency.apply(&workspace.names, workspace.document.stream, model)
    for name in workspace.names {
      metadata.mentions.append(
        Mention(type: name.type, entity: -1, span: workspace.document.span(name.tokens), confidence: 0.5))
    }
    readDates(workspace.document, &metadata)
    workspace.document.prose = Prose()
    return metadata
  }

  private func readDates(_ document: Document, _ metadata: inout ExtractedMetadata) {
    let reference = (metadata.published?.value).flatMap { CalendarDay($0) }
    var scanner = DateScanner(document, dateWords, reference: reference)
    scanner.scan()
    metadata.dates = scanner.matches.map {
      DateExpression(
        kind: $0.kind, value: $0.value, span: document.span($0.start..<$0.end), confidence: $0.confidence)
    }
  }

  private func readStructure(
    _ authored: AuthoredMetadata, _ document: inout Document, _ metadata: inout ExtractedMetadata
  ) {
    document.readRoles(rules, hasTitle: authored.title != nil, into: &metadata)
    document.readInventory(into: &metadata)
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
    }
  }
}

/// Memory that one task uses for one article after another.
public struct ExtractionWorkspace: Sendable {
  var document = Document()
  var tagger = NameTagger()
  var names: [NameSpan] = []
  var consistency = NameConsistency()

  /// Makes an empty workspace.
  public init() {}
}
