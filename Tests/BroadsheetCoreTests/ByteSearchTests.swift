import BroadsheetCore
import Testing

/// What is searched eight bytes at a time finds what a look at each byte finds.
@Suite("Byte search")
struct ByteSearchTests {
  /// Random bytes of lengths around eight, in which few values are frequent.
  private static func samples(_ values: [UInt8]) -> [[UInt8]] {
    let seed = UInt64.random(in: 1...UInt64(UInt32.max))
    print("seed \(seed)")
    var state = seed
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(truncatingIfNeeded: state >> 33) % limit
    }
    return (0..<4000).map { _ in (0..<next(40)).map { _ in values[next(values.count)] } }
  }

  @Test func findsWhereUTF8IsBroken() {
    let values: [UInt8] = [
      0x61, 0x61, 0x61, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xE2, 0xED, 0xEF,
      0xF0, 0xF4, 0xF5, 0xFF,
    ]
    var samples = Self.samples(values)
    samples += ["ascii alone, and long", "é – “quoted” 日本語 🗞 text", ""].map { Array($0.utf8) }
    for bytes in samples {
      var expected: Int?
      do throws(UTF8.ValidationError) { _ = try UTF8Span(validating: bytes.span) } catch {
        expected = error.byteOffsets.lowerBound
      }
      #expect(bytes.span.firstInvalidUTF8 == expected, "\(bytes)")
    }
  }

  @Test func findsWhatTypographyWritesOtherwise() {
    let html = Array("\"&'<>".utf8)
    for bytes in Self.samples(Array("abcdefgh ,/;=%!'\"&<>-.é".utf8)) {
      for start in [0, bytes.count / 2] {
        let special = bytes.indices.dropFirst(start).first { html.contains(bytes[$0]) }
        #expect(bytes.span.firstHTMLSpecial(from: start) == special ?? bytes.count, "\(bytes)")
        let typographic = bytes.indices.dropFirst(start).first {
          html.contains(bytes[$0]) || bytes[$0] == UInt8(ascii: "-") || bytes[$0] == UInt8(ascii: ".")
        }
        #expect(bytes.span.firstTypographic(from: start) == typographic ?? bytes.count, "\(bytes)")
      }
    }
  }

  @Test func measuresWhatIsTheSame() {
    let samples = Self.samples([0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0x62])
    for (one, other) in zip(samples, samples.dropFirst()) {
      let (start, otherStart) = (one.count / 3, other.count / 2)
      let expected = zip(one[start...], other[otherStart...]).prefix { $0 == $1 }.count
      #expect(one.span.commonLength(from: start, with: other.span, from: otherStart) == expected)
    }
  }
}
