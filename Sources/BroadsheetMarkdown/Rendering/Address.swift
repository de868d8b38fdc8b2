import BroadsheetCore

/// What kind of address a link or an image has.
enum AddressKind {
  /// It has a scheme or a host: nothing on this site can change it.
  case absolute
  /// It has a scheme that reaches another site over HTTP.
  case external
  /// It depends on the site: relative, root-relative or a fragment alone.
  case local
  /// Browsers may run it or read local files with it.
  case forbidden

  /// Classifies an address.
  ///
  /// Schemes are recognised as browsers do (WHATWG URL: letter case, control characters, tabs and line
  /// breaks do not matter) and, to be safe, behind percent-escapes and white space too.
  init(_ address: Span<UInt8>) {
    // The longest scheme that matters has 10 letters; what precedes `:` is gathered without noise.
    var scheme = InlineArray<12, UInt8>(repeating: 0)
    var length = 0
    var index = 0
    var isEscaped = false
    var colon: Int?
    scan: while index < address.count {
      var byte = address[index]
      index += 1
      var rounds = 0
      while byte == UInt8(ascii: "%"), rounds < 3, index + 1 < address.count,
        let high = address[index].hexadecimalValue, let low = address[index + 1].hexadecimalValue
      {
        byte = high << 4 | low
        index += 2
        isEscaped = true
        rounds += 1
        // `%2570` hides `%70`: go on with what the escape means.
        if byte == UInt8(ascii: "%"), index + 1 < address.count { continue }
        break
      }
      switch byte {
      case 0...0x20, 0x7F:
        continue
      case 0xC2 where index < address.count && address[index] < 0xA1:
        index += 1
      case 0xE2 where index + 1 < address.count && (address[index] == 0x80 || address[index] == 0x81):
        index += 2
      case 0xEF where index + 1 < address.count && address[index] == 0xBB && address[index + 1] == 0xBF:
        index += 2
      case UInt8(ascii: ":"):
        colon = index
        break scan
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"):
        break scan
      default:
        if length < 12 { scheme[length] = byte.asciiLowercased }
        length += 1
      }
    }
    guard let colon, length > 0 else {
      self = address.count > 1 && address[0].isSlash && address[1].isSlash ? .external : .local
      return
    }
    func isScheme(_ name: StaticString) -> Bool {
      guard length == name.utf8CodeUnitCount else { return false }
      for position in 0..<length where scheme[position] != name.byte(at: position) { return false }
      return true
    }
    if isScheme("javascript") || isScheme("vbscript") || isScheme("file") {
      self = .forbidden
    } else if isScheme("data") {
      self = Self.isImage(address, after: colon) ? .absolute : .forbidden
    } else if isScheme("http") || isScheme("https") {
      self = isEscaped ? .local : .external
    } else if !isEscaped, scheme[0].isASCIILetter, Self.isScheme(address, upTo: colon - 1) {
      self = .absolute
    } else {
      self = .local
    }
  }

  private static func isScheme(_ address: Span<UInt8>, upTo end: Int) -> Bool {
    for index in 0..<end {
      let byte = address[index]
      if !byte.isASCIIAlphanumeric && byte != UInt8(ascii: "+") && byte != UInt8(ascii: "-")
        && byte != UInt8(ascii: ".")
      {
        return false
      }
    }
    return end > 0
  }

  /// Whether a `data:` address is a bitmap.
  private static func isImage(_ address: Span<UInt8>, after start: Int) -> Bool {
    for type in ["image/png", "image/gif", "image/jpeg", "image/webp", "image/avif"] as [StaticString] {
      let count = type.utf8CodeUnitCount
      guard start + count < address.count else { continue }
      var matches = true
      for index in 0..<count where address[start + index].asciiLowercased != type.byte(at: index) {
        matches = false
        break
      }
      let next = address[start + count]
      if matches, next == UInt8(ascii: ";") || next == UInt8(ascii: ",") { return true }
    }
    return false
  }
}

extension UInt8 {
  /// The value of a hexadecimal digit.
  var hexadecimalValue: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// A slash of either kind, which browsers take for one another.
  fileprivate var isSlash: Bool { self == UInt8(ascii: "/") || self == UInt8(ascii: "\\") }
}
