import BroadsheetCore

extension ArticleFields {
  func write(into out: inout BinaryWriter) {
    out.write(title)
    out.write(description)
    for date in [date, updated, publish, expires] { out.write(date) }
    out.write(authors)
    out.write(section)
    out.write(tags)
    out.write(image) { out, image in
      out.write(image.source)
      out.write(image.alternative)
      out.write(image.caption)
      out.write(image.credit)
      out.write(UInt32(image.line))
    }
    out.write(slug)
    out.write(permalink)
    out.write(aliases)
    out.write(isDraft)
    out.write(kind?.rawValue)
    out.write(kicker)
    out.write(series)
    out.write(seriesPart) { $0.write(Int64($1)) }
    out.write(Int64(weight))
    out.write(layout)
    out.write(language)
    out.write(dateline)
    out.write(canonical)
    out.write(isPaid)
    out.write(takeaways)
    out.write(corrections) { out, correction in
      out.write(correction.date.seconds)
      out.write(correction.text)
    }
    out.write(extra) { out, entry in entry.write(into: &out) }
    out.write(lines.entries) { out, entry in
      out.write(entry.name)
      out.write(UInt32(entry.line))
    }
  }

  init(from reader: inout BinaryReader) throws(BinaryReader.Damage) {
    self.init()
    title = try reader.readOptionalText()
    description = try reader.readOptionalText()
    date = try reader.readOptionalMoment()
    updated = try reader.readOptionalMoment()
    publish = try reader.readOptionalMoment()
    expires = try reader.readOptionalMoment()
    authors = try reader.readTexts()
    section = try reader.readOptionalText()
    tags = try reader.readTexts()
    image = try reader.readOptional { reader throws(BinaryReader.Damage) in
      Image(
        source: try reader.readText(), alternative: try reader.readOptionalText(),
        caption: try reader.readOptionalText(), credit: try reader.readOptionalText(),
        line: Int(try reader.readUInt32()))
    }
    slug = try reader.readOptionalText()
    permalink = try reader.readOptionalText()
    aliases = try reader.readTexts()
    isDraft = try reader.readBool()
    kind = try reader.readOptionalText().flatMap { ArticleKind(rawValue: $0) }
    kicker = try reader.readOptionalText()
    series = try reader.readOptionalText()
    seriesPart = try reader.readOptional { reader throws(BinaryReader.Damage) in
      Int(try reader.readInt64())
    }
    weight = Int(try reader.readInt64())
    layout = try reader.readOptionalText()
    language = try reader.readOptionalText()
    dateline = try reader.readOptionalText()
    canonical = try reader.readOptionalText()
    isPaid = try reader.readBool()
    takeaways = try reader.readTexts()
    corrections = try reader.readList { reader throws(BinaryReader.Damage) in
      Correction(date: Moment(seconds: try reader.readInt64()), text: try reader.readText())
    }
    extra = try reader.readList { reader throws(BinaryReader.Damage) in
      try DataNode.Entry(from: &reader, depth: 0)
    }
    lines = FieldLines(
      try reader.readList { reader throws(BinaryReader.Damage) in
        FieldLines.Entry(name: try reader.readText(), line: Int(try reader.readUInt32()))
      })
  }
}
