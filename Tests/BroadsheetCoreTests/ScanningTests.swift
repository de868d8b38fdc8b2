import Testing

@testable import BroadsheetCore

@Suite("Scanning many bytes at a time")
struct ScanningTests {
  /// Bytes at every position of texts of every length up to a block and of some around two blocks, two of them at once.
  private static func eachPlacement(of bytes: [UInt8], _ body: ([UInt8]) -> Void) {
    for length in Array(1...19) + [31, 32, 33] {
      for position in 0..<length {
        for first in bytes {
          for second in bytes {
            var text = [UInt8](repeating: UInt8(ascii: "x"), count: length)
            text[position] = first
            text[(position * 7 + 1) % length] = second
            body(text)
          }
        }
      }
    }
  }

  private static let telling: [UInt8] = [
    0x00, 0x09, 0x1F, 0x20, 0x21, 0x22, 0x23, 0x26, 0x27, 0x2D, 0x2E, 0x3B, 0x3C, 0x3D, 0x3E, 0x5B, 0x5C,
    0x5D, 0x7F, 0x80, 0xA0,
    0xBF, 0xE1, 0xE2, 0xE3, 0xEE, 0xEF, 0xF0, 0xFF,
  ]

  @Test("The first special byte is found wherever it stands")
  func specials() {
    Self.eachPlacement(of: Self.telling) { text in
      func expected(_ isSpecial: (UInt8) -> Bool) -> Int { text.firstIndex(where: isSpecial) ?? text.count }
      let html: Set<UInt8> = [0x22, 0x26, 0x27, 0x3C, 0x3E]
      let found = [
        text.span.firstHTMLSpecial(from: 0), text.span.firstXMLSpecial(from: 0),
        text.span.firstJSONSpecial(from: 0), text.span.firstTypographic(from: 0),
      ]
      let wanted = [
        expected { html.contains($0) }, expected { html.contains($0) || $0 < 0x20 || $0 == 0xEF },
        expected { [0x22, 0x26, 0x3C, 0x3E, 0x5C, 0xE2].contains($0) || $0 < 0x20 },
        expected { html.contains($0) || $0 == 0x2D || $0 == 0x2E },
      ]
      if found != wanted { Issue.record("\(text): \(found), not \(wanted)") }
    }
  }

  @Test("A search begins where it is told to")
  func start() {
    let text = Array("<a> & <b> are twelve letters".utf8)
    let first = text.span.firstHTMLSpecial(from: 3)
    let next = text.span.firstHTMLSpecial(from: 5)
    let none = text.span.firstHTMLSpecial(from: 9)
    let behind = text.span.firstHTMLSpecial(from: text.count)
    #expect([first, next, none, behind] == [4, 6, text.count, text.count])
  }

  @Test("What stands before the start of a search counts nowhere")
  func everyStart() {
    for length in 1...40 {
      for place in 0..<length {
        var text = [UInt8](repeating: UInt8(ascii: "<"), count: place)
        text += [UInt8](repeating: UInt8(ascii: "x"), count: length - place)
        #expect(text.span.firstHTMLSpecial(from: place) == length)
        text[length - 1] = UInt8(ascii: "<")
        #expect(text.span.firstHTMLSpecial(from: place) == length - 1)
      }
    }
  }

  @Test("Well-formed UTF-8 is what the standard library takes")
  func utf8() {
    var generator = SystemRandomNumberGenerator()
    let seed = UInt64.random(in: 0...UInt64.max, using: &generator)
    print("seed \(seed)")
    var state = seed
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let pieces: [[UInt8]] = [
      Array("a".utf8), Array("twelve bytes".utf8), Array("é".utf8), Array("’".utf8), Array("\u{1F600}".utf8),
      Array("\u{7FF}\u{800}\u{FFFF}\u{10000}\u{10FFFF}".utf8), [0x80], [0xC0, 0xAF], [0xC1, 0xBF],
      [0xE0, 0x9F, 0xBF],
      [0xED, 0xA0, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
      [0xE2, 0x80],
      [0xF0, 0x9F, 0x98], [0xFF],
    ]
    for round in 0..<4000 {
      var text: [UInt8] = []
      // Half of the texts are well-formed.
      for _ in 0..<next(12) { text += pieces[next(round % 2 == 0 ? 6 : pieces.count)] }
      let isValid = String(validating: text, as: UTF8.self) != nil
      let invalid = text.span.firstInvalidUTF8
      #expect((invalid == nil) == isValid, "\(text)")
      if let invalid {
        #expect(String(validating: text[..<invalid], as: UTF8.self) != nil, "\(text)")
      }
      #expect(
        Array(String(utf8: text.span).utf8) == Array(String(decoding: text, as: UTF8.self).utf8), "\(text)")
    }
  }
}
