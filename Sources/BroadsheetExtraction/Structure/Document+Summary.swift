import BroadsheetCore

extension Document {
  /// The first sentences of the matter: about 200 to 300 characters, ending with a sentence.
  func summary(_ rules: LanguageRules) -> Extracted<String>? {
    let least = 120
    let most = 300
    var text = ""
    var length = 0
    var bytes: Range<Int>?
    for index in roles.indices where roles[index] == .body && prose.blocks[index].quoteDepth == 0 {
      for sentence in stream.sentences[stream.blockSentences[index]] {
        let first = max(Int(sentence.first), openings[index])
        guard first < Int(sentence.end) else { continue }
        let tokens = first..<Int(sentence.end)
        let next = string(tokens: tokens)
        let added = next.scalarCount
        if !text.isEmpty, length + added + 1 > most {
          return Extracted(text, source: .structure, confidence: 0.8, span: bytes)
        }
        if text.isEmpty, tokens.count < 4, !endsSentence(index) { continue }
        let range = span(tokens)
        if text.isEmpty, added > most + 100 {
          let cut = shortened([tokens], rules, limit: most) + "…"
          return Extracted(cut, source: .structure, confidence: 0.6, span: range)
        }
        text += text.isEmpty ? next : " " + next
        length += length == 0 ? added : added + 1
        bytes = (bytes ?? range).lowerBound..<range.upperBound
      }
      if length >= least { break }
    }
    guard !text.isEmpty else { return nil }
    return Extracted(text, source: .structure, confidence: 0.8, span: bytes)
  }

  /// Words, sentences, and the minutes that they take.
  func readCounts(into metadata: inout ExtractedMetadata) {
    metadata.words = stream.wordCount
    for (index, block) in prose.blocks.enumerated() where block.kind == .paragraph {
      metadata.sentences += stream.blockSentences[index].count
    }
    metadata.readingMinutes = (metadata.words + 237) / 238
  }

  /// Links, images, headings and block quotes.
  func readInventory(into metadata: inout ExtractedMetadata) {
    for mark in prose.marks {
      switch mark.kind {
      case .link:
        metadata.links.append(
          Reference(text: string(mark.range), destination: mark.destination, span: mark.range))
      case .image:
        metadata.images.append(
          Reference(text: string(mark.range), destination: mark.destination, span: mark.range))
      default: break
      }
    }
    var quote: Range<Int>?
    for (index, block) in prose.blocks.enumerated() {
      if block.kind == .heading {
        metadata.headings.append(Heading(level: Int(block.level), text: string(block.range), block: index))
      }
      if block.quoteDepth > 0 {
        quote = (quote?.lowerBound ?? index)..<index + 1
      } else if let range = quote {
        metadata.blockQuotes.append(range)
        quote = nil
      }
    }
    if let quote { metadata.blockQuotes.append(quote) }
  }
}
