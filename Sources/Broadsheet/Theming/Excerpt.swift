/// Cuts texts short.
enum Excerpt {
  /// At most `length` Unicode scalars: whole if it fits, else cut after a word, with an ellipsis.
  static func cut(_ text: String, to length: Int) -> String {
    if text.utf8.count <= length { return text }
    let scalars = text.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: max(1, length), limitedBy: scalars.endIndex),
      end < scalars.endIndex
    else { return text }
    var cut = scalars[..<end]
    if scalars[end].value > 0x20 {
      if let blank = cut.lastIndex(where: { $0.value <= 0x20 || $0 == "\u{A0}" }) { cut = cut[..<blank] }
    }
    while let last = cut.last, last.value <= 0x20 || ",;:–—-".unicodeScalars.contains(last) {
      cut.removeLast()
    }
    return String(cut) + "…"
  }
}
