import BroadsheetCore

extension BlockScanner {
  /// Whether the current region's bytes are written, because they differ from the source.
  var isRewriting: Bool { layout.regions[region].isRewritten }

  /// Where a byte of this line will stand in the bytes that cmark parses.
  mutating func emitPosition(_ source: Span<UInt8>, _ position: Int) -> Int {
    guard isRewriting else { return position }
    let start = layout.regions[region].bytes.count + regionTabColumns
    guard regionColumn & 3 != 0 else { return start + position - regionOffset }
    var column = regionColumn + regionTabColumns
    let first = column
    for index in regionOffset..<max(position, regionOffset) {
      column += source[index] == 0x09 ? 4 - (column & 3) : 1
    }
    return start + column - first
  }

  /// From now on, writes what cmark parses.
  private mutating func beginRewriting(_ source: Span<UInt8>) {
    guard !isRewriting else { return }
    layout.regions[region].isRewritten = true
    layout.regions[region].bytes.reserveCapacity(source.count)
    append(source, 0..<lineStart)
    for number in 0..<line { layout.regions[region].lines.append(Int32(truncatingIfNeeded: number)) }
  }

  /// Ends the line that was written.
  private mutating func endLine(of target: Int) {
    layout.regions[target].bytes.append(0x0A)
    layout.regions[target].lines.append(Int32(truncatingIfNeeded: line))
  }

  private mutating func append(_ source: Span<UInt8>, _ range: Range<Int>) {
    layout.regions[region].bytes.append(source.extracting(range))
  }

  /// Writes this line as it is into its region.
  mutating func emitLine(_ source: Span<UInt8>) {
    guard isRewriting else { return }
    emitPrefix(source, upTo: lineEnd)
    endLine(of: region)
    guard lineStart == lineEnd else { return }
    // A blank line in a footnote makes the lists around it loose, too.
    var inner = openRegions.count - 1
    while inner > 0, !layout.regions[openRegions[inner]].isBlock {
      inner -= 1
      endLine(of: openRegions[inner])
    }
  }

  /// Writes the line's part of its region up to `end`.
  private mutating func emitPrefix(_ source: Span<UInt8>, upTo end: Int) {
    let target = region
    for _ in 0..<regionTabColumns { layout.regions[target].bytes.append(0x20) }
    let range = min(regionOffset, end)..<end
    guard regionColumn & 3 != 0 else { return append(source, range) }
    // The region's tab stops are not those of the line.
    var column = regionColumn + regionTabColumns
    for index in range {
      guard source[index] == 0x09 else {
        layout.regions[target].bytes.append(source[index])
        column += 1
        continue
      }
      repeat {
        layout.regions[target].bytes.append(0x20)
        column += 1
      } while column & 3 != 0
    }
  }

  /// Writes a lazy continuation line of a region so far indented that it can be nothing else.
  mutating func emitLazyLine(_ source: Span<UInt8>) {
    var columns = 4 + containers[containers.count - 1].itemColumns
    // Many lazy lines below many lists would grow with the square of both.
    lazyColumns += columns
    if lazyColumns > 1 << 22 { columns = 4 }
    for _ in 0..<columns { layout.regions[region].bytes.append(0x20) }
    append(source, firstNonspace..<lineEnd)
    endLine(of: region)
  }

  /// Writes an empty heading: a leaf of one line that interrupts paragraphs, and that cmark gives the same
  /// say in what makes a list loose as cmark-gfm gives tables (a thematic break has none).
  private mutating func emitPlaceholder() {
    layout.regions[region].bytes.append(UInt8(ascii: "#"))
    endLine(of: region)
  }

  private mutating func addPlaceholder(_ placeholder: BlockLayout.Placeholder) {
    openLeaf(.placeholder, state: .none)
    layout.regions[region].leaves[leafIndex].index = layout.placeholders.count
    layout.placeholders.append(placeholder)
  }

  /// Writes the line with a placeholder where its first byte that is no white space stands.
  mutating func emitPlaceholderLine(_ source: Span<UInt8>, for placeholder: BlockLayout.Placeholder) {
    beginRewriting(source)
    emitPrefix(source, upTo: firstNonspace)
    emitPlaceholder()
    addPlaceholder(placeholder)
  }

  // MARK: Items and footnotes

