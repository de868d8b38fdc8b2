import BroadsheetCore

extension HTMLRenderer {
  /// Writes raw HTML that the site keeps.
  mutating func writeRawHTML(_ html: Span<UInt8>, into out: inout OutputBuffer) {
    out.append(html)
  }
}
