/// What stands behind the fence of a code block: `swift {3,5-7} title="main.swift"`.
struct CodeFence {
  /// The language as written; empty where there is none.
  private(set) var language = 0..<0
  /// The lines to mark, from 1, in order and apart.
  private(set) var lines: [ClosedRange<Int>] = []
  /// The title.
  private(set) var title: Range<Int>?

  init(_ info: Span<UInt8>) {
    var index = 0
    while index < info.count, !info[index].isMarkdownSpace, info[index] != UInt8(ascii: "{") { index += 1 }
    language = 0..<index
    while index < info.count {
      if info[index] == UInt8(ascii: "{") {
        guard let close = info.next(UInt8(ascii: "}"), from: index) else { return }
        readLines(info, index + 1..<close)
        index = close + 1
      } else if let value = Self.title(info, index) {
        title = value
        index = value.upperBound + 1
      } else {
        while index < info.count, !info[index].isMarkdownSpace, info[index] != UInt8(ascii: "{") {
          index += 1
        }
        while index < info.count, info[index].isMarkdownSpace { index += 1 }
      }
    }
  }

  /// The value of `title="…"` or `title='…'` at `start`.
  private static func title(_ info: Span<UInt8>, _ start: Int) -> Range<Int>? {
    let key: StaticString = "title="
    let count = key.utf8CodeUnitCount
    guard start + count < info.count else { return nil }
    for offset in 0..<count where info[start + offset] != key.byte(at: offset) { return nil }
    let quote = info[start + count]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      let close = info.next(quote, from: start + count + 1)
    else { return nil }
    return start + count + 1..<close
  }

  /// Reads `3,5-7`; what is no number of a line is left out.
  private mutating func readLines(_ info: Span<UInt8>, _ range: Range<Int>) {
    var found: [ClosedRange<Int>] = []
    for part in InlineParser.bytes(info, range).split(separator: UInt8(ascii: ",")) {
      let ends = part.split(separator: UInt8(ascii: "-"), maxSplits: 1).map { Self.number($0) }
      guard let first = ends.first ?? nil, let last = ends.last ?? nil, first > 0, first <= last else {
        continue
      }
      found.append(first...last)
    }
    found += lines
    found.sort { $0.lowerBound < $1.lowerBound }
    lines.removeAll()
    for next in found {
      if let last = lines.last, next.lowerBound <= last.upperBound + 1 {
        lines[lines.count - 1] = last.lowerBound...max(last.upperBound, next.upperBound)
      } else {
        lines.append(next)
      }
    }
  }

  private static func number(_ text: ArraySlice<UInt8>) -> Int? {
    var value = 0
    var hasDigits = false
    for byte in text where !byte.isMarkdownSpace {
      guard byte.isASCIIDigit, value < 100_000_000 else { return nil }
      value = value * 10 + Int(byte - 0x30)
      hasDigits = true
    }
    return hasDigits ? value : nil
  }
}
