import Testing

@testable import Broadsheet

@Suite("Sizes of images in containers")
struct ImageSizeTests {
  private static func box(_ type: String, _ content: [UInt8]) -> [UInt8] {
    let length = content.count + 8
    return [
      UInt8(length >> 24 & 255), UInt8(length >> 16 & 255), UInt8(length >> 8 & 255), UInt8(length & 255),
    ]
      + Array(type.utf8) + content
  }

  private static func extent(_ width: UInt8, _ height: UInt8) -> [UInt8] {
    box("ispe", [0, 0, 0, 0, 0, 0, 0, width, 0, 0, 0, height])
  }

  private static func avif(_ properties: [UInt8]) -> [UInt8] {
    box("ftyp", Array("avif\0\0\0\0avifmif1".utf8))
      + box("meta", [0, 0, 0, 0] + box("hdlr", [0, 0, 0, 0]) + box("iprp", box("ipco", properties)))
  }

  private static func jpeg(orientation: UInt8, isLittle: Bool) -> [UInt8] {
    let tiff: [UInt8] =
      isLittle
      ? [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]
      : [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]
    let segment = Array("Exif\0\0".utf8) + tiff
    return [0xFF, 0xD8, 0xFF, 0xE1, 0, UInt8(segment.count + 2)] + segment
      + [0xFF, 0xC0, 0, 11, 8, 0, 100, 0, 200, 3, 1, 1, 1]
  }

  @Test("AVIF: the largest picture, turned as the file says")
  func avif() {
    #expect(ImageSize(Self.avif(Self.extent(30, 20))) == ImageSize(width: 30, height: 20))
    let tiles = Self.extent(16, 16) + Self.box("pixi", [0]) + Self.extent(64, 32)
    #expect(ImageSize(Self.avif(tiles)) == ImageSize(width: 64, height: 32))
    #expect(ImageSize(Self.avif(tiles + Self.box("irot", [1]))) == ImageSize(width: 32, height: 64))
    #expect(ImageSize(Self.avif(tiles + Self.box("irot", [2]))) == ImageSize(width: 64, height: 32))
    #expect(ImageSize(Self.avif([])) == nil)
    let huge = Self.box("ispe", [0, 0, 0, 0] + [UInt8](repeating: 0xFF, count: 8))
    #expect(ImageSize(Self.avif(huge)) == nil)
  }

  @Test("JPEG: a quarter turn that a camera noted", arguments: [false, true])
  func exif(isLittle: Bool) {
    for orientation in UInt8(1)...4 {
      #expect(
        ImageSize(Self.jpeg(orientation: orientation, isLittle: isLittle))
          == ImageSize(width: 200, height: 100))
    }
    for orientation in UInt8(5)...8 {
      #expect(
        ImageSize(Self.jpeg(orientation: orientation, isLittle: isLittle))
          == ImageSize(width: 100, height: 200))
    }
  }

  @Test("Damaged files have no size, or some size, and do no harm")
  func damaged() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var dice = Dice(state: seed)
    let files = [
      Self.avif(Self.extent(30, 20) + Self.box("irot", [1])), Self.jpeg(orientation: 6, isLittle: true),
      Self.jpeg(orientation: 6, isLittle: false),
    ]
    for round in 0..<6000 {
      var bytes = files[round % files.count]
      for _ in 0...Int.random(in: 0..<4, using: &dice) {
        bytes[Int.random(in: 4..<bytes.count, using: &dice)] = UInt8.random(in: 0...255, using: &dice)
      }
      bytes.removeLast(Int.random(in: 0..<bytes.count / 2, using: &dice))
      if let size = ImageSize(bytes) {
        #expect(size.width > 0 && size.height > 0 && size.width < 1 << 20, "seed \(seed), round \(round)")
      }
    }
  }

  /// A random generator whose seed can be printed (SplitMix64).
  private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }
}
