/// Width and height of an image in CSS pixels.
struct ImageSize: Sendable, Hashable {
  var width: Int
  var height: Int
}

extension ImageSize {
  /// Reads the size from the head of a PNG, JPEG, GIF, WebP, AVIF or SVG file; nil for anything else.
  init?(_ bytes: [UInt8]) {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]), bytes.count >= 24 {
      self.init(width: Self.big(bytes, 16, 4), height: Self.big(bytes, 20, 4))
    } else if bytes.starts(with: [0x47, 0x49, 0x46, 0x38]), bytes.count >= 10 {
      self.init(width: Self.little(bytes, 6, 2), height: Self.little(bytes, 8, 2))
    } else if bytes.starts(with: [0xFF, 0xD8]) {
      self.init(jpeg: bytes)
    } else if bytes.starts(with: [0x52, 0x49, 0x46, 0x46]), bytes.count >= 30,
      bytes[8...].starts(with: Array("WEBP".utf8))
    {
      self.init(webP: bytes)
    } else if bytes.count >= 12, bytes[4..<8].elementsEqual("ftyp".utf8) {
      self.init(avif: bytes)
    } else {
      self.init(svg: bytes)
    }
    guard width > 0, height > 0, width < 1 << 20, height < 1 << 20 else { return nil }
  }

  static func big(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int {
    bytes[start..<start + count].reduce(0) { $0 << 8 | Int($1) }
  }

  static func little(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int {
    bytes[start..<start + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  /// The first start-of-frame marker (ITU T.81, annex B).
  private init?(jpeg bytes: [UInt8]) {
    var index = 2
    var isTurned = false
    while index + 9 < bytes.count {
      guard bytes[index] == 0xFF else { return nil }
      let marker = bytes[index + 1]
      if marker == 0xFF {
        index += 1
        continue
      }
      if (0xC0...0xCF).contains(marker), marker != 0xC4, marker != 0xC8, marker != 0xCC {
        let size = ImageSize(width: Self.big(bytes, index + 7, 2), height: Self.big(bytes, index + 5, 2))
        self = isTurned ? ImageSize(width: size.height, height: size.width) : size
        return
      }
      let end = index + 2 + max(2, Self.big(bytes, index + 2, 2))
      if marker == 0xE1, end <= bytes.count {
        isTurned = isTurned || Self.isTurned(exif: bytes[index + 4..<end])
      }
      index = end
    }
    return nil
  }

  /// The three kinds of first chunk of a WebP file.
  private init?(webP bytes: [UInt8]) {
    switch String(decoding: bytes[12..<16], as: UTF8.self) {
    case "VP8X": self.init(width: Self.little(bytes, 24, 3) + 1, height: Self.little(bytes, 27, 3) + 1)
    case "VP8L":
      let bits = Self.little(bytes, 21, 4)
      self.init(width: bits & 0x3FFF + 1, height: bits >> 14 & 0x3FFF + 1)
    case "VP8 ":
      self.init(width: Self.little(bytes, 26, 2) & 0x3FFF, height: Self.little(bytes, 28, 2) & 0x3FFF)
    default: return nil
    }
  }

  /// `width` and `height` of the root element, else the size of its `viewBox`.
  private init?(svg bytes: [UInt8]) {
    let head = String(decoding: bytes.prefix(4096), as: UTF8.self)
    guard let open = head.range(of: "<svg"), let close = head[open.upperBound...].firstIndex(of: ">") else {
      return nil
    }
    let tag = head[open.upperBound..<close]
    func attribute(_ name: String) -> Substring? {
      guard let start = tag.range(of: " \(name)=") ?? tag.range(of: "\n\(name)=") else { return nil }
      guard let quote = tag[start.upperBound...].first, quote == "\"" || quote == "'" else { return nil }
      return tag[start.upperBound...].dropFirst().prefix { $0 != quote }
    }
    func pixels(_ text: Substring?) -> Int? {
      guard let text else { return nil }
      let number = text.hasSuffix("px") ? text.dropLast(2) : text
      return Double(number).flatMap { $0.isFinite && $0 < 1e6 ? Int($0.rounded()) : nil }
    }
    if let width = pixels(attribute("width")), let height = pixels(attribute("height")) {
      self.init(width: width, height: height)
      return
    }
    let box =
      attribute("viewBox")?.split(whereSeparator: { $0 == " " || $0 == "," }).compactMap { Double($0) } ?? []
    guard box.count == 4, box[2].isFinite, box[3].isFinite, abs(box[2]) < 1e6, abs(box[3]) < 1e6 else {
      return nil
    }
    self.init(width: Int(box[2].rounded()), height: Int(box[3].rounded()))
  }
}
