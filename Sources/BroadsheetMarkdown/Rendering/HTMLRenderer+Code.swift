import BroadsheetCore

extension HTMLRenderer {
  mutating func renderCodeBlock(_ node: Node, into out: inout OutputBuffer) {
    out.beginLine(since: start)
    guard !isPlain else { return renderPlainCode(node, into: &out) }
    node.withFenceInfo { info in
      let fence = CodeFence(info)
      if let title = fence.title {
        out.append("<figure class=\"code\">\n<figcaption>")
        out.append(markupEscaped: info.extracting(title))
        out.append("</figcaption>\n")
      }
      let name = info.extracting(fence.language)
      node.withLiteral { writeCode($0, language: name, marking: fence.lines, into: &out) }
      if fence.title != nil { out.append("</figure>\n") }
    }
    guard containers.isOpen else { return }
    node.withLiteral { containers.append($0) }
    containers.endLine()
  }

  private mutating func writeCode(
    _ code: Span<UInt8>, language name: Span<UInt8>, marking marks: [ClosedRange<Int>],
    into out: inout OutputBuffer
  ) {
    let language = options.highlightsCode ? CodeLanguage.named(name) : nil
    var foreign: [UInt8]?
    if language == nil, options.highlightsCode, name.count > 0, let highlighter = options.codeHighlighter {
      foreign = highlighter.highlight(String(copying: name), InlineParser.bytes(code, 0..<code.count))
    }
    out.append(language == nil && foreign == nil ? "<pre><code" : "<pre class=\"highlight\"><code")
    if name.count > 0 {
      out.append(" class=\"language-")
      out.append(markupEscaped: name)
      out.append("\"")
    }
    out.append(">")
    if let foreign {
      out.append(foreign)
    } else {
      var writer = CodeWriter(marking: marks)
      if let language {
        var lexer = CodeLexer(language, 0..<code.count, writer)
        lexer.run(code, into: &out)
        writer = lexer.writer
      } else {
        writer.write(code, 0..<code.count, as: .plain, into: &out)
      }
      writer.finish(into: &out)
    }
    out.append("</code></pre>\n")
  }

  /// Code as the reference implementations write it.
  private mutating func renderPlainCode(_ node: Node, into out: inout OutputBuffer) {
    out.append("<pre><code")
    node.withFenceInfo { info in
      guard info.count > 0 else { return }
      var end = 0
      while end < info.count, !info[end].isMarkdownSpace { end += 1 }
      out.append(" class=\"language-")
      out.append(markupEscaped: info.extracting(0..<end))
      out.append("\"")
    }
    out.append(">")
    node.withLiteral { out.append(markupEscaped: $0) }
    out.append("</code></pre>\n")
  }
}
