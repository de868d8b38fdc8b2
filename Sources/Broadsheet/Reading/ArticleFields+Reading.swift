import BroadsheetCore

extension ArticleFields {
  /// Reads front matter; fields that `defaults` (a section's cascade) sets and the article does not are taken
  /// from there. Names that Hugo, Zola and Jekyll use for the same thing are understood.
  static func read(
    _ node: DataNode, defaults: DataNode?, path: String, zone: ZoneRules
  ) -> (fields: ArticleFields, diagnostics: [Diagnostic]) {
    var reader = FieldReader(flattened(node, defaults: defaults), path: path)
    var fields = ArticleFields()
    fields.title = reader.text("title", "headline").flatMap(oneLine)
    fields.description = reader.text("description", "summary", "excerpt", "deck").flatMap(oneLine)
    fields.date = reader.moment("date", "published", zone: zone)
    fields.updated = reader.moment("updated", "lastmod", "modified", zone: zone)
    fields.publish = reader.moment("publish", "publishDate", "publish_date", zone: zone)
    fields.expires = reader.moment("expires", "expiryDate", "expiry_date", zone: zone)
    fields.authors = names(&reader, "author", "authors")
    fields.section = reader.text("section", "category")
    fields.tags = unique(lines(reader.texts("tags", "topics", "keywords") ?? []))
    fields.slug = reader.text("slug")
    fields.permalink = reader.text("permalink", "url", "path")
    fields.aliases = reader.texts("aliases", "redirect_from") ?? []
    fields.isDraft = reader.flag("draft") ?? false
    fields.kind = reader.choice("kind", as: ArticleKind.self)
    fields.kicker = reader.text("kicker").flatMap(oneLine)
    fields.weight = reader.number("weight", in: -1_000_000...1_000_000) ?? 0
    fields.layout = reader.text("layout", "template")
    fields.language = reader.text("language", "lang")
    fields.dateline = reader.text("dateline").flatMap(oneLine)
    fields.canonical = reader.text("canonical")
    fields.isPaid = reader.flag("paid") ?? false
    fields.takeaways = reader.texts("takeaways", "key_points") ?? []
    fields.image = image(&reader)
    readSeries(&reader, into: &fields)
    readCorrections(&reader, into: &fields, zone: zone)
    if let extra = reader.node("extra") {
      if case .mapping(let entries) = extra.value {
        fields.extra = entries
      } else {
        reader.complain("extra", "must be a mapping, not \(extra.kindName)", extra)
      }
    }
    fields.extra += reader.rest
    let entries = mappingEntries(node)
    fields.lines.reserve(entries.count)
    for entry in entries where entry.line > 0 { fields.lines.add(entry.key, line: entry.line) }
    return (fields, reader.diagnostics + reader.unknownKeys(.unknownField, .warning, onlyNear: true))
  }

  /// The article's own entries, Zola's `[taxonomies]` as fields, and what only the section's defaults set.
  private static func flattened(_ node: DataNode, defaults: DataNode?) -> DataNode {
    guard case .mapping(var entries) = node.value else {
      return node.value == .null ? defaults ?? node : node
    }
    if let index = entries.firstIndex(where: { $0.key == "taxonomies" }) {
      let taxonomies = entries.remove(at: index)
      for entry in mappingEntries(taxonomies.node) where !entries.contains(where: { $0.key == entry.key }) {
        entries.append(entry)
      }
    }
    for entry in defaults.map(mappingEntries) ?? [] where !entries.contains(where: { $0.key == entry.key }) {
      entries.append(entry)
    }
    return DataNode(.mapping(entries), line: node.line, column: node.column)
  }

  private static func mappingEntries(_ node: DataNode) -> [DataNode.Entry] {
    if case .mapping(let entries) = node.value { entries } else { [] }
  }

  /// `author: Jane Doe`, `authors: [Jane Doe, John Roe]`, or mappings with a `name`.
  private static func names(_ reader: inout FieldReader, _ keys: String...) -> [String] {
    guard let node = reader.node(keys) else { return [] }
    let items: [DataNode] = if case .array(let items) = node.value { items } else { [node] }
    var names: [String] = []
    names.reserveCapacity(items.count)
    for item in items {
      if let name = (item.text ?? item["name"]?.text).flatMap(oneLine) {
        names.append(name)
      } else {
        reader.complain(keys[0], "must be names, not \(item.kindName)", item.line > 0 ? item : node)
      }
    }
    return unique(names)
  }

