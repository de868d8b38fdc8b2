import BroadsheetCore

extension ArticleBody {
  /// Appends the body with its open places filled, as the article's page shows it: without the parts that
  /// stand elsewhere on the page, and with `blocks` in the place of those that stand at its top.
  func writePage(into out: inout OutputBuffer, values: [String], blocks: [Piece] = []) {
    var slot = 0
    var start = 0
    for range in omitted {
      write(start..<range.lowerBound, into: &out, values: values, blocks, from: &slot, absolute: nil)
      while slot < slots.count, slots[slot].offset < range.upperBound { slot += 1 }
      start = range.upperBound
    }
    write(start..<html.count, into: &out, values: values, blocks, from: &slot, absolute: nil)
  }

  /// Appends the whole body for a feed: an address that begins with `/` gets the site's origin, a fragment the
  /// article's permalink, and headings lose the links to themselves.
  func writeFeed(
    into out: inout OutputBuffer, values: [String], origin: String, permalink: String, blocks: [Piece] = []
  ) {
    var slot = 0
    write(0..<html.count, into: &out, values: values, blocks, from: &slot, absolute: (origin, permalink))
  }

  /// Appends a part of the body with `blocks` in the place of those that it holds.
  func write(
    _ range: Range<Int>, into out: inout OutputBuffer, values: [String], blocks: [Piece],
    absolute: (origin: String, permalink: String)?
  ) {
    var low = 0
    var high = slots.count
    while low < high {
      let middle = (low + high) / 2
      if slots[middle].offset < range.lowerBound { low = middle + 1 } else { high = middle }
    }
    write(range, into: &out, values: values, blocks, from: &low, absolute: absolute)
  }

  private func write(
    _ range: Range<Int>, into out: inout OutputBuffer, values: [String], _ blocks: [Piece],
    from slot: inout Int, absolute: (origin: String, permalink: String)?
  ) {
    var start = range.lowerBound
    for block in blocks where block.range.lowerBound >= start && block.range.upperBound <= range.upperBound {
      write(start..<block.range.lowerBound, into: &out, values: values, from: &slot, absolute: absolute)
      let whole = 0..<block.html.count
      Self.copy(block.html.span, whole, into: &out, permalink: absolute?.permalink)
      start = block.range.upperBound
      while slot < slots.count, slots[slot].offset < start { slot += 1 }
    }
    write(start..<range.upperBound, into: &out, values: values, from: &slot, absolute: absolute)
  }

  private func write(
    _ range: Range<Int>, into out: inout OutputBuffer, values: [String], from slot: inout Int,
    absolute: (origin: String, permalink: String)?
  ) {
    var start = range.lowerBound
    while slot < slots.count, slots[slot].offset <= range.upperBound {
      let (offset, kind) = (slots[slot].offset, slots[slot].kind)
      if offset == range.upperBound, range.upperBound < html.count { break }
      Self.copy(html.span, start..<offset, into: &out, permalink: absolute?.permalink)
      start = offset
      let value = values[slot]
      slot += 1
      if kind == .dimensions {
        out.append(string: value)
        continue
      }
      if let absolute, value.hasPrefix("/") {
        out.append(string: absolute.origin)
      } else if let absolute, value.hasPrefix("#") {
        out.append(string: absolute.permalink)
      }
      out.append(htmlEscaped: value)
    }
    Self.copy(html.span, start..<range.upperBound, into: &out, permalink: absolute?.permalink)
  }

  private static let reference = Array("href=\"".utf8)
  private static let anchor = Array(" <a class=\"anchor\" ".utf8)
  private static let end = Array("</a>".utf8)

  /// Copies HTML; for a feed (`permalink`) with the fragments that the writer of Markdown put there itself, in
  /// anchors of headings and in footnotes, made absolute.
  private static func copy(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into out: inout OutputBuffer, permalink: String?
  ) {
    guard let permalink else { return out.append(bytes, range) }
    let bytes = bytes.extracting(range)
    var start = 0
    var next = bytes.next(UInt8(ascii: "#"), from: 0)
    while let index = next {
      let link = index - reference.count
      if link >= start, matches(reference, bytes, at: link) {
        let tag = link - anchor.count
        if tag >= start, matches(anchor, bytes, at: tag) {
          out.append(bytes, start..<tag)
          var close = index
          while close < bytes.count, !matches(end, bytes, at: close) { close += 1 }
          start = min(close + end.count, bytes.count)
        } else {
          out.append(bytes, start..<index)
          out.append(htmlEscaped: permalink)
          start = index
        }
      }
      next = bytes.next(UInt8(ascii: "#"), from: max(index + 1, start))
    }
    out.append(bytes, start..<bytes.count)
  }

  private static func matches(_ text: [UInt8], _ bytes: Span<UInt8>, at offset: Int) -> Bool {
    guard offset + text.count <= bytes.count else { return false }
    for index in text.indices where bytes[offset + index] != text[index] { return false }
    return true
  }
}
