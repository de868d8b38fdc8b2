import BroadsheetCore
import BroadsheetExtraction
import BroadsheetMarkdown

/// Reads one source file into an ``ArticleRecord``: front matter, Markdown, extraction, body. Everything that
/// needs only the file itself happens here, in parallel with all other files.
struct ArticleReader: Sendable {
  let site: SiteConfiguration
  let defaults: SectionDefaults
  let extractor: Extractor
  /// The blocks that articles may use.
  var blocks = NewsBlock.builtin
  /// What colours code of languages that Broadsheet does not know.
  var codeHighlighter: CodeHighlighter?
  /// How much is read out of the text.
  var depth = Extractor.Depth.structure

  /// What reading a file gave besides its record; ``InspectedArticle`` prints it.
  struct Reading: Sendable {
    var record: ArticleRecord
    var metadata: ExtractedMetadata
    var prose: Prose
    var source: SourceText
  }

  /// Reads the file at `location`; throws what makes it unreadable as a whole.
  func read(
    _ location: String, path: String, contentPath: String, workspace: inout ExtractionWorkspace
  ) throws(Diagnostic) -> Reading {
    try read(SourceText.read(location, path: path), contentPath: contentPath, workspace: &workspace)
  }

  func read(
    _ source: SourceText, contentPath: String, workspace: inout ExtractionWorkspace
  ) throws(Diagnostic) -> Reading {
    let frontMatter = try FrontMatter.parse(source)
    let folder = contentPath.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(contentPath[..<$0]) } ?? ""
    var (fields, diagnostics) = ArticleFields.read(
      frontMatter.fields, defaults: defaults.node(for: folder), path: source.path, zone: site.zone)
    diagnostics = diagnostics.map { $0.quoting(source.bytes.span) }
    fields.date = fields.date ?? DatedName.date(ofContentPath: contentPath, zone: site.zone)
    let body = frontMatter.bodyStart == 0 ? source.bytes : Array(source.bytes[frontMatter.bodyStart...])
    let lineOffset = Self.lines(in: source.bytes.span, before: frontMatter.bodyStart)
    var document = MarkdownDocument(parsing: body, options: options(for: fields), isText: true)
    // Only `inspect` says where in the file something stands.
    let isPlaced = depth == .full || fields.isPaid
    var prose = document.prose(isAnchored: depth == .full, isPlaced: isPlaced)
    let metadata = extractor.extract(
      prose, authored: authored(fields), depth: depth, workspace: &workspace)
    // What is shown in a place of its own must be found in the HTML.
    if !isPlaced, metadata.pieces.contains(where: { $0.kind != .headline && $0.kind != .dateline }) {
      prose = document.prose(isAnchored: false)
    }
    // A heading that opens the text is the title, unless the author wrote another one.
    if let title = fields.title, let first = prose.blocks.first, first.kind == .heading, first.level == 1,
      String(decoding: prose.text[first.range], as: UTF8.self) != title
    {
      document.options.omitsLeadingTitle = false
    }
    document.options.headingShift = Self.headingShift(prose, omitsTitle: document.options.omitsLeadingTitle)
    var buffer = OutputBuffer(capacity: body.count * 2 + 256)
    let rendered = document.renderBody(into: &buffer)
    var html = ArticleBody(rendered, html: ByteSlice(buffer.span), lineOffset: lineOffset)
    diagnostics += NewsBlock.complete(&html.blocks, site: site, file: source.path).map {
      $0.quoting(source.bytes.span)
    }
    // What is corrected or added is an update, whether or not front matter says so.
    fields.updated = ([fields.updated] + html.blocks.map(\.updated)).compactMap { $0 }.max()
    html.omitted = Self.omitted(metadata, prose, rendered)
    var feedBody: ArticleBody?
    if document.options.rawHTML == .keep, Self.mayHoldRawHTML(body.span) {
      document.options.rawHTML = .drop
      buffer.removeAll()
      let clean = document.renderBody(into: &buffer)
      let bytes = ByteSlice(buffer.span)
      if bytes != html.html {
        var body = ArticleBody(clean, html: bytes, lineOffset: lineOffset)
        _ = NewsBlock.complete(&body.blocks, site: site, file: source.path)
        if fields.isPaid { body.keepFreePart(clean) }
        feedBody = body
      }
    }
    let paid = fields.isPaid ? html.keepFreePart(rendered) : nil
    diagnostics += rendered.warnings.map {
      $0.diagnostic(file: source.path, lineOffset: lineOffset).quoting(source.bytes.span)
    }
    if prose.blocks.isEmpty, fields.title == nil {
      diagnostics.append(
        Diagnostic(
          .noContent, .warning, "the article has neither a title nor text",
          at: SourceLocation(file: source.path),
          help: "write it, or remove the file"))
    }
    var text = text(metadata, prose, contentPath: contentPath)
    text.headings = rendered.headings.filter { $0.line < paid?.line ?? .max }.map {
      ArticleText.Heading(level: $0.level, id: $0.id, text: $0.text)
    }
    if let paid { text.keepFreePart(prose, fields, before: paid) }
    if depth != .structure {
      text.add(
        metadata, prose, before: paid.map { prose.offset(of: $0) } ?? .max,
        isUnderstood: isUnderstood(fields, metadata))
    }
    let record = ArticleRecord(
      path: source.path, contentPath: contentPath, fields: fields, text: text, body: html, feedBody: feedBody,
      diagnostics: diagnostics)
    prose.shift(by: frontMatter.bodyStart)
    return Reading(record: record, metadata: metadata, prose: prose, source: source)
  }

  private func options(for fields: ArticleFields) -> MarkdownOptions {
    var options = MarkdownOptions.site
    options.smartPunctuation = site.hasSmartPunctuation ? fields.language ?? site.language : nil
    options.externalLinkRelation = site.externalRel
    options.blocks = blocks
    options.codeHighlighter = codeHighlighter
    switch site.rawHTML {
    case .keep: options.rawHTML = .keep
    case .escape: options.rawHTML = .escape
    case .drop: options.rawHTML = .drop
    }
    return options
  }

  private func authored(_ fields: ArticleFields) -> AuthoredMetadata {
    var authored = AuthoredMetadata()
    authored.title = fields.title
    authored.summary = fields.description
    authored.date = fields.date?.rfc3339(in: site.zone)
    authored.authors = fields.authors
    authored.language = fields.language
    authored.section = fields.section
    authored.tags = fields.tags
    authored.takeaways = fields.takeaways
    return authored
  }

  private func text(_ metadata: ExtractedMetadata, _ prose: Prose, contentPath: String) -> ArticleText {
    var text = ArticleText()
    text.title = metadata.title?.value ?? Self.title(fromName: contentPath)
    text.summary = metadata.summary?.value ?? ""
    text.byline = metadata.byline.map(\.value)
    text.dateline = metadata.dateline.map(\.value.place).flatMap { $0.isEmpty ? nil : $0 }
    text.words = metadata.words
    text.readingMinutes = max(1, metadata.readingMinutes)
    text.seeAlso = metadata.seeAlso.map { pointer in
      ArticleText.SeeAlso(text: pointer.text, target: pointer.destination.isEmpty ? nil : pointer.destination)
    }
    let takeaways = metadata.takeaways
    // Sentences that statistics chose would repeat the text above itself; they are for `inspect`.
    if !takeaways.items.isEmpty, !takeaways.areExtracted {
      let list = metadata.pieces.first { $0.kind == .takeaways }?.blocks.first
      text.takeaways = ArticleText.Takeaways(
        title: takeaways.heading, items: takeaways.items.map(\.value),
        isOrdered: list.map { prose.blocks[$0].isOrdered } ?? false)
    }
    return text
  }

  /// Whether the rules of names, dates and phrases are those of the text's language.
  private func isUnderstood(_ fields: ArticleFields, _ metadata: ExtractedMetadata) -> Bool {
    let guess = metadata.language.flatMap { $0.confidence >= Self.certainLanguage ? $0.value : nil }
    let language = (fields.language ?? guess ?? site.language).lowercased()
    return language == "en" || language.hasPrefix("en-")
  }

  private static let certainLanguage = 0.75

  /// `2026-03-01-harbour-opens.md` → `Harbour opens`.
  private static func title(fromName contentPath: String) -> String {
    let parts = contentPath.split(separator: "/")
    var name = parts.last.map { $0.prefix { $0 != "." } } ?? ""
    if name == "index", parts.count > 1 { name = parts[parts.count - 2] }
    let words = name.split { $0 == "-" || $0 == "_" || $0 == " " }.drop { Int($0) != nil }.joined(
      separator: " ")
    return words.isEmpty ? "Untitled" : words.prefix(1).uppercased() + words.dropFirst()
  }

  /// The parts of the HTML that the page shows in a place of their own: pointers to other articles, closing
  /// takeaways, a byline. Feeds keep them where they stand.
  private static func omitted(
    _ metadata: ExtractedMetadata, _ prose: Prose, _ rendered: RenderedBody
  ) -> [Range<Int>] {
    guard !metadata.pieces.isEmpty else { return [] }
    var ranges: [Range<Int>] = []
    for piece in metadata.pieces {
      switch piece.kind {
      case .headline, .dateline: continue
      case .takeaways, .takeawaysHeading: if metadata.takeaways.areExtracted { continue }
      case .byline, .seeAlso: break
      }
      // The blocks of a piece need not stand in order, nor do nested ones end where the last of them ends.
      let sources = piece.blocks.map { prose.blocks[$0].source }
      guard let start = sources.map(\.lowerBound).min(), let end = sources.map(\.upperBound).max() else {
        continue
      }
      let source = start..<end
      for block in rendered.blocks where block.source.overlaps(source) && !block.html.isEmpty {
        // A block that also holds something else stays.
        let isWhole = prose.blocks.indices.allSatisfy { index in
          piece.blocks.contains(index) || !prose.blocks[index].source.overlaps(block.source)
        }
        if isWhole, ranges.last.map({ $0.upperBound <= block.html.lowerBound }) ?? true {
          ranges.append(block.html)
        }
      }
    }
    return ranges
  }

  /// By how much headings move so that the topmost of the body stands right below the page's headline.
  private static func headingShift(_ prose: Prose, omitsTitle: Bool) -> Int {
    var topmost = 7
    for (index, block) in prose.blocks.enumerated() where block.kind == .heading {
      if index == 0, omitsTitle, block.level == 1 { continue }
      topmost = min(topmost, Int(block.level))
    }
    return topmost == 7 ? 1 : 2 - topmost
  }

  /// Whether a tag could begin anywhere: most articles have none, and need no second body for feeds.
  private static func mayHoldRawHTML(_ bytes: Span<UInt8>) -> Bool {
    var index = 0
    while let found = bytes.next(UInt8(ascii: "<"), from: index), found + 1 < bytes.count {
      index = found + 1
      let next = bytes[index] | 0x20
      if (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(next) || next == UInt8(ascii: "/")
        || next == UInt8(ascii: "!") || next == UInt8(ascii: "?")
      {
        return true
      }
    }
    return false
  }

  private static func lines(in bytes: Span<UInt8>, before end: Int) -> Int {
    let front = bytes.extracting(0..<end)
    var lines = 0
    var index = 0
    while let found = front.next(0x0A, from: index) {
      lines += 1
      index = found + 1
    }
    return lines
  }
}

extension ArticleBody {
  init(_ rendered: RenderedBody, html: ByteSlice, lineOffset: Int) {
    self.html = html
    slots = rendered.slots.map { slot in
      let kind: Slot.Kind =
        switch slot.kind {
        case .link: .link
        case .imageSource: .image
        case .imageDimensions: .dimensions
        }
      return Slot(
        offset: slot.offset, kind: kind, destination: slot.destination, line: slot.line + lineOffset)
    }
    blocks = Self.blocks(of: rendered, lineOffset: lineOffset)
  }
}
