import BroadsheetCore

extension LinkTable.Target {
  /// A kind in the two highest bits of an index; all bits set for none.
  fileprivate static func write(_ target: LinkTable.Target?, into out: inout BinaryWriter) {
    switch target {
    case .story(let index): out.write(UInt32(index))
    case .page(let index): out.write(UInt32(index) | 1 << 30)
    case .asset(let index): out.write(UInt32(index) | 2 << 30)
    case nil: out.write(UInt32.max)
    }
  }

  fileprivate static func read(_ reader: inout BinaryReader) throws(BinaryReader.Damage) -> LinkTable.Target?
  {
    let bits = try reader.readUInt32()
    let index = Int32(bits & (1 << 30 - 1))
    switch bits >> 30 {
    case 0: return .story(index)
    case 1: return .page(index)
    case 2: return .asset(index)
    default: return nil
    }
  }
}

extension LinkTable {
  func write(into out: inout BinaryWriter) {
    byContentPath.write(into: &out) { Target.write($1, into: &$0) }
    for index in [bySlug, byTitle, addresses] { index.write(into: &out) { Target.write($1, into: &$0) } }
  }

  init(from reader: inout BinaryReader) throws(BinaryReader.Damage) {
    self.init(
      byContentPath: try TextIndex(from: &reader) { reader throws(BinaryReader.Damage) in
        guard let target = try Target.read(&reader) else { throw BinaryReader.Damage() }
        return target
      },
      bySlug: try TextIndex(from: &reader, Target.read), byTitle: try TextIndex(from: &reader, Target.read),
      addresses: try TextIndex(from: &reader, Target.read))
  }
}

extension ResolvedLinks {
  /// Writes all but the problems: they have been told.
  func write(into out: inout BinaryWriter) {
    out.write(values)
    out.write(feedValues)
    out.write(targets)
    out.write(mentions)
    out.write(image) { out, image in
      out.write(image.url)
      out.write(image.permalink)
      out.write(image.alternative)
      out.write(image.caption)
      out.write(image.credit)
      out.write(image.size) { $0.write($1) }
      out.write(image.bytes) { $0.write(Int64($1)) }
    }
    out.write(print)
    out.write(seeAlso) { LinkTable.Target.write($1, into: &$0) }
  }

  init(from reader: inout BinaryReader) throws(BinaryReader.Damage) {
    values = try reader.readTexts()
    feedValues = try reader.readTexts()
    targets = try reader.readArray()
    mentions = try reader.readArray()
    image = try reader.readOptional { reader throws(BinaryReader.Damage) in
      ArticleImage(
        url: try reader.readText(), permalink: try reader.readText(), alternative: try reader.readText(),
        caption: try reader.readOptionalText(), credit: try reader.readOptionalText(),
        size: try reader.readOptional { reader throws(BinaryReader.Damage) in try reader.readImageSize() },
        bytes: try reader.readOptional { reader throws(BinaryReader.Damage) in Int(try reader.readInt64()) })
    }
    print = try reader.readHash()
    seeAlso = try reader.readList(LinkTable.Target.read)
  }
}
