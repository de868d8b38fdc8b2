import BroadsheetCore

/// Reads the block structure of a document line by line, with the rules of CommonMark 0.30 (section "Phase
/// 1: block structure" of its appendix) and of cmark-gfm's tables and footnotes.
///
/// cmark keeps to itself which bytes of the source a block holds, and knows neither tables nor footnotes.
/// This scanner finds both in one pass and, where a table or a footnote's definition stands, writes a
/// source for cmark in which an empty heading stands in its place. It builds no tree and reads no inlines.
struct BlockScanner {
  enum ContainerKind: UInt8 { case document, blockQuote, item, footnote, block }

  /// An open block that holds others.
  struct Container {
    var kind: ContainerKind
    /// For an item: the columns that its content is indented by.
    var indentation = 0
    /// Whether anything stands in it yet.
    var hasChild = false
    /// For a footnote or a block: its region.
    var region = 0
    /// For a footnote: its index.
    var footnote = 0
    /// The line it began on.
    var line = 0
    /// For a block: the colons of its fence.
    var fenceLength = 0
    /// For a block: its index.
    var block = 0
    /// The columns by which this and all items around it are indented.
    var itemColumns = 0
  }

  enum LeafState { case none, paragraph, fencedCode, indentedCode, html, table }

  let extensions: MarkdownOptions.Extensions
  var layout = BlockLayout()
  var containers: [Container] = [Container(kind: .document)]
  /// The regions of the open footnotes and blocks, the document's first.
  var openRegions: [Int] = [0]
  /// The containers that take something from the beginning of a line: all but blocks, the document first.
  var takers: [Int] = [0]
  /// The last of them that the line matches.
  var lastMatchedTaker = 0
  /// The open blocks by the number of their colons.
  var openFences: [Int: [Int]] = [:]
  var leaf = LeafState.none
  /// Whether the open leaf is the last matched block, which decides what may interrupt it.
  var leafMatched = false

  // The open leaf.
  var fenceByte: UInt8 = 0
  var fenceLength = 0
  var fenceOffset = 0
  var htmlKind = 0
  var table = 0
  /// What stands in front of the open table's delimiter row in its line.
  var tablePrefix = 0..<0
  /// Cells that rows of tables lack, so far; bounded as in newer versions of cmark-gfm.
  var missingCells = 0
  /// The open paragraph's first segment.
  var paragraphStart = 0
  /// Where in its region's bytes each line of the open paragraph's content begins: the first and the last.
  var paragraphFirstOffset = 0
  var paragraphLastOffset = 0
  /// Whether something stood in front of the open paragraph in its container.
  var paragraphHasElder = false
  /// The index of the open leaf in its region.
  var leafIndex = 0

  // The line.
  var line = 0
  var lineStart = 0
  var lineEnd = 0
  var offset = 0
  var column = 0
  var firstNonspace = 0
  var firstNonspaceColumn = 0
  var indent = 0
  var isBlank = false
  /// Before this offset of the line, no thematic break begins.
  var noBreakBefore = 0
  var hasPartialTab = false
  /// Where this line's part of its region begins, and the columns of a tab that are left there.
  var regionOffset = 0
  var regionTabColumns = 0
  /// The column that this line's part of its region begins in.
  var regionColumn = 0

  /// Columns that lazy lines were indented by, so far.
  var lazyColumns = 0

  /// Whether tasks are recognised exactly where cmark-gfm does.
  let isPlain: Bool
  /// Whether fences of colons hold blocks.
  let knowsBlocks: Bool

  init(_ options: MarkdownOptions) {
    extensions = options.extensions
    isPlain = options.isPlain
    knowsBlocks = !options.isPlain && !options.blocks.isEmpty
  }

