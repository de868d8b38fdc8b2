/// Sizes that lie inside containers: boxes of AVIF files, and what a camera notes of how it was held.
extension ImageSize {
  /// The largest picture of an AVIF or HEIF file: its `ispe` properties (ISO/IEC 23008-12, 6.5.3), turned as an
  /// `irot` property says.
  init?(avif bytes: [UInt8]) {
    let path = [Array("meta".utf8), Array("iprp".utf8), Array("ipco".utf8)]
    var range = 0..<bytes.count
    for (depth, type) in path.enumerated() {
      guard let box = Self.boxes(bytes, range).first(where: { $0.type.elementsEqual(type) }) else {
        return nil
      }
      // `meta` is a full box: a version and flags stand before its contents.
      let start = box.content.lowerBound + (depth == 0 ? 4 : 0)
      guard start <= box.content.upperBound else { return nil }
      range = start..<box.content.upperBound
    }
    var size: ImageSize?
    var isTurned = false
    for box in Self.boxes(bytes, range) {
      let start = box.content.lowerBound
      if box.type.elementsEqual("ispe".utf8), box.content.count >= 12 {
        let found = ImageSize(width: Self.big(bytes, start + 4, 4), height: Self.big(bytes, start + 8, 4))
        guard found.width < 1 << 20, found.height < 1 << 20 else { return nil }
        // Tiles of a grid and thumbnails are smaller than the picture.
        if found.width * found.height > (size.map { $0.width * $0.height } ?? 0) { size = found }
      } else if box.type.elementsEqual("irot".utf8), box.content.count >= 1 {
        isTurned = bytes[start] & 1 == 1
      }
    }
    guard let size else { return nil }
    self = isTurned ? ImageSize(width: size.height, height: size.width) : size
  }

  /// The boxes that stand one after the other in a range (ISO/IEC 14496-12, 4.2).
  private static func boxes(_ bytes: [UInt8], _ range: Range<Int>) -> [(
    type: ArraySlice<UInt8>, content: Range<Int>
  )] {
    var boxes: [(type: ArraySlice<UInt8>, content: Range<Int>)] = []
    var index = range.lowerBound
    while index + 8 <= range.upperBound {
      let length = big(bytes, index, 4)
      // 0: to the end of the file. Boxes of more than 4 GB hold no sizes.
      let end = length == 0 ? range.upperBound : min(index + length, range.upperBound)
      guard end >= index + 8 else { break }
      boxes.append((bytes[index + 4..<index + 8], index + 8..<end))
      index = end
    }
    return boxes
  }

  /// Whether a camera noted that the picture has to be turned by a quarter: orientations 5 to 8 of an Exif
  /// segment (CIPA DC-008, tag 0x0112), as browsers heed it.
  static func isTurned(exif segment: ArraySlice<UInt8>) -> Bool {
    let bytes = Array(segment)
    guard bytes.starts(with: Array("Exif\0\0".utf8)), bytes.count >= 14 else { return false }
    let isLittle = bytes[6] == UInt8(ascii: "I")
    func number(_ offset: Int, _ count: Int) -> Int? {
      guard offset >= 0, 6 + offset + count <= bytes.count else { return nil }
      return isLittle ? little(bytes, 6 + offset, count) : big(bytes, 6 + offset, count)
    }
    guard let directory = number(4, 4), let entries = number(directory, 2) else { return false }
    for entry in 0..<entries {
      let offset = directory + 2 + entry * 12
      guard let tag = number(offset, 2) else { return false }
      if tag == 0x0112 { return number(offset + 8, 2).map { (5...8).contains($0) } ?? false }
    }
    return false
  }
}
