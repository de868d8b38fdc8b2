import BroadsheetCore

/// Where the lines of a source begin.
struct LineIndex: Sendable {
  /// The offset of each line's first byte; one more entry than lines, the end of the source.
  private(set) var starts: [Int32] = []

  /// An index of nothing.
  init() {}

  /// Finds the lines, as cmark does: ended by a line feed, a carriage return, or both.
  init(_ source: Span<UInt8>) {
    starts.reserveCapacity(source.count / 48 + 2)
    starts.append(0)
    let hasReturns = source.has(0x0D)
    var index = 0
    let count = source.count
    while index < count {
      let feed = source.next(0x0A, from: index)
      let end = feed ?? count
      while hasReturns, let found = source.extracting(0..<end).next(0x0D, from: index) {
        index = found + 1
        if index < end || feed == nil { starts.append(Int32(truncatingIfNeeded: index)) }
      }
      if feed != nil { starts.append(Int32(truncatingIfNeeded: end + 1)) }
      index = end + 1
    }
    if starts.last.map({ Int($0) != count }) ?? true { starts.append(Int32(truncatingIfNeeded: count)) }
  }

  /// The offset where line `number` (from 1) begins; the end of the source behind the last line.
  func start(of number: Int) -> Int {
    guard let last = starts.last else { return 0 }
    return number < 1 ? 0 : number - 1 < starts.count ? Int(starts[number - 1]) : Int(last)
  }

  /// The line (from 1) that holds `offset`.
  func line(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if Int(starts[middle]) <= offset { low = middle + 1 } else { high = middle }
    }
    return max(low, 1)
  }
}

/// Follows inlines through the source, as far as diagnostics need: cmark's own inline positions are wrong
/// behind lazy lines and link definitions, so that lines are counted and addresses are looked for.
struct SourcePlace {
  private(set) var line = 0
  private var offset = 0
  private var lineEnd = 0
  /// What has an address and was passed on this line since the last one that was looked for.
  private var passed: [Node] = []

  /// Begins at a block.
  mutating func begin(line: Int, column: Int, _ lines: LineIndex) {
    if !passed.isEmpty { passed.removeAll(keepingCapacity: true) }
    self.line = line
    offset = lines.start(of: line) + max(column - 1, 0)
    lineEnd = lines.start(of: line + 1)
  }

  /// Goes on to the next line.
  mutating func advanceLine(_ lines: LineIndex, _ source: Span<UInt8>) {
    guard line > 0 else { return }
    if !passed.isEmpty { passed.removeAll(keepingCapacity: true) }
    line += 1
    offset = lines.start(of: line)
    lineEnd = lines.start(of: line + 1)
  }

  /// Notes what has an address; where it stands is looked for only if something behind it must be found.
  mutating func pass(_ node: Node) { passed.append(node) }

  /// The column of the address of a link or an image.
  mutating func column(of node: Node, _ lines: LineIndex, _ source: Span<UInt8>) -> Int {
    for before in passed { _ = before.withURL { column(of: $0, lines, source) } }
    passed.removeAll(keepingCapacity: true)
    return node.withURL { column(of: $0, lines, source) }
  }

  /// The column (from 1, in scalars) of the next occurrence of `text` on this line; 0 where there is none
  /// nearby. Each search goes on behind the last one and looks at most 1,024 bytes ahead.
  private mutating func column(of text: Span<UInt8>, _ lines: LineIndex, _ source: Span<UInt8>) -> Int {
    guard line > 0, text.count > 0 else { return 0 }
    let end = min(lineEnd, offset + 1024, source.count)
    guard offset < end else { return 0 }
    let near = source.extracting(0..<end)
    var index = offset
    while let found = near.next(text[0], from: index) {
      index = found + 1
      guard near.commonLength(from: found, with: text, from: 0) == text.count else { continue }
      offset = found + text.count
      return Self.column(at: found, from: lines.start(of: line), source)
    }
    return 0
  }

  /// Columns beyond 4,096 bytes help nobody and would cost too much.
  static func column(at offset: Int, from start: Int, _ source: Span<UInt8>) -> Int {
    guard offset - start <= 4096 else { return 0 }
    let before = source.extracting(start..<offset)
    var column = 1
    for index in before.indices where before[index] & 0xC0 != 0x80 { column += 1 }
    return column
  }
}
