/// A colour of a style sheet, in sRGB.
public struct Colour: Sendable, Hashable, CustomStringConvertible {
  /// Its parts, from 0 to 255.
  public let red, green, blue: UInt8

  /// Makes a colour of a number such as `0x8F1D14`.
  public init(_ number: UInt32) {
    red = UInt8(number >> 16 & 0xFF)
    green = UInt8(number >> 8 & 0xFF)
    blue = UInt8(number & 0xFF)
  }

  /// Reads `#8f1d14` or `#83a`; nil for everything else.
  public init?(_ text: String) {
    let digits = text.dropFirst()
    guard text.hasPrefix("#"), digits.first?.isHexDigit == true, let number = UInt32(digits, radix: 16) else {
      return nil
    }
    switch digits.utf8.count {
    case 6: self.init(number)
    case 3: self.init((number >> 8 & 15) * 0x110000 | (number >> 4 & 15) * 0x1100 | (number & 15) * 0x11)
    default: return nil
    }
  }

  /// As style sheets write it: `#8f1d14`.
  public var description: String {
    let number = UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
    let digits = String(number, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.utf8.count) + digits
  }

  /// This colour with a share of another in it, from 0 to 1.
  func mixed(with other: Colour, share: Double) -> Colour {
    func mix(_ a: UInt8, _ b: UInt8) -> UInt32 {
      UInt32((Double(a) + (Double(b) - Double(a)) * share).rounded())
    }
    return Colour(mix(red, other.red) << 16 | mix(green, other.green) << 8 | mix(blue, other.blue))
  }

  /// The contrast of two colours, from 1 to 21 (Web Content Accessibility Guidelines 2.2, contrast ratio).
  func contrast(with other: Colour) -> Double {
    let (a, b) = (luminance, other.luminance)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  /// The colour nearest to this one, on the way to `end`, that has the wanted contrast with `ground`; `end`
  /// where none has.
  func readable(on ground: Colour, contrast wanted: Double, towards end: Colour) -> Colour {
    for step in 0..<20 {
      let candidate = mixed(with: end, share: Double(step) / 20)
      if candidate.contrast(with: ground) >= wanted { return candidate }
    }
    return end
  }

  /// This colour, made lighter in its own hue until it has the wanted contrast with a dark ground.
  func lightened(on ground: Colour, contrast wanted: Double) -> Colour {
    let parts = [red, green, blue].map { Double($0) / 255 }
    let (least, most) = (parts.min() ?? 0, parts.max() ?? 0)
    let lightness = (least + most) / 2
    let range = most - least
    let saturation = range == 0 ? 0 : range / (1 - abs(2 * lightness - 1))
    for step in 0...50 {
      let target = lightness + (1 - lightness) * Double(step) / 50
      // The parts keep their proportions around the new middle (CSS Color 4, HSL).
      let spread = saturation * (1 - abs(2 * target - 1))
      let scaled = parts.map { range == 0 ? target : target + (($0 - least) / range - 0.5) * spread }
      let bytes = scaled.map { UInt32((min(1, max(0, $0)) * 255).rounded()) }
      let candidate = Colour(bytes[0] << 16 | bytes[1] << 8 | bytes[2])
      if candidate.contrast(with: ground) >= wanted { return candidate }
    }
    return self
  }

  /// Relative luminance, from 0 (black) to 1 (white).
  private var luminance: Double {
    0.2126 * Self.linear[Int(red)] + 0.7152 * Self.linear[Int(green)] + 0.0722 * Self.linear[Int(blue)]
  }

  /// sRGB's transfer function (IEC 61966-2-1) at each of the 256 values.
  private static let linear: [Double] = (0...255).map { value in
    let part = Double(value) / 255
    return part <= 0.04045 ? part / 12.92 : power((part + 0.055) / 1.055)
  }

  /// `base` to the power of 2.4: its square, times the fifth root of its square.
  private static func power(_ base: Double) -> Double {
    let square = base * base
    var root = 1.0
    for _ in 0..<40 { root -= (root * root * root * root * root - square) / (5 * root * root * root * root) }
    return square * root
  }
}
