import BroadsheetCore
import BroadsheetExtraction

/// What extraction found, as it is kept between builds.
extension ArticleText {
  func writeFacts(into out: inout BinaryWriter) {
    out.write(UInt32(names.count))
    // By index: taken out of the list, each would be counted.
    for index in names.indices {
      out.write(names[index].name)
      out.write(names[index].type.rawValue)
      names[index].writeTexts(into: &out)
      out.write(names[index].isAbout)
      out.write(names[index].isRelevant)
      out.write(names[index].isKnown)
      out.write(names[index].confidence)
    }
    out.write(keyPhrases)
  }

  mutating func readFacts(_ reader: inout BinaryReader) throws(BinaryReader.Damage) {
    names = try reader.readList { reader throws(BinaryReader.Damage) in
      let name = try reader.readText()
      guard let type = EntityType(rawValue: try reader.readUInt8()) else { throw BinaryReader.Damage() }
      let roles = try reader.readTexts()
      guard roles.count <= UInt8.max else { throw BinaryReader.Damage() }
      return Name(
        name: name, roles: roles, acronyms: try reader.readTexts(), type: type,
        isAbout: try reader.readBool(), isRelevant: try reader.readBool(), isKnown: try reader.readBool(),
        confidence: try reader.readUInt8())
    }
    keyPhrases = try reader.readTexts()
  }

  func writeDates(into out: inout BinaryWriter) {
    out.write(dates) { out, date in
      out.write(date.value)
      out.write(date.sentence)
    }
  }

  static func readDates(_ reader: inout BinaryReader) throws(BinaryReader.Damage) -> [DatedSentence] {
    try reader.readList { reader throws(BinaryReader.Damage) in
      DatedSentence(value: try reader.readText(), sentence: try reader.readText())
    }
  }
}

extension SiteKnowledge {
  /// Writes what articles' metadata depend on.
  func write(into out: inout BinaryWriter) {
    out.write(entities) { out, entity in
      out.write(entity.name)
      out.write(entity.aliases)
      out.write(entity.type.rawValue)
    }
    out.write(learnt) { out, name in
      out.write(name.name)
      out.write(name.type.rawValue)
      out.write(name.confidence.bitPattern)
    }
    for list in [tags, authors, sections] { out.write(list) }
  }
}

extension UnsureNames {
  func write(into out: inout BinaryWriter) {
    out.write(counts) { out, count in
      out.write(count.type)
      out.write(UInt32(truncatingIfNeeded: count.count))
    }
    out.write(names) { out, name in
      out.write(name.type)
      out.write(name.name)
      out.write(UInt32(truncatingIfNeeded: name.articles))
    }
  }

  init(from reader: inout BinaryReader) throws(BinaryReader.Damage) {
    self.init()
    counts = try reader.readList { reader throws(BinaryReader.Damage) in
      Count(type: try reader.readText(), count: Int(try reader.readUInt32()))
    }
    names = try reader.readList { reader throws(BinaryReader.Damage) in
      Name(
        type: try reader.readText(), name: try reader.readText(), articles: Int(try reader.readUInt32()))
    }
  }
}
