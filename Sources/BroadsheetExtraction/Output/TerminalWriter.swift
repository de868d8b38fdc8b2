import BroadsheetCore

/// Writes the metadata for people: a label, the value, and how sure we are where we are not certain.
struct TerminalWriter {
  let metadata: ExtractedMetadata
  let prose: Prose
  let lines: SourceLines

  init(metadata: ExtractedMetadata, prose: Prose, source: [UInt8]) {
    self.metadata = metadata
    self.prose = prose
    lines = SourceLines(source)
  }

  func write(path: String, section: String, into out: inout OutputBuffer) {
    out.append(string: path)
    out.append("\n")
    if let title = metadata.title { line("title", title.value, title.source, title.confidence, &out) }
    if let summary = metadata.summary {
      line("summary", summary.value, summary.source, summary.confidence, &out)
    }
    for name in metadata.byline { line("byline", name.value, name.source, name.confidence, &out) }
    if let dateline = metadata.dateline {
      let parts = [dateline.value.place, dateline.value.date, dateline.value.agency].filter { !$0.isEmpty }
      line("dateline", parts.joined(separator: ", "), dateline.source, dateline.confidence, &out)
    }
    if let published = metadata.published {
      line("published", published.value, published.source, published.confidence, &out)
    }
    plain("section", section, &out)
    if let language = metadata.language {
      line("language", language.value, language.source, language.confidence, &out)
    }
    plain(
      "length", "\(metadata.words) words, \(metadata.sentences) sentences, \(metadata.readingMinutes) min",
      &out)
    writeLists(&out)
  }

  private func writeLists(_ out: inout OutputBuffer) {
    if !metadata.takeaways.items.isEmpty {
      plain(
        "takeaways", metadata.takeaways.heading ?? (metadata.takeaways.areExtracted ? "(extracted)" : ""),
        &out)
      for item in metadata.takeaways.items { plain("", "- " + item.value, &out) }
    }
    for item in metadata.seeAlso {
      plain(
        "see also", item.destination.isEmpty ? item.text : item.text + " <" + item.destination + ">", &out)
    }
    for (index, entity) in metadata.entities.enumerated() {
      var text = entity.name + " (" + entity.type.name.description + ", \(entity.mentions)×"
      if entity.isAbout { text += ", about" }
      text += ")"
      if !entity.aliases.isEmpty { text += " also " + entity.aliases.joined(separator: ", ") }
      if !entity.roles.isEmpty { text += "; " + entity.roles.map(\.text).joined(separator: "; ") }
      line(index == 0 ? "entities" : "", text, entity.source, entity.confidence, &out)
    }
    for (index, date) in metadata.dates.enumerated() {
      let words = string(date.span)
      plain(
        index == 0 ? "dates" : "", words + " = " + (date.value.isEmpty ? "?" : date.value) + place(date.span),
        &out)
    }
    for (index, quotation) in metadata.quotations.enumerated() {
      let speaker = quotation.speaker.isEmpty ? "?" : quotation.speaker
      let role = quotation.role.isEmpty ? "" : " (" + quotation.role + ")"
      plain(
        index == 0 ? "quotes" : "",
        speaker + role + ": “" + string(quotation.span) + "”" + place(quotation.span), &out)
    }
    if !metadata.keyPhrases.isEmpty {
      plain("keyphrases", metadata.keyPhrases.map(\.text).joined(separator: ", "), &out)
    }
    if !metadata.links.isEmpty { plain("links", "\(metadata.links.count)", &out) }
    if !metadata.images.isEmpty { plain("images", "\(metadata.images.count)", &out) }
  }

  private func place(_ span: Range<Int>) -> String {
    let place = lines.location(of: prose.sourceOffset(of: span.lowerBound))
    return "  (\(place.line):\(place.column))"
  }

  private func string(_ span: Range<Int>) -> String {
    let bytes = prose.text[span.clamped(to: 0..<prose.text.count)].map { $0 < 0x20 ? 0x20 : $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func line(
    _ label: StaticString, _ value: String, _ source: ExtractionSource, _ confidence: Double,
    _ out: inout OutputBuffer
  ) {
    let percent = Int((confidence * 100).rounded())
    plain(label, source == .author ? value : value + "  [" + source.name.description + " \(percent)%]", &out)
  }

  private func plain(_ label: StaticString, _ value: String, _ out: inout OutputBuffer) {
    out.append("  ")
    out.append(label)
    for _ in label.utf8CodeUnitCount..<max(12, label.utf8CodeUnitCount + 1) { out.append(" ") }
    // What comes from a file cannot steer the terminal.
    out.append(Array(value.utf8).filter { $0 >= 0x20 && $0 != 0x7F })
    out.append("\n")
  }
}
