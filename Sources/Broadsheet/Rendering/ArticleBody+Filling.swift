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

  /// Appends the whole body for a feed: an address that begins with `/` gets the site's origin, and a fragment
  /// the article's permalink.
  func writeFeed(into out: inout OutputBuffer, values: [String], origin: String, permalink: String) {
    var slot = 0
    write(0..<html.count, into: &out, values: values, from: &slot, absolute: (origin, permalink))
  }

  private func write(
    _ range: Range<Int>, into out: inout OutputBuffer, values: [String], from slot: inout Int,
    absolute: (origin: String, permalink: String)?
  ) {
    let bytes = html.span
    var start = range.lowerBound
    while slot < slots.count, slots[slot].offset <= range.upperBound {
      let open = slots[slot]
      if open.offset == range.upperBound, range.upperBound < html.count { break }
      out.append(bytes, start..<open.offset)
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
    out.append(bytes, start..<range.upperBound)
  }
}
