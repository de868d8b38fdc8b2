import BroadsheetCore

/// Writes what `inspect` prints: one JSON object on one line, with the names that Documentation/Extraction.md lists.
struct InspectionWriter: ~Copyable {
  let metadata: ExtractedMetadata
  let prose: Prose
  let lines: SourceLines

  init(_ metadata: ExtractedMetadata, _ prose: Prose, _ source: [UInt8]) {
    self.metadata = metadata
    self.prose = prose
    lines = SourceLines(source)
  }

  func write(path: String, section: String, targets: [String?], into out: inout OutputBuffer) {
    out.append("{\"version\":1,\"path\":")
    out.append(jsonString: path)
    writeHead(section, &out)
    writeTakeaways(&out)
    writeSeeAlso(targets, &out)
    writeMentions(&out)
    writeEntities(&out)
    writeDates(&out)
    writeQuotations(&out)
    writeKeyPhrases(&out)
    writeReferences(&out)
    writeHeadings(&out)
    writeTail(&out)
    out.append("}")
  }

  private func writeHead(_ section: String, _ out: inout OutputBuffer) {
    out.append(",\"title\":")
    write(metadata.title, &out)
    out.append(",\"summary\":")
    write(metadata.summary, &out)
    out.append(",\"byline\":[")
    for (index, name) in metadata.byline.enumerated() {
      if index > 0 { out.append(",") }
      out.append(jsonString: name.value)
    }
    out.append("],\"dateline\":")
    if let dateline = metadata.dateline {
      out.append(jsonString: dateline.value.place)
    } else {
      out.append("null")
    }
    out.append(",\"published\":")
    if let published = metadata.published {
      out.append(jsonString: published.value)
    } else {
      out.append("null")
    }
    out.append(",\"section\":")
    out.append(jsonString: section)
  }

  /// A value as an object with its provenance.
  private func write(_ field: Extracted<String>?, _ out: inout OutputBuffer) {
    guard let field else { return out.append("null") }
    out.append("{\"value\":")
    out.append(jsonString: field.value)
    writeProvenance(field.source, field.confidence, &out)
    if let span = field.span { writeSpan(span, &out) }
    out.append("}")
  }

  private func writeProvenance(
    _ source: ExtractionSource, _ confidence: Double, _ out: inout OutputBuffer
  ) {
    out.append(",\"source\":\"")
    out.append(source.name)
    out.append("\",\"confidence\":")
    out.append(fraction: confidence)
  }

  private func writeSpan(_ span: Range<Int>, _ out: inout OutputBuffer) {
    let range = prose.sourceRange(of: span)
    let place = lines.location(of: range.lowerBound)
    out.append(",\"start\":")
    out.append(decimal: range.lowerBound)
    out.append(",\"end\":")
    out.append(decimal: range.upperBound)
    out.append(",\"line\":")
    out.append(decimal: place.line)
    out.append(",\"column\":")
    out.append(decimal: place.column)
  }

  private func writeText(_ span: Range<Int>, _ out: inout OutputBuffer) {
    out.append("\"text\":\"")
    let range = span.clamped(to: 0..<prose.text.count)
    out.append(jsonEscaped: prose.text.span.extracting(range))
    out.append("\"")
  }

  private func writeTakeaways(_ out: inout OutputBuffer) {
    out.append(",\"takeaways\":[")
    for (index, item) in metadata.takeaways.items.enumerated() {
      if index > 0 { out.append(",") }
      write(item, &out)
    }
    out.append("],\"takeawaysHeading\":")
    if let heading = metadata.takeaways.heading {
      out.append(jsonString: heading)
    } else {
      out.append("null")
    }
  }

  private func writeSeeAlso(_ targets: [String?], _ out: inout OutputBuffer) {
    out.append(",\"seeAlso\":[")
    for (index, item) in metadata.seeAlso.enumerated() {
      out.append(index > 0 ? ",{\"text\":" : "{\"text\":")
      out.append(jsonString: item.text)
      out.append(",\"target\":")
      if index < targets.count, let target = targets[index] {
        out.append(jsonString: target)
      } else {
        out.append("null")
      }
      out.append(",\"url\":")
      if item.destination.isEmpty { out.append("null") } else { out.append(jsonString: item.destination) }
      writeSpan(item.span, &out)
      out.append("}")
    }
    out.append("]")
  }

  private func writeMentions(_ out: inout OutputBuffer) {
    out.append(",\"mentions\":[")
    for (index, mention) in metadata.mentions.enumerated() {
      out.append(index > 0 ? ",{" : "{")
      writeText(mention.span, &out)
      out.append(",\"type\":\"")
      out.append(mention.type.name)
      out.append("\",\"entity\":")
      if metadata.entities.indices.contains(mention.entity) {
        out.append(jsonString: metadata.entities[mention.entity].name)
      } else {
        out.append("null")
      }
      out.append(",\"confidence\":")
      out.append(fraction: mention.confidence)
      writeSpan(mention.span, &out)
      out.append("}")
    }
    out.append("]")
  }

