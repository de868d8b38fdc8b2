import BroadsheetCore

/// Finds lines and columns of ascending offsets in one pass.
struct SourceCursor {
  private var offset = 0
  private var line = 1
  private var column = 1

  /// The line and column, from 1, of the byte `target` of `source`; columns count Unicode scalars.
  mutating func location(of target: Int, in source: [UInt8]) -> (line: Int, column: Int) {
    if target < offset { self = SourceCursor() }
    let end = min(target, source.count)
    while offset < end {
      let byte = source[offset]
      if byte == 0x0A || (byte == 0x0D && !(offset + 1 < source.count && source[offset + 1] == 0x0A)) {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
      offset += 1
    }
    return (line, column)
  }
}
