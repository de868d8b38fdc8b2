/// A run of tokens that may hold names: capitalised words and what can connect them.
struct NameRun {
  /// Its first token.
  var first: Int32
  /// The token after its last.
  var end: Int32
  /// Whether nearly all words of its sentence have capitals, so that they mean little.
  var isTitleCase: Bool
}

extension TokenStream {
  /// Whether the token can be a part of a name by itself.
  @inline(__always)
  func isNameLike(_ index: Int) -> Bool { tokens[index].isNameLike }

  /// Finds the runs of all sentences.
  func findRuns(_ runs: inout [NameRun]) {
    runs.removeAll(keepingCapacity: true)
    var next = 0
    for sentence in sentences {
      let first = next
      while next < nameLike.count, nameLike[next] < sentence.end { next += 1 }
      guard first < next else { continue }
      Self.findRuns(tokens.span, sentence.tokens, nameLike.span.extracting(first..<next), &runs)
    }
  }

  /// Finds the runs of a sentence, whose tokens like names are `parts`.
  private static func findRuns(
    _ tokens: Span<Token>, _ range: Range<Int>, _ parts: Span<Int32>, _ runs: inout [NameRun]
  ) {
    let firstRun = runs.count
    var part = 0
    while part < parts.count {
      let start = Int(parts[part])
      var end = start + 1
      extend: while end < range.upperBound {
        if tokens[end].isNameLike {
          end += 1
          continue
        }
        var next = end
        while next < range.upperBound, next - end < 3, tokens[next].isConnector { next += 1 }
        if next > end, next < range.upperBound, tokens[next].isNameLike {
          end = next
          continue
        }
        // A number may end a name: “Boeing 747”.
        if tokens[end].shape.contains(.number), tokens[end].shape.contains(.spaced),
          tokens[end].end - tokens[end].start < 5
        {
          end += 1
        }
        break extend
      }
      runs.append(NameRun(first: Int32(start), end: Int32(end), isTitleCase: false))
      while part < parts.count, Int(parts[part]) < end { part += 1 }
    }
    if parts.count >= 4, isTitleCase(tokens, range, runs[firstRun...], capitals: parts.count) {
      for run in firstRun..<runs.count { runs[run].isTitleCase = true }
    }
  }

  /// Whether less than a third as many words as have capitals stand between the runs.
  private static func isTitleCase(
    _ tokens: Span<Token>, _ range: Range<Int>, _ runs: ArraySlice<NameRun>, capitals: Int
  ) -> Bool {
    var smalls = 0
    var index = range.lowerBound
    var run = runs.startIndex
    while index < range.upperBound {
      if run < runs.endIndex, Int(runs[run].first) == index {
        index = Int(runs[run].end)
        run += 1
        continue
      }
      let token = tokens[index]
      if token.isWord, !token.flags.contains(.function) {
        smalls += 1
        if smalls * 3 >= capitals { return false }
      }
      index += 1
    }
    return true
  }
}

extension Token {
  /// Whether it can be a part of a name by itself.
  @inline(__always) var isNameLike: Bool {
    shape.contains(.word) && !shape.isDisjoint(with: [.capital, .mixedCase])
  }

  /// Whether it can connect two parts of a name.
  @inline(__always) fileprivate var isConnector: Bool {
    if word < 0 {
      return hash == Mark.ampersand || hash == Mark.hyphen || hash == Mark.slash
        || (hash == Mark.fullStop && !shape.contains(.spaced))
        || (hash == Mark.apostrophe && !shape.contains(.spaced))
    }
    return shape.contains(.possessive) || flags.contains(.connector)
  }
}
