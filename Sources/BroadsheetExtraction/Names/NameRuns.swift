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
    for sentence in sentences { Self.findRuns(tokens.span, sentence.tokens, &runs) }
  }

  private static func findRuns(_ tokens: Span<Token>, _ range: Range<Int>, _ runs: inout [NameRun]) {
    let firstRun = runs.count
    var capitals = 0
    var smalls = 0
    var index = range.lowerBound
    while index < range.upperBound {
      let shape = tokens[index].shape
      guard tokens[index].isNameLike else {
        if shape.contains(.word), !tokens[index].flags.contains(.function) { smalls += 1 }
        index += 1
        continue
      }
      let start = index
      var end = index + 1
      capitals += 1
      extend: while end < range.upperBound {
        if tokens[end].isNameLike {
          capitals += 1
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
      index = end
    }
    if capitals >= 4, smalls * 3 < capitals {
      for run in firstRun..<runs.count { runs[run].isTitleCase = true }
    }
  }
}

extension Token {
  /// Whether it can be a part of a name by itself.
  @inline(__always) fileprivate var isNameLike: Bool {
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
