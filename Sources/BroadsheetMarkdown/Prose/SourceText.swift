import BroadsheetCore

/// The raw text of a block with the way back to the source: the bytes that its inlines were parsed from.
struct SourceText {
  /// From `text` on, until the next piece, bytes come from `source` on.
  struct Piece {
    var text: Int
    var source: Int
  }

  /// The raw text, its lines joined by line feeds.
  private(set) var bytes: [UInt8] = []
  private(set) var pieces: [Piece] = []

  /// No text.
  init() {}

  /// Forgets the text and keeps the memory.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    pieces.removeAll(keepingCapacity: true)
  }

  /// The content of a leaf, whose segments these are, behind its link definitions.
  init(_ leaf: BlockLayout.Leaf, _ segments: ArraySlice<BlockLayout.Segment>, _ source: Span<UInt8>) {
    read(leaf, segments, source)
  }

  /// Takes over the content of a leaf, whose segments these are, behind its link definitions.
  mutating func read(
    _ leaf: BlockLayout.Leaf, _ segments: ArraySlice<BlockLayout.Segment>, _ source: Span<UInt8>
  ) {
    removeAll()
    bytes.reserveCapacity(segments.reduce(segments.count) { $0 + Int($1.end - $1.start) })
    pieces.reserveCapacity(segments.count)
    var skipped = leaf.contentStart
    for segment in segments {
      var start = Int(segment.start)
      let end = Int(segment.end)
      if skipped > 0 {
        if skipped > end - start {
          skipped -= end - start + 1
          continue
        }
        start += skipped
        skipped = 0
      }
      if !pieces.isEmpty { bytes.append(0x0A) }
      pieces.append(Piece(text: bytes.count, source: start))
      bytes.append(source.extracting(start..<max(start, end)))
    }
    // A task's first line may hold nothing but its box.
    var leading = 0
    while leading < bytes.count, bytes[leading].isLineEnding { leading += 1 }
    if leading > 0 { dropFirst(leading) }
    while let last = bytes.last, last.isMarkdownSpace { bytes.removeLast() }
    if leaf.kind == .paragraph, leaf.index == 1 { unescapeBars() }
  }

  /// A cell of a table, in which `\|` is a bar.
  init(cell: BlockLayout.Segment, _ source: Span<UInt8>) { read(cell: cell, source) }

  /// Takes over a cell of a table.
  mutating func read(cell: BlockLayout.Segment, _ source: Span<UInt8>) {
    removeAll()
    pieces.append(Piece(text: 0, source: Int(cell.start)))
    bytes.append(source.extracting(Int(cell.start)..<Int(cell.end)))
    unescapeBars()
  }

  /// The offset in the source of the byte at `offset`; `hint` is the piece of the offset asked for before.
  func source(of offset: Int, hint: inout Int) -> Int {
    while hint + 1 < pieces.count, pieces[hint + 1].text <= offset { hint += 1 }
    guard hint < pieces.count else { return 0 }
    return pieces[hint].source + offset - pieces[hint].text
  }

  private mutating func dropFirst(_ count: Int) {
    bytes.removeFirst(count)
    pieces = pieces.filter { $0.text >= count }.map { Piece(text: $0.text - count, source: $0.source) }
  }

  /// Takes the backslash in front of each bar away.
  private mutating func unescapeBars() {
    guard bytes.contains(UInt8(ascii: "|")) else { return }
    let old = bytes
    let oldPieces = pieces
    var hint = 0
    bytes.removeAll(keepingCapacity: true)
    pieces.removeAll(keepingCapacity: true)
    var next = 0
    var index = 0
    while index < old.count {
      if next < oldPieces.count, oldPieces[next].text <= index {
        pieces.append(Piece(text: bytes.count, source: oldPieces[next].source + index - oldPieces[next].text))
        hint = next
        next += 1
      }
      if old[index] == UInt8(ascii: "\\"), index + 1 < old.count, old[index + 1] == UInt8(ascii: "|") {
        index += 1
        pieces.append(Piece(text: bytes.count, source: oldPieces[hint].source + index - oldPieces[hint].text))
      }
      bytes.append(old[index])
      index += 1
    }
  }
}
