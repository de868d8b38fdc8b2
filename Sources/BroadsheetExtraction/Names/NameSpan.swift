/// One name in the text.
struct NameSpan {
  /// Its tokens.
  var tokens: Range<Int>
  /// What it stands for.
  var type: EntityType
  /// How much better its label is than the next one, in the model's units.
  var margin: Int
  /// The entity that it belongs to, or -1.
  var entity = -1
}

extension NameTagger {
  /// The names that the labels mark, in reading order.
  func spans(_ stream: TokenStream, into spans: inout [NameSpan]) {
    spans.removeAll(keepingCapacity: true)
    for run in runs {
      var index = Int(run.first)
      while index < Int(run.end) {
        let label = Int(labels[index])
        guard label != NameLabel.outside else {
          index += 1
          continue
        }
        var end = index + 1
        while end < Int(run.end), Self.continues(label, Int(labels[end])) { end += 1 }
        var last = end
        // A name ends with a word of its own.
        while last > index + 1, !Self.canEnd(stream, last - 1) { last -= 1 }
        var margin = Int(Int16.max)
        for token in index..<last { margin = min(margin, Int(margins[token])) }
        spans.append(NameSpan(tokens: index..<last, type: Self.type(label), margin: margin))
        index = end
      }
    }
  }

  private static func canEnd(_ stream: TokenStream, _ index: Int) -> Bool {
    let token = stream.tokens[index]
    return token.word >= 0 && !token.shape.contains(.possessive)
  }

  private static func continues(_ first: Int, _ label: Int) -> Bool {
    switch first {
    case NameLabel.beginPerson: label == NameLabel.insidePerson
    case NameLabel.beginOrganisation: label == NameLabel.insideOrganisation
    case NameLabel.beginPlace: label == NameLabel.insidePlace
    case NameLabel.other: label == NameLabel.other
    default: first == label
    }
  }

  private static func type(_ label: Int) -> EntityType {
    switch label {
    case NameLabel.beginPerson, NameLabel.insidePerson: .person
    case NameLabel.beginOrganisation, NameLabel.insideOrganisation: .organisation
    case NameLabel.beginPlace, NameLabel.insidePlace: .place
    default: .other
    }
  }
}
