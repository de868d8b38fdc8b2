import BroadsheetCore

extension HTMLRenderer {
  mutating func renderText(_ node: Node, into out: inout OutputBuffer) {
    guard quotes != nil else {
      node.withLiteral { out.append(markupEscaped: $0) }
      return
    }
    let following = node.next.map { Self.firstByte(of: $0) } ?? 0x20
    node.withLiteral { quotes?.write($0, before: following, into: &out) }
  }

  /// The first byte of the text behind a text, for the direction of a quotation mark at its end.
  private static func firstByte(of node: Node) -> UInt8 {
    switch node.kind {
    case .text: node.withLiteral { $0.count > 0 ? $0[0] : 0x20 }
    case .softBreak, .lineBreak: 0x20
    default: UInt8(ascii: "a")
    }
  }

  /// Inside an image, only text counts.
  mutating func enterAlternativeText(_ node: Node, _ kind: NodeKind, into out: inout OutputBuffer) -> Bool {
    switch kind {
    case .text, .code, .htmlInline:
      node.withLiteral { out.append(markupEscaped: $0) }
      return false
    case .softBreak, .lineBreak:
      out.append(0x20)
      return false
    default:
      return true
    }
  }

  mutating func enterLink(_ node: Node, source: Span<UInt8>, into out: inout OutputBuffer) -> Bool {
    if isPlain {
      out.append("<a href=\"")
      node.withURL { out.append(address: $0) }
      writeTitle(of: node, into: &out)
      out.append("\">")
      return true
    }
    let kind = node.withURL { AddressKind($0) }
    switch kind {
    case .forbidden:
      out.append("<a")
      warn(node, source: source) { .forbiddenURL($0) }
    case .absolute, .external:
      out.append("<a href=\"")
      node.withURL { out.append(address: $0) }
      out.append("\"")
      if kind == .external, let relation = options.externalLinkRelation {
        out.append(" rel=\"")
        out.append(markupEscaped: relation.utf8.span)
        out.append("\"")
      }
    case .local:
      out.append("<a href=\"")
      addSlot(.link, for: node, source: source, into: &out)
      out.append("\"")
    }
    node.withTitle { title in
      guard title.count > 0 else { return }
      out.append(" title=\"")
      out.append(markupEscaped: title)
      out.append("\"")
    }
    writeAttributes(of: node, into: &out)
    out.append(">")
    return true
  }

  mutating func exitLink(_ node: Node, into out: inout OutputBuffer) {
    out.append("</a>")
  }

  mutating func enterImage(_ node: Node, source: Span<UInt8>, into out: inout OutputBuffer) -> Bool {
    openImage = node
    if isPlain {
      out.append("<img src=\"")
      node.withURL { out.append(address: $0) }
      out.append("\" alt=\"")
      return true
    }
    switch node.withURL({ AddressKind($0) }) {
    case .forbidden:
      out.append("<img")
      warn(node, source: source) { .forbiddenURL($0) }
    case .absolute, .external:
      out.append("<img src=\"")
      node.withURL { out.append(address: $0) }
      out.append("\"")
    case .local:
      out.append("<img src=\"")
      addSlot(.imageSource, for: node, source: source, into: &out)
      out.append("\"")
    }
    out.append(" alt=\"")
    alternativeStart = out.count
    if node.plainText().utf8.allSatisfy(\.isMarkdownSpace) {
      warn(node, source: source) { .missingAlternativeText($0) }
    }
    return true
  }

  mutating func exitImage(_ node: Node, into out: inout OutputBuffer) {
    openImage = nil
    quotes?.noteWord()
    if isPlain {
      writeTitle(of: node, into: &out)
      out.append("\" />")
      return
    }
    out.append("\"")
    if figure == nil {
      node.withTitle { title in
        guard title.count > 0 else { return }
        out.append(" title=\"")
        out.append(markupEscaped: title)
        out.append("\"")
      }
    }
    if let source = body.slots.last(where: { $0.kind != .link }), source.kind == .imageSource,
      node.withURL({ AddressKind($0) }) == .local
    {
      body.slots.append(
        RenderedBody.Slot(
          kind: .imageDimensions, offset: out.count - start, destination: source.destination,
          line: source.line))
    }
    writeAttributes(of: node, into: &out)
    out.append(">")
  }

  private mutating func writeTitle(of node: Node, into out: inout OutputBuffer) {
    node.withTitle { title in
      guard title.count > 0 else { return }
      out.append("\" title=\"")
      out.append(markupEscaped: title)
    }
  }

  private mutating func writeAttributes(of node: Node, into out: inout OutputBuffer) {
    guard !additions.attributeSets.isEmpty, let tag = node.tag, let set = additions.attributes(for: tag)
    else {
      return
    }
    if let id = set.id {
      out.append(" id=\"")
      out.append(markupEscaped: id.utf8.span)
      out.append("\"")
    }
    set.write(into: &out)
  }

  /// Leaves a place for an address that depends on the site.
  private mutating func addSlot(
    _ kind: RenderedBody.Slot.Kind, for node: Node, source: Span<UInt8>, into out: inout OutputBuffer
  ) {
    place.pass(node)
    let destination = node.withURL { String(copying: $0) }
    body.slots.append(
      RenderedBody.Slot(kind: kind, offset: out.count - start, destination: destination, line: place.line))
  }

  private mutating func warn(
    _ node: Node, source: Span<UInt8>, _ kind: (String) -> RenderedBody.Warning.Kind
  ) {
    let address = node.withURL { String(copying: $0) }
    let column = place.column(of: node, lines, source)
    body.warnings.append(RenderedBody.Warning(kind: kind(address), line: place.line, column: column))
  }
}
