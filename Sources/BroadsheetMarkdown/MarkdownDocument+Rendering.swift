import BroadsheetCore

extension MarkdownDocument {
  /// Appends the document's HTML to `out`, as its options say.
  ///
  /// Linear in the document's length; nesting of any depth is fine.
  @discardableResult
  public borrowing func renderBody(into out: inout OutputBuffer) -> RenderedBody {
    var renderer = HTMLRenderer(self, start: out.count)
    renderer.render(root, source: source.span, into: &out)
    return renderer.body
  }

  /// The document's HTML on its own. Slots stay empty in it.
  public borrowing func html() -> [UInt8] {
    var out = OutputBuffer(capacity: source.count * 2)
    renderBody(into: &out)
    return out.bytes()
  }
}
