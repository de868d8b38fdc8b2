import BroadsheetCore

import class Foundation.NSString

/// The part of an address that names one thing: lower case, letters and digits of any script, hyphens.
enum Slug {
  /// The longest slug in bytes; longer ones are cut at a hyphen, since file names end at 255.
  static let longest = 120

  /// Makes a slug: letters, digits and marks stay (in Unicode's composed form, lower case), apostrophes
  /// vanish, everything else is a hyphen; none at the ends, none twice. Empty where nothing is left.
  static func make(_ text: String) -> String {
    let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
    return isASCII ? ascii(text) : unicode(text)
  }

  private static func ascii(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var needsHyphen = false
    for byte in text.utf8 {
      let letter: UInt8
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): letter = byte
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): letter = byte | 0x20
      case UInt8(ascii: "'"): continue
      default:
        needsHyphen = !bytes.isEmpty
        continue
      }
      if needsHyphen { bytes.append(UInt8(ascii: "-")) }
      needsHyphen = false
      bytes.append(letter)
    }
    return String(decoding: cut(bytes), as: UTF8.self)
  }

  private static func unicode(_ text: String) -> String {
    let composed = (text.lowercased() as NSString).precomposedStringWithCanonicalMapping
    var out = String.UnicodeScalarView()
    var needsHyphen = false
    for scalar in composed.unicodeScalars {
      if scalar == "'" || scalar == "\u{2019}" { continue }
      switch scalar.properties.generalCategory {
      case .lowercaseLetter, .otherLetter, .modifierLetter, .uppercaseLetter, .titlecaseLetter,
        .decimalNumber,
        .nonspacingMark, .spacingMark, .letterNumber:
        if needsHyphen { out.append("-") }
        needsHyphen = false
        out.append(scalar)
      default: needsHyphen = !out.isEmpty
      }
    }
    return String(decoding: cut(Array(String(out).utf8)), as: UTF8.self)
  }

  private static func cut(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    guard bytes.count > longest else { return bytes[...] }
    if let hyphen = bytes[..<(longest + 1)].lastIndex(of: UInt8(ascii: "-")), hyphen > longest / 2 {
      return bytes[..<hyphen]
    }
    var end = longest
    while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return bytes[..<end]
  }
}
