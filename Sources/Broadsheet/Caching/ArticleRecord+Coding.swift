import BroadsheetCore

/// A record as it is kept between builds: the *face* is what pages of other articles may show of it; the
/// *inside* is what only its own page and its feeds show; the *bodies* are what is long of that, the HTML and the
/// sentences with dates.
///
/// Every field of the record is written here and nowhere else; a field that is forgotten fails the test that
/// compares a record with what comes back.
extension ArticleRecord {
  func writeFace(into out: inout BinaryWriter) {
    out.write(path)
    out.write(contentPath)
    fields.write(into: &out)
    out.write(text.title)
    out.write(text.summary)
    out.write(text.byline)
    out.write(text.dateline)
    out.write(UInt32(text.readingMinutes))
  }

  func writeInside(into out: inout BinaryWriter) {
    out.write(UInt32(text.words))
    out.write(text.takeaways) { out, takeaways in
      out.write(takeaways.title)
      out.write(takeaways.items)
      out.write(takeaways.isOrdered)
    }
    out.write(text.seeAlso) { out, pointer in
      out.write(pointer.text)
      out.write(pointer.target)
    }
    out.write(text.headings) { out, heading in
      out.write(UInt8(truncatingIfNeeded: heading.level))
      out.write(heading.id)
      out.write(heading.text)
    }
    text.writeFacts(into: &out)
    body.writePlaces(into: &out)
    out.write(feedBody) { out, body in body.writePlaces(into: &out) }
    out.write(diagnostics) { out, diagnostic in diagnostic.write(into: &out) }
  }

  func writeBodies(into out: inout BinaryWriter) {
    out.write(body.html)
    out.write(feedBody) { out, body in out.write(body.html) }
    text.writeDates(into: &out)
  }

  /// Reads the HTML, and that for feeds where it differs; the dates stand behind it.
  static func readBodies(
    _ reader: inout BinaryReader
  ) throws(BinaryReader.Damage) -> (page: ByteSlice, feed: ByteSlice?) {
    let page = try reader.readBytes()
    let feed = try reader.readOptional { reader throws(BinaryReader.Damage) in try reader.readBytes() }
    return (page, feed)
  }

  /// Reads all but the HTML.
  convenience init(
    face: inout BinaryReader, inside: inout BinaryReader
  ) throws(BinaryReader.Damage) {
    let path = try face.readText()
    let contentPath = try face.readText()
    let fields = try ArticleFields(from: &face)
    var text = ArticleText()
    text.title = try face.readText()
    text.summary = try face.readText()
    text.byline = try face.readTexts()
    text.dateline = try face.readOptionalText()
    text.readingMinutes = Int(try face.readUInt32())
    text.words = Int(try inside.readUInt32())
    text.takeaways = try inside.readOptional { reader throws(BinaryReader.Damage) in
      ArticleText.Takeaways(
        title: try reader.readOptionalText(), items: try reader.readTexts(),
        isOrdered: try reader.readBool())
    }
    text.seeAlso = try inside.readList { reader throws(BinaryReader.Damage) in
      ArticleText.SeeAlso(text: try reader.readText(), target: try reader.readOptionalText())
    }
    text.headings = try inside.readList { reader throws(BinaryReader.Damage) in
      ArticleText.Heading(
        level: Int(try reader.readUInt8()), id: try reader.readText(), text: try reader.readText())
    }
    try text.readFacts(&inside)
    let body = try ArticleBody(placesFrom: &inside)
    let feedBody = try inside.readOptional { reader throws(BinaryReader.Damage) in
      try ArticleBody(placesFrom: &reader)
    }
    let diagnostics = try inside.readList { reader throws(BinaryReader.Damage) in
      try Diagnostic(from: &reader)
    }
    guard face.isAtEnd, inside.isAtEnd else { throw BinaryReader.Damage() }
    self.init(
      path: path, contentPath: contentPath, fields: fields, text: text, body: body, feedBody: feedBody,
      diagnostics: diagnostics)
  }
}

extension ArticleBody {
  /// Writes all but the HTML itself.
  fileprivate func writePlaces(into out: inout BinaryWriter) {
    out.write(slots) { out, slot in
      out.write(UInt32(slot.offset))
      out.write(slot.kind.rawValue)
      out.write(slot.destination)
      out.write(UInt32(slot.line))
    }
    out.write(blocks) { out, block in block.write(into: &out) }
    out.write(omitted) { out, range in out.write(range) }
  }

  fileprivate init(placesFrom reader: inout BinaryReader) throws(BinaryReader.Damage) {
    self.init()
    slots = try reader.readList { reader throws(BinaryReader.Damage) in
      let offset = Int(try reader.readUInt32())
      guard let kind = Slot.Kind(rawValue: try reader.readUInt8()) else { throw BinaryReader.Damage() }
      return Slot(
        offset: offset, kind: kind, destination: try reader.readText(), line: Int(try reader.readUInt32()))
    }
    blocks = try reader.readList { reader throws(BinaryReader.Damage) in try Block(from: &reader) }
    omitted = try reader.readList { reader throws(BinaryReader.Damage) in try reader.readRange() }
  }
}