  /// Scans a whole document.
  static func scan(_ source: Span<UInt8>, options: MarkdownOptions) -> BlockLayout {
    var scanner = BlockScanner(options)
    let lines = LineIndex(source)
    scanner.layout.lines = lines
    // As many as allocators give fast; longer documents ask for more.
    scanner.layout.regions[0].leaves.reserveCapacity(min(lines.starts.count / 2, 20))
    scanner.layout.segments.reserveCapacity(min(lines.starts.count, 64))
    let count = source.count
    for line in 0..<lines.starts.count - 1 {
      let start = Int(lines.starts[line])
      var end = Int(lines.starts[line + 1])
      if end > start, source[end - 1] == 0x0A { end -= 1 }
      if end > start, source[end - 1] == 0x0D { end -= 1 }
      scanner.lineStart = start
      scanner.lineEnd = end
      scanner.offset = start
      if start == 0, count >= 3, source[0] == 0xEF, source[1] == 0xBB, source[2] == 0xBF {
        scanner.offset = 3
      }
      scanner.processLine(source)
      scanner.line += 1
    }
    scanner.closeLeaf(source)
    scanner.closeContainers(to: 1)
    scanner.layout.work += count
    return scanner.layout
  }

  /// The byte at `index` of the line; behind its end, a line feed.
  @inline(__always)
  func peek(_ source: Span<UInt8>, _ index: Int) -> UInt8 { index < lineEnd ? source[index] : 0x0A }

  mutating func processLine(_ source: Span<UInt8>) {
    column = 0
    hasPartialTab = false
    noBreakBefore = lineStart
    regionOffset = lineStart
    regionTabColumns = 0
    regionColumn = 0
    guard let matched = matchOpenBlocks(source) else { return }
    openBlocks(source, matched: matched)
  }

  /// Opens what the line begins, and gives the rest of it to the block it belongs to.
  private mutating func openBlocks(_ source: Span<UInt8>, matched: Int) {
    let allMatched = matched == containers.count && (leaf == .none || leafMatched)
    var maybeLazy = leaf == .paragraph
    /// Whether the deepest matched block is the open leaf (and which kind), as long as nothing was opened.
    var holder: LeafState = leafMatched ? leaf : .none
    var opened = false
    // HTML that a blank line would end is ended by its block's fence, too.
    if holder == .html, htmlKind >= 6, closesBlock(source, matched) { return }
    scan: while holder != .fencedCode, holder != .indentedCode, holder != .html {
      findFirstNonspace(source)
      let byte = peek(source, firstNonspace)
      let isIndented = indent >= 4
      // Most lines go on with a paragraph or begin one: letters begin nothing else.
      if !isIndented, byte.isASCIILetter || byte >= 0x80 { break scan }
      if isIndented {
        if !maybeLazy, !isBlank {
          prepare(source, matched, &opened)
          advance(source, by: 4, columns: true)
          openLeaf(.codeBlock, state: .indentedCode)
          holder = .indentedCode
        }
        break scan
      }
      if byte == UInt8(ascii: ">") {
        prepare(source, matched, &opened)
        advance(source, by: firstNonspace + 1 - offset)
        if offset < lineEnd, source[offset] == 0x20 || source[offset] == 0x09 {
          advance(source, by: 1, columns: true)
        }
        push(Container(kind: .blockQuote, line: line))
      } else if byte == UInt8(ascii: "#"), let length = BlockStart.heading(source, firstNonspace, lineEnd) {
        prepare(source, matched, &opened)
        addHeading(source, from: firstNonspace + length)
        return emitLine(source)
      } else if byte == UInt8(ascii: "`") || byte == UInt8(ascii: "~"),
        let length = BlockStart.fence(source, firstNonspace, lineEnd)
      {
        prepare(source, matched, &opened)
        fenceByte = byte
        fenceLength = min(length, 255)
        fenceOffset = firstNonspace - offset
        openLeaf(.codeBlock, state: .fencedCode)
        return emitLine(source)
      } else if byte == UInt8(ascii: "<"),
        let kind = BlockStart.html(
          source, firstNonspace, lineEnd, interruptsParagraph: holder == .paragraph || maybeLazy)
      {
        prepare(source, matched, &opened)
        htmlKind = kind
        openLeaf(.htmlBlock, state: .html)
        holder = .html
        break scan
      } else if holder == .paragraph, byte == UInt8(ascii: "=") || byte == UInt8(ascii: "-"),
        BlockStart.isSetextUnderline(source, firstNonspace, lineEnd)
      {
        if finishDefinitions(source) {
          layout.regions[region].leaves[leafIndex].kind = .heading
          endParagraphSegments()
          leaf = .none
          return emitLine(source)
        }
        break scan
      } else if firstNonspace >= noBreakBefore, isThematicBreak(source) {
        prepare(source, matched, &opened)
        openLeaf(.thematicBreak, state: .none)
        return emitLine(source)
      } else if byte == UInt8(ascii: ":"), knowsBlocks,
        let fence = BlockFence.read(source, firstNonspace, lineEnd)
      {
        guard let header = fence.header else {
          if !opened, closesBlock(source, matched) { return }
          addStrayFence(source)
          break scan
        }
        prepare(source, matched, &opened)
        return openBlock(source, length: fence.length, header: header)
      } else if byte == UInt8(ascii: "["), extensions.contains(.footnotes),
        let label = BlockStart.footnote(source, firstNonspace, lineEnd)
      {
        prepare(source, matched, &opened)
        openFootnote(source, label)
      } else if let marker = BlockStart.listMarker(
        source, firstNonspace, lineEnd, interruptsParagraph: holder == .paragraph)
      {
        prepare(source, matched, &opened)
        openItem(source, marker)
      } else {
        if holder == .paragraph, extensions.contains(.tables), openTable(source) { return }
        break scan
      }
      holder = .none
      maybeLazy = false
    }
    addText(source, matched: matched, opened: opened, holder: holder, allMatched: allMatched)
  }

