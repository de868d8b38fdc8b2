import BroadsheetCore

/// An edition's parts as they are kept between builds. Every field is written here and nowhere else, but for what the
/// sources, the settings and the clock say anew.
extension Edition.Story {
  /// - Parameter position: where its article stands among all that were read.
  func write(into out: inout BinaryWriter, position: Int) {
    out.write(Int32(position))
    out.write(address)
    out.write(kind.rawValue)
    out.write(title)
    out.write(summary)
    out.write(date)
    out.write(updated)
    out.write(layout)
    out.write(hasCanonical)
    out.write(blocks)
    for index in [section, series, newer, older] { out.write(index) }
    for list in [tags, authors, related] { out.write(list) }
    out.write(appearances) { out, appearance in
      out.write(appearance.entity)
      out.write(appearance.name)
    }
  }

  /// - Parameter articles: all that were read.
  init(from reader: inout BinaryReader, articles: KeptList<KeptArticle>) throws(BinaryReader.Damage) {
    let position = Int(try reader.readInt32())
    guard articles.indices.contains(position) else { throw BinaryReader.Damage() }
    let address = try reader.readAddress()
    guard let kind = ArticleKind(rawValue: try reader.readText()) else { throw BinaryReader.Damage() }
    self.init(
      article: articles[position], address: address, kind: kind, title: try reader.readText(),
      summary: try reader.readText(), date: try reader.readOptionalMoment(),
      updated: try reader.readOptionalMoment(), layout: try reader.readOptionalText(),
      hasCanonical: try reader.readBool(), blocks: try reader.readTexts())
    section = try reader.readInt32()
    series = try reader.readInt32()
    newer = try reader.readInt32()
    older = try reader.readInt32()
    tags = try reader.readArray()
    authors = try reader.readArray()
    related = try reader.readArray()
    appearances = try reader.readList { reader throws(BinaryReader.Damage) in
      Edition.Appearance(entity: try reader.readInt32(), name: try reader.readInt32())
    }
  }
}

extension Edition.Entity {
  func write(into out: inout BinaryWriter) {
    out.write(name)
    out.write(kind.rawValue)
    out.write(slug)
    out.write(details?.name)
    out.write(address)
    out.write(hasOwnPage)
    out.write(stories)
    out.write(roles) { out, role in
      out.write(role.text)
      out.write(role.story)
    }
    out.write(companions) { out, companion in
      out.write(companion.entity)
      out.write(Int64(companion.count))
    }
  }

  /// - Parameter known: what the site's data say, by name.
  init(from reader: inout BinaryReader, known: [String: EntityDetails]) throws(BinaryReader.Damage) {
    let name = try reader.readText()
    guard let kind = EntityKind(rawValue: try reader.readText()) else { throw BinaryReader.Damage() }
    self.init(name: name, kind: kind, slug: try reader.readText())
    details = try reader.readOptionalText().flatMap { known[$0] }
    address = try reader.readOptionalText()
    hasOwnPage = try reader.readBool()
    if hasOwnPage, !BinaryReader.isAddress(address ?? "") { throw BinaryReader.Damage() }
    stories = try reader.readArray()
    roles = try reader.readList { reader throws(BinaryReader.Damage) in
      Role(text: try reader.readText(), story: try reader.readInt32())
    }
    companions = try reader.readList { reader throws(BinaryReader.Damage) in
      Companion(entity: try reader.readInt32(), count: Int(try reader.readInt64()))
    }
  }
}

extension BinaryReader {
  /// An address that an output is written to. A state that came from elsewhere must not name what is not ours.
  mutating func readAddress() throws(Damage) -> String {
    let address = try readText()
    guard Self.isAddress(address) else { throw Damage() }
    return address
  }

  /// Whether an address begins at the site's root and stays below it.
  static func isAddress(_ address: String) -> Bool {
    let bytes = address.utf8.span
    guard !bytes.isEmpty, bytes[0] == UInt8(ascii: "/") else { return false }
    if bytes.count == 1 { return true }
    let isFolder = bytes[bytes.count - 1] == UInt8(ascii: "/")
    return Emitter.isInside(bytes.extracting(1..<bytes.count - (isFolder ? 1 : 0)))
  }
}
