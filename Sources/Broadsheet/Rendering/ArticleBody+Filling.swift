import BroadsheetCore

extension ArticleBody {
  /// Appends the body with its open places filled, as the article's page shows it: without the parts that
  /// stand elsewhere on the page.
  func writePage(into out: inout OutputBuffer, values: [String]) {
    var slot = 0
    var start = 0
    for range in omitted {
      write(start..<range.lowerBound, into: &out, values: values, from: &slot, absolute: nil)
      while slot < slots.count, slots[slot].offset < range.upperBound { slot += 1 }
      start = range.upperBound
    }
    write(start..<html.count, into: &out, values: values, from: &slot, absolute: nil)
  }

  /// Appends the whole body for a feed: an address that begins with `/` gets the site's origin, a fragment the
  /// article's permalink, and headings lose the links to themselves.
  func writeFeed(into out: inout OutputBuffer, values: [String], origin: String, permalink: String) {
    var slot = 0
    write(0..<html.count, into: &out, values: values, from: &slot, absolute: (origin, permalink))
  }

  private func write(
    _ range: Range<Int>, into out: inout OutputBuffer, values: [String], from slot: inout Int,
    absolute: (origin: String, permalink: String)?
  ) {
    var start = range.lowerBound
    while slot < slots.count, slots[slot].offset <= range.upperBound {
      let open = slots[slot]
      if open.offset == range.upperBound, range.upperBound < html.count { break }
      copy(start..<open.offset, into: &out, permalink: absolute?.permalink)
      start = open.offset
      let value = values[slot]
      slot += 1
      if open.kind == .dimensions {
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
    copy(start..<range.upperBound, into: &out, permalink: absolute?.permalink)
  }

  private static let reference = Array("href=\"".utf8)
  private static let anchor = Array(" <a class=\"anchor\" ".utf8)
  private static let end = Array("</a>".utf8)

  /// Copies HTML; for a feed (`permalink`) with the fragments that the writer of Markdown put there itself, in
  /// anchors of headings and in footnotes, made absolute.
  private func copy(_ range: Range<Int>, into out: inout OutputBuffer, permalink: String?) {
    let bytes = html.span
    guard let permalink else { return out.append(bytes, range) }
    var start = range.lowerBound
    var index = start
    while index < range.upperBound {
      defer { index += 1 }
      let link = index - Self.reference.count
      guard bytes[index] == UInt8(ascii: "#"), link >= start, matches(Self.reference, at: link) else {
        continue
      }
      let tag = link - Self.anchor.count
      if tag >= start, matches(Self.anchor, at: tag) {
        out.append(bytes, start..<tag)
        while index < range.upperBound, !matches(Self.end, at: index) { index += 1 }
        index = min(index + Self.end.count, range.upperBound)
        start = index
        index -= 1
      } else {
        out.append(bytes, start..<index)
        out.append(htmlEscaped: permalink)
        start = index
      }
    }
    out.append(bytes, start..<range.upperBound)
  }

  private func matches(_ text: [UInt8], at offset: Int) -> Bool {
    guard offset + text.count <= html.count else { return false }
    let bytes = html.span
    for index in text.indices where bytes[offset + index] != text[index] { return false }
    return true
  }
}
