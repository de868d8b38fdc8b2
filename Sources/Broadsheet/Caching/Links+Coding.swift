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
  /// One of its indices, which are kept each by itself: none should have to wait for all of them.
  enum Part: UInt8, CaseIterable {
    case contentPaths, slugs, titles, addresses
  }

  func write(_ part: Part, into out: inout BinaryWriter) {
    func write(_ index: TextIndex<Target?>) { index.write(into: &out) { Target.write($1, into: &$0) } }
    switch part {
    case .contentPaths: byContentPath.write(into: &out) { Target.write($1, into: &$0) }
    case .slugs: write(bySlug)
    case .titles: write(byTitle)
    case .addresses: write(addresses)
    }
  }

  /// How many bytes one index takes where it is kept, about.
  func storedSize(of part: Part) -> Int {
    switch part {
    case .contentPaths: byContentPath.storedSize
    case .slugs: bySlug.storedSize
    case .titles: byTitle.storedSize
    case .addresses: addresses.storedSize
    }
  }

  /// Indices that are read when they are first asked for.
  init(_ parts: [Part: KeptEdition.Part]) {
    func index(_ part: Part) -> KeptList<TextIndex<Target?>> {
      parts[part]?.kept(TextIndex()) { reader throws(BinaryReader.Damage) in
        try TextIndex(from: &reader, Target.read)
      } ?? [TextIndex()]
    }
    let contentPaths = parts[.contentPaths]?.kept(TextIndex<Target>()) {
      reader throws(BinaryReader.Damage) in
      try TextIndex(from: &reader) { reader throws(BinaryReader.Damage) in
        guard let target = try Target.read(&reader) else { throw BinaryReader.Damage() }
        return target
      }
    }
    self.init(
      contentPaths: contentPaths ?? [TextIndex()], slugs: index(.slugs), titles: index(.titles),
      addresses: index(.addresses))
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
