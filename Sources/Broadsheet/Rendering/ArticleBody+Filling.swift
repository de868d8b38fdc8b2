import BroadsheetCore

extension ArticleBody {
  /// Appends the body with its open places filled. With `absolute`, an address that begins with `/` gets the
  /// site's origin, and a fragment the article's permalink: what a feed needs.
  func write(
    into out: inout OutputBuffer, values: [String], absolute: (origin: String, permalink: String)? = nil
  ) {
    let bytes = html.span
    var start = 0
    for (slot, value) in zip(slots, values) {
      out.append(bytes, start..<slot.offset)
      start = slot.offset
      if slot.kind == .dimensions {
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
    out.append(bytes, start..<bytes.count)
  }
}
