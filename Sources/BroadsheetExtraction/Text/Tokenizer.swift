extension UInt8 {
  @inline(__always) var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }
  @inline(__always) var isASCIIDigit: Bool { self &- 0x30 < 10 }
  @inline(__always) var isASCIICapital: Bool { self &- 0x41 < 26 }
  /// A letter, a digit, or any byte of a character beyond ASCII.
  @inline(__always) var isWordByte: Bool { isASCIILetter || isASCIIDigit || self >= 0x80 }
}

/// Cuts text into tokens, whose words are not told apart yet.
struct Tokenizer {
  let model: LanguageModel

  /// So many tokens are added between two looks at the memory that they need.
  private static let batch = 256

  /// Appends the tokens of the bytes `range`. Linear; no token looks further back than its own start.
  func tokenize(_ text: Span<UInt8>, _ range: Range<Int>, into tokens: inout [Token]) {
    var index = range.lowerBound
    var spaced = true
    while index < range.upperBound {
      tokens.append(addingCapacity: Self.batch) { out in
        tokenize(text, range, &index, &spaced, into: &out)
      }
    }
  }

  /// Appends tokens until the text ends or hardly any memory is left.
  private func tokenize(
    _ text: Span<UInt8>, _ range: Range<Int>, _ position: inout Int, _ wasSpaced: inout Bool,
    into tokens: inout OutputSpan<Token>
  ) {
    var index = position
    var spaced = wasSpaced
    let end = range.upperBound
    // A word and its possessive are two.
    while index < end, tokens.freeCapacity > 1 {
      if let word = ShortWord(text, at: index), index &+ word.count < end {
        let shape: Token.Shape = word.isCapital ? [.word, .capital] : .word
        Self.append(
          word.hash, index, index &+ word.count, spaced ? shape.union(.spaced) : shape, to: &tokens)
        index &+= word.count &+ 1
        spaced = true
        continue
      }
      let byte = text[index]
      if byte <= 0x20 {
        spaced = true
        index &+= 1
      } else if byte.isWordByte {
        if byte >= 0x80, let mark = Self.wideMark(text, index, end) {
          if mark.width > 0 {
            if mark.code == 0 {
              spaced = true
            } else {
              Self.append(mark: mark.code, index, index + mark.width, spaced, mark.shape, to: &tokens)
              spaced = false
            }
            index &+= mark.width
            continue
          }
        }
        index =
          Self.scanLetters(text, index, end, spaced, into: &tokens)
          ?? scanWord(text, index, range, spaced, into: &tokens)
        // Behind most words stands one space.
        spaced = index < end && text[index] == 0x20
        if spaced { index &+= 1 }
      } else {
        index = Self.scanMark(text, index, range, spaced, into: &tokens)
        spaced = false
      }
    }
    position = index
    wasSpaced = spaced
  }