  mutating func openItem(_ source: Span<UInt8>, _ marker: BlockStart.ListMarker) {
    let markerIndent = indent
    advance(source, by: firstNonspace + marker.length - offset)
    let saved = (offset, column, hasPartialTab)
    while column - saved.1 <= 5, offset < lineEnd, source[offset] == 0x20 || source[offset] == 0x09 {
      advance(source, by: 1, columns: true)
    }
    let width = column - saved.1
    var padding = marker.length + width
    if width >= 5 || width < 1 || offset == lineEnd {
      padding = marker.length + 1
      (offset, column, hasPartialTab) = saved
      if width > 0 { advance(source, by: 1, columns: true) }
    }
    push(Container(kind: .item, indentation: markerIndent + padding, line: line))
  }

  mutating func openFootnote(_ source: Span<UInt8>, _ start: (label: Range<Int>, content: Int)) {
    emitPlaceholderLine(source, for: .footnote(layout.footnotes.count))
    advance(source, by: start.content - offset)
    var region = BlockLayout.Region()
    region.isRewritten = true
    let number = layout.regions.count
    layout.regions.append(region)
    layout.footnotes.append(
      BlockLayout.Footnote(label: segment(start.label.lowerBound, start.label.upperBound), region: number))
    push(Container(kind: .footnote, region: number, footnote: layout.footnotes.count - 1, line: line))
    openRegions.append(number)
    beginRegion()
  }

  // MARK: Tables

  /// Makes a table of the open paragraph's last line and this one, if they are its first two.
  mutating func openTable(_ source: Span<UInt8>) -> Bool {
    guard let header = layout.segments.last,
      let alignments = TableRow.alignments(source, firstNonspace..<lineEnd)
    else { return false }
    let headerRange = Int(header.start)..<Int(header.end)
    guard TableRow.count(source, headerRange) == alignments.count, alignments.count <= 65535 else {
      return false
    }
    beginRewriting(source)
    let isWhole = layout.segments.count - 1 == layout.regions[region].leaves[leafIndex].segments.lowerBound
    layout.segments.removeLast()
    let headerLine =
      isWhole ? layout.regions[region].leaves[leafIndex].line : Int32(truncatingIfNeeded: line - 1)
    let keep = isWhole ? paragraphFirstOffset : paragraphLastOffset
    layout.regions[region].lines.removeLast()
    layout.regions[region].bytes.removeLast(layout.regions[region].bytes.count - keep)
    if isWhole {
      layout.regions[region].leaves[leafIndex].kind = .placeholder
      layout.regions[region].leaves[leafIndex].index = layout.placeholders.count
      endParagraphSegments()
      layout.placeholders.append(.table(layout.tables.count))
    } else {
      layout.regions[region].leaves[leafIndex].index = 1
      closeLeaf(source)
      emitPrefix(source, upTo: firstNonspace)
      addPlaceholder(.table(layout.tables.count))
    }
    emitPlaceholder()
    tablePrefix = regionOffset..<firstNonspace
    table = layout.tables.count
    layout.tables.append(BlockLayout.Table(alignments: alignments, cells: [], rows: [], line: headerLine))
    leaf = .table
    addRow(source, headerRange)
    return true
  }

  /// Ends the open table. To cmark-gfm, a table without rows ends with a blank line, which makes lists loose.
  mutating func closeTable(_ source: Span<UInt8>) {
    guard layout.tables[table].rows.count == 1 else { return }
    append(source, tablePrefix)
    endLine(of: region)
  }

  /// A task without text has no paragraph that another line could go on with.
  mutating func addEmptyTask(_ source: Span<UInt8>, _ task: BlockLayout.Task) {
    emitPlaceholderLine(source, for: .task(task == .done))
  }

  mutating func addTableRow(_ source: Span<UInt8>) { addRow(source, firstNonspace..<lineEnd) }

  private mutating func addRow(_ source: Span<UInt8>, _ range: Range<Int>) {
    let columns = layout.tables[table].alignments.count
    var cells = TableRow.Cells(source, range)
    var count = 0
    while count < columns, let cell = cells.next(source) {
      layout.tables[table].cells.append(segment(cell.lowerBound, cell.upperBound))
      count += 1
    }
    layout.tables[table].rows.append(count)
    missingCells += columns - count
    // A table that would be written with far more cells than the source has ends here.
    if missingCells > 1 << 19 { leaf = .none }
  }
}