  private func writeEntities(_ out: inout OutputBuffer) {
    out.append(",\"entities\":[")
    for (index, entity) in metadata.entities.enumerated() {
      out.append(index > 0 ? ",{\"name\":" : "{\"name\":")
      out.append(jsonString: entity.name)
      out.append(",\"type\":\"")
      out.append(entity.type.name)
      out.append("\",\"aliases\":[")
      for (number, alias) in entity.aliases.enumerated() {
        if number > 0 { out.append(",") }
        out.append(jsonString: alias)
      }
      out.append("],\"roles\":[")
      for (number, role) in entity.roles.enumerated() {
        out.append(number > 0 ? ",{\"text\":" : "{\"text\":")
        out.append(jsonString: role.text)
        out.append(",\"affiliation\":")
        if metadata.entities.indices.contains(role.affiliation) {
          out.append(jsonString: metadata.entities[role.affiliation].name)
        } else {
          out.append("null")
        }
        writeSpan(role.span, &out)
        out.append("}")
      }
      out.append("],\"mentions\":")
      out.append(decimal: entity.mentions)
      out.append(",\"relevance\":")
      out.append(fraction: entity.relevance, places: 4)
      out.append(entity.isAbout ? ",\"about\":true" : ",\"about\":false")
      writeProvenance(entity.source, entity.confidence, &out)
      out.append("}")
    }
    out.append("]")
  }

  private func writeDates(_ out: inout OutputBuffer) {
    out.append(",\"dates\":[")
    for (index, date) in metadata.dates.enumerated() {
      out.append(index > 0 ? ",{" : "{")
      writeText(date.span, &out)
      out.append(",\"value\":")
      out.append(jsonString: date.value)
      out.append(",\"type\":\"")
      out.append(date.kind.name)
      out.append("\",\"confidence\":")
      out.append(fraction: date.confidence)
      writeSpan(date.span, &out)
      out.append("}")
    }
    out.append("]")
  }

  private func writeQuotations(_ out: inout OutputBuffer) {
    out.append(",\"quotes\":[")
    for (index, quotation) in metadata.quotations.enumerated() {
      out.append(index > 0 ? ",{" : "{")
      writeText(quotation.span, &out)
      writeOptional(",\"speaker\":", quotation.speaker, &out)
      writeOptional(",\"verb\":", quotation.verb, &out)
      writeOptional(",\"role\":", quotation.role, &out)
      out.append(",\"confidence\":")
      out.append(fraction: quotation.confidence)
      writeSpan(quotation.span, &out)
      out.append("}")
    }
    out.append("]")
  }

  private func writeOptional(_ name: StaticString, _ value: String, _ out: inout OutputBuffer) {
    out.append(name)
    if value.isEmpty { out.append("null") } else { out.append(jsonString: value) }
  }

  private func writeKeyPhrases(_ out: inout OutputBuffer) {
    out.append(",\"keyphrases\":[")
    for (index, phrase) in metadata.keyPhrases.enumerated() {
      out.append(index > 0 ? ",{\"text\":" : "{\"text\":")
      out.append(jsonString: phrase.text)
      out.append(",\"score\":")
      out.append(fraction: phrase.score)
      out.append("}")
    }
    out.append("]")
  }

  private func writeReferences(_ out: inout OutputBuffer) {
    out.append(",\"links\":[")
    for (index, link) in metadata.links.enumerated() {
      out.append(index > 0 ? ",{\"text\":" : "{\"text\":")
      out.append(jsonString: link.text)
      out.append(",\"url\":")
      out.append(jsonString: link.destination)
      out.append("}")
    }
    out.append("],\"images\":[")
    for (index, image) in metadata.images.enumerated() {
      out.append(index > 0 ? ",{\"alt\":" : "{\"alt\":")
      out.append(jsonString: image.text)
      out.append(",\"url\":")
      out.append(jsonString: image.destination)
      out.append("}")
    }
    out.append("]")
  }

  private func writeHeadings(_ out: inout OutputBuffer) {
    out.append(",\"headings\":[")
    for (index, heading) in metadata.headings.enumerated() {
      out.append(index > 0 ? ",{\"level\":" : "{\"level\":")
      out.append(decimal: heading.level)
      out.append(",\"text\":")
      out.append(jsonString: heading.text)
      out.append("}")
    }
    out.append("]")
  }

  private func writeTail(_ out: inout OutputBuffer) {
    out.append(",\"language\":")
    if let language = metadata.language { out.append(jsonString: language.value) } else { out.append("null") }
    out.append(",\"words\":")
    out.append(decimal: metadata.words)
    out.append(",\"sentences\":")
    out.append(decimal: metadata.sentences)
    out.append(",\"readingMinutes\":")
    out.append(decimal: metadata.readingMinutes)
    writeProvenances(&out)
  }

  /// The provenance of the fields that are plain values above.
  private func writeProvenances(_ out: inout OutputBuffer) {
    out.append(",\"provenance\":{\"byline\":[")
    for (index, name) in metadata.byline.enumerated() {
      if index > 0 { out.append(",") }
      write(name, &out)
    }
    out.append("],\"dateline\":")
    if let dateline = metadata.dateline {
      out.append("{\"place\":")
      out.append(jsonString: dateline.value.place)
      writeOptional(",\"date\":", dateline.value.date, &out)
      writeOptional(",\"agency\":", dateline.value.agency, &out)
      writeProvenance(dateline.source, dateline.confidence, &out)
      if let span = dateline.span { writeSpan(span, &out) }
      out.append("}")
    } else {
      out.append("null")
    }
    out.append(",\"published\":")
    write(metadata.published, &out)
    out.append(",\"language\":")
    write(metadata.language, &out)
    out.append("}")
  }
}
