import BroadsheetCore

/// How far the writing of footnotes has come.
struct FootnoteState {
  /// How many definitions were begun.
  var count = 0
  /// For how many of them the links back were written.
  var written = 0
  /// Whether a definition is open.
  var isOpen = false
}

/// How far the writing of a table has come.
struct TableState {
  var index = 0
  var row = 0
  var column = 0
  /// Whether the open cell is a heading.
  var isHeading = false
}

extension HTMLRenderer {
  mutating func enterCustomInline(_ node: Node, into out: inout OutputBuffer) -> Bool {
    guard let tag = node.tag else { return true }
    switch tag.kind {
    case .strikethrough: out.append("<del>")
    case .footnoteReference:
      writeReference(additions.references[tag.index], into: &out)
    default: break
    }
    return true
  }

  mutating func exitCustomInline(_ node: Node, into out: inout OutputBuffer) {
    if node.tag?.kind == .strikethrough { out.append("</del>") }
  }

  mutating func enterCustomBlock(_ node: Node, source: Span<UInt8>, into out: inout OutputBuffer) -> Bool {
    guard let tag = node.tag else { return true }
    switch tag.kind {
    case .table: beginTable(tag.index, into: &out)
    case .cell: beginCell(isEmpty: node.firstChild == nil, into: &out)
    case .footnoteDefinition: beginFootnote(tag.index, into: &out)
    case .definitionList:
      out.beginLine(since: start)
      out.append("<dl>\n")
      place.begin(line: tag.index, column: 1, lines)
    case .term, .definition:
      quotes?.beginBlock()
      out.append(tag.kind == .term ? "<dt>" : "<dd>")
    case .block: beginContainer(tag.index, into: &out)
    default: break
    }
    return true
  }

  mutating func exitCustomBlock(_ node: Node, into out: inout OutputBuffer) {
    guard let tag = node.tag else { return }
    containers.endLine()
    switch tag.kind {
    case .table: endTable(into: &out)
    case .cell: endCell(into: &out)
    case .footnoteDefinition: endFootnote(node, into: &out)
    case .definitionList: out.append("</dl>\n")
    case .term, .definition: out.append(tag.kind == .term ? "</dt>\n" : "</dd>\n")
    case .block: endContainer(into: &out)
    default: break
    }
  }

  mutating func isTask(_ node: Node) -> Bool { node.tag?.isTask ?? false }

  // MARK: Tables

  private mutating func beginTable(_ index: Int, into out: inout OutputBuffer) {
    table = TableState(index: index)
    place.begin(line: additions.tables[index].line, column: 1, lines)
    out.beginLine(since: start)
    if !isPlain { out.append("<div class=\"table-wrapper\" tabindex=\"0\">\n") }
    out.append("<table>\n")
  }

  /// Begins a row before its first cell, and writes what rows without cells of their own need.
  private mutating func beginCell(isEmpty: Bool, into out: inout OutputBuffer) {
    if table.column == 0 { beginRow(into: &out) }
    // A heading without words heads nothing; readers of screens would announce it.
    table.isHeading = table.row == 0 && (isPlain || !isEmpty)
    writeCellTag(into: &out)
  }

  private mutating func writeCellTag(into out: inout OutputBuffer) {
    out.append(table.isHeading ? "<th" : "<td")
    let alignment = additions.tables[table.index].alignments[table.column]
    switch alignment {
    case .none: break
    case .left: out.append(isPlain ? " align=\"left\"" : " class=\"align-left\"")
    case .centre: out.append(isPlain ? " align=\"center\"" : " class=\"align-center\"")
    case .right: out.append(isPlain ? " align=\"right\"" : " class=\"align-right\"")
    }
    if !isPlain, table.isHeading { out.append(" scope=\"col\"") }
    out.append(">")
  }

  private mutating func beginRow(into out: inout OutputBuffer) {
    quotes?.beginBlock()
    if table.row == 0 { out.append("<thead>\n") }
    if table.row == 1 { out.append("<tbody>\n") }
    out.append("<tr>\n")
  }

  private mutating func endCell(into out: inout OutputBuffer) {
    out.append(table.isHeading ? "</th>\n" : "</td>\n")
    table.isHeading = false
    quotes?.beginBlock()
    table.column += 1
    let current = additions.tables[table.index]
    if table.column == current.rows[table.row] { endRow(current, into: &out) }
  }

  private mutating func endRow(_ current: Additions.Table, into out: inout OutputBuffer) {
    while table.column < current.alignments.count {
      writeCellTag(into: &out)
      out.append("</td>\n")
      table.column += 1
    }
    out.append("</tr>\n")
    if table.row == 0 { out.append("</thead>\n") }
    table.row += 1
    table.column = 0
  }

  private mutating func endTable(into out: inout OutputBuffer) {
    if table.row > 1 { out.append("</tbody>\n") }
    out.append("</table>\n")
    if !isPlain { out.append("</div>\n") }
  }

  // MARK: Footnotes

  mutating func isFootnote(_ node: Node) -> Bool { node.tag?.kind == .footnoteDefinition }

  private mutating func writeReference(
    _ reference: Additions.FootnoteReference, into out: inout OutputBuffer
  ) {
    let label = additions.footnotes[reference.footnote].label
    out.append("<sup class=\"footnote-ref\"><a href=\"#fn-")
    out.append(address: label)
    out.append("\" id=\"fnref-")
    out.append(address: label)
    if reference.ordinal > 1 {
      out.append("-")
      out.append(decimal: reference.ordinal)
    }
    out.append("\" data-footnote-ref>")
    out.append(decimal: reference.footnote + 1)
    out.append("</a></sup>")
    quotes?.noteWord()
  }

  private mutating func beginFootnote(_ index: Int, into out: inout OutputBuffer) {
    // A section would want a heading, in whatever language; cmark-gfm writes one all the same.
    if footnotes.count == 0 {
      out.append(
        isPlain ? "<section class=\"footnotes\" data-footnotes>\n<ol>\n" : "<div class=\"footnotes\">\n<ol>\n"
      )
    }
    footnotes.count += 1
    footnotes.isOpen = true
    currentRegion = additions.footnotes[index].region
    out.append("<li id=\"fn-")
    out.append(address: additions.footnotes[index].label)
    out.append("\">\n")
  }

  private mutating func endFootnote(_ node: Node, into out: inout OutputBuffer) {
    if writeBackReferences(node, into: &out) { out.append(0x0A) }
    footnotes.isOpen = false
    currentRegion = 0
    out.append("</li>\n")
  }

  @discardableResult
  mutating func writeBackReferences(_ definition: Node, into out: inout OutputBuffer) -> Bool {
    guard footnotes.written < footnotes.count, let tag = definition.tag else { return false }
    footnotes.written = footnotes.count
    let count = additions.footnotes[tag.index].referenceCount
    let label = additions.footnotes[tag.index].label
    for ordinal in 1...max(count, 1) {
      out.append(ordinal == 1 ? "<a href=\"#fnref-" : " <a href=\"#fnref-")
      out.append(address: label)
      if ordinal > 1 {
        out.append("-")
        out.append(decimal: ordinal)
      }
      out.append("\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to content\">↩")
      if ordinal > 1 {
        out.append("<sup class=\"footnote-ref\">")
        out.append(decimal: ordinal)
        out.append("</sup>")
      }
      out.append("</a>")
    }
    return true
  }
}
