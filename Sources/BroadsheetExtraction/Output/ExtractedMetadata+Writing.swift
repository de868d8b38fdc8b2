import BroadsheetCore

extension ExtractedMetadata {
  /// Appends the metadata as one JSON object without a line break.
  ///
  /// - Parameters:
  ///   - path: the article's path, with `/`.
  ///   - section: the article's section.
  ///   - prose: what the metadata was extracted from.
  ///   - source: the file's bytes, for lines and columns; `start` and `end` are offsets in it.
  ///   - targets: for each of ``seeAlso`` the article of this site that it means, where one is known.
  public func writeJSON(
    path: String, section: String, prose: Prose, source: [UInt8], targets: [String?] = [],
    into out: inout OutputBuffer
  ) {
    let writer = InspectionWriter(self, prose, source)
    writer.write(path: path, section: section, targets: targets, into: &out)
  }

  /// Appends the metadata as lines for people on a terminal.
  public func writeText(
    path: String, section: String, prose: Prose, source: [UInt8], into out: inout OutputBuffer
  ) {
    let writer = TerminalWriter(metadata: self, prose: prose, source: source)
    writer.write(path: path, section: section, into: &out)
  }
}

extension Prose {
  /// The bytes of the source that render to some bytes of the text.
  public func sourceRange(of range: Range<Int>) -> Range<Int> {
    let start = sourceOffset(of: range.lowerBound)
    guard !range.isEmpty else { return start..<start }
    return start..<max(start, sourceOffset(of: range.upperBound - 1) + 1)
  }
}

extension OutputBuffer {
  /// Appends a fraction from 0 to 1 with so many decimals at most.
  mutating func append(fraction value: Double, places: Int = 2) {
    var scale = 1
    for _ in 0..<places { scale *= 10 }
    let parts = Int((min(max(value, 0), 1) * Double(scale)).rounded())
    append(decimal: parts / scale)
    var rest = parts % scale
    guard rest > 0 else { return }
    append(UInt8(ascii: "."))
    while rest > 0 {
      scale /= 10
      append(UInt8(48 + rest / scale))
      rest %= scale
    }
  }
}
