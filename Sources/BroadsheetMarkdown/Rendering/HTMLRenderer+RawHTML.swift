import BroadsheetCore

extension HTMLRenderer {
  /// Writes raw HTML that the site keeps. Outside the plain form, attributes whose address is forbidden are
  /// left out, with a warning.
  mutating func writeRawHTML(_ html: Span<UInt8>, into out: inout OutputBuffer) {
    guard !isPlain, html.has(UInt8(ascii: "=")) else { return out.append(html) }
    var start = 0
    var index = 0
    while let open = html.next(UInt8(ascii: "<"), from: index) {
      index = open + 1
      guard index < html.count, html[index].isASCIILetter else { continue }
      while index < html.count, html[index] != UInt8(ascii: ">") {
        guard let attribute = RawAttribute(html, &index) else { continue }
        guard attribute.holdsAddress(html) else { continue }
        var entities = EntityTable()
        let value = entities.unescapingEntities(InlineParser.bytes(html, attribute.value))
        guard AddressKind(value.span) == .forbidden else { continue }
        out.append(html, start..<attribute.name.lowerBound)
        start = attribute.end
        body.warnings.append(
          RenderedBody.Warning(
            kind: .forbiddenURL(String(decoding: value, as: UTF8.self)), line: place.line, column: 0))
      }
    }
    out.append(html, start..<html.count)
  }
}

/// One attribute of a raw tag.
private struct RawAttribute {
  var name: Range<Int>
  var value: Range<Int>
  var end: Int

  /// Reads the next attribute with a value at or behind `index`, and moves `index` behind what was read.
  init?(_ html: Span<UInt8>, _ index: inout Int) {
    let start = index
    while index < html.count, !html[index].isMarkdownSpace, html[index] != UInt8(ascii: "="),
      html[index] != UInt8(ascii: ">"), html[index] != UInt8(ascii: "/")
    {
      index += 1
    }
    name = start..<index
    guard index > start else {
      index += 1
      return nil
    }
    var equals = index
    while equals < html.count, html[equals].isMarkdownSpace { equals += 1 }
    guard equals < html.count, html[equals] == UInt8(ascii: "=") else { return nil }
    equals += 1
    while equals < html.count, html[equals].isMarkdownSpace { equals += 1 }
    guard equals < html.count else {
      index = equals
      return nil
    }
    let quote = html[equals]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let close = html.next(quote, from: equals + 1) ?? html.count
      value = equals + 1..<close
      index = min(close + 1, html.count)
    } else {
      var close = equals
      while close < html.count, !html[close].isMarkdownSpace, html[close] != UInt8(ascii: ">") { close += 1 }
      value = equals..<close
      index = close
    }
    end = index
  }

  /// Whether browsers follow or load what the attribute holds.
  func holdsAddress(_ html: Span<UInt8>) -> Bool {
    for candidate in [
      "href", "src", "action", "formaction", "data", "poster", "xlink:href", "background", "cite", "longdesc",
    ] as [StaticString] where candidate.utf8CodeUnitCount == name.count {
      var matches = true
      for offset in 0..<name.count
      where html[name.lowerBound + offset].asciiLowercased != candidate.byte(at: offset) {
        matches = false
        break
      }
      if matches { return true }
    }
    return false
  }
}
