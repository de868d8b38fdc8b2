import BroadsheetCore

/// An image that stands alone, while it is written as a figure.
struct FigureState {
  /// The title, which becomes the caption; empty where there is none.
  var title: [UInt8]
  /// The credit from the image's attributes.
  var credit: [UInt8]?

  /// The image of a paragraph that holds nothing else, alone or as the only part of a link.
  static func image(of paragraph: Node) -> Node? {
    guard let only = paragraph.firstChild, only.next == nil else { return nil }
    if only.kind == .image { return only }
    guard only.kind == .link, let inner = only.firstChild, inner.next == nil, inner.kind == .image else {
      return nil
    }
    return inner
  }

  /// Where a credit begins in a caption: behind the last `Photo:`, `Picture:`, `Image:`, `Credit:`,
  /// `Graphic:` or `Foto:` that begins a word; nil where there is none.
  static func creditStart(in title: [UInt8]) -> Int? {
    let labels: [StaticString] = [
      "photo:", "picture:", "image:", "credit:", "graphic:", "photograph:", "foto:", "bild:",
    ]
    var index = title.count
    while index > 0 {
      index -= 1
      if index > 0, title[index - 1].isASCIIAlphanumeric { continue }
      for label in labels {
        let count = label.utf8CodeUnitCount
        guard index + count < title.count else { continue }
        var matches = true
        for position in 0..<count where title[index + position].asciiLowercased != label.byte(at: position) {
          matches = false
          break
        }
        if matches { return index }
      }
    }
    return nil
  }
}

extension HTMLRenderer {
  mutating func beginFigure(_ image: Node, into out: inout OutputBuffer) {
    var state = FigureState(title: [], credit: nil)
    image.withTitle { title in for index in 0..<title.count { state.title.append(title[index]) } }
    if let tag = image.tag { state.credit = additions.attributes(for: tag)?.credit }
    figure = state
    out.beginLine(since: start)
    out.append("<figure>\n")
  }

  mutating func endFigure(into out: inout OutputBuffer) {
    guard let state = figure else { return }
    figure = nil
    out.append("\n")
    var caption = state.title
    var credit = state.credit
    if credit == nil, let split = FigureState.creditStart(in: caption) {
      var end = caption.count
      while end > split, caption[end - 1].isMarkdownSpace || caption[end - 1] == UInt8(ascii: ")") {
        end -= 1
      }
      credit = Array(caption[split..<end])
      caption = Self.trimmedCaption(caption, upTo: split)
    }
    if !caption.isEmpty || credit != nil {
      out.append("<figcaption>")
      writePhrase(caption, into: &out)
      if let credit {
        if !caption.isEmpty { out.append(0x20) }
        out.append("<span class=\"credit\">")
        writePhrase(credit, into: &out)
        out.append("</span>")
      }
      out.append("</figcaption>\n")
    }
    out.append("</figure>\n")
  }

  private mutating func writePhrase(_ text: [UInt8], into out: inout OutputBuffer) {
    quotes?.beginBlock()
    if quotes != nil {
      quotes?.write(text.span, before: 0x20, into: &out)
    } else {
      out.append(markupEscaped: text.span)
    }
  }

  /// The caption in front of a credit, without the dash, bar or bracket that joins them.
  private static func trimmedCaption(_ title: [UInt8], upTo end: Int) -> [UInt8] {
    var end = end
    while end > 0 {
      let byte = title[end - 1]
      if byte.isMarkdownSpace || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "|")
        || byte == UInt8(ascii: "(")
        || byte == UInt8(ascii: "/")
      {
        end -= 1
      } else if end >= 3, title[end - 3] == 0xE2, title[end - 2] == 0x80, byte == 0x93 || byte == 0x94 {
        end -= 3
      } else if end >= 2, title[end - 2] == 0xC2, byte == 0xB7 {
        end -= 2
      } else {
        break
      }
    }
    return Array(title[..<end])
  }
}
