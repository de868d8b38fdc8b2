/// Finds lines and columns of a file's bytes, in any order, each in a time that does not depend on its size.
struct SourceLines {
  private static let step = 512
  private let source: [UInt8]
  /// Line and column of every 512th byte.
  private var checkpoints: [(line: Int, column: Int)] = []

  init(_ source: [UInt8]) {
    self.source = source
    checkpoints.reserveCapacity(source.count / Self.step + 1)
    var place = (line: 1, column: 1)
    for offset in source.indices {
      if offset % Self.step == 0 { checkpoints.append(place) }
      advance(&place, offset)
    }
  }

  @inline(__always)
  private func advance(_ place: inout (line: Int, column: Int), _ offset: Int) {
    let byte = source[offset]
    if byte == 0x0A || (byte == 0x0D && !(offset + 1 < source.count && source[offset + 1] == 0x0A)) {
      place.line += 1
      place.column = 1
    } else if byte & 0xC0 != 0x80 {
      place.column += 1
    }
  }

  /// The line and column, from 1, of the byte at `target`; columns count Unicode scalars.
  func location(of target: Int) -> (line: Int, column: Int) {
    guard !checkpoints.isEmpty else { return (1, 1) }
    let end = min(max(target, 0), source.count)
    let checkpoint = min(end / Self.step, checkpoints.count - 1)
    var place = checkpoints[checkpoint]
    for offset in checkpoint * Self.step..<max(end, checkpoint * Self.step) { advance(&place, offset) }
    return place
  }
}