  /// Whether the rest of the line is a thematic break. Where it is none, no later part of the line up to
  /// the byte that says so is one either, which keeps lines of many list markers linear.
  private mutating func isThematicBreak(_ source: Span<UInt8>) -> Bool {
    let (isBreak, end) = BlockStart.thematicBreak(source, firstNonspace, lineEnd)
    if !isBreak { noBreakBefore = end }
    return isBreak
  }

  /// Closes what did not match, before something new is opened.
  private mutating func prepare(_ source: Span<UInt8>, _ matched: Int, _ opened: inout Bool) {
    guard !opened else { return }
    opened = true
    closeLeaf(source)
    closeContainers(to: matched)
  }

  /// Opens a container that takes something from the beginning of each line.
  mutating func push(_ container: Container) {
    var container = container
    container.itemColumns = containers[containers.count - 1].itemColumns + container.indentation
    containers[containers.count - 1].hasChild = true
    takers.append(containers.count)
    containers.append(container)
  }

  /// The region that the line belongs to.
  var region: Int { openRegions[openRegions.count - 1] }

  private mutating func addText(
    _ source: Span<UInt8>, matched: Int, opened: Bool, holder: LeafState, allMatched: Bool
  ) {
    findFirstNonspace(source)
    if !opened, !allMatched, !leafMatched, !isBlank, leaf == .paragraph {
      // A lazy continuation line.
      addParagraphLine(source, isLazy: true)
      return
    }
    if !opened, !leafMatched {
      closeLeaf(source)
      closeContainers(to: matched)
    }
    switch leafMatched || opened ? leaf : .none {
    case .fencedCode, .indentedCode:
      addSegment(offset, lineEnd)
      endParagraphSegments()
      emitLine(source)
    case .html:
      emitLine(source)
      if BlockStart.endsHTML(source, firstNonspace, lineEnd, kind: htmlKind) { leaf = .none }
    case .table where holder == .table && !isBlank:
      addTableRow(source)
    case .table:
      emitLine(source)
    case .paragraph where !isBlank:
      addParagraphLine(source, isLazy: false)
    case .none, .paragraph:
      if isBlank { return emitLine(source) }
      beginParagraph(source)
    }
  }
}
