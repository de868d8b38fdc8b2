import BroadsheetCore
import Foundation

/// A labelled document: its text, one block a sentence, and its names.
struct LabelledDocument {
  var prose = Prose()
  /// The names: bytes of the text and the first label of their type.
  var names: [(range: Range<Int>, label: Int)] = []
  /// Whether names of other types are labelled too; where not, they may hide among what is outside.
  var hasOther: Bool

  init(hasOther: Bool) { self.hasOther = hasOther }

  /// Adds a sentence of tokens with labels such as `I-PER`, and a space before each token or not.
  mutating func append(_ tokens: [(text: String, label: String, spaced: Bool)]) {
    guard !tokens.isEmpty else { return }
    let start = prose.text.count
    var open: (start: Int, end: Int, type: Substring)?
    func close() -> (Range<Int>, Int)? {
      guard let open, let label = Self.label(open.type) else { return nil }
      return (open.start..<open.end, label)
    }
    for (index, token) in tokens.enumerated() {
      if token.spaced, index > 0 { prose.text.append(0x20) }
      let first = prose.text.count
      prose.text += Array(token.text.utf8)
      let type = token.label.dropFirst(2)
      if token.label.hasPrefix("I-"), let name = open, name.type == type {
        open = (name.start, prose.text.count, type)
      } else {
        if let name = close() { names.append(name) }
        open = token.label == "O" || type.isEmpty ? nil : (first, prose.text.count, type)
      }
    }
    if let name = close() { names.append(name) }
    prose.blocks.append(
      .init(kind: .paragraph, range: start..<prose.text.count, source: start..<prose.text.count))
    prose.text.append(0x0A)
  }

  private static func label(_ type: Substring) -> Int? {
    switch type {
    case "PER": NameLabel.beginPerson
    case "ORG": NameLabel.beginOrganisation
    case "LOC": NameLabel.beginPlace
    case "MISC": NameLabel.other
    default: nil
    }
  }
}

/// Reads a CoNLL file of a word and a label a line; the spaces between words are guessed.
func readCoNLL(_ path: String) throws -> [LabelledDocument] {
  var documents = [LabelledDocument(hasOther: true)]
  var sentence: [(String, String, Bool)] = []
  var isQuoted = false
  var glue = true
  for line in try String(contentsOfFile: path, encoding: .utf8).split(
    separator: "\n", omittingEmptySubsequences: false)
  {
    let parts = line.split(separator: " ")
    guard parts.count >= 2, let word = parts.first, let label = parts.last else {
      documents[documents.count - 1].append(sentence)
      sentence = []
      isQuoted = false
      glue = true
      continue
    }
    if word == "-DOCSTART-" {
      documents.append(LabelledDocument(hasOther: true))
      continue
    }
    let closes = word == "\"" && isQuoted || word == "''"
    let isTight =
      glue || closes
      || [",", ".", ";", ":", "!", "?", ")", "]", "%", "'s", "n't", "'", "'re", "'ve", "'ll", "'m", "'d"]
        .contains(word)
    sentence.append((String(word), String(label), !isTight))
    if word == "\"" { isQuoted.toggle() }
    glue = word == "(" || word == "[" || word == "$" || (word == "\"" && isQuoted) || word == "``"
  }
  documents[documents.count - 1].append(sentence)
  return documents.filter { !$0.prose.blocks.isEmpty }
}

/// Reads a Universal NER file, whose comments hold the sentences' text.
func readUniversal(_ path: String) throws -> [LabelledDocument] {
  var documents: [LabelledDocument] = []
  var sentence: [(String, String, Bool)] = []
  var rest = Substring()
  for line in try String(contentsOfFile: path, encoding: .utf8).split(
    separator: "\n", omittingEmptySubsequences: false)
  {
    if line.hasPrefix("# newdoc") || documents.isEmpty { documents.append(LabelledDocument(hasOther: false)) }
    if line.hasPrefix("# text = ") {
      rest = line.dropFirst(9)
    } else if line.isEmpty {
      documents[documents.count - 1].append(sentence)
      sentence = []
    } else if !line.hasPrefix("#") {
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard parts.count >= 3 else { continue }
      var spaced = false
      if let place = rest.range(of: parts[1]) {
        spaced = rest[rest.startIndex..<place.lowerBound].contains(" ")
        rest = rest[place.upperBound...]
      }
      sentence.append((String(parts[1]), String(parts[2]), spaced))
    }
  }
  if !documents.isEmpty { documents[documents.count - 1].append(sentence) }
  return documents.filter { !$0.prose.blocks.isEmpty }
}