  private static func image(_ reader: inout FieldReader) -> Image? {
    guard let node = reader.node(["image", "cover"]) else { return nil }
    if let source = node.text {
      if source.isEmpty { return nil }
      warnOfMissingText(source, node, &reader)
      return Image(source: source, line: node.line)
    }
    var inner = FieldReader(node, path: reader.path, prefix: "image.")
    let source = inner.text("src", "source", "path", "url")
    let image = source.map {
      Image(
        source: $0, alternative: inner.text("alt"), caption: inner.text("caption", "title"),
        credit: inner.text("credit"), line: node.line)
    }
    if let source, image?.alternative == nil { warnOfMissingText(source, node, &inner) }
    if source == nil { inner.complain("src", "is missing", node, help: "write `image: {src: …, alt: …}`") }
    reader.report(inner.diagnostics + inner.unknownKeys(.unknownField, .warning, onlyNear: true))
    return image
  }

  /// An empty text is an answer: the picture says nothing that the article does not say.
  private static func warnOfMissingText(_ source: String, _ node: DataNode, _ reader: inout FieldReader) {
    reader.warn(
      .missingAlternativeText, "the image `\(source.prefix(80))` has no alternative text", node,
      help: "say what it shows: image: {src: \(source.prefix(80)), alt: …}")
  }

  /// `series: Name` with `part: 2`, or `series: {name: Name, part: 2}`.
  private static func readSeries(_ reader: inout FieldReader, into fields: inout ArticleFields) {
    fields.seriesPart = reader.number("part", "series_part", in: 1...10_000)
    guard let node = reader.node("series") else { return }
    if let name = node.text {
      fields.series = oneLine(name)
      return
    }
    if case .array(let items) = node.value, let name = items.first?.text {
      fields.series = oneLine(name)
      return
    }
    var inner = FieldReader(node, path: reader.path, prefix: "series.")
    fields.series = inner.text("name", "title").flatMap(oneLine)
    fields.seriesPart = inner.number("part", in: 1...10_000) ?? fields.seriesPart
    reader.report(inner.diagnostics)
  }

  private static func readCorrections(
    _ reader: inout FieldReader, into fields: inout ArticleFields, zone: ZoneRules
  ) {
    guard let node = reader.node(["corrections", "correction"]) else { return }
    let items: [DataNode] = if case .array(let items) = node.value { items } else { [node] }
    for item in items {
      var inner = FieldReader(item, path: reader.path, prefix: "corrections.")
      let date = inner.moment("date", zone: zone)
      let text = inner.text("text")
      reader.report(inner.diagnostics)
      if let date, let text {
        fields.corrections.append(Correction(date: date, text: text))
      } else if inner.diagnostics.isEmpty {
        reader.complain("corrections", "needs a `date` and a `text` for each", item.line > 0 ? item : node)
      }
    }
    fields.corrections.sort { $0.date > $1.date }
  }

  /// Texts on one line each, without empty ones.
  private static func lines(_ texts: [String]) -> [String] {
    var lines: [String] = []
    lines.reserveCapacity(texts.count)
    for text in texts { if let line = oneLine(text) { lines.append(line) } }
    return lines
  }

  /// Text on one line, blanks folded; nil where nothing is left.
  private static func oneLine(_ text: String) -> String? {
    if isOneLine(text.utf8.span) { return text.isEmpty ? nil : text }
    let words = text.unicodeScalars.split { $0.value <= 0x20 || $0.value == 0x7F }.map { String($0) }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  private static func isOneLine(_ bytes: Span<UInt8>) -> Bool {
    for index in bytes.indices where bytes[index] <= 0x20 {
      if bytes[index] < 0x20 || index == 0 || index == bytes.count - 1 { return false }
    }
    return true
  }

  private static func unique(_ names: [String]) -> [String] {
    if names.count < 2 { return names }
    // Few are compared faster than they are hashed.
    if names.count <= 8 {
      var result: [String] = []
      result.reserveCapacity(names.count)
      for name in names where !result.contains(name) { result.append(name) }
      return result
    }
    var seen = Set<String>(minimumCapacity: names.count)
    return names.filter { seen.insert($0).inserted }
  }
}