  @inline(__always)
  private static func append(
    mark: UInt64, _ start: Int, _ end: Int, _ spaced: Bool, _ shape: Token.Shape = [],
    to tokens: inout OutputSpan<Token>
  ) {
    tokens.append(
      Token(
        hash: mark, start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end), word: -1,
        shape: spaced ? shape.union([.punctuation, .spaced]) : shape.union(.punctuation)))
  }

  /// A punctuation mark beyond ASCII; code 0 is white space; nil is a letter.
  private static func wideMark(
    _ text: Span<UInt8>, _ index: Int, _ end: Int
  ) -> (code: UInt64, width: Int, shape: Token.Shape)? {
    let byte = text[index]
    if byte == 0xE2, index + 2 < end {
      let second = text[index + 1]
      let third = text[index + 2]
      guard second >= 0x80, second <= 0xAF else { return nil }
      guard second == 0x80 else { return (Mark.symbol, 3, []) }
      switch third {
      case 0x80...0x8F, 0xA8, 0xA9, 0xAF: return (0, 3, [])
      case 0x90, 0x91: return (Mark.hyphen, 3, [])
      case 0x92...0x95: return (Mark.dash, 3, [])
      case 0x98, 0x9B: return (Mark.apostrophe, 3, .opens)
      case 0x99, 0x9A: return (Mark.apostrophe, 3, .closes)
      case 0x9C, 0x9E, 0x9F: return (Mark.quotation, 3, .opens)
      case 0x9D: return (Mark.quotation, 3, .closes)
      case 0xA6: return (Mark.ellipsis, 3, [])
      default: return (Mark.symbol, 3, [])
      }
    }
    if byte == 0xC2, index + 1 < end {
      switch text[index + 1] {
      case 0xA0, 0xAD: return (0, 2, [])
      case 0xAB: return (Mark.quotation, 2, .opens)
      case 0xBB: return (Mark.quotation, 2, .closes)
      case 0xAA, 0xB5, 0xBA: return nil
      default: return (Mark.symbol, 2, [])
      }
    }
    if byte == 0xF0, index + 3 < end { return (Mark.symbol, 4, []) }
    if byte == 0xEF, index + 2 < end, text[index + 1] == 0xBB, text[index + 2] == 0xBF { return (0, 3, []) }
    return nil
  }

  private static func scanMark(
    _ text: Span<UInt8>, _ start: Int, _ range: Range<Int>, _ spaced: Bool,
    into tokens: inout OutputSpan<Token>
  ) -> Int {
    let byte = text[start]
    let next = start + 1 < range.upperBound ? text[start + 1] : 0x20
    let opens: Token.Shape =
      spaced || (start > range.lowerBound && isOpening(text[start - 1])) ? .opens : .closes
    switch byte {
    case UInt8(ascii: "\""):
      append(
        mark: Mark.quotation, start, start + 1, spaced, next <= 0x20 ? .closes : opens, to: &tokens)
      return start + 1
    case UInt8(ascii: "`"):
      let width = next == byte ? 2 : 1
      append(
        mark: width == 2 ? Mark.quotation : Mark.apostrophe, start, start + width, spaced, .opens, to: &tokens
      )
      return start + width
    case UInt8(ascii: "'"):
      let width = next == byte ? 2 : 1
      append(
        mark: width == 2 ? Mark.quotation : Mark.apostrophe, start, start + width, spaced,
        width == 2 ? .closes : opens, to: &tokens)
      return start + width
    case UInt8(ascii: "-"):
      var end = start + 1
      while end < range.upperBound, end < start + 3, text[end] == byte { end += 1 }
      append(
        mark: end > start + 1 || (spaced && next <= 0x20) ? Mark.dash : Mark.hyphen, start, end, spaced,
        to: &tokens)
      return end
    case UInt8(ascii: "."):
      var end = start + 1
      while end < range.upperBound, text[end] == byte { end += 1 }
      append(mark: end > start + 1 ? Mark.ellipsis : Mark.fullStop, start, end, spaced, to: &tokens)
      return end
    default:
      append(mark: UInt64(byte), start, start + 1, spaced, to: &tokens)
      return start + 1
    }
  }

  private static func isOpening(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "_")
  }

  /// Reads a word of nothing but ASCII letters, as most are; nil where it is another one.
  @inline(__always)
  private static func scanLetters(
    _ text: Span<UInt8>, _ start: Int, _ limit: Int, _ spaced: Bool, into tokens: inout OutputSpan<Token>
  ) -> Int? {
    guard let run = LetterRun(text, at: start), run.count > 0 else { return nil }
    let end = start &+ run.count
    guard end < limit, endsLetters(text[end]) else { return nil }
    var shape: Token.Shape = spaced ? [.word, .spaced] : .word
    if text[start].isASCIICapital { shape.insert(.capital) }
    if run.isMixed { shape.insert(.mixedCase) }
    if !run.hasSmalls, run.count > 1 { shape.insert(.allCapitals) }
    append(run.hash(text, at: start), start, end, shape, to: &tokens)
    return end
  }

  /// Whether a word of letters ends before the byte, whatever comes behind it.
  @inline(__always)
  private static func endsLetters(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "'"), UInt8(ascii: "."), UInt8(ascii: "&"), UInt8(ascii: "@"): false
    // No letter stands there: the run would have gone on.
    default: !byte.isASCIIDigit && byte < 0x80
    }
  }

  private func scanWord(
    _ text: Span<UInt8>, _ start: Int, _ range: Range<Int>, _ spaced: Bool,
    into tokens: inout OutputSpan<Token>
  ) -> Int {
    let limit = range.upperBound
    var index = start
    var capitals = 0
    var smalls = 0
    var digits = 0
    var shape: Token.Shape = spaced ? .spaced : []
    var runLetters = 0
    var possessive = 0
    scan: while index < limit {
      let byte = text[index]
      if byte.isASCIILetter {
        if byte.isASCIICapital {
          if smalls > 0 { shape.insert(.mixedCase) }
          capitals &+= 1
          runLetters &+= 1
          index &+= 1
          continue
        }
        // Most letters are small ones.
        let first = index
        repeat { index &+= 1 } while index < limit && text[index] &- 0x61 < 26
        smalls &+= index &- first
        runLetters &+= index &- first
        continue
      }
      if byte.isASCIIDigit {
        digits &+= 1
        runLetters &+= 1
        index &+= 1
        continue
      }
      if byte >= 0x80 {
        let width = Self.width(byte)
        if byte == 0xE2, index + 3 < limit, text[index + 1] == 0x80, text[index + 2] == 0x99,
          index > start, text[index + 3].isASCIILetter
        {
          if Self.isPossessive(text, index + 3, limit) {
            possessive = 4
            break scan
          }
          index &+= 3
          continue
        }
        if let mark = Self.wideMark(text, index, limit), mark.width > 0 {
          if mark.code == 0, byte == 0xC2, text[index + 1] == 0xAD {
            index &+= 2
            continue
          }
          break scan
        }
        if index + 1 < limit, Self.isWideCapital(byte, text[index + 1]) {
          if smalls > 0 { shape.insert(.mixedCase) }
          capitals &+= 1
        } else {
          smalls &+= 1
        }
        runLetters &+= 1
        index = min(index &+ width, limit)
        continue
      }
      guard index > start, index + 1 < limit else {
        if byte == UInt8(ascii: "."), index > start, index + 1 == limit {
          if endsInAbbreviation(text, start, index, capitals, smalls, digits, shape) {
            shape.insert(.dotted)
            index &+= 1
          }
        }
        break
      }
      let next = text[index + 1]
      switch byte {
      case UInt8(ascii: "-"):
        guard next.isWordByte else { break scan }
        if next >= 0x80, Self.wideMark(text, index + 1, limit) != nil { break scan }
        shape.insert(.hyphen)
        runLetters = 0
        index &+= 1
      case UInt8(ascii: "'"):
        guard next.isASCIILetter else { break scan }
        if Self.isPossessive(text, index + 1, limit) {
          possessive = 2
          break scan
        }
        index &+= 1
      case UInt8(ascii: "."):
        if next.isASCIILetter, digits == 0, runLetters == 1 || (!next.isASCIICapital && runLetters > 1) {
          if runLetters == 1 { shape.insert(.dotted) }
          runLetters = 0
          index &+= 1
        } else if next.isASCIIDigit, text[index - 1].isASCIIDigit {
          index &+= 1
        } else {
          if !next.isWordByte || next >= 0x80,
            endsInAbbreviation(text, start, index, capitals, smalls, digits, shape)
          {
            shape.insert(.dotted)
            index &+= 1
          }
          break scan
        }
      case UInt8(ascii: ","), UInt8(ascii: ":"):
        guard next.isASCIIDigit, text[index - 1].isASCIIDigit, smalls &+ capitals == 0 else { break scan }
        index &+= 1
      case UInt8(ascii: "&"), UInt8(ascii: "@"):
        guard next.isASCIILetter else { break scan }
        index &+= 1
      default:
        break scan
      }
    }
    if index == start { index = min(start + 1, limit) }
    let first = text[start]
    if first.isASCIIDigit { shape.insert(.number) } else { shape.insert(.word) }
    if digits > 0 { shape.insert(.digits) }
    if capitals > 0 {
      if first.isASCIICapital
        || (first >= 0x80 && start + 1 < limit && Self.isWideCapital(first, text[start + 1]))
      {
        shape.insert(.capital)
      }
      if smalls == 0, capitals > 1 { shape.insert(.allCapitals) }
    }
    Self.append(ByteHash.word(text, start..<index), start, index, shape, to: &tokens)
    if possessive > 0 {
      let end = min(index + possessive, limit)
      Self.append(ByteHash.word(text, index..<end), index, end, .possessive, to: &tokens)
      index = end
    }
    return index
  }

  @inline(__always)
  private static func append(
    _ hash: UInt64, _ start: Int, _ end: Int, _ shape: Token.Shape, to tokens: inout OutputSpan<Token>
  ) {
    tokens.append(
      Token(
        hash: hash, start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end), word: 0,
        shape: shape))
  }

  @inline(__always)
  private static func width(_ byte: UInt8) -> Int {
    byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
  }

  /// Whether two bytes begin a capital of Latin-1, Latin Extended-A, Greek or Cyrillic.
  @inline(__always)
  private static func isWideCapital(_ first: UInt8, _ second: UInt8) -> Bool {
    switch first {
    case 0xC3: second <= 0x9E && second != 0x97
    case 0xC4, 0xC5: second & 1 == 0
    case 0xCE: second >= 0x86 && second <= 0xA9
    case 0xD0: second <= 0xAF
    default: false
    }
  }

  /// Whether `s` and then no letter stand at `index`, after an apostrophe.
  @inline(__always)
  private static func isPossessive(_ text: Span<UInt8>, _ index: Int, _ limit: Int) -> Bool {
    text[index] | 0x20 == UInt8(ascii: "s") && (index + 1 >= limit || !text[index + 1].isASCIILetter)
  }

  /// Whether the full stop at `dot` belongs to the word before it.
  private func endsInAbbreviation(
    _ text: Span<UInt8>, _ start: Int, _ dot: Int, _ capitals: Int, _ smalls: Int, _ digits: Int,
    _ shape: Token.Shape
  ) -> Bool {
    if digits > 0 || dot - start > 8 { return false }
    if shape.contains(.dotted) { return true }
    if capitals == 1, smalls == 0 { return text[start] != UInt8(ascii: "I") }
    let flags = model.flags(ByteHash.word(text, start..<dot + 1))
    guard !flags.isDisjoint(with: [.abbreviation, .titleAbbreviation]) else { return false }
    // “no.” and “miss.” are also ordinary words: they need their capital.
    return capitals > 0 || dot - start <= 2 && text[start] != UInt8(ascii: "n")
      || flags.contains(.titleAbbreviation) && text[start] != UInt8(ascii: "n")
  }
}
