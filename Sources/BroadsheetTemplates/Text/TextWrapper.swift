/// Breaks a line as Python's `textwrap` does, with tabs and white space left as they are.
struct TextWrapper {
  let width: Int
  let breaksLongWords: Bool
  let breaksOnHyphens: Bool

  /// The lines of a text without line endings.
  func wrap(_ text: String) -> [String] {
    var chunks = split(text)
    chunks.reverse()
    var lines: [String] = []
    while !chunks.isEmpty {
      var line: [String] = []
      var length = 0
      if !lines.isEmpty, let chunk = chunks.last, isBlank(chunk) { chunks.removeLast() }
      while let chunk = chunks.last, length + chunk.scalarCount <= width {
        line.append(chunk)
        length += chunk.scalarCount
        chunks.removeLast()
      }
      if let chunk = chunks.last, chunk.scalarCount > width {
        breakLong(&chunks, &line, room: width - length)
      }
      if let last = line.last, isBlank(last) { line.removeLast() }
      if !line.isEmpty { lines.append(line.joined()) }
    }
    return lines
  }

  private func isBlank(_ chunk: String) -> Bool { chunk.unicodeScalars.allSatisfy { $0.isPythonWhitespace } }

  private func breakLong(_ chunks: inout [String], _ line: inout [String], room: Int) {
    guard let chunk = chunks.last else { return }
    if breaksLongWords {
      var end = max(room, width < 1 ? 1 : room)
      if end < 1 { end = room < 1 && line.isEmpty ? 1 : room }
      let scalars = Array(chunk.unicodeScalars)
      if breaksOnHyphens, scalars.count > end, end > 0 {
        // A hyphen that is not the first character is a place to break.
        if let hyphen = scalars[..<end].lastIndex(of: "-"), hyphen > 0,
          scalars[..<hyphen].contains(where: { $0 != "-" })
        {
          end = hyphen + 1
        }
      }
      var head = String.UnicodeScalarView()
      head.append(contentsOf: scalars[..<max(0, end)])
      var tail = String.UnicodeScalarView()
      tail.append(contentsOf: scalars[max(0, end)...])
      line.append(String(head))
      chunks[chunks.count - 1] = String(tail)
    } else if line.isEmpty {
      line.append(chunks.removeLast())
    }
  }

  /// Words and the white space between them; with hyphens, words are split after them.
  private func split(_ text: String) -> [String] {
    var chunks: [String] = []
    let scalars = Array(text.unicodeScalars)
    func chunk(_ range: Range<Int>) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[range])
      return String(view)
    }
    var index = 0
    while index < scalars.count {
      let start = index
      let isSpace = Self.isSpace(scalars[index])
      while index < scalars.count, Self.isSpace(scalars[index]) == isSpace { index += 1 }
      if isSpace || !breaksOnHyphens {
        chunks.append(chunk(start..<index))
      } else {
        var from = start
        for end in hyphenBreaks(scalars, start..<index) {
          chunks.append(chunk(from..<end))
          from = end
        }
        if from < index { chunks.append(chunk(from..<index)) }
      }
    }
    return chunks
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || (scalar.value >= 9 && scalar.value <= 13)
  }

  /// Where a word may be broken: after a hyphen between letters, and around a dash of two hyphens or more.
  private func hyphenBreaks(_ scalars: [Unicode.Scalar], _ word: Range<Int>) -> [Int] {
    var breaks: [Int] = []
    var index = word.lowerBound
    while index < word.upperBound {
      guard scalars[index] == "-" else {
        index += 1
        continue
      }
      var end = index
      while end < word.upperBound, scalars[end] == "-" { end += 1 }
      if end - index >= 2 {
        // An em-dash is a chunk of its own where words stand on both sides.
        if index > word.lowerBound, end < word.upperBound, Self.endsWord(scalars[index - 1]),
          scalars[end].isWord
        {
          breaks += [index, end]
        }
      } else if index >= word.lowerBound + 2, end < word.upperBound, Self.isLetter(scalars[index - 1]),
        Self.isLetter(scalars[index - 2]) || (index >= word.lowerBound + 3 && scalars[index - 2] == "-"),
        Self.isLetter(scalars[end]),
        end + 1 < word.upperBound, Self.isLetter(scalars[end + 1]) || scalars[end + 1] == "-"
      {
        breaks.append(end)
      }
      index = end
    }
    return breaks
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isWord && !("0"..."9").contains(scalar)
  }

  private static func endsWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isWord || "!\"'&.,?".unicodeScalars.contains(scalar)
  }
}
