import BroadsheetCore
import BroadsheetTemplates

/// Shows the blocks of a body through the theme's templates in `Blocks/`, the inner ones first.
struct BlockRenderer: Sendable {
  let environment: TemplateEnvironment
  let site: SiteConfiguration
  /// `site` for templates.
  let siteValue: Value

  /// Where the body goes: on its article's page, or into a feed, where every address is absolute.
  struct Target {
    var permalink: String
    var file: String
    var isFeed: Bool
  }

  /// The template of the blocks of a name.
  static func template(_ name: String) -> String { "Blocks/\(name).html" }

  /// The blocks at the top of a body, ready for ``ArticleBody/writePage(into:values:blocks:)``.
  func pieces(
    of body: ArticleBody, values: [String], for target: Target
  ) throws(Diagnostic) -> [ArticleBody.Piece] {
    guard !body.blocks.isEmpty else { return [] }
    var children = [[Int]](repeating: [], count: body.blocks.count + 1)
    for (index, block) in body.blocks.enumerated() { children[block.parent + 1].append(index) }
    var pieces = body.blocks.map { ArticleBody.Piece(range: $0.html, html: []) }
    // A block stands in front of those that it holds.
    for index in body.blocks.indices.reversed() where body.blocks[index].depth < NewsBlock.deepest {
      let inner = ordered(children[index + 1], body, pieces)
      do throws(Diagnostic) {
        pieces[index].html = try render(body.blocks[index], of: body, values, inner, target)
      } catch {
        var diagnostic = error
        let location = SourceLocation(file: target.file, line: body.blocks[index].line)
        diagnostic.chain.append(.init(role: "while rendering a block of", location: location))
        throw diagnostic
      }
    }
    return ordered(children[0], body, pieces)
  }

  private func render(
    _ block: ArticleBody.Block, of body: ArticleBody, _ values: [String], _ inner: [ArticleBody.Piece],
    _ target: Target
  ) throws(Diagnostic) -> [UInt8] {
    func html(_ ranges: [Range<Int>]) -> String {
      var out = OutputBuffer(capacity: 1024)
      let absolute = target.isFeed ? (site.baseURL.origin, target.permalink) : nil
      for range in ranges { body.write(range, into: &out, values: values, blocks: inner, absolute: absolute) }
      return out.string()
    }
    let items = block.items.map { item -> Value in
      let rest =
        item.labelHTML.isEmpty
        ? [item.html]
        : [item.html.lowerBound..<item.labelHTML.lowerBound, Self.text(behind: item, in: body)]
      return Shapes.blockItem.record([
        .optional(item.label.isEmpty ? nil : Self.trimmed(item.label)), .markup(html(rest)),
        .string(item.text),
        .optional(item.date?.rfc3339(in: site.zone)),
      ])
    }
    let value = Shapes.block.record([
      .string(block.name), .optional(block.label.isEmpty ? nil : block.label), .optional(block.id),
      .strings(block.classes), .map(block.attributes.map { ($0.name, .string($0.value)) }),
      .markup(html([block.content])), .string(block.text), .optional(block.date?.rfc3339(in: site.zone)),
      .list(items), .optional(block.frame),
      .string(target.permalink + (block.id.map { "#" + $0 } ?? "")), .bool(target.isFeed),
    ])
    var out = OutputBuffer(capacity: 1024)
    try environment.render(
      Self.template(block.name), context: ["block": value, "site": siteValue], into: &out)
    if !out.isEmpty { out.append("\n") }
    return out.bytes()
  }

  /// Blocks that hold what they hold, with the updates that follow one another newest first.
  private func ordered(
    _ indices: [Int], _ body: ArticleBody, _ pieces: [ArticleBody.Piece]
  ) -> [ArticleBody.Piece] {
    var ordered = indices.map { pieces[$0] }
    var start = 0
    while start < indices.count {
      var end = start + 1
      if body.blocks[indices[start]].name == "update" {
        while end < indices.count, body.blocks[indices[end]].name == "update",
          body.blocks[indices[end]].html.lowerBound == body.blocks[indices[end - 1]].html.upperBound
        {
          end += 1
        }
        // A stable order: of updates of one time, the first stays first.
        let run = indices[start..<end].enumerated().sorted { one, other in
          let dates = (body.blocks[one.element].date, body.blocks[other.element].date)
          guard let first = dates.0, let second = dates.1, first != second else {
            return one.offset < other.offset
          }
          return first > second
        }
        for (offset, update) in run.enumerated() {
          ordered[start + offset].html = pieces[update.element].html
        }
      }
      start = end
    }
    return ordered
  }

  /// What stands behind an item's label, without the colon or dash that parts them.
  private static func text(behind item: ArticleBody.Block.Item, in body: ArticleBody) -> Range<Int> {
    let bytes = body.html.span
    let end = item.html.upperBound
    var start = item.labelHTML.upperBound
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x0A { start += 1 }
    for mark in [":", "–", "—", "-"].map({ Array($0.utf8) }) where start + mark.count <= end {
      if mark.indices.allSatisfy({ bytes[start + $0] == mark[$0] }) {
        start += mark.count
        break
      }
    }
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x0A { start += 1 }
    return start..<end
  }

  private static func trimmed(_ label: String) -> String {
    var label = label
    while let last = label.last, last == ":" || last == " " { label.removeLast() }
    return label
  }
}
