import BroadsheetCore

/// What an edition has only a few of.
extension Edition {
  /// - Parameters:
  ///   - positions: for each page where its article stands among all that were read.
  ///   - indexes: the sections' own texts.
  func writeSmallParts(into out: inout BinaryWriter, positions: [Int], indexes: [KeptArticle]) {
    out.write(clock.seconds)
    out.write(nextDue)
    out.write(hasEntityIndex)
    out.write(UInt32(pages.count))
    for (page, position) in zip(pages, positions) { page.write(into: &out, position: position) }
    out.write(sections) { out, section in
      out.write(section.slug)
      out.write(section.title)
      out.write(section.description)
      out.write(Int64(section.weight))
      out.write(Int32(section.article.flatMap { own in indexes.firstIndex { $0 === own } } ?? -1))
      out.write(section.stories)
    }
    for terms in [tags, authors, series] {
      out.write(terms) { out, term in
        out.write(term.name)
        out.write(term.slug)
        out.write(term.address)
        out.write(term.stories)
      }
    }
    for periods in [years, months, days] {
      out.write(periods) { out, period in
        for number in [period.year, period.month ?? 0, period.day ?? 0] { out.write(Int32(number)) }
        out.write(period.stories)
      }
    }
    out.write(assets) { out, asset in
      out.write(asset.contentPath)
      out.write(asset.address)
      out.write(asset.size) { $0.write($1) }
      out.write(Int64(asset.bytes))
      out.write(asset.settledStatus) { $1.write(into: &$0) }
    }
    out.write(redirects) { out, redirect in
      out.write(redirect.address)
      out.write(redirect.target)
    }
    unsure.write(into: &out)
    out.write(held.sorted(by: FileSystem.precedes))
    out.write(pointers.sorted())
  }

  /// - Parameters:
  ///   - articles: all that were read.
  ///   - indexes: the sections' own texts.
  ///   - content: the folder of the articles.
  init(
    smallPartsFrom reader: inout BinaryReader, site: SiteConfiguration, articles: KeptList<KeptArticle>,
    indexes: [KeptArticle], content: String
  ) throws(BinaryReader.Damage) {
    self.init(site: site, clock: Moment(seconds: try reader.readInt64()))
    nextDue = try reader.readOptionalMoment()
    hasEntityIndex = try reader.readBool()
    pages = KeptList(
      try reader.readList { reader throws(BinaryReader.Damage) in
        try Story(from: &reader, articles: articles)
      })
    sections = try reader.readList { reader throws(BinaryReader.Damage) in
      var section = Section(
        slug: try reader.readText(), title: try reader.readText(), description: try reader.readOptionalText(),
        weight: Int(try reader.readInt64()))
      let index = Int(try reader.readInt32())
      guard index < indexes.count, BinaryReader.isAddress(section.address) else {
        throw BinaryReader.Damage()
      }
      section.article = index >= 0 ? indexes[index] : nil
      section.stories = try reader.readArray()
      return section
    }
    tags = try reader.readTerms()
    authors = try reader.readTerms()
    series = try reader.readTerms()
    years = try reader.readPeriods()
    months = try reader.readPeriods()
    days = try reader.readPeriods()
    assets = try reader.readList { reader throws(BinaryReader.Damage) in
      let path = try reader.readText()
      return Asset(
        contentPath: path, location: content + "/" + path, address: try reader.readAddress(),
        size: try reader.readOptional { reader throws(BinaryReader.Damage) in try reader.readImageSize() },
        bytes: Int(try reader.readInt64()),
        settledStatus: try reader.readOptional { reader throws(BinaryReader.Damage) in
          try FileSystem.Status(from: &reader)
        })
    }
    redirects = try reader.readList { reader throws(BinaryReader.Damage) in
      Redirect(address: try reader.readAddress(), target: try reader.readText())
    }
    unsure = try UnsureNames(from: &reader)
    held = Set(try reader.readTexts())
    pointers = Set(try reader.readArray() as [UInt64])
  }
}

extension BinaryReader {
  fileprivate mutating func readTerms() throws(Damage) -> [Edition.Term] {
    try readList { reader throws(Damage) in
      Edition.Term(
        name: try reader.readText(), slug: try reader.readText(), address: try reader.readAddress(),
        stories: try reader.readArray())
    }
  }

  fileprivate mutating func readPeriods() throws(Damage) -> [Edition.Period] {
    try readList { reader throws(Damage) in
      let year = Int(try reader.readInt32())
      let month = Int(try reader.readInt32())
      let day = Int(try reader.readInt32())
      return Edition.Period(
        year: year, month: month == 0 ? nil : month, day: day == 0 ? nil : day,
        stories: try reader.readRange())
    }
  }

  mutating func readImageSize() throws(Damage) -> ImageSize {
    ImageSize(width: Int(try readUInt32()), height: Int(try readUInt32()))
  }
}

extension BinaryWriter {
  mutating func write(_ size: ImageSize) {
    write(UInt32(size.width))
    write(UInt32(size.height))
  }
}
