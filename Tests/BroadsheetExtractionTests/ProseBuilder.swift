import BroadsheetCore

@testable import BroadsheetExtraction

/// Builds prose from plain text: blocks between empty lines, `# ` before headings, `- ` before list items, `> ` before quotes,
/// `[text](address)` for links. The source is the text itself.
func prose(_ source: String) -> Prose {
  var result = Prose()
  var list: Int32 = -1
  var item: Int32 = -1
  var isList = false
  var offset = 0
  var paragraph: [(line: Substring, start: Int)] = []
  func flush() {
    guard let first = paragraph.first else { return }
    var block = Prose.Block(kind: .paragraph, range: 0..<0, source: first.start..<first.start)
    let start = result.text.count
    for (index, (line, lineStart)) in paragraph.enumerated() {
      var text = line
      var place = lineStart
      if index == 0 {
        if text.hasPrefix("#") {
          block.kind = .heading
          let marks = text.prefix(while: { $0 == "#" })
          block.level = UInt8(marks.count)
          text = text.dropFirst(marks.count + 1)
        } else if text.hasPrefix("> ") {
          block.quoteDepth = 1
          text = text.dropFirst(2)
        } else if text.hasPrefix("- ") {
          if !isList {
            list += 1
            item = -1
          }
          item += 1
          (block.list, block.item) = (list, item)
          text = text.dropFirst(2)
        }
        place += line.utf8.count - text.utf8.count
        isList = block.item >= 0
      } else {
        result.anchors.append(.init(text: result.text.count, source: place - 1))
        result.text.append(0x0A)
      }
      append(text, place)
      block.source = block.source.lowerBound..<lineStart + line.utf8.count
    }
    block.range = start..<result.text.count
    result.blocks.append(block)
    result.text.append(0x0A)
    paragraph = []
  }
  func append(_ text: Substring, _ place: Int) {
    var rest = text
    var place = place
    while let open = rest.firstIndex(of: "["), let close = rest[open...].range(of: "]("),
      let end = rest[close.upperBound...].firstIndex(of: ")")
    {
      result.anchors.append(.init(text: result.text.count, source: place))
      result.text += Array(rest[..<open].utf8)
      let start = result.text.count
      result.anchors.append(.init(text: start, source: place + rest[...open].utf8.count))
      result.text += Array(rest[rest.index(after: open)..<close.lowerBound].utf8)
      result.marks.append(
        .init(
          kind: .link, range: start..<result.text.count, destination: String(rest[close.upperBound..<end])))
      place += rest[...end].utf8.count
      rest = rest[rest.index(after: end)...]
    }
    result.anchors.append(.init(text: result.text.count, source: place))
    result.text += Array(rest.utf8)
  }
  for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
    if line.isEmpty {
      flush()
    } else {
      if line.hasPrefix("- ") || line.hasPrefix("#") { flush() }
      paragraph.append((line, offset))
    }
    offset += line.utf8.count + 1
  }
  flush()
  return result
}

extension Substring {
  /// Where `text` first stands.
  fileprivate func range(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}

/// The metadata of plain text.
func extract(
  _ source: String, authored: AuthoredMetadata = AuthoredMetadata(),
  knowledge: SiteKnowledge = SiteKnowledge()
) -> ExtractedMetadata {
  var workspace = ExtractionWorkspace()
  return Extractor(knowledge: knowledge).extract(prose(source), authored: authored, workspace: &workspace)
}

/// The text of a span.
func text(_ span: Range<Int>, of source: String) -> String {
  String(decoding: prose(source).text[span], as: UTF8.self)
}
