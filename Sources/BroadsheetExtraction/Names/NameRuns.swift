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
  func isNameLike(_ index: Int) -> Bool {
    let shape = tokens[index].shape
    return shape.contains(.word) && !shape.isDisjoint(with: [.capital, .mixedCase])
  }

  /// Finds the runs of all sentences.
  func findRuns(_ runs: inout [NameRun]) {
    runs.removeAll(keepingCapacity: true)
    for sentence in sentences {
      let range = sentence.tokens
      let firstRun = runs.count
      var capitals = 0
      var smalls = 0
      var index = range.lowerBound
      while index < range.upperBound {
        guard isNameLike(index) else {
          if tokens[index].isWord, !flags(index).contains(.function) { smalls += 1 }
          index += 1
          continue
        }
        let start = index
        var end = index + 1
        capitals += 1
        extend: while end < range.upperBound {
          if isNameLike(end) {
            capitals += 1
            end += 1
            continue
          }
          var next = end
          while next < range.upperBound, next - end < 3, isConnector(next) { next += 1 }
          if next > end, next < range.upperBound, isNameLike(next) {
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

  @inline(__always)
  private func isConnector(_ index: Int) -> Bool {
    let token = tokens[index]
    if token.word < 0 {
      return token.hash == Mark.ampersand || token.hash == Mark.hyphen || token.hash == Mark.slash
        || (token.hash == Mark.fullStop && !token.shape.contains(.spaced))
        || (token.hash == Mark.apostrophe && !token.shape.contains(.spaced))
    }
    return token.shape.contains(.possessive) || token.flags.contains(.connector)
  }
}
