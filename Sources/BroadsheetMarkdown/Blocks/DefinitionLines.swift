/// Splits a paragraph into terms and definitions: lines that begin with `: ` define the lines before them.
enum DefinitionLines {
  /// One term or one definition: a leaf with a part of the paragraph's lines.
  struct Part {
    var isTerm: Bool
    var leaf: BlockLayout.Leaf
  }

  /// The parts of a paragraph; empty where no line behind its first defines anything.
  static func split(_ leaf: BlockLayout.Leaf, of layout: BlockLayout, _ source: Span<UInt8>) -> [Part] {
    guard leaf.kind == .paragraph, leaf.contentStart == 0, leaf.task == .none, leaf.segments.count > 1 else {
      return []
    }
    var parts: [Part] = []
    var hasDefinition = false
    for index in leaf.segments {
      let segment = layout.segments[index]
      let start = Int(segment.start)
      let defines =
        index > leaf.segments.lowerBound && start + 1 < Int(segment.end) && source[start] == UInt8(ascii: ":")
        && (source[start + 1] == 0x20 || source[start + 1] == 0x09)
      var part = leaf
      part.segments = index..<index + 1
      part.start = segment.start
      if defines {
        hasDefinition = true
        var text = start + 1
        while text < Int(segment.end), source[text] == 0x20 || source[text] == 0x09 { text += 1 }
        part.contentStart = text - start
        parts.append(Part(isTerm: false, leaf: part))
      } else if hasDefinition, let last = parts.indices.last {
        // A line behind a definition goes on with it.
        parts[last].leaf.segments = parts[last].leaf.segments.lowerBound..<index + 1
      } else {
        parts.append(Part(isTerm: true, leaf: part))
      }
    }
    return hasDefinition ? parts : []
  }
}
